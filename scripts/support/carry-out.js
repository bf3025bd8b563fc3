// Carries out the remove entries of a map line by line, as a careful person would, without occmap's own code:
// the demo, the tests and trials on foreign repositories use it as a second opinion.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Removes what `map` lists under remove from the files below `root`; returns one line of report a file. */
export function carryOut(root, map) {
  const strings = [map.target_string, ...map.related_strings].sort((a, b) => b.length - a.length);
  const entries = Object.values(map.categories).flatMap(({ remove }) => remove);
  return [...new Set(entries.map((entry) => entry.path))].map((path) => {
    const inFile = entries.filter((entry) => entry.path === path);
    return carryOutFile(join(root, path), path, inFile, strings);
  });
}

function carryOutFile(file, path, entries, strings) {
  if (entries.some(({ line }) => line === 0)) {
    rmSync(file);
    return `  deleted ${path}`;
  }
  // One character a byte: what is not UTF-8 must come out as it went in.
  const lines = readFileSync(file, "latin1").split(/(?<=\n)/);
  // From the end of each line, so that what comes before keeps its column.
  for (const { line, column } of entries.toSorted((a, b) => (b.column ?? 0) - (a.column ?? 0)))
    if (column !== undefined) lines[line - 1] = withoutOccurrence(lines[line - 1], column, strings);
  // A line may stand in the map twice, in two categories.
  const gone = new Set(entries.filter(({ column }) => column === undefined).flatMap(linesOf));
  const left = lines.filter((_, index) => !gone.has(index + 1));
  writeFileSync(file, left.join(""), "latin1");
  return `  edited  ${path}`;
}

function linesOf({ line, end_line: last = line }) {
  return Array.from({ length: last - line + 1 }, (_, index) => line + index);
}

/** `line` has one character a byte; `column` counts characters of its text from 1. */
function withoutOccurrence(line, column, strings) {
  const characters = Array.from(Buffer.from(line, "latin1").toString("utf8"));
  const before = characters.slice(0, column - 1).join("");
  const after = characters.slice(column - 1).join("");
  const found = strings.find((text) => after.startsWith(text));
  if (found === undefined) throw new Error(`no occurrence at column ${column} of ${JSON.stringify(line)}`);
  return Buffer.from(before + after.slice(found.length), "utf8").toString("latin1");
}
