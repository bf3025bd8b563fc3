/** What a scan finds in a file: every match, at its place, whatever the file's bytes are. */
import { describe, expect, test } from "@jest/globals";
import type { Entry } from "../../src/map/model.ts";
import type { ScanRequest } from "../../src/jobs/scan.ts";
import { recorder } from "../support/recorded.ts";
import { scanned, type Scanned } from "../support/scan.ts";
import { makeRepository, writeFiles } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

/** Every occurrence that a scan finds: `path:line:column string`. */
async function occurrences(target: string, request: Partial<ScanRequest> = {}): Promise<string[]> {
  const recorded = recorder();
  await scanned(folder(), target, { ...request, sorter: recorded.sorter });
  return recorded.occurrences
    .map(({ path, line, column, needle }) => `${path}:${line}:${column} ${needle}`)
    .sort();
}

function utf16(text: string, endian: "le" | "be"): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return endian === "le" ? bytes : bytes.swap16();
}

describe("the places of matches", () => {
  test.each<[name: string, content: string | Buffer, expected: string[]]>([
    ["several on a line", "needle needle\n needle\n", ["f:1:1 needle", "f:1:8 needle", "f:2:2 needle"]],
    ["no final newline", "a\nneedle", ["f:2:1 needle"]],
    ["CRLF", "a\r\nb needle\r\n\r\nneedle\r\n", ["f:2:3 needle", "f:4:1 needle"]],
    ["a lone CR ends no line", "a\rneedle\n", ["f:1:3 needle"]],
    ["U+2028 and form feed end no line", "a\u2028\f needle\n", ["f:1:5 needle"]],
    ["columns count characters, not bytes or units", "äöü💥needle\n", ["f:1:5 needle"]],
    ["a UTF-8 byte-order mark is no column", "\ufeffneedle\n", ["f:1:1 needle"]],
    ["a mark in the middle is one", "a\ufeffneedle\n", ["f:1:3 needle"]],
    ["Latin-1: columns count bytes", Buffer.from("caf\xe9 needle\n", "latin1"), ["f:1:6 needle"]],
    ["UTF-16, little endian", utf16("a\r\nbä needle\r\n", "le"), ["f:2:4 needle"]],
    ["UTF-16, big endian", utf16("x\n\nneedle", "be"), ["f:3:1 needle"]],
    [
      "UTF-16 with half a unit at the end",
      Buffer.concat([utf16("needle", "le"), Buffer.from("x")]),
      ["f:1:1 needle"],
    ],
    ["UTF-16 without a mark is binary, and its bytes hold nothing", Buffer.from("needle", "utf16le"), []],
    [
      "a mark that lies: bytes that hold the string anyway",
      Buffer.from("\xff\xfeneedle\n", "latin1"),
      ["f:0:0 needle"],
    ],
    ["binary", Buffer.from("\0\x01needle\nneedle"), ["f:0:0 needle", "f:0:0 needle"]],
    ["a NUL far behind the beginning", `${"x".repeat(9000)}\nneedle\0\n`, ["f:2:1 needle"]],
    ["an empty file", "", []],
    ["a file of the string alone", "needle", ["f:1:1 needle"]],
    ["another case is another string", "Needle NEEDLE\n", []],
    ["no regular expression", "nee.le n..dle\n", []],
  ])("%s", async (_name, content, expected) => {
    makeRepository(folder(), { f: content });
    expect(await occurrences("needle")).toEqual(expected);
  });

  test("lines of 5 MB, with the match at their beginning, middle and end", async () => {
    const half = "x ".repeat(1_250_000);
    makeRepository(folder(), { "min.js": `needle ${half}needle ${half}needle\nneedle\n` });
    expect(await occurrences("needle")).toEqual([
      "min.js:1:1 needle",
      "min.js:1:2500008 needle",
      "min.js:1:5000015 needle",
      "min.js:2:1 needle",
    ]);
    // What is shown of such a line is a piece of it.
    const { result } = await scanned(folder(), "needle");
    expect(Math.max(...result.planned.map(({ source }) => source?.length ?? 0))).toBeLessThan(500);
  });

  test("as many matches on one line as fit", async () => {
    makeRepository(folder(), { f: "ab".repeat(200_000) });
    expect(await occurrences("ab")).toHaveLength(200_000);
    const { result } = await scanned(folder(), "ab");
    expect(result.planned.map(({ source }) => source?.length)).toEqual([400]);
  });
});

