import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { CommandSummary } from "../../src/cli/command.ts";
import { COMMANDS } from "../../src/cli/registry.ts";
import { git, occmap } from "../support/command-line.ts";
import { call, type Answer } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const give = (path: string, content: string): void => {
  mkdirSync(dirname(join(folder(), path)), { recursive: true });
  writeFileSync(join(folder(), path), content);
};
const run = (args: string, cwd = folder()): Promise<Answer> => call(args.split(" "), { cwd });
const commit = (message: string): void => {
  git(folder(), "add", "-A");
  git(folder(), "commit", "-q", "-m", message);
};

const METADATA = "spec_kitty:\n  version: 3.2.0a5\n  schema_version: 3\n";
const LEGACY = "spec_kitty:\n  version: 3.2.0a5\n";

/** Names of the commands that declare that no project can block them. */
const EXEMPT = COMMANDS.filter(({ summary }) => summary.compatibility === "exempt").map(
  ({ summary }) => summary.name,
);

/** A repository is made once and copied for every test: a copy starts no process. */
const templates = mkdtempSync(join(tmpdir(), "occmap-test-"));
afterAll(() => rmSync(templates, { recursive: true }));
async function begin(name: string, make: () => Promise<void> | void): Promise<void> {
  const template = join(templates, name);
  if (existsSync(template)) {
    cpSync(template, folder(), { recursive: true, preserveTimestamps: true });
    return;
  }
  await make();
  cpSync(folder(), template, { recursive: true, preserveTimestamps: true });
}
function makeRepository(): void {
  git(folder(), "init", "-q", "-b", "main");
  give("a.txt", "old\n");
  commit("Begin");
}

