/**
 * A threat is a setting under which a change might hide. Each is tested twice: with a change that the plan does
 * not cover, which must not pass, and with an honest one, which must.
 *
 * Both times nothing that belongs to the user may be written to, and no program that a setting names may run.
 */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "@jest/globals";
import type { GateRequest } from "../../src/jobs/gate-request.ts";
import { GatedRepository, type Judged } from "./gated-repository.ts";
import { temporaryFolder } from "./temporary.ts";

export interface Threat {
  /** What else stands at the base, before it is committed. */
  readonly base?: (repository: GatedRepository) => void;
  /** The setting, made after the base was committed. */
  readonly setting?: (repository: GatedRepository) => void;
  /** What the hostile change does beside the plan. */
  readonly hostile: (repository: GatedRepository) => void;
  /** What the honest change does beside carrying out the plan. */
  readonly honest?: (repository: GatedRepository) => void;
  /** Findings of the hostile change, all of them; or the error that keeps it from being judged. */
  readonly rejected: readonly string[] | { readonly error: RegExp };
  readonly request?: (repository: GatedRepository) => Partial<GateRequest>;
  /** For the rare setting under which an honest change cannot be judged either. */
  readonly refusesAll?: RegExp;
  readonly initOptions?: readonly string[];
  readonly name?: string;
  /** Global patterns that the map excepts. */
  readonly exceptions?: readonly string[];
}

const folder = temporaryFolder;

export const PLAN = [
  { path: "docs/kept.txt", line: 1, keep: true },
  { path: "src/app.txt", line: 2 },
];

/** The repository of every threat: one line is to go, one is to stay. */
export function plannedRepository(
  place: string,
  { base, setting, name, initOptions = [], exceptions = [] }: Partial<Threat> = {},
): GatedRepository {
  const repository = new GatedRepository(place, name, initOptions);
  repository
    .write("src/app.txt", "one\nuse OLD here\nthree\n")
    .write("docs/kept.txt", "OLD stays\n")
    .write("other.txt", "plain\n")
    .plan(PLAN, { exceptions: exceptions.map((path) => ({ path })) });
  base?.(repository);
  repository.commit("base");
  setting?.(repository);
  return repository;
}

/** Carries out the plan of `plannedRepository`. */
export function carryOut(repository: GatedRepository): void {
  repository.write("src/app.txt", "one\nthree\n");
}

/**
 * Gives the function that registers a threat's two tests. `file` is the test file's: its threats and its other tests
 * are the rows of its table in docs/security.md, and a test holds the two against each other.
 */
export function threats(file: string): (name: string, threat: Threat) => void {
  const place = folder();
  const named = [...readFileSync(file, "utf8").matchAll(/^test\("(.*?)"/gm)].map(([, name]) => name ?? "");
  test("each threat is a row of the threat model, and each row a threat", () => {
    const model = readFileSync(join(import.meta.dirname, "..", "..", "docs", "security.md"), "utf8");
    const [, table = ""] = model.split(`Tests: \`test/threats/${basename(file)}\`.`);
    const [section = ""] = table.split("\n## ");
    const rows = [...section.matchAll(/^\| (.*?) +\| .+ \|$/gm)].map(([, name]) => name ?? "");
    expect(rows.filter((row) => row !== "threat" && !/^-+$/.test(row)).sort()).toEqual([...named].sort());
  });
  return (name, threat) => {
    named.push(name);
    const run = async (change: (repository: GatedRepository) => void): Promise<Judged> => {
      const repository = plannedRepository(place(), threat);
      carryOut(repository);
      change(repository);
      repository.forgetTraces();
      const before = repository.fingerprint();
      const verdict = await repository.gate(threat.request?.(repository));
      expect(repository.fingerprint()).toEqual(before);
      expect(repository.traces()).toEqual([]);
      return verdict;
    };
    test(`${name}: a hostile change does not pass`, async () => {
      const verdict = await run(threat.hostile);
      if ("error" in threat.rejected) {
        expect(verdict).toMatchObject({ status: 2, findings: [] });
        expect(verdict.error).toMatch(threat.rejected.error);
      } else {
        expect({ ...verdict }).toMatchObject({ error: "", status: 1, findings: threat.rejected });
      }
    });
    if (threat.refusesAll) {
      const { refusesAll } = threat;
      test(`${name}: an honest change is refused by name`, async () => {
        const verdict = await run(threat.honest ?? (() => undefined));
        expect(verdict).toMatchObject({ status: 2 });
        expect(verdict.error).toMatch(refusesAll);
      });
    } else {
      test(`${name}: an honest change passes`, async () => {
        const verdict = await run(threat.honest ?? (() => undefined));
        expect(verdict).toMatchObject({ error: "", status: 0, findings: [] });
      });
    }
  };
}
