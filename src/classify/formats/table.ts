/** Tables of text (CSV and the like): the first line names the columns, the rest are cells. */
import type { Place, Site } from "../site.ts";
import { linesOf } from "./shell-lines.ts";
import { Waiting } from "./waiting.ts";
import type { Seen } from "./waiting.ts";

const COLUMN: Seen = { role: "key", what: "column of a table" };
const CELL: Seen = { role: "value", what: "cell of a table" };

export function readTable(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  let mark: string | undefined;
  for (const { text, start, next } of linesOf(source)) {
    if (waiting.next === undefined) break;
    const first = mark === undefined;
    mark ??= markOf(text);
    if (!waiting.before(next)) continue;
    for (const cell of cellsOf(text, mark))
      waiting.give({ start: start + cell.start, end: start + cell.end }, first ? COLUMN : CELL);
    waiting.give({ start, end: start + text.length }, first ? COLUMN : CELL);
  }
  return waiting.finish(CELL);
}

/** The mark between cells: the one of the usual that the first line has most of. */
function markOf(line: string): string {
  const counts = ["\t", ",", ";", "|"].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.reduce((most, one) => (one.count > most.count ? one : most)).mark;
}

/** The cells of a line without their quotes and the blanks around them. */
function* cellsOf(line: string, mark: string): Generator<Place> {
  let at = 0;
  while (at <= line.length) {
    while (line.charAt(at) === " ") at += 1;
    const quoted = line.charAt(at) === '"';
    const closing = quoted ? closingQuote(line, at) : -1;
    const behind = line.indexOf(mark, Math.max(at, closing));
    const end = behind === -1 ? line.length : behind;
    yield closing === -1 ? { start: at, end } : { start: at + 1, end: closing };
    at = end + 1;
  }
}

/** A quote inside a quoted cell is doubled. */
function closingQuote(line: string, open: number): number {
  for (let at = line.indexOf('"', open + 1); at !== -1; at = line.indexOf('"', at + 1)) {
    if (line.charAt(at + 1) !== '"') return at;
    at += 1;
  }
  return -1;
}
