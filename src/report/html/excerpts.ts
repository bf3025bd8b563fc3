/**
 * The lines around an entry, with the matches in them: what a reviewer who was not there needs to see.
 */
import { lastLine, type Entry } from "../../map/model.ts";
import type { Needles } from "../../occurrence/needles.ts";
import { decode, type FileText } from "../../text/encoding.ts";
import { Lines } from "../../text/lines.ts";
import { printable } from "../../text/printable.ts";
import type { PageLine } from "./page-data.ts";

/** Lines before and after the entry's own: five for a single line. */
const AROUND = 2;
/** Lines of a block that are shown. */
const LONGEST_BLOCK = 12;
/** Bytes of a line that are shown, around its first match. */
const LONGEST_LINE = 400;
const BEFORE_MATCH = 80;

/** First and last line to show; undefined for a file as a whole and for lines that are not there. */
export function shownRange(entry: Entry, lineCount: number): readonly [number, number] | undefined {
  if (entry.line === 0 || entry.line > lineCount) return undefined;
  const last = Math.min(lastLine(entry), entry.line + LONGEST_BLOCK);
  return [Math.max(1, entry.line - AROUND), Math.min(lineCount, last + AROUND)];
}

/** Gives the lines of one file, matches marked. */
export function lineReader(
  text: FileText,
  needles: Needles,
): { count: number; line: (line: number) => PageLine } {
  const lines = Lines.of(text.searchable);
  return {
    count: lines.count,
    line: (number) => pageLine(lines.content(number), needles),
  };
}

function pageLine(bytes: Buffer, needles: Needles): PageLine {
  const spans = needles.find(bytes);
  const from =
    bytes.length <= LONGEST_LINE ? 0 : characterStart(bytes, (spans[0]?.start ?? 0) - BEFORE_MATCH);
  const to = bytes.length <= LONGEST_LINE ? bytes.length : characterStart(bytes, from + LONGEST_LINE);
  let shown = from > 0 ? "…" : "";
  let at = from;
  const marks: [number, number][] = [];
  for (const { start, end } of spans) {
    if (start < from || end > to) continue;
    shown += printable(decode(bytes.subarray(at, start)));
    const begin = shown.length;
    shown += printable(decode(bytes.subarray(start, end)));
    marks.push([begin, shown.length]);
    at = end;
  }
  shown += printable(decode(bytes.subarray(at, to)));
  if (to < bytes.length) shown += "…";
  return { text: shown, ...(marks.length === 0 ? {} : { marks }) };
}

/** The beginning of the UTF-8 character at or before `at`. */
function characterStart(bytes: Buffer, at: number): number {
  let start = Math.max(0, Math.min(at, bytes.length));
  for (let back = 0; back < 3 && start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80; back += 1) start -= 1;
  return start;
}
