/** The answer for an occurrence does not depend on which others of its file are sorted, in what order, or before it. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readLabelledSet, STRINGS } from "../../bench/sorting/labelled-set.js";
import { Needles } from "../../src/occurrence/needles.ts";
import { occurrencesInText } from "../../src/occurrence/occurrence.ts";
import { createSyntaxSorter } from "../../src/syntax/sorter.ts";
import { readText } from "../../src/text/encoding.ts";

const needles = new Needles(STRINGS);
const sort = createSyntaxSorter({});
const files = readLabelledSet()
  .map(({ path, content }) => {
    const text = readText(content);
    return { path, text, occurrences: occurrencesInText(path, text, needles) };
  })
  .filter(({ occurrences }) => occurrences.length > 1);

test("any of the labelled occurrences, alone and among any others, in any order", async () => {
  const choice = fc.constantFrom(...files).chain((file) =>
    fc.record({
      file: fc.constant(file),
      some: fc.shuffledSubarray([...file.occurrences.keys()], { minLength: 1 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(choice, async ({ file, some }) => {
      const together = await sort(file);
      const chosen = some.map((index) => file.occurrences[index]!);
      expect(await sort({ ...file, occurrences: chosen })).toEqual(some.map((index) => together[index]));
    }),
    { numRuns: 300 },
  );
});