describe("several strings", () => {
  test("where they overlap the longest stands, and is one occurrence", async () => {
    makeRepository(folder(), { f: "/app.checklist.md checklist checklist.md\n" });
    const related = ["checklist", "checklist.md", "app.checklist.md"];
    expect(await occurrences("/app.checklist", { related })).toEqual([
      "f:1:19 checklist",
      "f:1:2 app.checklist.md",
      "f:1:29 checklist.md",
    ]);
  });

  test("strings that mean something to a regular expression, a shell or a command line are taken as they are", async () => {
    const strings = [
      "a.*b",
      "$(touch pwned)",
      "--help",
      "-e",
      "[x",
      "\\d",
      "^|$",
      "#&~-",
      "`id`",
      "'\"",
      "é—💥",
      "\t",
    ];
    makeRepository(folder(), { f: strings.map((text) => `_${text}_\n`).join(""), g: "ab axxb 1 d help\n" });
    const [target = "", ...related] = strings;
    expect(await occurrences(target, { related })).toEqual(
      strings.map((text, index) => `f:${index + 1}:2 ${text}`).sort(),
    );
  });
});

describe("names", () => {
  test("an occurrence in a path is one on line 0, in the folder part too", async () => {
    makeRepository(folder(), { "needle/a.txt": "x\n", "b/the-needle.txt": "needle\n", "empty-needle": "" });
    expect(await occurrences("needle")).toEqual([
      "b/the-needle.txt:0:7 needle",
      "b/the-needle.txt:1:1 needle",
      "empty-needle:0:7 needle",
      "needle/a.txt:0:1 needle",
    ]);
  });

  test("a string with a slash is found across the parts of a path", async () => {
    makeRepository(folder(), { "src/old/name.ts": "x\n" });
    expect(await occurrences("old/name")).toEqual(["src/old/name.ts:0:5 old/name"]);
  });
});

test("a binary file that holds the string is named, and kept by default", async () => {
  makeRepository(folder(), { "logo.bin": Buffer.from("\0needle"), "other.bin": Buffer.from("\0nothing") });
  const found = await scanned(folder(), "needle");
  expect(found.subjects("scan.binary_file")).toEqual(["logo.bin"]);
  expect(found.result.map.entries).toMatchObject([
    { path: "logo.bin", line: 0, decision: "keep", keepReason: expect.stringContaining("binary file") },
  ]);
});

test("a file that cannot be read on disk is read from git", async () => {
  // Root may read everything, so what cannot be read here is a folder in the file's place.
  const repository = makeRepository(folder(), { "a.txt": "needle\n" });
  repository.remove("a.txt");
  writeFiles(folder(), { "a.txt/b.txt": "nothing\n" });
  expect(await occurrences("needle")).toEqual(["a.txt:1:1 needle"]);
});

describe("entries", () => {
  function entriesOf({ result }: Scanned): Entry[] {
    return [...result.map.entries];
  }

  test("one entry a line and category, with the number of occurrences in its reason", async () => {
    makeRepository(folder(), { "a.py": "old = old + old\n" });
    expect(entriesOf(await scanned(folder(), "old"))).toMatchObject([
      { line: 1, decision: "remove", reason: expect.stringContaining("(3 occurrences on this line)") },
    ]);
  });

  test("columns appear where one line carries different decisions, and only there", async () => {
    makeRepository(folder(), { "a.md": "see checklist.md and cutover-checklist.md\nsee checklist.md\n" });
    const found = entriesOf(await scanned(folder(), "checklist.md"));
    expect(found.map(({ line, column, decision }) => [line, column, decision])).toEqual([
      [1, 5, "remove"],
      [1, 30, "keep"],
      [2, undefined, "remove"],
    ]);
  });

  test("a file that goes as a whole takes its lines with it, counted", async () => {
    makeRepository(folder(), { "src/needle.ts": "needle\nneedle\n" });
    expect(entriesOf(await scanned(folder(), "needle"))).toMatchObject([
      { path: "src/needle.ts", line: 0, reason: expect.stringContaining("covers 2 occurrences inside") },
    ]);
  });

  test("a file whose name is kept lists what is inside it", async () => {
    makeRepository(folder(), { "docs/my-needle.md": "# needle\n" });
    expect(
      entriesOf(await scanned(folder(), "needle")).map(({ line, decision }) => [line, decision]),
    ).toEqual([
      [0, "keep"],
      [1, "remove"],
    ]);
  });
});

test("nothing found is a result: no entries, and the account of the files", async () => {
  makeRepository(folder(), { "a.txt": "hay\n" });
  const { result } = await scanned(folder(), "needle");
  expect(result.map.entries).toEqual([]);
  expect(result.ledger).toMatchObject({ files: 1, searched: 1 });
});
