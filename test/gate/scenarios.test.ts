/**
 * What a person would blame. Each scenario is a base and a head as a small diff: "  " stands on both sides, "- " at the
 * base, "+ " at the head; `R` before a line says that the plan removes it, `K` that it keeps it. Then the findings.
 */
import { describe, expect, test } from "@jest/globals";
import { mapOf } from "./support/plans.ts";
import type { PlanEntry } from "./support/reference.ts";
import { judgeTrees } from "./support/trees.ts";

interface Change {
  readonly base: string;
  readonly head: string;
  readonly entries: readonly PlanEntry[];
}

/** Rows are "MARK DIFF TEXT": one character, one character, a blank, the line. */
function read(rows: string): Change {
  const base: string[] = [];
  const head: string[] = [];
  const entries: PlanEntry[] = [];
  for (const row of rows.split("\n").map((each) => each.trimStart().replace(/^\|/, ""))) {
    if (row === "") continue;
    const [mark, side, text] = [row.charAt(0), row.charAt(1), row.slice(3)];
    if (side !== "+") base.push(text);
    if (side !== "-") head.push(text);
    const line = base.length;
    if (mark === "R" || mark === "K")
      entries.push({ path: "f", decision: mark === "R" ? "remove" : "keep", first: line, last: line });
    const previous = entries.at(-1);
    if (mark === "r" && previous) entries[entries.length - 1] = { ...previous, last: line };
  }
  const text = (lines: readonly string[]): string => lines.map((each) => `${each}\n`).join("");
  return { base: text(base), head: text(head), entries };
}

function findings({ base, head, entries }: Change): string[] {
  const verdict = judgeTrees(
    mapOf({ strings: ["X"], entries }),
    new Map([["f", base]]),
    new Map([["f", head]]),
  );
  return verdict.findings.map((found) => {
    const range = (at?: { first: number; last: number }): string =>
      at ? (at.first === at.last ? `${at.first}` : `${at.first}-${at.last}`) : "";
    return `${found.code} ${range(found.base)}>${range(found.head)}`;
  });
}

describe("the findings of a change", () => {
  test.each<[name: string, rows: string, expected: string[]]>([
    ["carried out", "|R- X\n|   a", []],
    ["nothing done", "|R  X\n|   a", ["not-removed 1>1"]],
    ["a block left alone is one finding", "|R  X\n|r  a\n|r  X\n|   b", ["not-removed 1-3>1-3"]],
    [
      "a block left alone, its occurrences far apart",
      `| - b\n| + c\n|   d\n|R  X\n${"|r  a\\n".repeat(9)}|r  X\n|   e`.replaceAll("\\n", "\n"),
      ["extra-change 1>1", "not-removed 3>3", "not-removed 13>13"],
    ],
    ["of two entries one is left", "|R  aX\n|R- bX\n|   c", ["not-removed 1>1"]],
    ["a line besides", "|R- X\n|   a\n| - b\n|   c", ["extra-change 3>"]],
    ["a line added", "|R- X\n|   a\n| + b\n|   c", ["extra-change >2"]],
    ["a line changed", "|   a\n| - b\n| + c\n|   d", ["extra-change 2>2"]],
    ["a run of changed lines is one finding", "| - a\n| - b\n| + c\n| + d", ["extra-change 1-2>1-2"]],
    ["the line beside the removed one", "|R- X\n| - a\n|   b", ["extra-change 2>"]],
    ["the brace beside the removed one", "|   {\n|R- X\n| - }\n|   }\n|   a", ["extra-change 3>"]],
    ["still there", "|R- aX\n| + bX\n|   c", ["still-present 1>1"]],
    ["a keep line changed", "|K- aX\n| + a\n|   b", ["keep-touched 1>1"]],
    ["a keep line gone", "|K- aX\n|   b", ["keep-touched 1>"]],
    [
      "a keep line moved",
      "|K- aX\n|   b\n|   c\n| + aX",
      ["keep-touched 1>", "extra-change >3", "new-occurrence >3"],
    ],
    [
      "a keep line changed among others",
      "| - a\n| + b\n|K- X\n| + Y\n| - c\n| + d",
      ["extra-change 1>1", "keep-touched 2>2", "extra-change 3>3"],
    ],
    ["a line moved down", "| - a\n|   b\n|   c\n| + a", ["extra-change 1>", "extra-change >3"]],
    ["a line moved up", "| + c\n|   a\n|   b\n| - c", ["extra-change >1", "extra-change 3>"]],
    [
      "a block moved",
      "| - a\n| - b\n|   c\n|   d\n|   e\n| + a\n| + b",
      ["extra-change 1-2>", "extra-change >4-5"],
    ],
    ["a line moved past a kept one", "| - a\n|K  X\n| + a", ["extra-change 1>", "extra-change >2"]],
    [
      "a line moved past two kept ones",
      "| - a\n|K  X\n|K  bX\n| + a",
      ["extra-change 1>", "extra-change >3"],
    ],
    ["a line to be removed is moved", "|R- X\n|   b\n|   c\n| + X", ["extra-change >3", "new-occurrence >3"]],
    ["a line moved up past a kept one", "| + a\n|K  X\n| - a", ["extra-change >1", "extra-change 2>"]],
    ["more lines than were there", "|R- X\n| + a\n| + b\n|   c", ["extra-change >2"]],
    ["a new occurrence", "|   a\n| + bX", ["extra-change >2", "new-occurrence >2"]],
    ["no entry", "|   X\n|   a", ["unmapped-occurrence 1>1"]],
    ["no occurrence", "|R  a\n|   b", ["stale-entry 1>"]],
    ["the other of two equal lines", "|R- X\n|K  X\n|   a", []],
    ["both of two equal lines", "|R- X\n|K- X\n|   a", ["keep-touched 2>"]],
  ])("%s", (_name, rows, expected) => {
    expect(findings(read(rows))).toEqual(expected);
  });
});
