/**
 * What one map says and another one does not, by meaning: the order of lists, the layout and the time when a map was
 * made say nothing.
 *
 * For the gate the first map is trusted and the second a later version of it: where that is looser, it lets a change
 * do more than was agreed; anything else is named too, because a trusted map is not to be edited by the change it
 * judges. `occmap diff` shows the same differences to a person, and what is said in other words beside them.
 */
import type { Exception, OccurrenceMap } from "../map/model.ts";
import type { Difference, DifferenceKind, Effect } from "./difference.ts";
import { compareEntryLists } from "./entry-differences.ts";

export interface MapDifference {
  /** What allows more than the trusted map, in words. */
  readonly loosened: readonly string[];
  /** What is gone or stricter, in words. */
  readonly tightened: readonly string[];
}

/** For the gate: another base counts as looser, because the same lines then allow another change. */
export function compareMaps(trusted: OccurrenceMap, later: OccurrenceMap): MapDifference {
  const differences = differencesOf(trusted, later);
  const words = (...effects: readonly Effect[]): string[] =>
    differences.filter(({ effect }) => effects.includes(effect)).map(({ what }) => what);
  return { loosened: words("loosened", "rebased"), tightened: words("tightened") };
}

/**
 * All differences: entries, exceptions, then what all entries are read by. Entries are compared by their places, so
 * the lines of both maps have to be those of the same commit (jobs/diff.ts sees to it).
 */
export function differencesOf(first: OccurrenceMap, second: OccurrenceMap): Difference[] {
  return [
    ...compareEntryLists(first.entries, second.entries),
    ...compareExceptions(first.exceptions, second.exceptions),
    ...compareFrames(first, second),
  ];
}

interface ExceptionTerms {
  readonly allows: boolean;
  readonly reasons: readonly string[];
}

function compareExceptions(first: readonly Exception[], second: readonly Exception[]): Difference[] {
  const [before, after] = [exceptionTerms(first), exceptionTerms(second)];
  const changed = [...after].flatMap(([path, { allows, reasons }]): Difference[] => {
    const did = before.get(path);
    const one = { kind: "exception", values: { from: did?.reasons ?? [], to: reasons } } as const;
    if (!did) return [{ ...one, effect: "loosened", what: `the exception ${path} is new` }];
    if (did.allows !== allows) {
      const what = `the exception ${path} ${allows ? "now" : "no longer"} allows occurrences`;
      return [{ ...one, effect: allows ? "loosened" : "tightened", what }];
    }
    if (JSON.stringify(did.reasons) === JSON.stringify(reasons)) return [];
    return [{ ...one, effect: "reworded", what: `the exception ${path} has another reason` }];
  });
  const gone = [...before].flatMap(([path, { reasons }]): Difference[] =>
    after.has(path)
      ? []
      : [
          {
            effect: "tightened",
            kind: "exception",
            what: `the exception ${path} is gone`,
            values: { from: reasons, to: [] },
          },
        ],
  );
  return [...changed, ...gone];
}

/** By path; several exceptions for one path allow what any of them allows. */
function exceptionTerms(exceptions: readonly Exception[]): Map<string, ExceptionTerms> {
  const terms = new Map<string, ExceptionTerms>();
  for (const { path, allowOccurrences, reason } of exceptions) {
    const known = terms.get(path);
    terms.set(path, {
      allows: allowOccurrences || known?.allows === true,
      reasons: [...(known?.reasons ?? []), reason],
    });
  }
  return terms;
}

/** What all entries are read by: any other value may let something through that was not agreed. */
function compareFrames(first: OccurrenceMap, second: OccurrenceMap): Difference[] {
  const sameOperation = first.operation === second.operation;
  const differences: Difference[] = [];
  const compare = (
    of: (map: OccurrenceMap) => readonly string[],
    kind: DifferenceKind,
    what: string,
    effect: Effect = "loosened",
  ): void => {
    const values = { from: of(first), to: of(second) };
    if (JSON.stringify(values.from) !== JSON.stringify(values.to))
      differences.push({ effect, kind, what, values });
  };
  compare(scopeWords, "scope", "the scope is another one");
  compare(
    ({ targetString, relatedStrings }) => [targetString, ...[...relatedStrings].sort()],
    "strings",
    "the strings are others",
  );
  compare(({ operation }) => [operation], "operation", "the operation is another one");
  if (sameOperation) compare(replacementWords, "replacements", "the replacements are others");
  compare(
    ({ baseCommit }) => (baseCommit === undefined ? [] : [baseCommit]),
    "base",
    "base_commit is another one",
    "rebased",
  );
  compare(
    ({ missionId, missionSlug }) => [missionId, missionSlug],
    "mission",
    "the mission is another one",
    "reworded",
  );
  return differences;
}

function scopeWords({ scope }: OccurrenceMap): string[] {
  return [
    ...[...scope.include].sort().map((glob) => `include ${glob}`),
    ...[...scope.exclude].sort().map((glob) => `exclude ${glob}`),
  ];
}

function replacementWords({ replacement, targets }: OccurrenceMap): string[] {
  return [
    ...(replacement === undefined ? [] : [replacement]),
    ...targets.map(({ from, to }) => `${from} → ${to}`).sort(),
  ];
}
