/**
 * An occurrence map in memory: the plan of one bulk edit, free of YAML.
 *
 * Entries are one flat list; category and decision are fields. Optional keys of the file have their defaults
 * filled in here, so that nobody downstream asks whether something was written.
 */
import { CATEGORIES, perCategory, type Category } from "./categories.ts";
import { comparePlaces, compareStrings } from "../text/order.ts";

export type Decision = "remove" | "keep";
export type Operation = "remove" | "rename";

interface EntryPlace {
  readonly category: Category;
  /** Relative to the repository root, `/`-separated. */
  readonly path: string;
  /** 1-based line in the base revision; 0 is the file as a whole. */
  readonly line: number;
  /** Last line of a block; absent for a single line. */
  readonly endLine?: number;
  /** 1-based character of the line; present only where one line carries different decisions. */
  readonly column?: number;
  /** Why the occurrence is in its category. */
  readonly reason: string;
}

export interface RemoveEntry extends EntryPlace {
  readonly decision: "remove";
}

export interface KeepEntry extends EntryPlace {
  readonly decision: "keep";
  readonly keepReason: string;
}

export type Entry = RemoveEntry | KeepEntry;

/** Companion files that the change may touch beside the plan. */
export interface Exception {
  readonly path: string;
  readonly reason: string;
  readonly allowOccurrences: boolean;
}

/** Globs; an empty `include` means everything. */
export interface Scope {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** A related string and what it becomes. */
export interface Target {
  readonly from: string;
  readonly to: string;
}

/** Part `part` (1-based) of `of`. */
export interface Shard {
  readonly part: number;
  readonly of: number;
}

export interface OccurrenceMap {
  readonly missionId: string;
  readonly missionSlug: string;
  readonly targetString: string;
  readonly relatedStrings: readonly string[];
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
  /** Full id of the commit that the line numbers refer to. */
  readonly baseCommit?: string;
  readonly operation: Operation;
  /** What the target becomes; present exactly in rename maps. */
  readonly replacement?: string;
  /** In rename maps one pair for each related string, in their order; empty in remove maps. */
  readonly targets: readonly Target[];
  readonly scope: Scope;
  /** Present in a map that is only a part of a plan. */
  readonly shard?: Shard;
  readonly exceptions: readonly Exception[];
  readonly entries: readonly Entry[];
}

/** All strings that a map is about, the target first, each once: what is searched for. */
export function stringsOf({ targetString, relatedStrings }: OccurrenceMap): readonly string[] {
  return [targetString, ...relatedStrings];
}

/** What becomes of each string; empty for remove maps. A valid rename map has all of its strings here. */
export function replacementsOf({
  targetString,
  replacement,
  targets,
}: OccurrenceMap): ReadonlyMap<string, string> {
  const pairs = new Map(targets.map(({ from, to }) => [from, to]));
  return replacement === undefined ? pairs : new Map([[targetString, replacement], ...pairs]);
}

export interface Totals {
  readonly remove: number;
  readonly keep: number;
}

/** Totals count entries. */
export function countTotals(entries: readonly Entry[]): Totals {
  let remove = 0;
  for (const { decision } of entries) if (decision === "remove") remove += 1;
  return { remove, keep: entries.length - remove };
}

/** The totals of each category, in one pass: there may be a million entries. */
export function totalsByCategory(entries: readonly Entry[]): Readonly<Record<Category, Totals>> {
  const totals = perCategory(() => ({ remove: 0, keep: 0 }));
  for (const { category, decision } of entries) totals[category][decision] += 1;
  return totals;
}

/** Order within one list of a map: path, line, column. */
export function compareEntries(a: Entry, b: Entry): number {
  return (
    CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) ||
    comparePlaces(a, b) ||
    compareStrings(a.decision, b.decision)
  );
}

/** The last line that an entry covers. */
export function lastLine(entry: Entry): number {
  return entry.endLine ?? entry.line;
}

/** `path:line`, `path:first-last` or `path` for a whole file: how messages name an entry. */
export function placeOf({ path, line, endLine, column }: EntryPlace): string {
  if (line === 0) return path;
  const lines = endLine === undefined ? `${line}` : `${line}-${endLine}`;
  return `${path}:${lines}${column === undefined ? "" : `:${column}`}`;
}
