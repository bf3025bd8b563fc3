/** The order of many entries at once is the order of each two of them. */
import fc from "fast-check";
import { expect, test } from "@jest/globals";
import { CATEGORIES } from "../../src/map/categories.ts";
import { compareEntries, type Entry } from "../../src/map/model.ts";
import { inMapOrder } from "../../src/map/order.ts";

const entry = fc
  .record({
    category: fc.constantFrom(...CATEGORIES.slice(0, 3)),
    path: fc.constantFrom("a", "a-b", "a/b", "B", "é", "💥", "\uffee"),
    line: fc.nat({ max: 3 }),
    column: fc.option(fc.integer({ min: 1, max: 2 })),
    kept: fc.boolean(),
  })
  .map(({ column, kept, ...place }): Entry => {
    const entry = { ...place, ...(column === null ? {} : { column }), reason: "r" };
    return kept ? { ...entry, decision: "keep", keepReason: "k" } : { ...entry, decision: "remove" };
  });

test("is that of compareEntries, and equal ones stay in theirs", () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 40 }), (entries) => {
      const items = entries.map((one, index) => ({ entry: one, index }));
      const sorted = [...items].sort((a, b) => compareEntries(a.entry, b.entry));
      expect(inMapOrder(items).map(({ index }) => index)).toEqual(sorted.map(({ index }) => index));
    }),
  );
});
