/**
 * The entries of a map as a table for spreadsheets: CSV by RFC 4180, a header, one entry on a row. It is for looking,
 * and not read back.
 *
 * Paths and reasons may come from a stranger, and spreadsheets take a cell that begins with = + - @ for a formula:
 * such a cell gets an apostrophe before it. Line breaks and control characters are shown as escapes.
 */
import { compareEntries, type Entry, type OccurrenceMap } from "../map/model.ts";
import { printable } from "../text/printable.ts";
import type { Loss } from "./loss.ts";

const COLUMNS = [
  "category",
  "decision",
  "path",
  "line",
  "end_line",
  "column",
  "reason",
  "keep_reason",
] as const;

export async function tableText({ entries }: OccurrenceMap): Promise<string> {
  const { stringify } = await import("csv-stringify/sync");
  return stringify([...entries].sort(compareEntries).map(row), {
    header: true,
    columns: [...COLUMNS],
    record_delimiter: "windows",
    escape_formulas: true,
  });
}

function row(entry: Entry): Record<(typeof COLUMNS)[number], string | number> {
  return {
    category: entry.category,
    decision: entry.decision,
    path: printable(entry.path),
    line: entry.line,
    end_line: entry.endLine ?? "",
    column: entry.column ?? "",
    reason: printable(entry.reason),
    keep_reason: entry.decision === "keep" ? printable(entry.keepReason) : "",
  };
}

export function tableLosses(map: OccurrenceMap): Loss[] {
  const { include, exclude } = map.scope;
  const left = [
    ...["mission_id", "mission_slug", "target_string", "generated_at"],
    ...(map.relatedStrings.length === 0 ? [] : ["related_strings"]),
    ...(map.baseCommit === undefined ? [] : ["base_commit"]),
    ...(map.operation === "remove" ? [] : ["operation, replacement, targets"]),
    ...(include.length + exclude.length === 0 ? [] : ["scope"]),
    ...(map.exceptions.length === 0 ? [] : ["exceptions"]),
  ];
  return left.map((place) => ({ place, what: "the table holds the entries alone" }));
}
