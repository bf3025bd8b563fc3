/**
 * What the page of a report knows: plain data, written into the page as JSON and read back by its script.
 *
 * Lines of source are stored once a file, however many entries show them.
 */
import type { Category } from "../../map/categories.ts";
import type { Decision } from "../../map/model.ts";

export interface PageData {
  readonly occmap: string;
  readonly map: string;
  readonly mission: { readonly id: string; readonly slug: string };
  readonly operation: "remove" | "rename";
  /** The strings of the map, and what each becomes. */
  readonly strings: readonly { readonly from: string; readonly to?: string }[];
  readonly generatedAt: string;
  readonly baseCommit: string;
  readonly categories: readonly { readonly name: Category; readonly title: string }[];
  readonly files: readonly PageFile[];
  readonly items: readonly PageItem[];
  readonly verdict?: PageVerdict;
}

export interface PageFile {
  readonly path: string;
  /** Where the file can be seen at the base; undefined where the remote is not known. */
  readonly url?: string;
  /** Behind the URL, before a line number. */
  readonly lineMark?: string;
  /** Lines of the base by number, and the matches in them as UTF-16 offsets. */
  readonly lines: Readonly<Record<string, PageLine>>;
}

export interface PageLine {
  readonly text: string;
  readonly marks?: readonly (readonly [start: number, end: number])[];
}

/** One entry of the map. */
export interface PageItem {
  /** Index into `files`. */
  readonly file: number;
  /** 1-based; 0 is the file as a whole. */
  readonly line: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly category: Category;
  readonly decision: Decision;
  readonly reason: string;
  readonly keepReason?: string;
  /** The category that almost won. */
  readonly close?: Category;
  /** First and last line that are shown; undefined where there is nothing to show. */
  readonly shown?: readonly [first: number, last: number];
  /** Indexes into the findings of the verdict. */
  readonly findings: readonly number[];
}

export interface PageVerdict {
  readonly pass: boolean;
  readonly headline: string;
  readonly findings: readonly PageFinding[];
  readonly replacements: number;
  readonly exceptions: readonly {
    readonly path: string;
    readonly exception: string;
    readonly reason: string;
  }[];
}

export interface PageFinding {
  readonly code: string;
  readonly path: string;
  /** "base 12 → head 9" */
  readonly place: string;
  readonly expected: string;
  readonly found: string;
  readonly next: string;
  /** How to mend it, line by line, to be copied. */
  readonly mend: readonly string[];
  readonly pending: boolean;
  /** The change: lines with their numbers at the base or at the head. */
  readonly before: readonly NumberedLine[];
  readonly after: readonly NumberedLine[];
  /** Instead of them, where nothing changed: the lines in question, with their numbers at the base. */
  readonly stands: readonly NumberedLine[];
}

export interface NumberedLine {
  readonly number: number;
  readonly text: string;
}
