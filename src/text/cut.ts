/**
 * Pieces of a file's bytes as text: the line around a place, and what fits of it, without halves of characters.
 *
 * Nothing here looks further from its place than the piece is long: a file may be one line of hundreds of megabytes,
 * and hold as many matches as fit.
 */
import { decode } from "./encoding.ts";

const LF = 0x0a;
const CR = 0x0d;

/** Longest piece of a line that is kept for showing, in bytes; whoever shows it shortens further. */
const SOURCE_BYTES = 400;
const SHOWN_BEFORE = 40;

/** The line of the byte at `at` without its line end; of a very long one the part around that byte. */
export function sourceLine(bytes: Buffer, at: number): string {
  const start = lineStart(bytes, at, SOURCE_BYTES);
  const whole = start === undefined ? undefined : lineEnd(bytes, at, start + SOURCE_BYTES);
  if (start !== undefined && whole !== undefined) return decode(bytes.subarray(start, whole));
  const from = Math.max(start ?? 0, at - SHOWN_BEFORE);
  const to = lineEnd(bytes, at, from + SOURCE_BYTES) ?? from + SOURCE_BYTES;
  const piece = withoutCutEnd(withoutCutStart(bytes.subarray(from, to)));
  return `${from === start ? "" : "…"}${decode(piece)}`;
}

/** Where the line of the byte at `at` begins; undefined where that is more than `most` bytes before. */
export function lineStart(bytes: Buffer, at: number, most: number): number | undefined {
  for (let start = at; start >= at - most; start -= 1) {
    if (start === 0 || bytes[start - 1] === LF) return start;
  }
  return undefined;
}

/** Where the content of the line of the byte at `at` ends; undefined where that is beyond `last`. */
function lineEnd(bytes: Buffer, at: number, last: number): number | undefined {
  // A line may end in two bytes, which are none of its content.
  for (let end = at; end <= last + 1; end += 1) {
    if (end === bytes.length) return end <= last ? end : undefined;
    if (bytes[end] !== LF) continue;
    const content = end > 0 && bytes[end - 1] === CR ? end - 1 : end;
    return content <= last ? content : undefined;
  }
  return undefined;
}

/** Without the rest of a character that a cut left at the beginning. */
export function withoutCutStart(bytes: Buffer): Buffer {
  let from = 0;
  while (from < 3 && ((bytes[from] ?? 0) & 0xc0) === 0x80) from += 1;
  return bytes.subarray(from);
}

/** Without the beginning of a character that a cut left at the end. */
export function withoutCutEnd(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}
