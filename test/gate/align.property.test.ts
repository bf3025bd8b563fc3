/**
 * The blame: the account of a rejected change that names the fewest lines. Held against the plain table of all
 * accounts (dynamic programming over the whole grid, without the shortcuts of the search).
 */
import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { Effort } from "../../src/gate/effort.ts";
import { align } from "../../src/gate/align.ts";
import type { Grid, Step } from "../../src/gate/grid.ts";

const RUNS = Number(process.env["OCCMAP_PROPERTY_RUNS"] ?? 20_000);

interface Model {
  readonly bases: readonly string[];
  readonly heads: readonly string[];
  /** For each base line: "" without a rule, "may go", "must become X" (an exact line). */
  readonly rules: readonly Rule[];
}

type Rule = "" | "remove" | "rename";

const word = fc.constantFrom("a", "b", "}", "X", "aX", "Z");

const models: fc.Arbitrary<Model> = fc
  .record({
    bases: fc.array(fc.record({ text: word, rule: fc.constantFrom<Rule[]>("", "", "remove", "rename") }), {
      maxLength: 8,
    }),
    fates: fc.array(fc.constantFrom("stay", "stay", "plan", "go", "other"), { minLength: 8, maxLength: 8 }),
    others: fc.array(fc.array(word, { maxLength: 2 }), { minLength: 8, maxLength: 8 }),
  })
  .map(({ bases, fates, others }) => ({
    bases: bases.map(({ text }) => text),
    rules: bases.map(({ rule }) => rule),
    heads: bases.flatMap(({ text, rule }, index) => {
      const fate = fates[index];
      if (fate === "go" || (fate === "plan" && rule === "remove")) return [];
      if (fate === "plan" && rule === "rename") return ["Z"];
      return fate === "other" ? (others[index] ?? []) : [text];
    }),
  }));

function gridOf({ bases, heads, rules }: Model): Grid {
  const head = (line: number): string => heads[line - 1] ?? "";
  const becomes = (base: number, line: number): boolean =>
    rules[base - 1] === "rename" ? head(line) === "Z" : !head(line).includes("X");
  return {
    baseCount: bases.length,
    headCount: heads.length,
    same: (base, line) => bases[base - 1] === head(line),
    headRun: (line) => (heads[line] !== undefined && heads[line] === heads[line - 1] ? line + 1 : line),
    isKept: (base) => rules[base - 1] === "" && bases[base - 1]?.includes("X") === true,
    mustChange: (base) => rules[base - 1] !== "",
    mayGo: (base) => rules[base - 1] === "remove",
    mayBecome: becomes,
    failsToBecome: (base, line) =>
      !becomes(base, line) && (rules[base - 1] === "rename" || head(line).includes("X")),
  };
}

/** The smallest number of lines that any account of the change has to blame. */
function fewest(grid: Grid): number {
  const { baseCount, headCount } = grid;
  const cost = Array.from({ length: baseCount + 1 }, () => new Array<number>(headCount + 1).fill(Infinity));
  const at = (base: number, head: number): number => cost[base]?.[head] ?? Infinity;
  for (let base = 0; base <= baseCount; base += 1) {
    for (let head = 0; head <= headCount; head += 1) {
      const ways = [
        base === 0 && head === 0 ? 0 : Infinity,
        head > 0 ? at(base, head - 1) + 1 : Infinity,
        base > 0 ? at(base - 1, head) + (grid.mayGo(base) ? 0 : 1) : Infinity,
        base > 0 && head > 0 ? at(base - 1, head - 1) + pairCost(grid, base, head) : Infinity,
      ];
      const row = cost[base];
      if (row) row[head] = Math.min(...ways);
    }
  }
  return at(baseCount, headCount);
}

function pairCost(grid: Grid, base: number, head: number): number {
  if (!grid.mustChange(base)) return grid.same(base, head) ? 0 : Infinity;
  if (grid.mayBecome(base, head)) return 0;
  return grid.same(base, head) || grid.failsToBecome(base, head) ? 1 : Infinity;
}

function isBlamed(step: Step): boolean {
  if (step.kind === "gone") return !step.allowed;
  return step.kind === "come" || step.kind === "pending" || step.kind === "wrong";
}

describe("the blame", () => {
  test(`names as few lines as any account of the change could (${RUNS} cases)`, () => {
    fc.assert(
      fc.property(models, (model) => {
        const grid = gridOf(model);
        const found = align(grid, new Effort());
        const blamed = found?.steps.filter(isBlamed).length;
        // Where all that is wrong is what a rename left undone, that is said, even where other words were fewer.
        const onlyLeft = found?.steps.filter(isBlamed).every(({ kind }) => kind === "pending") === true;
        if (onlyLeft && blamed !== 0 && model.rules.includes("rename")) return;
        if (blamed !== fewest(grid)) throw new Error(`${blamed} instead of ${fewest(grid)} lines blamed`);
        expect(found?.accepted).toBe(blamed === 0);
      }),
      { numRuns: RUNS },
    );
  });

  test("accounts for every line of both sides, once and in order", () => {
    fc.assert(
      fc.property(models, (model) => {
        const steps = align(gridOf(model), new Effort())?.steps ?? [];
        const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
        expect(steps.flatMap((step) => ("base" in step ? [step.base] : []))).toEqual(
          numbers(model.bases.length),
        );
        expect(steps.flatMap((step) => ("head" in step ? [step.head] : []))).toEqual(
          numbers(model.heads.length),
        );
      }),
      { numRuns: Math.ceil(RUNS / 10) },
    );
  });
});
