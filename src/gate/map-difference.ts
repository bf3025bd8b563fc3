/**
 * What a later version of a map makes of a trusted one: where it is looser, it lets a change do more than was
 * agreed; anything else is named too, because a trusted map is not to be edited by the change it judges.
 */
import { placeOf, type Entry, type OccurrenceMap } from "../map/model.ts";

export interface MapDifference {
  /** Entries and exceptions that allow more than the trusted map, in words. */
  readonly loosened: readonly string[];
  /** Entries that are gone or stricter, in words. */
  readonly tightened: readonly string[];
}

export function compareMaps(trusted: OccurrenceMap, later: OccurrenceMap): MapDifference {
  const before = entriesByKey(trusted.entries);
  const after = entriesByKey(later.entries);
  const loosened: string[] = [];
  const tightened: string[] = [];
  for (const [key, entry] of after) {
    const old = before.get(key);
    if (entry.decision === "remove" && old?.decision === "keep")
      loosened.push(`${placeOf(entry)} moved from keep to remove`);
    else if (entry.decision === "remove" && !old) loosened.push(`${placeOf(entry)} is a new remove entry`);
    else if (entry.decision === "keep" && old?.decision === "remove")
      tightened.push(`${placeOf(entry)} moved from remove to keep`);
    else if (!old) tightened.push(`${placeOf(entry)} is a new keep entry`);
  }
  for (const [key, entry] of before) {
    if (after.has(key)) continue;
    (entry.decision === "keep" ? loosened : tightened).push(
      `the ${entry.decision} entry ${placeOf(entry)} is gone`,
    );
  }
  loosened.push(...looserExceptions(trusted, later), ...looserFrame(trusted, later));
  return { loosened, tightened };
}

function entriesByKey(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(
    entries.map((entry) => [
      JSON.stringify([entry.path, entry.line, entry.endLine ?? null, entry.column ?? null, entry.category]),
      entry,
    ]),
  );
}

function looserExceptions(trusted: OccurrenceMap, later: OccurrenceMap): string[] {
  const known = new Map(trusted.exceptions.map((exception) => [exception.path, exception]));
  return later.exceptions.flatMap(({ path, allowOccurrences }) => {
    const old = known.get(path);
    if (!old) return [`the exception ${path} is new`];
    return allowOccurrences && !old.allowOccurrences ? [`the exception ${path} now allows occurrences`] : [];
  });
}

function looserFrame(trusted: OccurrenceMap, later: OccurrenceMap): string[] {
  const changed: string[] = [];
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  if (!same(trusted.scope, later.scope)) changed.push("the scope is another one");
  if (!same([trusted.targetString, trusted.relatedStrings], [later.targetString, later.relatedStrings]))
    changed.push("the strings are others");
  if (trusted.operation !== later.operation) changed.push("the operation is another one");
  else if (!same([trusted.replacement, trusted.targets], [later.replacement, later.targets]))
    changed.push("the replacements are others");
  return changed;
}
