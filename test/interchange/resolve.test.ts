/** What becomes of each hand-written item: an entry where it is clear, else a line that says why not. */
import { describe, expect, test } from "@jest/globals";
import type { Resolution } from "../../src/interchange/resolve.ts";
import { placeOf } from "../../src/map/model.ts";
import { resolved, written, type Items } from "./support.ts";

/** `category decision place` of each entry, and `path: why [lines]` of each item that is handed back. */
function told({ entries, unresolved }: Resolution): string[] {
  return [
    ...entries.map((entry) => `${entry.category} ${entry.decision} ${placeOf(entry)}`),
    ...unresolved.map(({ item, why, candidates }) => `${item.path}: ${why} [${candidates.join(" ")}]`),
  ].sort();
}

/** Sixty lines, of which these hold the string. */
const at = (...numbers: readonly number[]): string =>
  Array.from({ length: 60 }, (_, index) => (numbers.includes(index + 1) ? "oldkey" : "x")).join("\n");

const code = (...items: readonly string[]): Items => ({ code_symbols: items });
const BOTH = "a: the file stands under REMOVE and under KEEP, without lines [3 9]";
const ON_ONE = "a: line 3 is listed under REMOVE and under KEEP [3]";
const SEVERAL = "a: the file stands in several categories, without lines [3]";

