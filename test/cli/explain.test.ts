import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { placeIn } from "../../src/cli/explain.ts";
import { explainDocumentSchema } from "../../src/report/schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { git, occmap, type Run } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const run = (...args: readonly string[]): Promise<Run> => occmap(args, { cwd: folder() });

function commit(files: Readonly<Record<string, string>>): void {
  git(folder(), "init", "-q");
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder(), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  git(folder(), "add", "-A");
  git(folder(), "commit", "-q", "-m", "base");
}

const SYNC = [
  "import logging",
  "logger = logging.getLogger(__name__)",
  "def flush():",
  '    logger.warning("old_queue is full")',
  '    return notify("old_queue is full")',
  "",
].join("\n");

describe("explain", () => {
  test("tells role, surroundings, the rule that won and those that lost, and how to override", async () => {
    commit({ "sync/queue.py": SYNC });
    const { status, stdout, stderr } = await run("explain", "sync/queue.py:4", "--target", "old_queue");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("sync/queue.py:4:21: old_queue is logs_telemetry");
    expect(stdout).toMatch(/because {5}argument of logger\.warning/);
    expect(stdout).toMatch(/role {8}string: string literal/);
    expect(stdout).toMatch(/inside {6}argument 1 of logger\.warning/);
    expect(stdout).toMatch(/=> telemetry +logs_telemetry: argument of logger\.warning/);
    expect(stdout).toMatch(/ - symbol +it is no name that the language resolves/);
    expect(stdout).toMatch(/ \+ reader +user_facing_strings: /);
    expect(stdout).toMatch(/overrides:\n\s+- paths: "sync\/queue\.py"/);
  });

  test("what it proposes works: pasted into occmap.yaml it changes the answer", async () => {
    commit({ "sync/queue.py": SYNC });
    const before = await run("explain", "sync/queue.py:5", "--target", "old_queue", "--json");
    const first = only(before);
    expect(first.category).toBe("user_facing_strings");
    const remedy = first.overrides.find(({ when }) => when.includes("writes logs"));
    writeFileSync(join(folder(), "occmap.yaml"), remedy?.yaml ?? "");
    const after = await run("explain", "sync/queue.py:5", "--target", "old_queue", "--json");
    expect(only(after).category).toBe("logs_telemetry");
  });

  test("every piece that it proposes is a valid occmap.yaml", async () => {
    commit({ "tests/[a]{b}*.py": 'notify("old_queue is full")\n' });
    const { overrides } = only(await run("explain", "tests/[a]{b}*.py:1", "--target", "old_queue", "--json"));
    expect(overrides.length).toBeGreaterThan(2);
    for (const { yaml } of overrides) {
      writeFileSync(join(folder(), "occmap.yaml"), yaml);
      const again = await run("explain", "tests/[a]{b}*.py:1", "--target", "old_queue", "--json");
      expect(again.status).toBe(0);
      expect(only(again).category === "tests_fixtures").toBe(!/override|not_test/.test(yaml));
    }
  });

  test("takes the strings and the revision from the map", async () => {
    commit({ "a.py": "x = 1  # old_queue\n" });
    await run("scan", "--target", "old_queue");
    writeFileSync(join(folder(), "a.py"), "# moved\nx = 1  # old_queue\n");
    git(folder(), "commit", "-qam", "later");
    const byMap = await run("explain", "a.py:1", "--json");
    expect(only(byMap)).toMatchObject({ column: 10, string: "old_queue", category: "user_facing_strings" });
    const byHead = await run("explain", "a.py:2:10", "--rev", "HEAD", "--json");
    expect(only(byHead).category).toBe("user_facing_strings");
  });

  test("line 0 is the path, and works outside of git", async () => {
    mkdirSync(join(folder(), "old_queue"));
    writeFileSync(join(folder(), "old_queue", "a.md"), "nothing\n");
    const result = only(await run("explain", "old_queue/a.md:0", "--target", "old_queue", "--json"));
    expect(result).toMatchObject({ category: "filesystem_paths", overrides: [] });
  });

  test.each<[name: string, args: string[], message: RegExp]>([
    ["no place", ["--target", "x"], /PATH:LINE or a finding code is missing/],
    ["no line", ["a.py", "--target", "x"], /"a\.py" is neither PATH:LINE nor one of extra-change/],
    ["no such file", ["b.py:1", "--target", "x"], /holds no such file/],
    ["another line", ["a.py:3", "--target", "old_queue"], /no occurrence of "old_queue" is there[^]*1:10/],
    ["no map and no string", ["a.py:1"], /no occurrence map/],
    ["a related string alone", ["a.py:1", "--related", "x"], /--related needs --target/],
  ])("%s: says what to do instead", async (_name, args, message) => {
    commit({ "a.py": "x = 1  # old_queue\n" });
    const { status, stderr, stdout } = await run("explain", ...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/next: /);
  });

  test("nothing from the content reaches the terminal unescaped", async () => {
    commit({ "a.py": 'print("old_queue \u001b[31m\u202e")\n' });
    const { stdout } = await run("explain", "a.py:1", "--target", "old_queue", "--no-color");
    for (const character of ["\u001b", "\u202e"]) expect(stdout).not.toContain(character);
    expect(stdout).toContain("\\x1b");
  });
});

test.each([
  ["a.py:1", { path: "a.py", line: 1 }],
  ["./a.py:1:2", { path: "a.py", line: 1, column: 2 }],
  ["a:3:b.py:0", { path: "a:3:b.py", line: 0 }],
  ["not-removed", undefined],
  [":1", undefined],
])("%s names the place %j", (argument, place) => {
  expect(placeIn(argument)).toEqual(place);
});

interface Explained {
  readonly category: string;
  readonly overrides: readonly { readonly when: string; readonly yaml: string }[];
}

/** The one occurrence of a document that conforms to its schema. */
function only({ stdout, stderr }: Run): Explained {
  expect(stderr).toBe("");
  const document = JSON.parse(stdout) as { readonly occurrences: readonly Explained[] };
  expect(document.occurrences).toHaveLength(1);
  return document.occurrences[0]!;
}

test("the document conforms to its schema", async () => {
  commit({ "tests/a.py": 'notify("old_queue is full")\n' });
  const { stdout } = await run("explain", "tests/a.py:1", "--target", "old_queue", "--json");
  expect(await conforms(explainDocumentSchema, JSON.parse(stdout))).toBe(true);
});
