/**
 * A file on one side of a change, prepared for judging: its lines as bytes, its occurrences by line.
 */
import { isUtf8 } from "node:buffer";
import type { FileMode } from "../paths/file-mode.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInLink, occurrencesInText, type Occurrence } from "../occurrence/occurrence.ts";
import { editBytes } from "../occurrence/substitute.ts";
import { groupByLine } from "../text/by-line.ts";
import { decode, readText, type Encoding, type FileText } from "../text/encoding.ts";
import { Lines } from "../text/lines.ts";

/** What a tree holds at a path. `content` is empty for a submodule. */
export interface FileState {
  readonly mode: FileMode;
  readonly oid: string;
  readonly content: Buffer;
}

/** `text`: read it line by line, even where it looks binary. */
export interface SideOptions {
  readonly as?: "text";
}

export class Side {
  readonly state: FileState;
  readonly encoding: Encoding;
  /** Byte-order mark, "" where there is none; it belongs to no line. */
  readonly mark: string;
  /** The line end of this encoding, one character a byte, as in `raw`. */
  readonly lineEnd: string;
  readonly #lines: Lines;
  readonly #occurrences: ReadonlyMap<number, readonly Occurrence[]>;
  readonly #searchable: Lines;
  readonly #needles: Needles;
  /** What the offsets of occurrences count besides the bytes of `#searchable`: a mark that was searched too. */
  readonly #offset: number;

  constructor(path: string, state: FileState, needles: Needles, { as }: SideOptions = {}) {
    const text = as === "text" ? asText(state.content) : readText(state.content);
    const isLink = state.mode === "120000";
    const found = isLink
      ? occurrencesInLink(path, state.content, needles)
      : occurrencesInText(path, text, needles);
    this.state = state;
    this.#needles = needles;
    this.encoding = isLink ? "bytes" : found.some(({ kind }) => kind === "binary") ? "binary" : text.encoding;
    const markLength = markOf(this.encoding, state.content);
    const isWide = this.encoding.startsWith("utf16");
    this.mark = state.content.toString("latin1", 0, markLength);
    this.lineEnd = LINE_ENDS[this.encoding] ?? "\n";
    this.#lines = Lines.of(state.content.subarray(markLength), this.encoding);
    this.#searchable = isWide ? Lines.of(text.searchable) : this.#lines;
    this.#offset = isWide ? 0 : markLength;
    this.#occurrences = groupByLine(found);
  }

  /** A submodule: it has a commit, and no content that could be read here. */
  get isSubmodule(): boolean {
    return this.state.mode === "160000";
  }

  get isLink(): boolean {
    return this.state.mode === "120000";
  }

  get lineCount(): number {
    return this.isLink ? 1 : this.#lines.count;
  }

  /** The bytes of a 1-based line with its line end, as a string of one character a byte: made for comparing. */
  raw(line: number): string {
    return this.isLink ? this.state.content.toString("latin1") : this.#lines.get(line).toString("latin1");
  }

  /** Each line as `raw`, the first at index 0. */
  rawLines(): string[] {
    return Array.from({ length: this.lineCount }, (_, index) => this.raw(index + 1));
  }

  /** Does the last line lack its line end? */
  get isOpen(): boolean {
    if (this.isLink || this.lineCount === 0) return false;
    const last = this.raw(this.lineCount);
    return last.length % this.lineEnd.length !== 0 || !last.endsWith(this.lineEnd);
  }

  /** The line for a person, without its line end. */
  shown(line: number): string {
    if (this.isLink) return decode(this.state.content);
    // A stray byte after the last UTF-16 line is a line of its own, and no text.
    if (line > this.#searchable.count) return "";
    return decode(this.#searchable.content(line));
  }

  /** The bytes of a line, as in `raw`, in which some of its occurrences have become other strings. */
  rawWith(
    line: number,
    occurrences: readonly Occurrence[],
    replacements: ReadonlyMap<string, string>,
  ): string {
    const bytes = this.isLink ? this.state.content : this.#lines.get(line);
    const searchable = this.isLink || line > this.#searchable.count ? bytes : this.#searchable.get(line);
    const start = this.isLink || occurrences.length === 0 ? 0 : this.#searchable.start(line) + this.#offset;
    const edits = occurrences.map((occurrence) => ({
      start: occurrence.start - start,
      end: occurrence.end - start,
      text: replacements.get(occurrence.needle) ?? occurrence.needle,
    }));
    return editBytes(bytes, searchable, this.encoding, edits).toString("latin1");
  }

  /** As `shown`, for bytes of this encoding that need not stand in the file. */
  shownBytes(raw: string): string {
    return decode(this.#readable(raw)).replace(/\r?\n$/, "");
  }

  /** How many occurrences such bytes hold. */
  countIn(raw: string): number {
    return this.#needles.find(this.#readable(raw)).length;
  }

  #readable(raw: string): Buffer {
    if (!this.encoding.startsWith("utf16")) return Buffer.from(raw, "latin1");
    // The last line may end in half a character, which is no text.
    const bytes = Buffer.from(raw.slice(0, raw.length - (raw.length % 2)), "latin1");
    return Buffer.from((this.encoding === "utf16le" ? bytes : bytes.swap16()).toString("utf16le"), "utf8");
  }

  /** Occurrences on a line; on line 0 those of a binary file. */
  on(line: number): readonly Occurrence[] {
    return this.#occurrences.get(line) ?? [];
  }

  get occurrences(): readonly Occurrence[] {
    return [...this.#occurrences.values()].flat();
  }
}

const LINE_ENDS: Readonly<Partial<Record<Encoding, string>>> = { utf16le: "\n\0", utf16be: "\0\n" };

function asText(bytes: Buffer): FileText {
  return { bytes, encoding: isUtf8(bytes) ? "utf8" : "bytes", searchable: bytes };
}

function markOf(encoding: Encoding, content: Buffer): number {
  if (encoding === "utf16le" || encoding === "utf16be") return 2;
  return encoding === "utf8" && content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0;
}
