/**
 * Changes that are too large for the search for the least blame: judged piece by piece, or, where they were made to be
 * that, not at all.
 */
import { describe, expect, test } from "@jest/globals";
import { Effort } from "../../src/gate/effort.ts";
import { align } from "../../src/gate/align.ts";
import type { Grid, Step } from "../../src/gate/grid.ts";
import { roughBlame } from "../../src/gate/rough-blame.ts";
import { mapOf } from "./support/plans.ts";
import type { PlanEntry } from "./support/reference.ts";
import { judgeTrees } from "./support/trees.ts";

const text = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join("");
const numbered = (count: number, word: string): string[] =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`);

/** The grid of two lists of lines, of which those that hold X are to go. */
function gridOf(bases: readonly string[], heads: readonly string[]): Grid {
  const base = (line: number): string => bases[line - 1] ?? "";
  const head = (line: number): string => heads[line - 1] ?? "";
  return {
    baseCount: bases.length,
    headCount: heads.length,
    same: (one, other) => base(one) === head(other),
    headRun: (line) => line,
    isKept: () => false,
    mustChange: (line) => base(line).includes("X"),
    mayGo: (line) => base(line).includes("X"),
    mayBecome: (_base, line) => !head(line).includes("X"),
    failsToBecome: (_base, line) => head(line).includes("X"),
  };
}

function rough(bases: readonly string[], heads: readonly string[]): Step[] {
  const region = { baseFrom: 0, baseTo: bases.length, headFrom: 0, headTo: heads.length };
  return roughBlame(gridOf(bases, heads), region, new Effort().share(bases.length + heads.length));
}

const shown = (steps: readonly Step[]): string[] =>
  steps.map((step) => `${step.kind} ${"base" in step ? step.base : ""}>${"head" in step ? step.head : ""}`);

function isBlamed(step: Step): boolean {
  return (
    step.kind === "come" ||
    step.kind === "wrong" ||
    step.kind === "pending" ||
    (step.kind === "gone" && !step.allowed)
  );
}

describe("rough blame", () => {
  test.each<[name: string, bases: string[], heads: string[], expected: string[]]>([
    ["nothing", [], [], []],
    ["equal lines", ["a", "b"], ["a", "b"], ["same 1>1", "same 2>2"]],
    ["a line left undone", ["a", "X"], ["a", "X"], ["same 1>1", "pending 2>2"]],
    ["a removal beside a line too much", ["X", "a"], ["a", "b"], ["gone 1>", "same 2>1", "come >2"]],
    ["a replacement", ["a", "X", "b"], ["a", "c", "b"], ["same 1>1", "replaced 2>2", "same 3>3"]],
    ["a failed replacement", ["a", "X", "b"], ["a", "cX", "b"], ["same 1>1", "wrong 2>2", "same 3>3"]],
    ["a line gone", ["a", "b", "c"], ["a", "c"], ["same 1>1", "gone 2>", "same 3>2"]],
  ])("%s", (_name, bases, heads, expected) => {
    expect(shown(rough(bases, heads))).toEqual(expected);
  });

  test("accounts for every line of a change with more differences than it waits for, once and in order", () => {
    const [bases, heads] = [[...numbered(3000, "a"), "X"], numbered(3000, "b")];
    const steps = rough(bases, heads);
    expect(steps.flatMap((step) => ("base" in step ? [step.base] : []))).toEqual(
      bases.map((_, at) => at + 1),
    );
    expect(steps.flatMap((step) => ("head" in step ? [step.head] : []))).toEqual(
      heads.map((_, at) => at + 1),
    );
    expect(steps.filter(isBlamed).length).toBeGreaterThanOrEqual(5999);
  });

  test("blames something in whatever was rejected", () => {
    const bases = ["X", ...numbered(1500, "a"), "X"];
    const heads = [...numbered(1500, "b"), "a 0", "X"];
    expect(rough(bases, heads).some(isBlamed)).toBe(true);
    expect(align(gridOf(bases, heads), new Effort())?.accepted).toBe(false);
  });
});

/** Counts the comparisons that are wanted from the stock, those that are refused included: they cost the same time. */
class Counted extends Effort {
  wanted = 0;

  override take(...[kind, amount]: Parameters<Effort["take"]>): boolean {
    if (kind === "comparisons") this.wanted += amount;
    return super.take(kind, amount);
  }
}

describe("a run whose stock is used up", () => {
  const spent = (): Counted => {
    const effort = new Counted();
    for (const kind of ["points", "comparisons"] as const) effort.take(kind, effort.left(kind));
    effort.wanted = 0;
    return effort;
  };

  test("looks for blame with the share of the file's own lines, and begins no more than that", () => {
    const effort = spent();
    const [bases, heads] = [numbered(2000, "a"), numbered(2000, "b")];
    const found = align(gridOf(bases, heads), effort);
    expect(found?.accepted).toBe(false);
    expect(found?.steps.filter(isBlamed)).toHaveLength(4000);
    expect(effort.wanted).toBeLessThan(4000);
  });

  test("blames all between the lines that are equal at both ends, where the stock would have found one more", () => {
    const bases = ["first", ...numbered(500, "a"), "last"];
    const heads = ["first", ...numbered(250, "b"), "a 250", ...numbered(249, "c"), "last"];
    const blamed = (effort: Effort): number =>
      align(gridOf(bases, heads), effort)?.steps.filter(isBlamed).length ?? 0;
    expect(blamed(new Effort())).toBe(998);
    expect(blamed(spent())).toBe(1000);
  });

  test("still finds the line that a person would name in an ordinary change", () => {
    const bases = numbered(2000, "a");
    const heads = bases.with(700, "b").toSpliced(1300, 1);
    expect(shown(align(gridOf(bases, heads), spent())?.steps.filter(isBlamed) ?? [])).toEqual([
      "come >701",
      "gone 701>",
      "gone 1301>",
    ]);
  });
});

/**
 * Two lines before every other one are to go, the others are two texts by turns, and half of the removals are replaced
 * by the same two texts: no line says which one it was.
 */
function tangled(pairs: number): { base: string; head: string; entries: PlanEntry[] } {
  const word = (index: number): string => (index % 2 === 0 ? "a" : "b");
  const rows = Array.from({ length: pairs }, (_, index) => ["X", "X", word(index)]).flat();
  const entries = rows.flatMap((row, index): PlanEntry[] =>
    row === "X" ? [{ path: "f", decision: "remove", first: index + 1, last: index + 1 }] : [],
  );
  return {
    base: text(rows),
    head: text(Array.from({ length: pairs * 2 }, (_, index) => word(index))),
    entries,
  };
}

describe("a large change of lines that are all alike", () => {
  const judged = (pairs: number, edit: (head: string) => string): boolean => {
    const { base, head, entries } = tangled(pairs);
    const map = mapOf({ strings: ["X"], entries });
    return judgeTrees(map, new Map([["f", base]]), new Map([["f", edit(head)]])).pass;
  };

  test("is judged right within the bounds", () => {
    expect(judged(1000, (head) => head)).toBe(true);
    expect(judged(1000, (head) => `${head}${"a\n".repeat(1001)}`)).toBe(false);
    expect(judged(1000, (head) => head.replace(/.\n$/, "c\n"))).toBe(false);
  });

  // The command line on such a change: test/cli/gate.test.ts.
  test("is given up beyond them, whether it was right or wrong", () => {
    const { base, head } = tangled(2000);
    const rows = head.split("\n").slice(0, -1);
    // Other files of the run were hard, too.
    const effort = new Effort();
    effort.take("intervals", 7_900_000);
    expect(align(gridOf(base.split("\n").slice(0, -1), rows), effort)).toBeUndefined();
  });
});
