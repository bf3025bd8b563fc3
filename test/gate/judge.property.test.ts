import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { cases, mapOf, type Case } from "./support/plans.ts";
import { accepts } from "./support/reference.ts";
import { judgeTrees } from "./support/trees.ts";

/** How many random cases; a nightly run may ask for more. */
const RUNS = Number(process.env["OCCMAP_PROPERTY_RUNS"] ?? 20_000);

function passes({ plan, base, head }: Case): boolean {
  const inScope = (path: string): boolean => plan.scope?.includes(path) ?? true;
  return judgeTrees(mapOf(plan), base, head, { inScope, allowPending: plan.pending ?? false }).pass;
}

/** Generous: a nightly run of a million cases takes minutes. */
const TIME = 60_000 + RUNS * 5;

describe("the judge, against the definition", () => {
  test.each([
    ["one file", 1, RUNS],
    ["several files", 3, Math.ceil(RUNS / 4)],
  ])(
    "accepts what the definition accepts, and nothing else: %s",
    (_name, files, runs) => {
      const accepted = { remove: 0, rename: 0 };
      fc.assert(
        fc.property(cases({ files }), (sample) => {
          const expected = accepts(sample.plan, sample.base, sample.head);
          if (expected) accepted[sample.plan.becomes ? "rename" : "remove"] += 1;
          if (passes(sample) !== expected)
            throw new Error(`${expected ? "accept" : "reject"}: ${shown(sample)}`);
        }),
        { numRuns: runs },
      );
      // A generator that only makes rejects (or only accepts) would prove nothing.
      expect(accepted.remove).toBeGreaterThan(runs / 20);
      expect(accepted.rename).toBeGreaterThan(runs / 50);
      expect(accepted.remove + accepted.rename).toBeLessThan((runs * 9) / 10);
    },
    TIME,
  );

  test(
    "with --allow-pending lets through what is left undone, and nothing else",
    () => {
      const accepted = { remove: 0, rename: 0 };
      fc.assert(
        fc.property(cases({ files: 2 }), ({ plan, base, head }) => {
          const sample = { plan: { ...plan, pending: true }, base, head };
          const expected = accepts(sample.plan, base, head);
          if (expected && !accepts(plan, base, head)) accepted[plan.becomes ? "rename" : "remove"] += 1;
          if (passes(sample) !== expected)
            throw new Error(`${expected ? "accept" : "reject"}: ${shown(sample)}`);
        }),
        { numRuns: RUNS / 2 },
      );
      expect(accepted.remove).toBeGreaterThan(RUNS / 1000);
      expect(accepted.rename).toBeGreaterThan(RUNS / 1000);
    },
    TIME,
  );

  test("the order of entries and files does not matter", () => {
    fc.assert(
      fc.property(cases({ files: 3 }), ({ plan, base, head }) => {
        const turned = { ...plan, entries: [...plan.entries].reverse() };
        const back = (tree: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
          new Map([...tree].reverse());
        expect(judgeTrees(mapOf(turned), back(base), back(head))).toEqual(
          judgeTrees(mapOf(plan), base, head),
        );
      }),
      { numRuns: Math.ceil(RUNS / 10) },
    );
  });
});

function shown({ plan, base, head }: Case): string {
  return JSON.stringify({ ...plan, becomes: [...(plan.becomes ?? [])], base: [...base], head: [...head] });
}
