/** An entry of a map in a report: on one line, in a table, as JSON. */
import { placeOf, type Entry } from "../map/model.ts";
import { printable } from "../text/printable.ts";
import { entryJson, type JsonObject } from "./documents.ts";

/** `src/a.ts:12  cli_commands  remove  flag registered with add_argument` */
export function entryLine(entry: Entry, width = 0): string {
  const why = entry.decision === "keep" ? `${entry.reason}; kept: ${entry.keepReason}` : entry.reason;
  const place = printable(placeOf(entry)).padEnd(width);
  return `${place}  ${entry.category}  ${entry.decision}  ${printable(why)}`;
}

/** Entries below each other, their categories in one column. */
export function entryTable(entries: readonly Entry[]): string[] {
  const places = entries.map((entry) => printable(placeOf(entry)).length);
  const width = Math.min(60, Math.max(0, ...places));
  return entries.map((entry) => entryLine(entry, width));
}

/** An entry with its category, which in a map stands above it. */
export function mapEntryJson(entry: Entry): JsonObject {
  return { category: entry.category, ...entryJson(entry) };
}
