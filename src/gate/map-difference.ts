/**
 * What a later version of a map makes of a trusted one: where it is looser, it lets a change do more than was
 * agreed; anything else is named too, because a trusted map is not to be edited by the change it judges.
 *
 * Entries are compared by what they say of a place, not by the list they stand in: one that moved to another
 * category says the same.
 */
import { lastLine, placeOf, type Entry, type Exception, type OccurrenceMap } from "../map/model.ts";

export interface MapDifference {
  /** What allows more than the trusted map, in words. */
  readonly loosened: readonly string[];
  /** What is gone or stricter, in words. */
  readonly tightened: readonly string[];
}

export function compareMaps(trusted: OccurrenceMap, later: OccurrenceMap): MapDifference {
  const differences = [
    ...compareEntryLists(trusted.entries, later.entries),
    ...compareExceptions(trusted.exceptions, later.exceptions),
    ...compareFrames(trusted, later),
  ];
  const words = (looser: boolean): string[] =>
    differences.filter((one) => one.looser === looser).map(({ what }) => what);
  return { loosened: words(true), tightened: words(false) };
}

interface Difference {
  readonly looser: boolean;
  readonly what: string;
}

function compareEntryLists(trusted: readonly Entry[], later: readonly Entry[]): Difference[] {
  const before = byPlace(trusted);
  const after = byPlace(later);
  const changed = [...after].flatMap(([place, entry]) => compareEntry(before.get(place), entry));
  const gone = [...before].flatMap(([place, entry]): Difference[] =>
    after.has(place)
      ? []
      : [
          {
            looser: entry.decision === "keep",
            what: `the ${entry.decision} entry ${placeOf(entry)} is gone`,
          },
        ],
  );
  return [...changed, ...gone];
}

/** Entries by where they begin; of several categories' entries for one place, the one that reaches furthest. */
function byPlace(entries: readonly Entry[]): Map<string, Entry> {
  const places = new Map<string, Entry>();
  for (const entry of entries) {
    const place = JSON.stringify([entry.path, entry.line, entry.column ?? null]);
    const known = places.get(place);
    if (!known || lastLine(known) < lastLine(entry)) places.set(place, entry);
  }
  return places;
}

function compareEntry(old: Entry | undefined, entry: Entry): Difference[] {
  const { decision } = entry;
  const removes = decision === "remove";
  if (!old) return [{ looser: removes, what: `${placeOf(entry)} is a new ${decision} entry` }];
  if (old.decision !== decision)
    return [{ looser: removes, what: `${placeOf(entry)} moved from ${old.decision} to ${decision}` }];
  const growth = lastLine(entry) - lastLine(old);
  if (growth === 0) return [];
  const how = growth > 0 ? "longer" : "shorter";
  const what = `the ${decision} entry ${placeOf(old)} is ${how}: ${placeOf(entry)}`;
  return [{ looser: removes === growth > 0, what }];
}

function compareExceptions(trusted: readonly Exception[], later: readonly Exception[]): Difference[] {
  const allowing = (exceptions: readonly Exception[]): Map<string, boolean> => {
    const paths = new Map<string, boolean>();
    for (const { path, allowOccurrences } of exceptions)
      paths.set(path, allowOccurrences || paths.get(path) === true);
    return paths;
  };
  const [before, after] = [allowing(trusted), allowing(later)];
  const changed = [...after].flatMap(([path, allows]): Difference[] => {
    const did = before.get(path);
    if (did === undefined) return [{ looser: true, what: `the exception ${path} is new` }];
    if (did === allows) return [];
    return [
      { looser: allows, what: `the exception ${path} ${allows ? "now" : "no longer"} allows occurrences` },
    ];
  });
  const gone = [...before.keys()].filter((path) => !after.has(path));
  return [...changed, ...gone.map((path) => ({ looser: false, what: `the exception ${path} is gone` }))];
}

/** What all entries are read by: any other value may let something through that was not agreed. */
function compareFrames(trusted: OccurrenceMap, later: OccurrenceMap): Difference[] {
  const differs = (of: (map: OccurrenceMap) => unknown): boolean =>
    JSON.stringify(of(trusted)) !== JSON.stringify(of(later));
  const sameOperation = trusted.operation === later.operation;
  return [
    ...(differs(({ scope }) => scope) ? ["the scope is another one"] : []),
    ...(differs(({ targetString, relatedStrings }) => [targetString, relatedStrings])
      ? ["the strings are others"]
      : []),
    ...(sameOperation ? [] : ["the operation is another one"]),
    ...(sameOperation && differs(({ replacement, targets }) => [replacement, targets])
      ? ["the replacements are others"]
      : []),
    ...(differs(({ baseCommit }) => baseCommit ?? null) ? ["base_commit is another one"] : []),
  ].map((what) => ({ looser: true, what }));
}
