/**
 * Findings: what a gate or a check has to say about a place. Data only; the words are in report/messages.ts.
 */
import type { Category } from "../map/categories.ts";
import type { Entry } from "../map/model.ts";

/** Every finding code with the question it answers; docs/findings.md has a section for each. */
export const FINDING_CODES = {
  "extra-change": "a line changed, deleted or added that no remove entry covers",
  "extra-file": "a file added, deleted or renamed without an entry",
  "keep-touched": "a keep line or file is changed, moved away or deleted",
  "not-removed": "a remove entry is not carried out",
  "still-present": "a replacement line still holds a target or related string",
  "new-occurrence": "the change brings in an occurrence that was not there",
  "unmapped-occurrence": "an occurrence that the map does not list",
  "stale-entry": "an entry whose line, block or file holds no occurrence at the base",
  "mode-change": "a file's mode changed",
  "type-change": "a file became a link or a submodule, or the other way round",
  "submodule-change": "a submodule points to another commit",
  "binary-change": "a binary file changed",
  "metadata-violation": "the project metadata breaks a rule that every change must keep",
  "map-changed": "the map differs from the trusted copy",
} as const satisfies Record<string, string>;

export type FindingCode = keyof typeof FINDING_CODES;

/** Lines `first` to `last`, both 1-based and included; line 0 alone is the file as a whole. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export interface Finding {
  readonly code: FindingCode;
  readonly path: string;
  /** The path at the head, where a rename map moved the file; absent where it is the same. */
  readonly headPath?: string;
  /** Where it is at the base, if it is there. */
  readonly base?: LineRange;
  /** Where it is at the head, if it is there. */
  readonly head?: LineRange;
  /** The entry that is violated or stale, or that the file has. */
  readonly entry?: Entry;
  readonly category?: Category;
  /** The string in question, for occurrences. */
  readonly needle?: string;
  /** 1-based column of the occurrence. */
  readonly column?: number;
  /** Base lines as they were, head lines as they are; decoded, not yet safe to print. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What a rename map wants in the place of `before`: lines, or for a file its new path. */
  readonly planned?: readonly string[];
  /** What happened to a file as a whole, or its old and new mode. */
  readonly detail?: string;
  /** The field of a file that is concerned, as a path of keys (`migrations.applied[3].id`). */
  readonly field?: string;
  /** What should stand there, where the code alone does not say so. */
  readonly wanted?: string;
  /** How to mend it, where that depends on what was judged. */
  readonly mend?: string;
  /** A pending entry under --allow-pending is listed and does not fail the gate. */
  readonly pending?: boolean;
}

/** A remove entry that was carried out by putting other lines in place: for the reviewer to read. */
export interface Replacement {
  readonly path: string;
  readonly base: LineRange;
  readonly head: LineRange;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A change that only an exception of the map allows. */
export interface UsedException {
  readonly path: string;
  readonly exception: string;
  readonly reason: string;
}
