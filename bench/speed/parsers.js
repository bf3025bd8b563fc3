/**
 * How long the parsers alone take over the files of a tree that hold one of the strings: with the sorter's own pool of
 * threads, on all cores. What a scan takes on top of that is ours.
 */
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { languageOf } from "../../dist/classify/languages/index.js";
import { Pool } from "../../dist/syntax/pool.js";
import { readText } from "../../dist/text/encoding.js";
import { git } from "./repository.js";

const PARSE_ONLY = new URL("../sorting/parse-only.js", import.meta.url);

/** The median of `rounds`, in milliseconds; the start of the threads is in it. */
export async function parsersAlone(root, strings, rounds) {
  const named = git(root, "grep", "-z", "-l", "--fixed-strings", ...strings.flatMap((one) => ["-e", one]));
  const files = named
    .split("\0")
    .filter((path) => path !== "" && languageOf(path, "")?.grammar !== undefined)
    .map((path) => ({ path, text: readText(readFileSync(join(root, path))), occurrences: [] }));
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const pool = new Pool({}, Math.min(availableParallelism(), 8), PARSE_ONLY);
    const ends = await Promise.all(files.map((file) => pool.sort(file)));
    pool.close();
    if (ends.some(({ kind }) => kind !== "sorted")) throw new Error("a file was not parsed");
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
