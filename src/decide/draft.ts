/**
 * From sorted and decided occurrences of one file to the entries of a map.
 *
 * One entry for each category, path and line. Columns only where one line carries different decisions. A file
 * that goes as a whole takes its lines with it: they are counted in its reason, not listed. One that is renamed
 * does not; its lines have entries of their own.
 */
import type { Sorting } from "../classify/sorter.ts";
import type { Category } from "../map/categories.ts";
import type { Entry, Operation } from "../map/model.ts";
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
export function draftFile(judged: readonly Judged[], operation: Operation = "remove"): DraftEntry[] {
  const whole = judged.filter(({ occurrence }) => occurrence.line === 0);
  const lines = judged.filter(({ occurrence }) => occurrence.line > 0);
  // Keeping a name and removing the file contradict each other; the careful answer is to keep.
  const kept = keepsFile(whole, operation);
  if (operation === "remove" && whole.length > 0 && !kept) return draftRemovedFile(whole, lines);
  const agreed = kept ? whole.map((one) => ({ ...one, decided: kept })) : whole;
  return [
    ...groupByCategory(agreed).map((group) => toEntry(group)),
    ...byLine(lines).flatMap((line) => draftLine(line, operation)),
  ];
}

/** Why the file as a whole stays; undefined where it goes, or moves. */
function keepsFile(whole: readonly Judged[], operation: Operation): Decided | undefined {
  const kept = whole.find(({ decided }) => decided.decision === "keep");
  if (kept || operation === "remove") return kept?.decided;
  return whole.some(({ occurrence }) => occurrence.kind === "binary")
    ? { decision: "keep", keepReason: "binary file: nothing is replaced inside it" }
    : undefined;
}

function draftRemovedFile(whole: readonly Judged[], lines: readonly Judged[]): DraftEntry[] {
  const [first, ...others] = groupByCategory(whole);
  if (!first) return [];
  const inside = lines.length === 0 ? "" : `; covers ${count(lines.length, "occurrence")} inside`;
  return [toEntry(first, inside), ...others.map((group) => toEntry(group))];
}

/** In a rename map two strings of one line are two decisions as well: each becomes something else. */
function draftLine(line: readonly Judged[], operation: Operation): DraftEntry[] {
  const decisions = line.map(({ decided, occurrence }) =>
    operation === "rename" ? `${decided.decision} ${occurrence.needle}` : decided.decision,
  );
  const mixed = new Set(decisions).size > 1;
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
