/** Byte offsets of occurrences as offsets in the decoded text. */
import type { FileText } from "../text/encoding.ts";
import { decode } from "../text/encoding.ts";
import type { Match } from "./sorter.ts";
import type { Place } from "./site.ts";

export interface Decoded {
  readonly source: string;
  /** One place for each occurrence given, in the order of the text. */
  readonly places: readonly Place[];
}

/** The text of a file and the places of `occurrences` (ascending by start) in it. */
export function decodePlaces(text: FileText, occurrences: readonly Match[]): Decoded {
  const bytes = text.searchable;
  const source = decode(bytes);
  if (source.length === bytes.length) {
    // ASCII, or one character a byte: the offsets are the same.
    return { source, places: occurrences.map(({ start, end }) => ({ start, end })) };
  }
  let byte = 0;
  let unit = 0;
  const advance = (to: number): number => {
    for (; byte < to && byte < bytes.length; byte += 1) {
      const value = bytes[byte] ?? 0;
      if ((value & 0xc0) !== 0x80) unit += value >= 0xf0 ? 2 : 1;
    }
    return unit;
  };
  const places = occurrences.map(({ start, end }) => {
    const from = advance(start);
    return { start: from, end: from + unitsIn(bytes, start, end) };
  });
  return { source, places };
}

function unitsIn(bytes: Buffer, start: number, end: number): number {
  return bytes.toString("utf8", start, end).length;
}
