/**
 * A real repository for one scenario: made in a few lines, changed in a few more, judged by the gate.
 *
 * The programs and settings of this machine have no part in it: git runs here with the same few variables that
 * occmap is given, and a home folder of the test's own.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gate } from "../../src/jobs/gate.ts";
import type { GateRequest } from "../../src/jobs/gate-request.ts";
import { OccmapError } from "../../src/diagnostics/errors.ts";
import { diagnostics, runInvocation } from "../../src/diagnostics/invocation.ts";

/** What the gate said: the exit status of the command line, the codes of its findings, the error's words. */
export interface Judged {
  readonly status: 0 | 1 | 2;
  /** Each finding as `code path`, sorted, without repetition. */
  readonly findings: readonly string[];
  /** `code: message` of the error that kept it from judging, "" where it judged. */
  readonly error: string;
  /** What to do next, from that error. */
  readonly next: string;
  /** Diagnostics as `key subject`. */
  readonly notes: readonly string[];
  readonly mapOrigin: string;
  readonly mapDiffersFromBase: boolean;
}

/** An entry of a test's map: where, and what is decided. */
export interface PlannedLine {
  readonly path: string;
  readonly line: number;
  readonly endLine?: number;
  readonly keep?: boolean;
}

export interface PlanOptions {
  readonly target?: string;
  readonly baseCommit?: string;
  /** Globs of files that may change beside the plan. */
  readonly exceptions?: readonly { readonly path: string; readonly allowOccurrences?: boolean }[];
}

export const MAP = "occurrence_map.yaml";

export class GatedRepository {
  readonly root: string;
  /** The user's home: `.gitconfig` in it is the user's configuration. */
  readonly home: string;
  /** Variables beside PATH and HOME, for git and for occmap. */
  variables: Record<string, string> = {};

  /** Makes an empty repository at `folder/repository` (or another `name`). */
  constructor(folder: string, name = "repository", initOptions: readonly string[] = []) {
    this.root = join(folder, name);
    this.home = join(folder, "home");
    mkdirSync(this.root, { recursive: true });
    mkdirSync(this.home, { recursive: true });
    this.git("init", "--quiet", "--initial-branch=main", ...initOptions);
  }

  git(...args: readonly string[]): string {
    return this.gitIn(this.root, ...args);
  }

  gitIn(cwd: string, ...args: readonly string[]): string {
    return execFileSync("git", args, { cwd, env: this.#environment(), encoding: "utf8", stdio: "pipe" });
  }

  /** Git with `input` on its standard input. */
  gitWith(input: string | Buffer, ...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.root, env: this.#environment(), encoding: "utf8", input });
  }

  #environment(): Record<string, string> {
    return {
      ...this.occmapVariables(),
      GIT_AUTHOR_NAME: "Test",
      GIT_AUTHOR_EMAIL: "test@example.invalid",
      GIT_COMMITTER_NAME: "Test",
      GIT_COMMITTER_EMAIL: "test@example.invalid",
    };
  }

  occmapVariables(): Record<string, string> {
    return { PATH: process.env["PATH"] ?? "", HOME: this.home, ...this.variables };
  }

  at(path: string): string {
    return join(this.root, path);
  }

  write(path: string, content: string | Buffer): this {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), content);
    return this;
  }

  read(path: string): Buffer {
    return readFileSync(this.at(path));
  }

  link(path: string, target: string): this {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    symlinkSync(target, this.at(path));
    return this;
  }

  remove(path: string): this {
    rmSync(this.at(path), { recursive: true, force: true });
    return this;
  }

  /** Commits everything that is there; gives the commit's id. */
  commit(message = "a commit"): string {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--no-verify", `--message=${message}`);
    return this.git("rev-parse", "HEAD").trim();
  }

  /** Writes a map over `lines`. Every line is in one category: the gate does not care which. */
  plan(lines: readonly PlannedLine[], options: PlanOptions = {}, file = MAP): this {
    return this.write(file, mapText(lines, options));
  }

  /** The verdict, as the command line would give it. */
  gate(request: Partial<GateRequest> = {}): Promise<Judged> {
    return judged({ folder: this.root, variables: this.occmapVariables(), ...request });
  }

  /** A program that leaves a trace when it runs; `traces` lists who left one. */
  program(name: string): string {
    const file = join(dirname(this.root), `program-${name}`);
    writeFileSync(file, `#!/bin/sh\n: > '${dirname(this.root)}/ran-${name}'\ncat\n`);
    chmodSync(file, 0o755);
    return file;
  }

  traces(): string[] {
    return readdirSync(dirname(this.root)).filter((name) => name.startsWith("ran-"));
  }

  forgetTraces(): void {
    for (const name of this.traces()) rmSync(join(dirname(this.root), name));
  }

  /** Every file of the repository, `.git` included, with its mode and a digest of its content. */
  fingerprint(): string[] {
    return fingerprintOf(this.root);
  }
}

