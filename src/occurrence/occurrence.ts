/**
 * An occurrence: one match of the target or of a related string, at its place in a file or in a path.
 *
 * Places are what a person and a map can say (line and column, 1-based); line 0 is the file as a whole: its
 * path holds a match, or it is binary and its bytes do.
 */
import type { FileText } from "../text/encoding.ts";
import { Lines } from "../text/lines.ts";
import { encodePath } from "../paths/repo-path.ts";
import type { Needles } from "./needles.ts";

/** What the occurrence is part of. */
export type OccurrenceKind = "path" | "content" | "binary" | "link";

export interface Occurrence {
  readonly path: string;
  readonly kind: OccurrenceKind;
  /** 1-based line at the revision searched, 0 for the file as a whole. */
  readonly line: number;
  /**
   * 1-based; counts characters (code points) of the line, or bytes in a file that is not UTF-8. 0 where
   * `line` is 0 and the match is not in the path.
   */
  readonly column: number;
  /** The string that matched. */
  readonly needle: string;
  /** Offsets of the match in the searchable bytes of the file (of the path, for kind `path`). */
  readonly start: number;
  readonly end: number;
}

/** Occurrences in the name of a file, line 0. */
export function occurrencesInPath(path: string, needles: Needles): Occurrence[] {
  // Asked of every file of a tree.
  if (!needles.mayStandIn(path)) return [];
  const bytes = encodePath(path);
  const columns = new ColumnCounter(bytes, true);
  return needles.find(bytes).map(({ start, end, needle }) => {
    return { path, kind: "path", line: 0, column: columns.columnOf(0, start), needle, start, end };
  });
}

/** Occurrences in the target text of a symbolic link, which is line 1 of its path. */
export function occurrencesInLink(path: string, target: Buffer, needles: Needles): Occurrence[] {
  const columns = new ColumnCounter(target, true);
  return needles.find(target).map(({ start, end, needle }) => {
    return { path, kind: "link", line: 1, column: columns.columnOf(0, start), needle, start, end };
  });
}

/** Occurrences in the content of a file, in order. In a binary file they all lie on line 0. */
export function occurrencesInText(path: string, text: FileText, needles: Needles): Occurrence[] {
  // A byte-order mark may be a lie: bytes that hold the string as it stands are no UTF-16 text.
  const mislabelled = text.searchable !== text.bytes && needles.in(text.bytes);
  const spans = needles.find(mislabelled ? text.bytes : text.searchable);
  if (spans.length === 0) return [];
  if (text.encoding === "binary" || mislabelled) {
    return spans.map(({ start, end, needle }) => ({
      path,
      kind: "binary",
      line: 0,
      column: 0,
      needle,
      start,
      end,
    }));
  }
  const lines = Lines.of(text.searchable);
  const columns = new ColumnCounter(text.searchable, text.encoding !== "bytes");
  return spans.map(({ start, end, needle }) => {
    const line = lines.lineAt(start);
    return {
      path,
      kind: "content",
      line,
      column: columns.columnOf(lines.start(line), start),
      needle,
      start,
      end,
    };
  });
}

/**
 * Columns of growing offsets, in one pass: a line of millions of characters with as many matches must not be
 * counted from its beginning for each of them.
 */
class ColumnCounter {
  readonly #bytes: Buffer;
  readonly #characters: boolean;
  #lineStart = -1;
  #at = 0;
  #column = 1;

  constructor(bytes: Buffer, characters: boolean) {
    this.#bytes = bytes;
    this.#characters = characters;
  }

  columnOf(lineStart: number, offset: number): number {
    if (!this.#characters) return offset - lineStart + 1;
    if (lineStart !== this.#lineStart || offset < this.#at) {
      this.#lineStart = lineStart;
      this.#at = lineStart + byteOrderMark(this.#bytes, lineStart);
      this.#column = 1;
    }
    for (; this.#at < offset; this.#at += 1) {
      // Bytes 10xxxxxx continue a character, every other byte begins one.
      if (((this.#bytes[this.#at] ?? 0) & 0xc0) !== 0x80) this.#column += 1;
    }
    return this.#column;
  }
}

/** An editor does not count the UTF-8 byte-order mark, so neither do we. */
function byteOrderMark(bytes: Buffer, lineStart: number): number {
  return lineStart === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
