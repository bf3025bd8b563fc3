/** Whatever a result holds, an answer stays within its size, and what is left out is said. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { BUDGET, pageOf } from "../../src/mcp/page.ts";

test("a small result is given as it is, with its page", () => {
  expect(pageOf({ a: 1, entries: ["x", "y"] }, { list: "entries", offset: 0, limit: 50 })).toEqual({
    a: 1,
    entries: ["x", "y"],
    page: { list: "entries", offset: 0, returned: 2, total: 2, next_offset: null },
  });
  expect(pageOf({ a: 1 }, { list: undefined, offset: 0, limit: 50 })).toEqual({ a: 1 });
});

test("what is shortened is named with its true length", () => {
  const answer = pageOf(
    { paths: Array.from({ length: 5000 }, (_, index) => `src/${index}.ts`), entries: [] },
    { list: "entries", offset: 0, limit: 50 },
  );
  expect(answer).toMatchObject({ cut: { paths: 5000 }, page: { total: 0, next_offset: null } });
});

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ maxLength: 3000 }),
    fc.integer(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 30 }),
    fc.dictionary(fc.string({ minLength: 1, maxLength: 10 }), tie("value"), { maxKeys: 8 }),
  ),
}));

test("pages follow one another, miss nothing, and each is within its size", () => {
  const item = fc.record({ path: fc.string({ maxLength: 9000 }), more: json.value });
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 40 }),
      json.value,
      fc.integer({ min: 1, max: 60 }),
      (items, rest, limit) => {
        let offset: unknown = 0;
        let seen = 0;
        while (typeof offset === "number") {
          const answer = pageOf({ rest, findings: items }, { list: "findings", offset, limit });
          expect(JSON.stringify(answer).length).toBeLessThanOrEqual(BUDGET);
          const page = answer["page"] as {
            offset: number;
            returned: number;
            total: number;
            next_offset: number | null;
          };
          expect(page).toMatchObject({ offset, total: items.length });
          // A page that returns nothing and is not the last would never end.
          expect(page.returned > 0 || page.next_offset === null).toBe(true);
          seen += page.returned;
          offset = page.next_offset;
        }
        expect(seen).toBe(items.length);
      },
    ),
    { numRuns: 60 },
  );
});