export async function judged(request: GateRequest): Promise<Judged> {
  return runInvocation(async () => {
    const silent = { findings: [], error: "", next: "", mapOrigin: "", mapDiffersFromBase: false };
    const notes = (): string[] =>
      diagnostics().flatMap(({ key, subjects }) => subjects.map((subject) => `${key} ${subject}`));
    try {
      const result = await gate(request);
      const where =
        "mapOrigin" in result
          ? { mapOrigin: result.mapOrigin, mapDiffersFromBase: result.mapDiffersFromBase }
          : {};
      if ("faults" in result)
        return { ...silent, ...where, status: 1, findings: ["map-invalid"], notes: notes() };
      const findings = [...new Set(result.findings.map(({ code, path }) => `${code} ${path}`))].sort();
      return { ...silent, ...where, status: result.pass ? 0 : 1, findings, notes: notes() };
    } catch (error) {
      if (!(error instanceof OccmapError)) throw error;
      const said = { error: `${error.code}: ${error.message}`, next: error.next ?? "" };
      return { ...silent, ...said, status: 2, notes: notes() };
    }
  });
}

export function mapText(lines: readonly PlannedLine[], options: PlanOptions = {}): string {
  const entry = ({ path, line, endLine, keep = false }: PlannedLine): string =>
    JSON.stringify({
      path,
      line,
      ...(endLine === undefined ? {} : { end_line: endLine }),
      reason: "planned by a test",
      ...(keep ? { keep_reason: "it is to stay" } : {}),
    });
  const list = (keep: boolean): string =>
    `[${lines
      .filter((one) => (one.keep ?? false) === keep)
      .map(entry)
      .join(", ")}]`;
  const empty = ["import_paths", "filesystem_paths", "serialized_keys", "cli_commands"];
  const { target = "OLD", baseCommit, exceptions = [] } = options;
  return [
    "mission_id: 01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
    "mission_slug: a-test-01KQ7YXH",
    `target_string: ${JSON.stringify(target)}`,
    "related_strings: []",
    "generated_at: 2026-04-27T18:00:45Z",
    ...(baseCommit === undefined ? [] : [`base_commit: ${baseCommit}`]),
    ...(exceptions.length === 0
      ? []
      : [
          `exceptions: ${JSON.stringify(
            exceptions.map(({ path, allowOccurrences = false }) => {
              return { path, reason: "a companion", allow_occurrences: allowOccurrences };
            }),
          )}`,
        ]),
    "categories:",
    `  code_symbols: { remove: ${list(false)}, keep: ${list(true)} }`,
    ...empty.map((name) => `  ${name}: { remove: [], keep: [] }`),
    ...["user_facing_strings", "tests_fixtures", "logs_telemetry"].map(
      (name) => `  ${name}: { remove: [], keep: [] }`,
    ),
    `totals: { remove_count: ${lines.filter(({ keep }) => keep !== true).length}, keep_count: ${
      lines.filter(({ keep }) => keep === true).length
    } }`,
    "",
  ].join("\n");
}

export function fingerprintOf(folder: string): string[] {
  const found: string[] = [];
  const walk = (at: Buffer): void => {
    for (const name of readdirSync(at, { encoding: "buffer" })) {
      const file = Buffer.concat([at, Buffer.from("/"), name]);
      const status = lstatSync(file);
      const content = status.isFile()
        ? readFileSync(file)
        : status.isSymbolicLink()
          ? readlinkSync(file, { encoding: "buffer" })
          : "";
      const digest = createHash("sha256").update(content).digest("hex");
      found.push(`${file.toString("latin1")} ${status.mode.toString(8)} ${digest}`);
      if (status.isDirectory()) walk(file);
    }
  };
  walk(Buffer.from(folder));
  return found.sort();
}
