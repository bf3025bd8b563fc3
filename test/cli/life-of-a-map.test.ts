/** The commands around a map that lives: update, set, list, run as a user runs them. */
import { readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import {
  listDocumentSchema,
  setDocumentSchema,
  updateDocumentSchema,
} from "../../src/report/life-schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { occmap, type Run } from "../support/command-line.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const MAP = "occurrence_map.yaml";

interface Place {
  readonly repository: TestRepository;
  readonly run: (...args: readonly string[]) => Promise<Run>;
  readonly map: () => string;
}

async function planned(): Promise<Place> {
  const root = folder();
  const repository = makeRepository(root, {
    "a.py": "import x\nfoo = old_name(1)\nbar = 2\nlog.info('old_name')\n",
    "doc.md": "# Doc\n\nold_name is here\n",
    "old_name/f.txt": "hi\n",
  });
  const run = (...args: readonly string[]): Promise<Run> => occmap(args, { cwd: root });
  expect(await run("scan", "--target", "old_name")).toMatchObject({ status: 0 });
  return { repository, run, map: () => readFileSync(`${root}/${MAP}`, "utf8") };
}

describe("occmap update", () => {
  test("follows edits, renames and removals, marks what is new and what changed, keeps words", async () => {
    const { repository, run, map } = await planned();
    const people = map()
      .replace(
        "      - path: a.py\n        line: 2 # foo = old_name(1)",
        "      # see #12\n      - path: a.py # mine\n        line: 2 # foo = old_name(1) <- odd",
      )
      .replace("reason: identifier", "reason: my reason");
    writeFileSync(`${repository.root}/${MAP}`, people);
    repository.write({
      "a.py":
        "import x\nimport y\nfoo = old_name(1, 2)\nbar = 2\nlog.info('old_name')\nprint('old_name too')\n",
    });
    repository.git("mv", "doc.md", "docs2.md");
    repository.remove("old_name");
    repository.commit();

    const dry = await run("update", "--dry-run", "--json");
    expect(map()).toBe(people);
    const document: unknown = JSON.parse(dry.stdout);
    expect(await conforms(updateDocumentSchema, document)).toBe(true);
    expect(document).toMatchObject({
      changed: true,
      written: false,
      added: [{ path: "a.py", line: 6 }],
      moved: [
        { from: { path: "doc.md", line: 3 }, to: { path: "docs2.md", line: 3 } },
        { from: { path: "a.py", line: 4 }, to: { path: "a.py", line: 5 } },
      ],
      conflicting: [{ from: { path: "a.py", line: 2 }, to: { path: "a.py", line: 3 } }],
      vanished: [],
      dropped: [{ why: "carried-out", entry: { path: "old_name/f.txt", line: 0 } }],
    });

    const first = await run("update");
    expect([first.status, first.stderr]).toEqual([1, ""]);
    expect(map()).toContain(
      "      # see #12\n      - path: a.py # mine\n        line: 3 # changed: foo = old_name(1, 2) <- odd\n        reason: my reason\n",
    );
    expect(map()).toContain("        line: 6 # new: print('old_name too')\n");
    const text = map();
    const second = await run("update");
    expect([second.status, second.stdout]).toEqual([0, expect.stringContaining("is up to date")]);
    expect(map()).toBe(text);
    expect(await run("check")).toMatchObject({ status: 0 });
  });

  test("a kept line that is gone stays in the map, marked, until it is pruned", async () => {
    const { repository, run, map } = await planned();
    expect(await run("set", "--keep", "--reason", "stays", "--path", "doc.md")).toMatchObject({ status: 0 });
    repository.write({ "doc.md": "# Doc\n\nnothing is here\n" });
    repository.commit();
    expect(await run("update")).toMatchObject({ status: 1, stdout: expect.stringContaining("1 vanished") });
    expect(map()).toContain("      - path: doc.md\n        line: 3 # vanished: old_name is here\n");
    expect(await run("check")).toMatchObject({ status: 1 });
    const text = map();
    expect(await run("update")).toMatchObject({ status: 1 });
    expect(map()).toBe(text);
    expect(await run("update", "--prune")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("pruned"),
    });
    expect(map()).not.toContain("doc.md\n");
    expect(await run("check")).toMatchObject({ status: 0 });
  });

  test("says what it needs", async () => {
    const { repository, run } = await planned();
    writeFileSync(`${repository.root}/${MAP}`, "a: 1\n");
    expect(await run("update")).toMatchObject({ status: 2, stderr: expect.stringContaining("is not valid") });
    expect(await run("scan", "--target", "old_name")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("occmap update"),
    });
  });

  test.each(["update", "set --remove --reason no --path a.py", "convert --to csv"])(
    "%s follows no link in the map's place",
    async (command) => {
      const { repository, run } = await planned();
      const elsewhere = join(folder(), "..", "somebody-elses.txt");
      writeFileSync(elsewhere, "secret: [\n");
      rmSync(`${repository.root}/${MAP}`);
      symlinkSync(elsewhere, `${repository.root}/${MAP}`);
      const { status, stdout, stderr } = await run(...command.split(" "));
      rmSync(elsewhere);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toContain("symbolic link");
      expect(stderr).not.toContain("secret");
    },
  );
});

