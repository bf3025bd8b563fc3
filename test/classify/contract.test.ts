/**
 * docs/categories.md, sentence by sentence: each row of the tables in contract/ is one claim of it on a small piece of
 * a realistic file.
 */
import { describe, expect, test } from "@jest/globals";
import { DEFAULT_SORTING_SETTINGS } from "../../src/classify/settings.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { occurrencesInText } from "../../src/occurrence/occurrence.ts";
import { createSyntaxSorter } from "../../src/syntax/sorter.ts";
import { readText } from "../../src/text/encoding.ts";
import { DEFINED, RUN, SHOWN } from "./contract/command-line.ts";
import { MACHINE, PATHS, READERS, SEEN_ABROAD } from "./contract/data.ts";
import {
  FILES_BY_CONTENT,
  MORE_SEEN_ABROAD,
  ODD_LITERALS,
  TEST_LOCATIONS_ABROAD,
} from "./contract/foreign.ts";
import { IMPORTS, MANIFESTS, RESOLVED, SYMBOLS } from "./contract/names.ts";
import { TEST_LOCATIONS } from "./contract/places.ts";
import { SHORT, type Row } from "./contract/row.ts";
import { TELEMETRY } from "./contract/telemetry.ts";

const sort = createSyntaxSorter(DEFAULT_SORTING_SETTINGS);
const needles = new Needles(["wid", "Wid", "WID"]);

const TABLES: readonly (readonly [title: string, rows: readonly Row[]])[] = [
  ["rule 2: imports", IMPORTS],
  ["rule 2: names of packages", MANIFESTS],
  ["rule 2: dotted names that something resolves", RESOLVED],
  ["rule 2: identifiers", SYMBOLS],
  ["rule 3: test locations", TEST_LOCATIONS],
  ["rule 4: logs, metrics, traces, analytics, audit", TELEMETRY],
  ["rule 5: commands and flags where they are defined", DEFINED],
  ["rule 5: command lines that are run", RUN],
  ["rule 5: command lines that are shown", SHOWN],
  ["rule 6: keys and machine values", MACHINE],
  ["rule 7: path literals", PATHS],
  ["rule 8: everything a person reads", READERS],
  ["seen in foreign code bases", SEEN_ABROAD],
  ["files whose names tell nothing", FILES_BY_CONTENT],
  ["literals in odd quotes and odd places", ODD_LITERALS],
  ["test locations as other tools spell them", TEST_LOCATIONS_ABROAD],
  ["seen in further foreign code bases", MORE_SEEN_ABROAD],
];

describe.each(TABLES)("%s", (_title, rows) => {
  test.each(rows.map((row) => [row.sentence, row] as const))("%s", async (_sentence, row) => {
    const text = readText(Buffer.from(row.content));
    const occurrences = occurrencesInText(row.path, text, needles);
    const sortings = await sort({ path: row.path, text, occurrences });
    const seen = sortings.map(({ category, reason }) => `${category}: ${reason}`);
    expect(seen).toEqual(
      row.expected.map((short) => expect.stringMatching(new RegExp(`^${SHORT[short]}: `))),
    );
  });
});
