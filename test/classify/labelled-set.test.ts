import { describe, expect, test } from "@jest/globals";
import { readLabelledSet, STRINGS, type LabelledFile } from "../../bench/sorting/labelled-set.js";
import { CATEGORIES } from "../../src/map/categories.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { occurrencesInPath, occurrencesInText, type Occurrence } from "../../src/occurrence/occurrence.ts";
import { createSyntaxSorter } from "../../src/syntax/sorter.ts";
import { readText } from "../../src/text/encoding.ts";

const needles = new Needles(STRINGS);
const files = readLabelledSet();
const sorter = createSyntaxSorter({});

function occurrencesOf({ path, content }: LabelledFile): Occurrence[] {
  return [...occurrencesInPath(path, needles), ...occurrencesInText(path, readText(content), needles)];
}

describe("the labelled set", () => {
  test("has a label for every occurrence, and no other", () => {
    for (const file of files) {
      const found = occurrencesOf(file).map(({ line, column, needle }) => `${line}:${column} ${needle}`);
      const labelled = file.labels.map(({ line, column, string }) => `${line}:${column} ${string}`);
      expect({ [file.path]: labelled }).toEqual({ [file.path]: found });
    }
  });

  test("holds at least 400 occurrences, of every category", () => {
    const labels = files.flatMap((file) => file.labels);
    expect(labels.length).toBeGreaterThan(400);
    expect(new Set(labels.map(({ category }) => category))).toEqual(new Set(CATEGORIES));
  });

  test.each(files.map((file) => [`${file.project}/${file.path}`, file] as const))(
    "%s",
    async (_name, file) => {
      const text = readText(file.content);
      const occurrences = occurrencesOf(file);
      const sortings = await sorter({ path: file.path, text, occurrences });
      const lines = file.content.toString().split("\n");
      const wrong = sortings.flatMap(({ category, reason }, index) => {
        const label = file.labels[index]!;
        if (category === label.category) return [];
        const shown = label.line === 0 ? file.path : lines[label.line - 1]!.trim();
        return [
          `${label.line}:${label.column}: ${label.category} expected (${label.why}), got ${category} (${reason}): ${shown}`,
        ];
      });
      expect(wrong).toEqual([]);
    },
  );
});
