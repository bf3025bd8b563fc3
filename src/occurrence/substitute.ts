/**
 * What becomes of occurrences: the one definition of carrying out a rename.
 *
 * Substitution is simultaneous: every chosen occurrence is replaced once, what stands around it is copied byte
 * for byte, and the result is not searched again. So a replacement may hold the target, `a → b` beside `b → c`
 * is exact, and so is a swap. docs/map-format.md says it for the authors of maps.
 */
import { decodePath, encodePath } from "../paths/repo-path.ts";
import type { Encoding } from "../text/encoding.ts";
import type { Needles } from "./needles.ts";

/** A piece of a line or path, as offsets in its searchable (UTF-8) form, and what takes its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Bytes of a file or of one line with `edits` made. `searchable` is what the offsets refer to: `bytes` itself,
 * or for UTF-16 the UTF-8 form of `bytes` (which then come without a byte-order mark). New text is written in
 * the file's own encoding; in a file that is no UTF-8 (`bytes`) it is written as UTF-8, as it was searched.
 * Edits are in ascending order and do not overlap.
 */
export function editBytes(
  bytes: Buffer,
  searchable: Buffer,
  encoding: Encoding,
  edits: readonly Edit[],
): Buffer {
  if (edits.length === 0) return bytes;
  const parts: Buffer[] = [];
  const offsets = new UnitCounter(searchable, encoding);
  let from = 0;
  for (const { start, end, text } of edits) {
    parts.push(bytes.subarray(from, offsets.at(start)), encode(text, encoding));
    from = offsets.at(end);
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}

/** The path in which every occurrence is replaced. A path is the whole of a line-0 entry: all or none. */
export function substitutePath(
  path: string,
  needles: Needles,
  replacements: ReadonlyMap<string, string>,
): string {
  const bytes = encodePath(path);
  const edits = needles.find(bytes).map(({ start, end, needle }): Edit => {
    return { start, end, text: replacements.get(needle) ?? needle };
  });
  return decodePath(editBytes(bytes, bytes, "utf8", edits));
}

/** Offsets in the file for growing offsets in its searchable form, counted in one pass. */
class UnitCounter {
  readonly #searchable: Buffer;
  readonly #wide: boolean;
  #seen = 0;
  #units = 0;

  constructor(searchable: Buffer, encoding: Encoding) {
    this.#searchable = searchable;
    this.#wide = encoding === "utf16le" || encoding === "utf16be";
  }

  at(offset: number): number {
    if (!this.#wide) return offset;
    // A lone surrogate was searched as U+FFFD: another character, and one unit as well.
    this.#units += this.#searchable.toString("utf8", this.#seen, offset).length;
    this.#seen = offset;
    return this.#units * 2;
  }
}

function encode(text: string, encoding: Encoding): Buffer {
  if (encoding !== "utf16le" && encoding !== "utf16be") return Buffer.from(text, "utf8");
  const units = Buffer.from(text, "utf16le");
  return encoding === "utf16le" ? units : units.swap16();
}
