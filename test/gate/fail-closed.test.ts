/** Whatever goes wrong within the judge: a change that was not accepted never passes, and no run goes on for ever. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Effort } from "../../src/gate/effort.ts";
import type { Step } from "../../src/gate/grid.ts";
import { judgeLines, TangledError, verdictOf } from "../../src/gate/judge-lines.ts";
import type { LinesCase } from "../../src/gate/line-findings.ts";
import { lineRules } from "../../src/gate/line-rules.ts";
import { Side } from "../../src/gate/sides.ts";
import type { Entry } from "../../src/map/model.ts";
import { Needles } from "../../src/occurrence/needles.ts";

const needles = new Needles(["X"]);
const side = (rows: readonly string[]): Side => {
  const content = Buffer.from(rows.map((row) => `${row}\n`).join(""));
  return new Side("f", { mode: "100644", oid: "", content }, needles);
};
const remove = (line: number): Entry => {
  return { path: "f", line, category: "code_symbols", decision: "remove", reason: "r" };
};

/** A file of which every second line is to go. */
const ROWS = ["a", "X", "b", "X", "c", "X", "d", "X"];
const lines: LinesCase = {
  path: "f",
  base: side(ROWS),
  head: side(ROWS),
  rules: lineRules(side(ROWS), [2, 4, 6, 8].map(remove), undefined),
};

const line = fc.integer({ min: 1, max: ROWS.length });
const innocent: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("same" as const), base: line, head: line }),
  fc.record({ kind: fc.constant("replaced" as const), base: line, head: line }),
  fc.record({ kind: fc.constant("gone" as const), base: line, allowed: fc.constant(true) }),
);
const guilty: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("come" as const), head: line }),
  fc.record({ kind: fc.constant("gone" as const), base: line, allowed: fc.constant(false) }),
  fc.record({
    kind: fc.constantFrom("wrong" as const, "pending" as const),
    base: fc.constant(2),
    head: line,
  }),
);

describe("a change that was not accepted", () => {
  test("cannot pass for want of a finding", () => {
    fc.assert(
      fc.property(fc.array(innocent, { maxLength: 12 }), (steps) => {
        expect(() => verdictOf({ accepted: false, steps }, lines)).toThrow("nothing says why");
        expect(verdictOf({ accepted: true, steps }, lines).findings).toEqual([]);
      }),
    );
  });

  test("has a finding wherever its account blames a line", () => {
    fc.assert(
      fc.property(fc.array(innocent, { maxLength: 6 }), guilty, fc.nat(6), (some, step, at) => {
        const steps = [...some.slice(0, at), step, ...some.slice(at)];
        expect(verdictOf({ accepted: false, steps }, lines).findings).not.toEqual([]);
      }),
    );
  });
});

/**
 * Two lines before every other one are to go, the others are two texts by turns, and half of the removals are replaced
 * by the same two texts: the work grows with the square of the lines.
 */
function hard(pairs: number): LinesCase {
  const word = (index: number): string => (index % 2 === 0 ? "a" : "b");
  const base = side(Array.from({ length: pairs }, (_, index) => ["X", "X", word(index)]).flat());
  const head = side(Array.from({ length: pairs * 2 }, (_, index) => word(index)));
  const entries = Array.from({ length: pairs }, (_, index) => [remove(3 * index + 1), remove(3 * index + 2)]);
  return { path: "f", base, head, rules: lineRules(base, entries.flat(), undefined) };
}

describe("the effort of a run", () => {
  test("is what the lines bring, and one stock for all files", () => {
    const effort = new Effort();
    const [first, second] = [effort.share(10), effort.share(10)];
    expect(first.take("points", 40)).toBe(true);
    expect(first.take("points", 4_000_000)).toBe(true);
    expect(first.take("points", 1)).toBe(false);
    // The other file still has its own; what one kind of work used up another has left.
    expect(second.take("points", 40)).toBe(true);
    expect(second.take("points", 1)).toBe(false);
    expect(second.take("intervals", 81)).toBe(true);
  });

  test("suffices for one hard file, and not for a second", () => {
    const effort = new Effort();
    // Most of it went to other files.
    effort.take("intervals", 7_900_000);
    expect(judgeLines(hard(600), effort).findings).toEqual([]);
    expect(() => judgeLines(hard(600), effort)).toThrow(TangledError);
    expect(judgeLines(hard(600), new Effort()).findings).toEqual([]);
  });

  test("is not needed for an ordinary file, whatever came before it", () => {
    const effort = new Effort();
    for (const kind of ["intervals", "positions", "points", "comparisons"] as const) effort.take(kind, 1e9);
    const numbered = (count: number, word: string): string[] =>
      Array.from({ length: count }, (_, index) => `${word}${index}`);
    const base = side([...numbered(500, "a"), "X", ...numbered(500, "b"), "X"]);
    const rules = lineRules(base, [remove(501), remove(1002)], undefined);
    const head = side([...numbered(500, "a"), "new", ...numbered(500, "b")]);
    expect(judgeLines({ path: "f", base, head, rules }, effort).findings).toEqual([]);
    const wrong = side([...numbered(499, "a"), "new", ...numbered(500, "b")]);
    expect(judgeLines({ path: "f", base, head: wrong, rules }, effort).findings).toMatchObject([
      { code: "extra-change", base: { first: 500, last: 500 } },
    ]);
  });

  test("without any of it left a rejected file is still rejected, with more lines to blame", () => {
    const effort = new Effort();
    for (const kind of ["points", "comparisons"] as const) effort.take(kind, 1e9);
    const shuffled = (step: number): string[] =>
      Array.from({ length: 3001 }, (_, index) => `${(index * step) % 3001}`);
    const found = judgeLines(
      { path: "f", base: side(shuffled(1)), head: side(shuffled(1500)), rules: new Map() },
      effort,
    );
    expect(found.findings.map(({ code }) => code)).toContain("extra-change");
  });
});

test("a file of too many lines is refused by name, not judged", () => {
  const content = Buffer.alloc(5_000_001, "\n");
  const base = new Side("f", { mode: "100644", oid: "", content }, needles);
  const rules = new Map();
  expect(() => judgeLines({ path: "f", base, head: lines.head, rules }, new Effort())).toThrow("too large");
  expect(() => judgeLines({ path: "f", base: lines.base, head: base, rules }, new Effort())).toThrow(
    TangledError,
  );
});
