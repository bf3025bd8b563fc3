/**
 * Rows of the table that holds the sorter to docs/categories.md: a sentence of it, a file, and what its words are.
 *
 * The word that is sorted is "wid", "Wid" or "WID"; the categories stand in the order of its occurrences.
 */
import type { Category } from "../../../src/map/categories.ts";

/** The categories, short enough for a table. */
export const SHORT = {
  imports: "import_paths",
  names: "code_symbols",
  text: "user_facing_strings",
  keys: "serialized_keys",
  commands: "cli_commands",
  logs: "logs_telemetry",
  paths: "filesystem_paths",
  tests: "tests_fixtures",
} as const satisfies Record<string, Category>;

export type Short = keyof typeof SHORT;

export interface Row {
  readonly sentence: string;
  readonly path: string;
  readonly content: string;
  readonly expected: readonly Short[];
}

export function row(sentence: string, path: string, content: string, ...expected: readonly Short[]): Row {
  return { sentence, path, content, expected };
}
