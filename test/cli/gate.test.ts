/** `occmap gate` as a user runs it, on real repositories: what it says, with which status, for each kind of head. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { gateDocumentSchema } from "../../src/report/schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { git, occmap, type Run } from "../support/command-line.ts";
import { keeping, mapText, removal } from "../support/map-text.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const MAP = "occurrence_map.yaml";

const write = (path: string, text: string): void => {
  writeFileSync(join(folder(), path), text);
};
const gate = (args: readonly string[] = [], stdin = ""): Promise<Run> =>
  occmap(["gate", ...args], { cwd: folder(), stdin });
const commit = (): void => {
  git(folder(), "add", "--all");
  git(folder(), "commit", "--quiet", "--message=a commit");
};

const ENTRIES = {
  "code_symbols.remove": [removal("app.txt", 2)],
  "cli_commands.keep": [keeping("kept.txt", 1)],
};
const carryOut = (): void => {
  write("app.txt", "one\nthree\n");
};

beforeEach(() => {
  git(folder(), "init", "--quiet", "--initial-branch=main");
  write("app.txt", "one\nuse needle\nthree\n");
  write("kept.txt", "needle stays\n");
  write("other.txt", "1\n2\n3\n");
  write(MAP, mapText({ entries: ENTRIES }));
  commit();
});

/** Each kind of head, of the change that `change` makes in the working tree. */
const HEADS: readonly (readonly [kind: string, judge: (change: () => void) => Promise<Run>])[] = [
  [
    "the working tree",
    (change) => {
      change();
      return gate();
    },
  ],
  [
    "--staged",
    (change) => {
      change();
      git(folder(), "add", "--all");
      carryOut();
      return gate(["--staged"]);
    },
  ],
  [
    "--head",
    (change) => {
      git(folder(), "switch", "--quiet", "--create", "work");
      change();
      commit();
      return gate(["--base", "main", "--head", "work"]);
    },
  ],
  [
    "--diff -",
    (change) => {
      change();
      const patch = git(folder(), "diff", "--binary", "HEAD");
      git(folder(), "reset", "--quiet", "--hard");
      return gate(["--diff", "-"], patch);
    },
  ],
  [
    "--diff FILE",
    (change) => {
      change();
      const patch = git(folder(), "diff", "--unified=0", "HEAD");
      git(folder(), "reset", "--quiet", "--hard");
      const file = join(folder(), ".git", "change.patch");
      writeFileSync(file, patch);
      return gate(["--diff", file]);
    },
  ],
];

describe.each(HEADS)("%s", (_kind, judge) => {
  test("0: exactly the plan", async () => {
    const run = await judge(carryOut);
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(run.stdout).toContain("accepted: the change is exactly the plan");
  });

  test("1: something besides, by file, line at both ends, entry and mend", async () => {
    const run = await judge(() => {
      write("other.txt", "1\n2\nthree\n");
      write("kept.txt", "changed\n");
    });
    expect(run).toMatchObject({ status: 1, stderr: "" });
    expect(run.stdout).toContain("base 2 → head 2  not-removed (code_symbols)");
    expect(run.stdout).toContain("base 3 → head 3  extra-change");
    expect(run.stdout).toContain("entry     none");
    expect(run.stdout).toContain("base 1 → head 1  keep-touched (cli_commands)");
    expect(run.stdout).toContain("entry     keep kept.txt:1 (cli_commands)");
    expect(run.stdout.match(/mend {6}git restore /g)).toHaveLength(2);
    expect(run.stdout).toContain("add, under exceptions:");
  });
});

test("a line that stands in a changed file is shown where it is at both ends", async () => {
  write("app.txt", "one\nuse needle\nthree\nneedle stays unplanned\n");
  commit();
  write("app.txt", "one\nthree\nneedle stays unplanned\n");
  const run = await gate();
  expect(run.status).toBe(1);
  expect(run.stdout).toMatch(/base 4:1 → head 3 +unmapped-occurrence\n +4 +3 +needle stays unplanned\n/);
});

test("the mend that is shown makes the gate pass", async () => {
  carryOut();
  write("kept.txt", "changed\n");
  write("stray.txt", "x\n");
  const before = await gate();
  expect(before.status).toBe(1);
  const commands = [...before.stdout.matchAll(/^ +mend +(.*)$/gm)].map(([, command = ""]) => command);
  expect(commands).toHaveLength(2);
  for (const command of commands) execFileSync("sh", ["-c", command], { cwd: folder() });
  expect(await gate()).toMatchObject({ status: 0 });
});

test("--json is one document that keeps to its schema, for 0, 1 and an invalid map", async () => {
  const statuses: (number | null)[] = [];
  for (const change of [
    carryOut,
    (): void => {
      write("kept.txt", "changed\n");
    },
    (): void => {
      write(MAP, "mission_id: 1\n");
    },
  ]) {
    change();
    const run = await gate(["--json"]);
    statuses.push(run.status);
    expect(run.stderr).toBe("");
    expect(await conforms(gateDocumentSchema, JSON.parse(run.stdout))).toBe(true);
  }
  expect(statuses).toEqual([0, 1, 1]);
});

