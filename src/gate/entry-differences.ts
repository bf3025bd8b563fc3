/**
 * Entries of two maps, compared by what they say of a place, not by the list they stand in: one that moved to another
 * category lets through the same.
 */
import { lastLine, placeOf, type Entry } from "../map/model.ts";
import type { Difference } from "./difference.ts";

type Listed = readonly [Entry, ...Entry[]];

export function compareEntryLists(first: readonly Entry[], second: readonly Entry[]): Difference[] {
  const before = byPlace(first);
  const after = byPlace(second);
  const changed = [...after].flatMap(([place, entries]) => comparePlace(before.get(place), entries));
  const gone = [...before].flatMap(([place, entries]): Difference[] =>
    after.has(place) ? [] : [goneEntry(furthest(entries))],
  );
  return [...changed, ...gone];
}

/** Entries by where they begin; several categories may list one place. */
function byPlace(entries: readonly Entry[]): Map<string, Listed> {
  const places = new Map<string, Listed>();
  for (const entry of entries) {
    const place = JSON.stringify([entry.path, entry.line, entry.column ?? null]);
    const known = places.get(place);
    places.set(place, known ? [...known, entry] : [entry]);
  }
  return places;
}

/** Of several entries for one place the one that reaches furthest says what may happen. */
function furthest([first, ...others]: Listed): Entry {
  return others.reduce((reach, entry) => (lastLine(reach) < lastLine(entry) ? entry : reach), first);
}

function goneEntry(from: Entry): Difference {
  const effect = from.decision === "keep" ? "loosened" : "tightened";
  return { effect, kind: "entry-gone", what: `the ${from.decision} entry ${placeOf(from)} is gone`, from };
}

function comparePlace(olds: Listed | undefined, news: Listed): Difference[] {
  const to = furthest(news);
  const removes = to.decision === "remove";
  if (!olds) {
    const what = `${placeOf(to)} is a new ${to.decision} entry`;
    return [{ effect: removes ? "loosened" : "tightened", kind: "entry-added", what, to }];
  }
  const from = furthest(olds);
  const words = [...compareCategories(olds, news), ...compareReasons(olds, news)];
  if (from.decision !== to.decision) {
    const what = `${placeOf(to)} moved from ${from.decision} to ${to.decision}`;
    return [{ effect: removes ? "loosened" : "tightened", kind: "decision", what, from, to }, ...words];
  }
  const growth = lastLine(to) - lastLine(from);
  if (growth === 0) return words;
  const how = growth > 0 ? "longer" : "shorter";
  const what = `the ${to.decision} entry ${placeOf(from)} is ${how}: ${placeOf(to)}`;
  return [
    { effect: removes === growth > 0 ? "loosened" : "tightened", kind: "block", what, from, to },
    ...words,
  ];
}

function compareCategories(olds: Listed, news: Listed): Difference[] {
  const gone = olds.filter((old) => !news.some(({ category }) => category === old.category));
  const come = news.filter((one) => !olds.some(({ category }) => category === one.category));
  const names = (entries: readonly Entry[]): string => entries.map(({ category }) => category).join(" and ");
  const [from] = gone;
  const [to] = come;
  if (!from && !to) return [];
  const place = placeOf(news[0]);
  const what =
    from && to
      ? `${place} moved from ${names(gone)} to ${names(come)}`
      : from
        ? `${place} is no longer listed under ${names(gone)}`
        : `${place} is listed under ${names(come)}, too`;
  return [
    {
      effect: "recategorised",
      kind: "category",
      what,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  ];
}

/** Reasons of the same decision, in the same category or in the one that took its place. */
function compareReasons(olds: Listed, news: Listed): Difference[] {
  const pairs = news.flatMap((to): { from: Entry; to: Entry }[] => {
    const same = olds.find(({ category }) => category === to.category);
    const from = same ?? (olds.length === 1 && news.length === 1 ? olds[0] : undefined);
    return from?.decision === to.decision ? [{ from, to }] : [];
  });
  return pairs.flatMap(({ from, to }): Difference[] =>
    wordsOf(from) === wordsOf(to)
      ? []
      : [{ effect: "reworded", kind: "reason", what: `${placeOf(to)} has another reason`, from, to }],
  );
}

function wordsOf(entry: Entry): string {
  return JSON.stringify([entry.reason, entry.decision === "keep" ? entry.keepReason : null]);
}
