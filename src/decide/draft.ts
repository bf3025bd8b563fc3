/**
 * From sorted and decided occurrences of one file to the entries of a map.
 *
 * One entry for each category, path and line. Columns only where one line carries different decisions. A file
 * that goes as a whole takes its lines with it: they are counted in its reason, not listed.
 */
import type { Sorting } from "../classify/sorter.ts";
import type { Category } from "../map/categories.ts";
import type { Entry } from "../map/model.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import type { Decided } from "./rules.ts";

/** One occurrence with everything that was found out about it. */
export interface Judged {
  readonly occurrence: Occurrence;
  readonly sorting: Sorting;
  readonly decided: Decided;
}

/** An entry and what it stands for. */
export interface DraftEntry {
  readonly entry: Entry;
  readonly judged: readonly Judged[];
}

/** Entries for the occurrences of one file (its path included), in no particular order. */
export function draftFile(judged: readonly Judged[]): DraftEntry[] {
  const whole = judged.filter(({ occurrence }) => occurrence.line === 0);
  const lines = judged.filter(({ occurrence }) => occurrence.line > 0);
  // Keeping a name and removing the file contradict each other; the careful answer is to keep.
  const kept = whole.find(({ decided }) => decided.decision === "keep");
  if (whole.length > 0 && !kept) return draftRemovedFile(whole, lines);
  const agreed = kept ? whole.map((one) => ({ ...one, decided: kept.decided })) : whole;
  return [...groupByCategory(agreed).map((group) => toEntry(group)), ...byLine(lines).flatMap(draftLine)];
}

function draftRemovedFile(whole: readonly Judged[], lines: readonly Judged[]): DraftEntry[] {
  const [first, ...others] = groupByCategory(whole);
  if (!first) return [];
  const inside = lines.length === 0 ? "" : `; covers ${count(lines.length, "occurrence")} inside`;
  return [toEntry(first, inside), ...others.map((group) => toEntry(group))];
}

function draftLine(line: readonly Judged[]): DraftEntry[] {
  const mixed = new Set(line.map(({ decided }) => decided.decision)).size > 1;
  if (mixed) return line.map((one) => toEntry([one], "", one.occurrence.column));
  return groupByCategory(line).map((group) => toEntry(group));
}

function toEntry(group: readonly [Judged, ...Judged[]], suffix = "", column?: number): DraftEntry {
  const [{ occurrence, sorting, decided }, ...more] = group;
  const several =
    more.length === 0 || occurrence.line === 0 ? "" : ` (${count(group.length, "occurrence")} on this line)`;
  const place = {
    category: sorting.category,
    path: occurrence.path,
    line: occurrence.line,
    reason: `${sorting.reason}${several}${suffix}`,
    ...(column === undefined ? {} : { column }),
  };
  const entry: Entry =
    decided.decision === "keep"
      ? { ...place, decision: "keep", keepReason: decided.keepReason }
      : { ...place, decision: "remove" };
  return { entry, judged: group };
}

function groupByCategory(judged: readonly Judged[]): [Judged, ...Judged[]][] {
  const groups = new Map<Category, [Judged, ...Judged[]]>();
  for (const one of judged) {
    const group = groups.get(one.sorting.category);
    if (group) group.push(one);
    else groups.set(one.sorting.category, [one]);
  }
  return [...groups.values()];
}

function byLine(judged: readonly Judged[]): Judged[][] {
  const lines = new Map<number, Judged[]>();
  for (const one of judged) {
    const line = lines.get(one.occurrence.line);
    if (line) line.push(one);
    else lines.set(one.occurrence.line, [one]);
  }
  return [...lines.values()];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
