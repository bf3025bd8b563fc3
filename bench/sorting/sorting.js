// npm run bench:sorting: how often the sorter agrees with the labels of fixtures/sorting, in all, by category and by
// language, next to the reading without parsers
// and to sorting by path alone. Exits with 1 where the sorter is below the promise.
import { compileSettings } from "../../dist/classify/compiled-settings.js";
import { fileFacts } from "../../dist/classify/files.js";
import { classify } from "../../dist/classify/classify.js";
import { readSites } from "../../dist/classify/read.js";
import { createSyntaxSorter } from "../../dist/syntax/sorter.js";
import { CATEGORIES } from "../../dist/map/categories.js";
import { Needles } from "../../dist/occurrence/needles.js";
import { occurrencesInPath, occurrencesInText } from "../../dist/occurrence/occurrence.js";
import { readText } from "../../dist/text/encoding.js";
import { readLabelledSet, STRINGS } from "./labelled-set.js";
import { byPathAlone } from "./path-alone.js";

const PROMISED = 0.97;
const needles = new Needles(STRINGS);
const settings = compileSettings({});
const sorter = createSyntaxSorter({});

/** One row for each label: what was expected, and what each sorter says. */
async function judge(file) {
  const text = readText(file.content);
  const occurrences = [
    ...occurrencesInPath(file.path, needles),
    ...occurrencesInText(file.path, text, needles),
  ];
  const sortable = { path: file.path, text, occurrences };
  const sorted = await sorter(sortable);
  const tokens = classify(sortable, settings, readSites);
  const { format, language } = fileFacts(file.path, file.content.toString().split("\n", 1)[0], settings);
  return file.labels.map(({ line, category }, index) => ({
    language: format ?? language.id,
    expected: category,
    sorter: sorted[index].category,
    tokens: tokens[index].category,
    path: byPathAlone(file.path, line),
  }));
}

const rows = (await Promise.all(readLabelledSet().map(judge))).flat();
const share = (some, key) => some.filter((row) => row[key] === row.expected).length / some.length;
const percent = (value) => `${(100 * value).toFixed(1)} %`.padStart(8);

console.log(
  `${rows.length} labelled occurrences in ${new Set(rows.map(({ language }) => language)).size} languages and formats\n`,
);
console.log(`${"".padEnd(22)}${"labels".padStart(7)}  sorter  tokens  by path alone`);
for (const [title, key] of [
  ["by category", "expected"],
  ["by language", "language"],
]) {
  console.log(title);
  for (const name of [...new Set(rows.map((row) => row[key]))].sort()) {
    const some = rows.filter((row) => row[key] === name);
    console.log(
      `  ${name.padEnd(20)}${String(some.length).padStart(7)}${percent(share(some, "sorter"))}${percent(share(some, "tokens"))}${percent(share(some, "path"))}`,
    );
  }
}
console.log(
  `${"all".padEnd(22)}${String(rows.length).padStart(7)}${percent(share(rows, "sorter"))}${percent(share(rows, "tokens"))}${percent(share(rows, "path"))}`,
);

console.log(
  `\nconfusion (rows: the label, columns: the sorter)\n${"".padEnd(22)}${CATEGORIES.map((name) => name.slice(0, 9).padStart(10)).join("")}`,
);
for (const expected of CATEGORIES) {
  const counts = CATEGORIES.map(
    (given) => rows.filter((row) => row.expected === expected && row.sorter === given).length,
  );
  console.log(
    `${expected.padEnd(22)}${counts.map((count) => (count === 0 ? "." : String(count)).padStart(10)).join("")}`,
  );
}
if (share(rows, "sorter") < PROMISED) {
  console.error(`\nbelow the promise of ${percent(PROMISED).trim()}`);
  process.exitCode = 1;
}
