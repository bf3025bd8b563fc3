/**
 * From sorted and decided occurrences of one file to the entries of a map.
 *
 * One entry for each category, path and line. Columns only where one line carries different decisions. A file
 * that goes as a whole takes its lines with it: they are counted in its reason, not listed. One that is renamed
 * does not; its lines have entries of their own.
 */
import type { Sorting } from "../classify/sorter.ts";
import type { Entry, Operation } from "../map/model.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import type { Decided } from "./rules.ts";

/** One occurrence with everything that was found out about it. */
export interface Judged {
  readonly occurrence: Occurrence;
  readonly sorting: Sorting;
  readonly decided: Decided;
}

/** Those that belong together: there is at least the one that made the group. */
type Group = [Judged, ...Judged[]];

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
function draftLine(line: Readonly<Group>, operation: Operation): DraftEntry[] {
  if (line.length === 1) return [toEntry(line)];
  const decisions = line.map(({ decided, occurrence }) =>
    operation === "rename" ? `${decided.decision} ${occurrence.needle}` : decided.decision,
  );
  const mixed = new Set(decisions).size > 1;
  if (mixed) return line.map((one) => toEntry([one], "", one.occurrence.column));
  return groupByCategory(line).map((group) => toEntry(group));
}

function toEntry(group: Readonly<Group>, suffix = "", column?: number): DraftEntry {
  const [{ occurrence, sorting, decided }, ...more] = group;
  const several =
    more.length === 0 || occurrence.line === 0 ? "" : ` (${count(group.length, "occurrence")} on this line)`;
  return { entry: entryOf(occurrence, column, sorting, several + suffix, decided), judged: group };
}

/**
 * Written out key by key: an object put together by spreading others gets a layout of its own in memory, as large as
 * itself, and a plan may have a million of these.
 */
function entryOf(
  { path, line }: Occurrence,
  column: number | undefined,
  { category, reason: why }: Sorting,
  addition: string,
  decided: Decided,
): Entry {
  const reason = why + addition;
  if (decided.decision === "keep") {
    const { decision, keepReason } = decided;
    return column === undefined
      ? { category, path, line, reason, decision, keepReason }
      : { category, path, line, column, reason, decision, keepReason };
  }
  const { decision } = decided;
  return column === undefined
    ? { category, path, line, reason, decision }
    : { category, path, line, column, reason, decision };
}

function groupByCategory(judged: readonly Judged[]): Group[] {
  return groupBy(judged, ({ sorting }) => sorting.category);
}

function byLine(judged: readonly Judged[]): Group[] {
  return groupBy(judged, ({ occurrence }) => occurrence.line);
}

function groupBy(judged: readonly Judged[], keyOf: (one: Judged) => string | number): Group[] {
  const groups = new Map<string | number, Group>();
  for (const one of judged) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
