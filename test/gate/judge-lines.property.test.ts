import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { judgeLines } from "../../src/gate/judge-lines.ts";
import { lineRules } from "../../src/gate/line-rules.ts";
import { Side } from "../../src/gate/sides.ts";
import type { Entry } from "../../src/map/model.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { accepts, type Removal } from "./reference.ts";

/** How many random cases; a nightly run may ask for more. */
const RUNS = Number(process.env["OCCMAP_PROPERTY_RUNS"] ?? 20_000);

const needles = new Needles(["X"]);
const isDirty = (line: string): boolean => line.includes("X");

/** Few different lines, so that equal ones stand next to each other; X is the string to be removed. */
const line = fc.constantFrom("a", "b", "", "}", "X", "aX", "a\r", "\f");

interface Case {
  readonly base: string;
  readonly head: string;
  readonly removals: readonly Removal[];
  readonly keeps: readonly number[];
}

function join(lines: readonly string[], open: boolean): string {
  return lines.length === 0 ? "" : `${lines.join("\n")}${open ? "" : "\n"}`;
}

/** A base, disjoint removals, and a head: the plan carried out somehow, with at most a few edits on top. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    lines: fc.array(line, { maxLength: 8 }),
    open: fc.boolean(),
    marks: fc.array(fc.constantFrom("stand", "remove", "block", "keep"), { minLength: 8, maxLength: 8 }),
    fates: fc.array(fc.array(line, { maxLength: 2 }), { minLength: 8, maxLength: 8 }),
    edits: fc.array(fc.record({ at: fc.nat(8), gone: fc.nat(1), come: fc.array(line, { maxLength: 1 }) }), {
      maxLength: 2,
    }),
    headOpen: fc.boolean(),
  })
  .map(({ lines, open, marks, fates, edits, headOpen }) => {
    const removals: Removal[] = [];
    const keeps: number[] = [];
    lines.forEach((_, index) => {
      const mark = marks[index];
      const previous = removals.at(-1);
      if (mark === "remove") removals.push({ first: index + 1, last: index + 1 });
      else if (mark === "block" && previous?.last === index)
        removals[removals.length - 1] = { first: previous.first, last: index + 1 };
      else if (mark === "block") removals.push({ first: index + 1, last: index + 1 });
      else if (mark === "keep") keeps.push(index + 1);
    });
    const head = lines.flatMap((text, index) => {
      const removal = removals.find(({ first, last }) => first <= index + 1 && index + 1 <= last);
      return removal ? (fates[index] ?? []) : [text];
    });
    for (const { at, gone, come } of edits) head.splice(Math.min(at, head.length), gone, ...come);
    // "" joined without a final newline is no line at all: such a text does not exist.
    const isText = (texts: readonly string[], isOpen: boolean): boolean => !(isOpen && texts.at(-1) === "");
    return {
      base: join(lines, open && isText(lines, open)),
      head: join(head, headOpen && isText(head, headOpen)),
      removals,
      keeps,
    };
  });

function entriesOf({ removals, keeps }: Case): Entry[] {
  const common = { category: "code_symbols", path: "f", reason: "r" } as const;
  return [
    ...removals.map(({ first, last }): Entry => ({
      ...common,
      line: first,
      ...(last > first ? { endLine: last } : {}),
      decision: "remove",
    })),
    ...keeps.map((at): Entry => ({ ...common, line: at, decision: "keep", keepReason: "k" })),
  ];
}

function judgeCase(sample: Case, entries = entriesOf(sample)): ReturnType<typeof judgeLines> {
  const side = (text: string): Side =>
    new Side("f", { mode: "100644", oid: text, content: Buffer.from(text) }, needles);
  const base = side(sample.base);
  return judgeLines({ path: "f", base, head: side(sample.head), rules: lineRules(base, entries) });
}

describe("judgeLines", () => {
  test(`accepts what the definition accepts, and nothing else (${RUNS} cases)`, () => {
    let accepted = 0;
    fc.assert(
      fc.property(cases, (sample) => {
        const expected = accepts(sample.base, sample.head, sample.removals, isDirty);
        if (expected) accepted += 1;
        expect({ ...sample, accepted: judgeCase(sample).findings.length === 0 }).toEqual({
          ...sample,
          accepted: expected,
        });
      }),
      { numRuns: RUNS },
    );
    // A generator that only makes rejects (or only accepts) would prove nothing.
    expect(accepted).toBeGreaterThan(RUNS / 10);
    expect(accepted).toBeLessThan((RUNS * 9) / 10);
  });

  test("the order of the entries does not matter", () => {
    fc.assert(
      fc.property(cases, (sample) => {
        expect(judgeCase(sample, entriesOf(sample).reverse())).toEqual(judgeCase(sample));
      }),
    );
  });

  test("blames no line twice, and only lines that are there", () => {
    fc.assert(
      fc.property(cases, (sample) => {
        const { findings } = judgeCase(sample);
        const blamed = findings.filter(({ code }) => code === "extra-change" || code === "keep-touched");
        const lines = blamed.flatMap(({ before, base }) => (before.length === 0 ? [] : [base?.first ?? 0]));
        expect(new Set(lines).size).toBe(lines.length);
      }),
    );
  });
});
