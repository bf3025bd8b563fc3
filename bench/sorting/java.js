// npm run bench:java: the sorter against the parsers' own time, on 60 MB of Java that all holds matches, with the same
// pool of threads on the same cores. They take turns; medians. Exits with 1 where the sorter takes too long.
//
//   npm run bench:java -- [--megabytes N] [--runs N] [--matching SHARE]
//
// SHARE of the methods hold matches, besides the imports and declarations that every file has.
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { Needles } from "../../dist/occurrence/needles.js";
import { occurrencesInText } from "../../dist/occurrence/occurrence.js";
import { Pool } from "../../dist/syntax/pool.js";
import { openSorter } from "../../dist/syntax/sorter.js";
import { readText } from "../../dist/text/encoding.js";
import { javaSources, STRINGS } from "./java-sources.js";

const { values } = parseArgs({
  options: {
    megabytes: { type: "string", default: "60" },
    runs: { type: "string", default: "5" },
    matching: { type: "string", default: "0.1" },
  },
});
const GOAL = 1.3;
const threads = Math.min(availableParallelism(), 8);
const needles = new Needles(STRINGS);
const files = javaSources(Number(values.megabytes) * 1e6, Number(values.matching)).map(
  ({ path, content }) => {
    const text = readText(Buffer.from(content));
    return { path, text, occurrences: occurrencesInText(path, text, needles) };
  },
);

const contenders = {
  parsers: async () => {
    const pool = new Pool({}, threads, new URL("./parse-only.js", import.meta.url));
    const ends = await Promise.all(files.map((file) => pool.sort(file)));
    pool.close();
    if (ends.some(({ kind }) => kind !== "sorted")) throw new Error("a file was not parsed");
  },
  sorter: async () => {
    // The module that threads run in what is published.
    const { sort, close } = openSorter({}, new URL("../../dist/bundle/worker.js", import.meta.url));
    const sortings = await Promise.all(files.map((file) => sort(file)));
    close();
    if (sortings.some((one) => one.some(({ reason }) => reason.includes("read by its words"))))
      throw new Error("a file was not parsed");
  },
};

const times = { parsers: [], sorter: [] };
for (let run = 0; run < Number(values.runs); run += 1)
  for (const [name, work] of Object.entries(contenders)) {
    const start = performance.now();
    await work();
    times[name].push(performance.now() - start);
  }

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const occurrences = files.reduce((sum, file) => sum + file.occurrences.length, 0);
const bytes = files.reduce((sum, { text }) => sum + text.searchable.length, 0);
console.log(
  `${(bytes / 1e6).toFixed(0)} MB in ${files.length} files, ${occurrences} occurrences, ${threads} threads, medians of ${values.runs}`,
);
for (const [name, taken] of Object.entries(times))
  console.log(
    `  ${name.padEnd(8)} ${median(taken).toFixed(0).padStart(6)} ms  (${Math.min(...taken).toFixed(0)} – ${Math.max(...taken).toFixed(0)})`,
  );
const ratio = median(times.sorter) / median(times.parsers);
console.log(`  sorter / parsers: ${ratio.toFixed(2)}, goal ${GOAL}: ${ratio <= GOAL ? "met" : "MISSED"}`);
if (ratio > GOAL) process.exitCode = 1;
