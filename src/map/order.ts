/**
 * The order of a map, for many entries at once: the same as `compareEntries` gives, without comparing each with many
 * others. Most entries come file by file, in order already; what has to be sorted are the paths.
 */
import { CATEGORIES, perCategory } from "./categories.ts";
import type { Entry } from "./model.ts";
import { comparePlaces, compareStrings } from "../text/order.ts";

/** `items` in the order of their entries; equal ones stay in theirs. */
export function inMapOrder<T extends { readonly entry: Entry }>(items: readonly T[]): T[] {
  const files = new Map<string, T[]>();
  let current: { readonly path: string; readonly group: T[] } | undefined;
  for (const item of items) {
    const { path } = item.entry;
    if (current?.path !== path) {
      current = { path, group: files.get(path) ?? [] };
      files.set(path, current.group);
    }
    current.group.push(item);
  }
  const lists = perCategory((): T[] => []);
  for (const [, group] of [...files].sort(([a], [b]) => compareStrings(a, b)))
    for (const item of group.sort(compareInFile)) lists[item.entry.category].push(item);
  return CATEGORIES.flatMap((category) => lists[category]);
}

function compareInFile(
  { entry: a }: { readonly entry: Entry },
  { entry: b }: { readonly entry: Entry },
): number {
  return comparePlaces(a, b) || compareStrings(a.decision, b.decision);
}