describe("an item", () => {
  test.each<[name: string, items: Items, files: Record<string, string>, expected: string[]]>([
    ["with a line", code("path: a, line: 3, decision: REMOVE"), { a: at(3, 9) }, ["code_symbols remove a:3"]],
    [
      "with a line that holds nothing",
      code("path: a, line: 4, decision: REMOVE"),
      { a: at(3) },
      ["a: line 4 holds no occurrence [3]"],
    ],
    [
      "about a line that is exactly there",
      code("path: a, line: ~3, decision: KEEP"),
      { a: at(3, 4) },
      ["code_symbols keep a:3"],
    ],
    [
      "about a line, with several near it",
      code("path: a, line: ~10, decision: KEEP"),
      { a: at(9, 11) },
      ["a: about line 10 could be several lines [9 11]"],
    ],
    [
      "about a line, with several far from it",
      code("path: a, line: ~10, decision: KEEP"),
      { a: at(30, 50) },
      ["a: about line 10 could be several lines [30 50]"],
    ],
    [
      "about a line, with one near it and another far away",
      code("path: a, line: ~10, decision: KEEP"),
      { a: at(20, 21) },
      ["code_symbols keep a:20"],
    ],
    [
      "about a line far from the only occurrence of the file",
      code("path: a, line: ~10, decision: KEEP"),
      { a: at(50) },
      ["code_symbols keep a:50"],
    ],
    [
      "two about the same line",
      code("path: a, line: ~10, decision: KEEP", "path: a, line: ~11, decision: KEEP"),
      { a: at(12) },
      ["code_symbols keep a:12", "a: line 6 lists the same place already []"],
    ],
    [
      "without a line: the lines of the file",
      code("path: a, decision: REMOVE"),
      { a: at(3, 9) },
      ["code_symbols remove a:3", "code_symbols remove a:9"],
    ],
    [
      "without a line: the file, where its name holds the string",
      code("path: oldkey.md, decision: REMOVE"),
      { "oldkey.md": at(3) },
      ["code_symbols remove oldkey.md"],
    ],
    [
      "kept without a line: the file and its lines",
      code("path: oldkey.md, decision: KEEP"),
      { "oldkey.md": at(3) },
      ["code_symbols keep oldkey.md", "code_symbols keep oldkey.md:3"],
    ],
    [
      "without a line, beside one with a line",
      { code_symbols: ["path: a, decision: REMOVE"], cli_commands: ["path: a, line: 9, decision: KEEP"] },
      { a: at(3, 9) },
      ["cli_commands keep a:9", "code_symbols remove a:3"],
    ],
    [
      "without a line, beside a contrary one that is not clear",
      code("path: a, decision: REMOVE", "path: a, line: 5, decision: KEEP"),
      { a: at(3, 9) },
      [
        "a: another item decides otherwise about a line that is not clear [3 9]",
        "a: line 5 holds no occurrence [3 9]",
      ],
    ],
    [
      "without a line, beside one of its kind that is not clear",
      code("path: a, decision: REMOVE", "path: a, line: 5, decision: REMOVE"),
      { a: at(3) },
      ["code_symbols remove a:3", "a: line 5 holds no occurrence [3]"],
    ],
    [
      "removed and kept, without a line",
      code("path: a, decision: REMOVE", "path: a, decision: KEEP"),
      { a: at(3, 9) },
      [BOTH, BOTH],
    ],
    [
      "removed and kept, on one line",
      code("path: a, line: 3, decision: REMOVE", "path: a, line: 3, decision: KEEP"),
      { a: at(3) },
      [ON_ONE, ON_ONE],
    ],
    [
      "a file removed, a line of it kept",
      code("path: oldkey.md, decision: REMOVE", "path: oldkey.md, line: 3, decision: KEEP"),
      { "oldkey.md": at(3, 4) },
      [
        "code_symbols keep oldkey.md:3",
        "oldkey.md: the file is to be removed, and line 3 of it to be kept [4]",
      ],
    ],
    [
      "without a line, in two categories",
      { code_symbols: ["path: a, decision: REMOVE"], cli_commands: ["path: a, decision: REMOVE"] },
      { a: at(3) },
      [SEVERAL, SEVERAL],
    ],
    [
      "a line in two categories",
      {
        code_symbols: ["path: a, line: 3, decision: REMOVE"],
        cli_commands: ["path: a, line: 3, decision: REMOVE"],
      },
      { a: at(3) },
      ["code_symbols remove a:3", "cli_commands remove a:3"],
    ],
    [
      "for which nothing is left",
      code("path: a, decision: KEEP", "path: a, line: 3, decision: KEEP"),
      { a: at(3) },
      ["code_symbols keep a:3", "a: every line of the file with an occurrence is listed already []"],
    ],
    ["a binary file", code("path: a, decision: KEEP"), { a: "\0oldkey" }, ["code_symbols keep a"]],
    [
      "a line of a binary file",
      code("path: a, line: 1, decision: KEEP"),
      { a: "\0oldkey" },
      ["a: no line of the file holds an occurrence; its name or its bytes do []"],
    ],
    [
      "a file without the string",
      code("path: a, decision: KEEP"),
      { a: "x" },
      ["a: the file holds none of the strings (--related names further ones) []"],
    ],
    [
      "a file that is not there",
      code("path: b, decision: KEEP"),
      {},
      ["b: there is no such file in the revision []"],
    ],
    [
      "a path that leads out",
      code("path: ../b, decision: KEEP"),
      {},
      ["../b: the path holds .. and could leave the repository []"],
    ],
    [
      "the map itself",
      code("path: plan/occurrence_map.yaml, decision: KEEP"),
      {},
      ["plan/occurrence_map.yaml: it is the map itself, which is never searched and needs no entry []"],
    ],
    [
      "a decision that nobody knows",
      code("path: a, decision: constructor"),
      { a: at(3) },
      ["a: the decision constructor is not known []"],
    ],
  ])("%s", async (_name, items, files, expected) => {
    expect(told(await resolved(written(items), files))).toEqual(expected.sort());
  });

  test("a file moves with its lines in a rename map", async () => {
    const text = written(code("path: oldkey.md, decision: REMOVE"), "operation: rename, replacement: newkey");
    expect(told(await resolved(text, { "oldkey.md": at(3) }))).toEqual([
      "code_symbols remove oldkey.md",
      "code_symbols remove oldkey.md:3",
    ]);
  });

  test("its reason says why it goes, or why it stays", async () => {
    const items = {
      cli_commands: ["path: a, line: 3, decision: REMOVE", "path: a, line: 9, decision: KEEP"],
    };
    const { entries } = await resolved(written(items), { a: at(3, 9) });
    expect(entries).toEqual([
      { category: "cli_commands", path: "a", line: 3, reason: "said", decision: "remove" },
      {
        category: "cli_commands",
        path: "a",
        line: 9,
        reason: "listed by hand under CLI commands",
        decision: "keep",
        keepReason: "said",
      },
    ]);
  });
});