test("--allow-pending lists what is left, and nothing else is let through", async () => {
  expect(await gate()).toMatchObject({ status: 1 });
  const pending = await gate(["--allow-pending"]);
  expect(pending).toMatchObject({ status: 0 });
  expect(pending.stdout).toContain("Pending, allowed by --allow-pending (1)");
  write("app.txt", "one\nuse the needle\nthree\n");
  expect(await gate(["--allow-pending"])).toMatchObject({ status: 1 });
});

test("--summary appends Markdown beside the report", async () => {
  write("kept.txt", "changed\n");
  writeFileSync(join(folder(), ".git", "summary.md"), "before\n");
  const run = await gate(["--summary", ".git/summary.md"]);
  expect(run.status).toBe(1);
  const summary = readFileSync(join(folder(), ".git", "summary.md"), "utf8");
  expect(summary).toMatch(/^before\n### ❌ occmap gate\n/);
  expect(summary).toContain("- mend: `git restore --source=");
});

describe("--map-from", () => {
  test("a map that the change edits, moves or deletes is no longer the trusted one", async () => {
    carryOut();
    expect(await gate(["--map-from", "main"])).toMatchObject({ status: 0 });
    const other = mapText({
      entries: { "code_symbols.remove": [removal("app.txt", 2), removal("kept.txt", 1)] },
    });
    write(MAP, other);
    write("kept.txt", "");
    // The change's own map would let it through.
    expect(await gate()).toMatchObject({ status: 0 });
    const run = await gate(["--map-from", "main"]);
    expect(run.status).toBe(1);
    expect(run.stdout).toContain("map-changed");
    expect(run.stdout).toContain("kept.txt:1 moved from keep to remove");
    expect(run.stdout).toContain("keep-touched");
    rmSync(join(folder(), MAP));
    expect((await gate(["--map-from", "main"])).stdout).toContain("map-changed");
    write("elsewhere.yaml", other);
    expect((await gate(["--map-from", "main", "--map", "elsewhere.yaml"])).status).toBe(2);
  });
});

describe("2: what could not be judged is said by name", () => {
  test.each<[name: string, prepare: () => void, args: string[], stdin: string, words: RegExp]>([
    [
      "no map",
      () => {
        rmSync(join(folder(), MAP));
      },
      [],
      "",
      /occurrence_map\.yaml/,
    ],
    ["an unknown revision", () => undefined, ["--base", "nowhere"], "", /"nowhere" is not a revision/],
    ["a patch that is not there", () => undefined, ["--diff", "no.patch"], "", /no\.patch/],
    [
      "a patch that does not apply",
      () => undefined,
      ["--diff", "-"],
      "diff --git a/app.txt b/app.txt\n--- a/app.txt\n+++ b/app.txt\n@@ -1 +1 @@\n-other\n+x\n",
      /app\.txt/,
    ],
    ["two heads", () => undefined, ["--staged", "--head", "main"], "", /exclude each other/],
    ["an unknown flag", () => undefined, ["--force"], "", /--force/],
  ])("%s", async (_name, prepare, args, stdin, words) => {
    prepare();
    const run = await gate(args, stdin);
    expect(run).toMatchObject({ status: 2, stdout: "" });
    expect(run.stderr).toMatch(words);
  });

  test("not a repository", async () => {
    rmSync(join(folder(), ".git"), { recursive: true });
    const run = await gate();
    expect(run.status).toBe(2);
    expect(run.stderr).toContain("repository");
  });

  test("a change that repeats equal lines without end", async () => {
    const pairs = 8000;
    const word = (index: number): string => (index % 2 === 0 ? "a\n" : "b\n");
    write("app.txt", Array.from({ length: pairs }, (_, index) => `needle\nneedle\n${word(index)}`).join(""));
    const lines = Array.from({ length: pairs }, (_, index) => [3 * index + 1, 3 * index + 2]).flat();
    const entries = { ...ENTRIES, "code_symbols.remove": lines.map((line) => removal("app.txt", line)) };
    write(MAP, mapText({ entries }));
    commit();
    write("app.txt", Array.from({ length: 2 * pairs }, (_, index) => word(index)).join(""));
    const run = await gate();
    expect(run).toMatchObject({ status: 2, stdout: "" });
    expect(run.stderr).toContain("where: app.txt");
  }, 60_000);
});

describe("1: a map that is not valid", () => {
  test.each([
    ["no YAML", "a: [\n"],
    ["a false total", mapText({ entries: ENTRIES, totals: [9, 1] })],
    ["an unknown key", `${mapText({ entries: ENTRIES })}bypass: true\n`],
  ])("%s", async (_name, text) => {
    write(MAP, text);
    const run = await gate();
    expect(run.status).toBe(1);
    expect(run.stdout).toContain("map-invalid");
  });
});