describe("occmap set and list", () => {
  test("decides by category, path and string, and counts anew", async () => {
    const { run, map } = await planned();
    const done = await run(
      "set",
      "--keep",
      "--reason",
      "a: b",
      "--match",
      "old_name",
      "--category",
      "code_symbols",
      "--json",
    );
    const document: unknown = JSON.parse(done.stdout);
    expect(await conforms(setDocumentSchema, document)).toBe(true);
    expect(document).toMatchObject({
      written: true,
      unchanged: 0,
      totals: { remove_count: 3, keep_count: 1 },
    });
    expect(map()).toContain('        keep_reason: "a: b"\n');
    const listed: unknown = JSON.parse((await run("list", "--decision", "keep", "--json")).stdout);
    expect(await conforms(listDocumentSchema, listed)).toBe(true);
    expect(listed).toMatchObject({
      entries: [{ path: "a.py", line: 2, category: "code_symbols", keep_reason: "a: b" }],
    });
    const text = map();
    const again = await run("set", "--keep", "--reason", "a: b", "--category", "code_symbols");
    expect([again.status, again.stdout]).toEqual([0, expect.stringContaining("1 entry already as asked")]);
    expect(map()).toBe(text);
  });

  test.each([
    [
      "no entry matches",
      ["--keep", "--reason", "x", "--path", "nowhere/"],
      "no entry of the map is concerned",
    ],
    [
      "a string of another map",
      ["--keep", "--reason", "x", "--match", "other"],
      "is none of the map's strings",
    ],
    ["no decision", ["--reason", "x"], "--remove or --keep"],
    ["no reason", ["--keep"], "--reason TEXT is missing"],
    ["both", ["--keep", "--remove", "--reason", "x"], "exclude each other"],
    ["no such category", ["--keep", "--reason", "x", "--category", "z"], "--category takes one of"],
    ["a block of no file's lines", ["--block", "a.py:9-8"], "--block takes a file and its lines"],
    ["a block beyond the file", ["--block", "a.py:2-90"], "has 4 lines"],
    ["a block without an entry", ["--block", "a.py:1-1"], "--block takes"],
  ])("refuses: %s", async (_name, args, words) => {
    const { run, map } = await planned();
    const text = map();
    expect(await run("set", ...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(words) });
    expect(map()).toBe(text);
  });

  test("a block takes its entries in, and their words stay", async () => {
    const { repository, run, map } = await planned();
    writeFileSync(
      `${repository.root}/${MAP}`,
      map().replace("# log.info('old_name')", "# log.info('old_name') ask Ann"),
    );
    expect(await run("set", "--block", "a.py:2-4")).toMatchObject({ status: 0 });
    expect(map()).toContain("        line: 2 # foo = old_name(1)\n        end_line: 4\n");
    expect(map()).toContain("# a.py:4 (now in the block): ask Ann");
    expect(await run("check")).toMatchObject({ status: 0 });
  });

  test("a decision that would contradict another is not written", async () => {
    const { run, map } = await planned();
    await run("set", "--keep", "--reason", "x", "--category", "code_symbols");
    const text = map();
    const refusal = await run("set", "--block", "a.py:2-4");
    expect([refusal.status, refusal.stderr]).toEqual([
      2,
      expect.stringContaining("--remove or --keep, and --reason"),
    ]);
    expect(map()).toBe(text);
  });
});
