import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { findBulkEditPhrases } from "../../src/mission/infer.ts";

const found = (spec: string): string[] =>
  findBulkEditPhrases(spec).map(({ rule, line, column, text }) => `${line}:${column} ${rule}: ${text}`);

describe("findBulkEditPhrases", () => {
  test.each<[spec: string, expected: string[]]>([
    ["This is a bulk edit.", ["1:11 bulk-edit: bulk edit"]],
    ["Do a find and replace of X.", ["1:6 find-and-replace: find and replace"]],
    ["Search-and-replace it", ["1:1 find-and-replace: Search-and-replace"]],
    ["Remove every occurrence of `/x`.", ["1:8 every-occurrence: every occurrence"]],
    ["update all references to it", ["1:8 every-occurrence: all references"]],
    ["Rename `foo` to `bar` everywhere", ["1:1 change-everywhere: Rename `foo` to `bar` everywhere"]],
    [
      "# Goal\n\nWe rename the key\nacross the whole codebase.",
      ["3:4 change-everywhere: rename the key across the whole codebase"],
    ],
    ["a repo-wide change", ["1:3 whole-codebase: repo-wide"]],
    [
      "A codebase-wide find and replace",
      ["1:3 whole-codebase: codebase-wide", "1:17 find-and-replace: find and replace"],
    ],
    ["Windows\r\nline ends: replaced\r\nthroughout", ["2:12 change-everywhere: replaced throughout"]],
  ])("%j", (spec, expected) => {
    expect(found(spec)).toEqual(expected);
  });

  test.each([
    "Add a button.",
    "Rename the file.",
    "This is not a bulk edit.",
    "There is no bulk edit here.",
    "Without a find and replace",
    "```\nfind and replace\n```\n",
    "~~~\nfind and replace\n",
    "<!-- a bulk edit -->",
    "<!-- a bulk edit\n\n",
    "Rename it. It is used everywhere.",
    "- rename it\n- it works everywhere",
    "rename it\n\neverywhere",
    "",
  ])("finds nothing in %j", (spec) => {
    expect(found(spec)).toEqual([]);
  });

  test("shows hostile text harmlessly", () => {
    expect(found("rename \u001b[31mit everywhere")).toEqual([
      "1:1 change-everywhere: rename \\x1b[31mit everywhere",
    ]);
  });

  test("names a place where its words stand, whatever the text", () => {
    const word = fc.constantFrom(
      "rename",
      "x",
      "everywhere",
      "bulk edit",
      "\n",
      "\n\n",
      ". ",
      "```\n",
      "every use",
      "<!--",
      "-->",
      " ",
      "é😀",
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const spec = words.join("");
        const lines = spec.split("\n");
        for (const { line, column, text } of findBulkEditPhrases(spec)) {
          const first = text.split(" ")[0] ?? "";
          expect(lines[line - 1]?.startsWith(first, column - 1)).toBe(true);
        }
      }),
    );
  });

  test("takes time by size alone", () => {
    const started = process.cpuUsage().user;
    expect(found("rename <!-- every ".repeat(50_000))).toEqual([]);
    expect(found("rename a ".repeat(50_000))).toEqual([]);
    // Quadratic would be hours; a slow machine is given its time.
    expect(process.cpuUsage().user - started).toBeLessThan(20e6);
  });
});
