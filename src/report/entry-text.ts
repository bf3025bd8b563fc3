/** An entry of a map in a report: on one line, in a table, as JSON. */
import { placeOf, type Entry } from "../map/model.ts";
import { printable } from "../text/printable.ts";
import { entryJson, type JsonObject } from "./documents.ts";

/** `src/a.ts:12  cli_commands  remove  flag registered with add_argument` */
export function entryLine(entry: Entry): string {
  return line(entry, { place: 0, category: 0, decision: 0 });
}

function line(entry: Entry, widths: Readonly<Record<"place" | "category" | "decision", number>>): string {
  const { category, decision, reason } = entry;
  const why = decision === "keep" ? `${reason}; kept: ${entry.keepReason}` : reason;
  const place = printable(placeOf(entry)).padEnd(widths.place);
  const sorted = `${category.padEnd(widths.category)}  ${decision.padEnd(widths.decision)}`;
  return `${place}  ${sorted}  ${printable(why)}`;
}

/** A longer place stands out of its column, rather than that all others move away from what belongs to them. */
const WIDEST_PLACE = 60;

/** Entries below each other, in columns. */
export function entryTable(entries: readonly Entry[]): string[] {
  const widest = (lengths: readonly number[]): number =>
    lengths.reduce((most, length) => Math.max(most, length), 0);
  const widths = {
    place: Math.min(WIDEST_PLACE, widest(entries.map((entry) => printable(placeOf(entry)).length))),
    category: widest(entries.map(({ category }) => category.length)),
    decision: widest(entries.map(({ decision }) => decision.length)),
  };
  return entries.map((entry) => line(entry, widths));
}

/** An entry with its category, which in a map stands above it. */
export function mapEntryJson(entry: Entry): JsonObject {
  return { category: entry.category, ...entryJson(entry) };
}
