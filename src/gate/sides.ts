/**
 * A file on one side of a change, prepared for judging: its lines as bytes, its occurrences by line.
 */
import type { FileMode } from "../paths/file-mode.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInLink, occurrencesInText, type Occurrence } from "../occurrence/occurrence.ts";
import { decode, readText, type Encoding } from "../text/encoding.ts";
import { Lines } from "../text/lines.ts";

/** What a tree holds at a path. `content` is empty for a submodule. */
export interface FileState {
  readonly mode: FileMode;
  readonly oid: string;
  readonly content: Buffer;
}

export class Side {
  readonly state: FileState;
  readonly encoding: Encoding;
  /** Byte-order mark, "" where there is none; it belongs to no line. */
  readonly mark: string;
  readonly #lines: Lines;
  readonly #occurrences: ReadonlyMap<number, readonly Occurrence[]>;
  readonly #searchable: Lines;

  constructor(path: string, state: FileState, needles: Needles) {
    const text = readText(state.content);
    const isLink = state.mode === "120000";
    const found = isLink
      ? occurrencesInLink(path, state.content, needles)
      : occurrencesInText(path, text, needles);
    this.state = state;
    this.encoding = isLink ? "bytes" : found.some(({ kind }) => kind === "binary") ? "binary" : text.encoding;
    const markLength = markOf(this.encoding, state.content);
    this.mark = state.content.toString("latin1", 0, markLength);
    this.#lines = Lines.of(state.content.subarray(markLength), this.encoding);
    this.#searchable = this.encoding.startsWith("utf16") ? Lines.of(text.searchable) : this.#lines;
    this.#occurrences = byLine(found);
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

  /** The line for a person, without its line end. */
  shown(line: number): string {
    if (this.isLink) return decode(this.state.content);
    return decode(this.#searchable.content(line));
  }

  /** Occurrences on a line; on line 0 those of a binary file. */
  on(line: number): readonly Occurrence[] {
    return this.#occurrences.get(line) ?? [];
  }

  get occurrences(): readonly Occurrence[] {
    return [...this.#occurrences.values()].flat();
  }
}

function markOf(encoding: Encoding, content: Buffer): number {
  if (encoding === "utf16le" || encoding === "utf16be") return 2;
  return encoding === "utf8" && content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0;
}

function byLine(occurrences: readonly Occurrence[]): Map<number, Occurrence[]> {
  const lines = new Map<number, Occurrence[]>();
  for (const occurrence of occurrences) {
    const known = lines.get(occurrence.line);
    if (known) known.push(occurrence);
    else lines.set(occurrence.line, [occurrence]);
  }
  return lines;
}