describe("the compatibility gate", () => {
  beforeEach(() => begin("repository", makeRepository));

  test("is left out by few commands, each for a reason", () => {
    // Beside the three that read and mend the file. Whoever adds a name here says why in docs/project.md.
    expect(EXEMPT.filter((name) => !name.startsWith("project "))).toEqual(["init", "mcp", "completion"]);
    expect(
      COMMANDS.filter(({ summary }) => summary.compatibility === "judges").map(({ summary }) => summary.name),
    ).toEqual(["gate", "hook"]);
  });

  const blocked = COMMANDS.map(({ summary }) => summary).filter(
    ({ compatibility }) => compatibility !== "exempt",
  );
  const states: [name: string, prepare: () => void, caseName: string][] = [
    ["uninitialized", () => mkdirSync(join(folder(), ".kittify")), "PROJECT_NOT_INITIALIZED"],
    ["legacy", () => give(".kittify/metadata.yaml", LEGACY), "PROJECT_MIGRATION_NEEDED"],
    [
      "stale",
      () => give(".kittify/metadata.yaml", METADATA.replace(": 3\n", ": 2\n")),
      "PROJECT_MIGRATION_NEEDED",
    ],
    [
      "too-new",
      () => give(".kittify/metadata.yaml", METADATA.replace(": 3\n", ": 4\n")),
      "PROJECT_TOO_NEW_FOR_CLI",
    ],
    // A new file that cannot be read is the gate's own finding; what git ignores is only on the disk.
    [
      "corrupt",
      () => {
        give(".gitignore", ".kittify\n");
        commit("Ignore it");
        give(".kittify/metadata.yaml", "[");
      },
      "PROJECT_METADATA_CORRUPT",
    ],
  ];
  /** What each state does, test/cli/project.test.ts proves; here, that no command comes past the gate. */
  const statesFor = (compatibility: CommandSummary["compatibility"]): typeof states =>
    compatibility === "judges" ? states : states.filter(([name]) => name === "legacy");
  test.each(
    blocked.flatMap(({ name, compatibility, positionals }) =>
      statesFor(compatibility).map((state) => [name, ...state, positionals] as const),
    ),
  )("%s stops in a project that is %s", async (name, _state, prepare, caseName, positionals) => {
    prepare();
    const args = [...name.split(" "), ...(positionals ?? []).map(() => "a.txt:1")];
    const inText = await call(args, { cwd: folder() });
    expect({ status: inText.status, stdout: inText.stdout }).toEqual({ status: 2, stdout: "" });
    expect(inText.stderr).toContain(caseName);
    expect(inText.stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(4);
    const inJson = await call([...args, "--json"], { cwd: folder() });
    expect({ status: inJson.status, stderr: inJson.stderr }).toEqual({ status: 2, stderr: "" });
    expect(JSON.parse(inJson.stdout)).toMatchObject({ version: 1, error: { code: caseName } });
  });

  test.each(["--help", "--version", "help", "scan --help", "project status --help"])(
    "occmap %s works in any project",
    async (args) => {
      give(".kittify/metadata.yaml", "[");
      expect((await run(args)).status).toBe(0);
    },
  );

  test("counts for the folder that --repo names, and not for what lies above a repository", async () => {
    give(".kittify/metadata.yaml", LEGACY);
    const inner = join(folder(), "inner");
    mkdirSync(inner);
    git(inner, "init", "-q");
    expect((await run("scan --target old -o -", inner)).stderr).not.toContain("PROJECT_");
    expect((await run(`scan --target old -o - --repo ${folder()}`, inner)).stderr).toContain(
      "PROJECT_MIGRATION_NEEDED",
    );
  });

  test("starts no process of its own where there is neither a project nor a mission", async () => {
    const calls = join(folder(), "calls");
    give("bin/git", `#!/bin/sh\necho "$*" >> ${calls}\nPATH=\${PATH#*:} exec git "$@"\n`);
    chmodSync(join(folder(), "bin", "git"), 0o755);
    const gitCalls = async (): Promise<string[]> => {
      rmSync(calls, { force: true });
      const path = `${join(folder(), "bin")}:${process.env["PATH"] ?? ""}`;
      const result = await occmap(["check"], { cwd: folder(), variables: { PATH: path } });
      expect(result.stderr).toContain("there is no occurrence map");
      return readFileSync(calls, "utf8").trimEnd().split("\n");
    };
    const without = await gitCalls();
    expect(without).toHaveLength(2);
    give(".kittify/metadata.yaml", METADATA);
    expect((await gitCalls()).length).toBeGreaterThan(without.length);
  });
});

describe("the project that a gate judges", () => {
  const heads: [name: string, args: string, place: (content: string | undefined) => void][] = [
    ["the working tree", "gate", (content) => put(content)],
    [
      "the index",
      "gate --staged",
      (content) => {
        put(content);
        git(folder(), "add", "-A");
        if (content !== undefined) give(".kittify/metadata.yaml", METADATA);
      },
    ],
    [
      "a revision",
      "gate --base before --head HEAD",
      (content) => {
        git(folder(), "tag", "before");
        put(content);
        commit("Change");
      },
    ],
    [
      "a patch",
      "gate --diff change.patch",
      (content) => {
        put(content);
        git(folder(), "add", "-A");
        const patch = git(folder(), "diff", "--cached", "--binary");
        git(folder(), "reset", "-q", "--hard");
        give("change.patch", patch);
      },
    ],
  ];
  const put = (content: string | undefined): void => {
    if (content === undefined) rmSync(join(folder(), ".kittify"), { recursive: true });
    else give(".kittify/metadata.yaml", content);
  };
  const BASE = `${METADATA}  initialized_at: '2026-04-07T09:10:40'\nmigrations:\n  applied:\n  - id: a\n  - id: b\n`;

  beforeEach(() =>
    begin("project", async () => {
      makeRepository();
      give(".kittify/metadata.yaml", BASE);
      give(".gitignore", "/change.patch\n");
      commit("A project");
      expect((await run("scan --target old")).status).toBe(0);
      rmSync(join(folder(), "a.txt"));
      give("a.txt", "");
      commit("Plan");
      git(folder(), "checkout", "-q", "HEAD~1", "--", "a.txt");
      commit("Undo");
    }),
  );

  const breaches: [what: string, content: string | undefined, field: string | undefined][] = [
    ["initialized_at changed", BASE.replace("04-07", "04-08"), "spec_kitty.initialized_at"],
    ["the file deleted", undefined, undefined],
    ["the file broken", "[", undefined],
    ["the ledger cut", BASE.replace("  - id: b\n", ""), "migrations.applied[1]"],
    ["a record rewritten", BASE.replace("id: a", "id: z"), "migrations.applied[0]"],
    ["the schema lowered", BASE.replace(": 3\n", ": 2\n"), "spec_kitty.schema_version"],
    ["the schema dropped", BASE.replace("  schema_version: 3\n", ""), "spec_kitty.schema_version"],
    ["a field broken", BASE.replace("3.2.0a5", "latest"), "spec_kitty.version"],
  ];
  // Every breach in the working tree; in the other heads one of a field, one that cannot be read, and no file.
  test.each(
    heads.flatMap(([name, args, place], at) =>
      breaches
        .slice(0, at === 0 ? breaches.length : 3)
        .map(([what, content, field]) => [what, name, args, place, content, field] as const),
    ),
  )("%s in %s is a metadata-violation", async (_what, _name, args, place, content, field) => {
    place(content);
    const inJson = await run(`${args} --json`);
    expect({ status: inJson.status, stderr: inJson.stderr }).toEqual({ status: 1, stderr: "" });
    const { findings } = JSON.parse(inJson.stdout) as { findings: Record<string, unknown>[] };
    const violations = findings.filter(({ code }) => code === "metadata-violation");
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatchObject({ path: ".kittify/metadata.yaml" });
    expect(violations[0]?.["field"]).toBe(field);
  });

  test.each(
    heads.flatMap(([name, args, place]) =>
      breaches
        .slice(0, 3)
        .map(([what, content, field]) => [what, name, args, place, content, field] as const),
    ),
  )("%s in %s: the command that the text names mends it, from any folder", async (...scenario) => {
    const [, , args, place, content, field] = scenario;
    place(content);
    const inText = await run(args);
    expect(inText.status).toBe(1);
    expect(inText.stdout).toContain("metadata-violation");
    if (field !== undefined) expect(inText.stdout).toContain(`found     ${field}: `);
    const next = /next {6}restore it: git (checkout [^;]+);/.exec(inText.stdout)?.[1];
    expect(next).toBeDefined();
    mkdirSync(join(folder(), "deep"), { recursive: true });
    git(join(folder(), "deep"), ...(next ?? "").replaceAll("'", "").split(" "));
    expect(readFileSync(join(folder(), ".kittify", "metadata.yaml"), "utf8")).toBe(BASE);
  });

  test.each(heads)(
    "a project that is blocked and stays so in %s is not judged",
    async (_name, args, place) => {
      give(".kittify/metadata.yaml", LEGACY);
      commit("An old project");
      give("other.txt", "x\n");
      place(LEGACY);
      expect((await run(args)).stderr).toContain("PROJECT_MIGRATION_NEEDED");
    },
  );

  test.each(heads)("a change in %s that mends the project is judged", async (_name, args, place) => {
    give(".kittify/metadata.yaml", "[");
    commit("A broken project");
    place(METADATA);
    const result = await run(`${args} --allow-pending`);
    expect(result.stderr).toBe("");
    expect(result.status).toBe(1);
    expect(result.stdout).not.toContain("metadata-violation");
    expect(result.stdout).toContain("extra-change");
  });

  test("a schema that is too new is no violation, and nothing that can be judged", async () => {
    give(".kittify/metadata.yaml", BASE.replace(": 3\n", ": 4\n"));
    expect(await run("gate")).toMatchObject({ status: 2, stdout: "" });
  });

  test("a project below the root is found from within it", async () => {
    give("packages/inner/.kittify/metadata.yaml", LEGACY);
    commit("An old project within");
    expect((await run("gate --repo packages/inner")).stderr).toContain("PROJECT_MIGRATION_NEEDED");
    expect((await run("gate")).stderr).toBe("");
  });
});
