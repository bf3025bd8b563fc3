/**
 * The contract between whoever sorts occurrences and whoever needs them sorted.
 *
 * A sorter sees one file with all of its occurrences and gives each of them exactly one category. It is pure:
 * it gets text and returns data. The answer for one occurrence must not depend on which others there are.
 */
import type { Category } from "../map/categories.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import type { FileText } from "../text/encoding.ts";

/** What a sorter needs of an occurrence: line and column say nothing to it. */
export type Match = Pick<Occurrence, "kind" | "needle" | "start" | "end">;

/** A file whose occurrences are to be sorted; `text` is undefined where only its path matched. */
export interface SortableFile {
  readonly path: string;
  readonly text: FileText | undefined;
  readonly occurrences: readonly Match[];
}

export interface Sorting {
  readonly category: Category;
  /** Why, in words about the code: "flag registered with add_argument". No full stop. */
  readonly reason: string;
  /** The category that almost won, where two rules were close. */
  readonly close?: Category;
}

/** One sorting for each of `file.occurrences`, in their order. Never throws for any bytes. */
export type Sorter = (file: SortableFile) => Promise<readonly Sorting[]>;
