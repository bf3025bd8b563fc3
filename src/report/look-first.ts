/**
 * Where a reviewer of a fresh plan should look first: close calls, matches inside longer names (kept by a rule that
 * reads names, not meaning), and the files that hold most of the plan.
 */
import type { Category } from "../map/categories.ts";
import { countByPath } from "../map/by-path.ts";
import type { Entry } from "../map/model.ts";

export interface LookFirst {
  readonly closeCalls: readonly CloseCall[];
  readonly longerNames: readonly EntryPlace[];
  /** Files with many entries, most first. */
  readonly crowded: readonly { readonly path: string; readonly entries: number }[];
}

/** An entry of a fresh plan, and what is doubtful about it. */
export interface FreshEntry {
  readonly entry: Entry;
  readonly close: Category | undefined;
  readonly inLongerName: boolean;
}

interface EntryPlace {
  readonly path: string;
  readonly line: number;
}

export interface CloseCall extends EntryPlace {
  readonly category: Category;
  readonly close: Category;
}

/** A file with fewer entries is read as quickly as any other. */
const MANY = 10;

export function lookFirst(fresh: readonly FreshEntry[]): LookFirst {
  const closeCalls: CloseCall[] = [];
  const longerNames: EntryPlace[] = [];
  for (const { entry, close, inLongerName } of fresh) {
    const { path, line, category } = entry;
    if (close !== undefined) closeCalls.push({ path, line, category, close });
    if (inLongerName) longerNames.push({ path, line });
  }
  const crowded = [...countByPath(fresh.map(({ entry }) => entry))]
    .filter(([, entries]) => entries >= MANY)
    .sort(([, a], [, b]) => b - a)
    .map(([path, entries]) => ({ path, entries }));
  return { closeCalls, longerNames, crowded };
}
