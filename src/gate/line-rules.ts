/**
 * What the map allows for each base line of one file. Everything that the judge knows of entries, it learns
 * here; a line without a rule stands.
 */
import { lastLine, type Entry } from "../map/model.ts";
import type { Side } from "./sides.ts";

export type LineRule =
  /** May be deleted, or replaced by a line without occurrences. */
  | { readonly kind: "remove"; readonly entries: readonly Entry[] }
  /** Carries kept and removed occurrences: must be replaced by a line that holds exactly the kept ones. */
  | {
      readonly kind: "retain";
      readonly entries: readonly Entry[];
      readonly keeping: readonly Entry[];
      readonly kept: readonly string[];
      readonly keptColumns: readonly number[];
    }
  /** Stands, and an entry says so. */
  | { readonly kind: "keep"; readonly entries: readonly Entry[] };

/** Rules by 1-based line; lines of entries beyond the end of the file have none. */
export function lineRules(base: Side, entries: readonly Entry[]): ReadonlyMap<number, LineRule> {
  const onLine = new Map<number, Entry[]>();
  for (const entry of entries) {
    if (entry.line === 0) continue;
    for (let line = entry.line; line <= Math.min(lastLine(entry), base.lineCount); line += 1) {
      const known = onLine.get(line);
      if (known) known.push(entry);
      else onLine.set(line, [entry]);
    }
  }
  const rules = new Map<number, LineRule>();
  for (const [line, listed] of onLine) {
    const rule = ruleOf(base, line, listed);
    if (rule) rules.set(line, rule);
  }
  return rules;
}

function ruleOf(base: Side, line: number, listed: readonly Entry[]): LineRule | undefined {
  const removing = listed.filter(({ decision }) => decision === "remove");
  if (removing.length === 0) return listed.length === 0 ? undefined : { kind: "keep", entries: listed };
  if (removing.some(({ column }) => column === undefined)) return { kind: "remove", entries: removing };
  // With columns, an occurrence that nobody lists is not ours to remove: it counts as kept (and is reported).
  const removed = new Set(removing.map(({ column }) => column));
  const kept = base.on(line).filter(({ column }) => !removed.has(column));
  if (kept.length === 0) return { kind: "remove", entries: removing };
  return {
    kind: "retain",
    entries: removing,
    keeping: listed.filter(({ decision }) => decision === "keep"),
    kept: kept.map(({ needle }) => needle),
    keptColumns: kept.map(({ column }) => column),
  };
}
