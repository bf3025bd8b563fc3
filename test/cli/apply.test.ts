import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { SCHEMAS } from "../../src/schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { occmap, type Run } from "../support/command-line.ts";
import { makeRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const run = (...args: readonly string[]): Promise<Run> => occmap(args, { cwd: folder() });

async function renamePlan(files: Record<string, string>): Promise<void> {
  makeRepository(folder(), files);
  expect((await run("scan", "--target", "needle", "--replacement", "pin")).status).toBe(0);
}

async function document(printed: Run): Promise<Record<string, unknown>> {
  const value: unknown = JSON.parse(printed.stdout);
  const schema = SCHEMAS["apply-result"];
  expect(schema && (await conforms(schema, value))).toBe(true);
  return value as Record<string, unknown>; // the schema has just said so
}

test("a dry run shows the change as a diff; --write makes it and ends with the verdict", async () => {
  await renamePlan({ "src/needle.ts": "a\nneedle \u202e\nb\n" });
  const dry = await run("apply");
  expect(dry.status).toBe(0);
  expect(dry.stdout).toBe(
    [
      "diff src/needle.ts src/pin.ts",
      "rename from src/needle.ts",
      "rename to src/pin.ts",
      "@@ -1,3 +1,3 @@",
      " a",
      "-needle \\u202e",
      "+pin \\u202e",
      " b",
      "would apply 2 remove entries; 1 file: 1 moved",
      "Nothing was written. next: occmap apply --write",
      "",
    ].join("\n"),
  );
  expect(existsSync(`${folder()}/src/pin.ts`)).toBe(false);

  const written = await run("apply", "--write");
  expect(written.status).toBe(0);
  expect(written.stdout).toContain("applied 2 remove entries; 1 file: 1 moved\n");
  expect(written.stdout).toContain("undo: git restore -- :/src/needle.ts && git clean -f -- :/src/pin.ts\n");
  expect(written.stdout).toContain("accepted: the change is exactly the plan");
  expect(readFileSync(`${folder()}/src/pin.ts`, "utf8")).toBe("a\npin \u202e\nb\n");
});

test("a verdict that rejects is exit status 1, and in the document", async () => {
  await renamePlan({ "a.txt": "needle\n", "b.txt": "b\n" });
  makeRepository(folder()).write({ "b.txt": "changed\n" });
  const printed = await run("apply", "--write", "--json");
  expect(printed.status).toBe(1);
  expect(await document(printed)).toMatchObject({
    written: true,
    entries: { chosen: 1, done: 0, left: 0 },
    files: [{ path: "a.txt", action: "edited" }],
    verdict: "rejected",
    findings: [{ code: "extra-change", path: "b.txt" }],
  });
});

test("an entry that cannot be carried out keeps everything from being written", async () => {
  await renamePlan({ "needle.txt": "needle\n" });
  makeRepository(folder()).write({ "pin.txt": "mine\n" });
  const printed = await run("apply", "--write", "--json");
  expect(printed.status).toBe(1);
  expect(await document(printed)).toMatchObject({
    written: false,
    problems: [{ path: "needle.txt", line: 0, why: "its new path pin.txt is there already" }],
    verdict: "not-asked",
  });
  expect(readFileSync(`${folder()}/needle.txt`, "utf8")).toBe("needle\n");
});

test("what would break is said, with the command that makes the block", async () => {
  makeRepository(folder(), {
    "it's.py": "if a:\n    needle()\nb()\n",
    "a.json": '{\n "a": 1,\n "needle": 2\n}\n',
  });
  expect((await run("scan", "--target", "needle")).status).toBe(0);
  const dry = await run("apply");
  expect(dry.stdout).toContain(
    [
      "breaks a.json: it parses now and would not any more",
      '  line 3: next: occmap set --block a.json:2-3, and rewrite the block by hand as: "a": 1',
      "breaks it's.py: a block would be parted from the line that opens it",
      "  line 2: next: occmap set --block 'it'\\''s.py:1-2' takes all that belongs together",
      "",
    ].join("\n"),
  );
  expect(await document(await run("apply", "--json"))).toMatchObject({
    breakages: [
      {
        path: "a.json",
        why: "syntax",
        places: [{ line: 3, end_line: 3, proposal: { line: 2, end_line: 3 } }],
      },
      {
        path: "it's.py",
        why: "torn",
        places: [{ line: 2, end_line: 2, proposal: { line: 1, end_line: 2 } }],
      },
    ],
  });
  expect((await run("set", "--block", "it's.py:1-2")).status).toBe(0);
  expect((await run("apply")).stdout).not.toContain("it's.py: a block would");
});

test("where lines moved since the map was made, the numbers are HEAD's, and it says so", async () => {
  const repository = makeRepository(folder(), { "a.py": "if needle:\n    go()\n" });
  expect((await run("scan", "--target", "needle")).status).toBe(0);
  const remark = "The lines above are those of HEAD, and the map's are older. next: run occmap update first";
  expect((await run("apply")).stdout).not.toContain(remark);
  repository.write({ "a.py": "import os\nif needle:\n    go()\n" });
  repository.commit();
  expect((await run("apply")).stdout).toContain(remark);
  await run("update");
  const { stdout } = await run("apply");
  expect(stdout).toContain("occmap set --block a.py:2-3");
  expect(stdout).not.toContain(remark);
});

test("uncommitted changes in a concerned file are exit status 2, by name", async () => {
  await renamePlan({ "a.txt": "needle\n" });
  makeRepository(folder()).write({ "a.txt": "needle\nmore\n" });
  const { status, stderr } = await run("apply", "--write");
  expect(status).toBe(2);
  expect(stderr).toContain("a.txt");
  expect(stderr).toContain("--allow-uncommitted");
});

test.each([
  [["--category", "nonsense"], "--category takes one of code_symbols"],
  [["--path", "[z-a]"], "--path"],
])("%j is a usage error", async (args, message) => {
  await renamePlan({ "a.txt": "needle\n" });
  const { status, stderr } = await run("apply", ...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});
