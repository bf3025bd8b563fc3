import fc from "fast-check";
import { expect, test } from "@jest/globals";
import { countByPath, groupByPath } from "../../src/map/by-path.ts";

test("the counts are the sizes of the groups, in their order", () => {
  const items = fc.array(fc.record({ path: fc.constantFrom("", "a", "b", "c") }));
  fc.assert(
    fc.property(items, (drawn) => {
      const sizes = [...groupByPath(drawn)].map(([path, group]) => [path, group.length]);
      expect([...countByPath(drawn)]).toEqual(sizes);
    }),
  );
});
