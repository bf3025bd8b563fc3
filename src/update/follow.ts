/**
 * What became of each entry of a map between the revision that it describes and the one that it is to describe.
 *
 * A decision is never dropped because the code moved on: an entry goes only when it was carried out, or when its
 * occurrence is gone and the caller prunes. What people have to look at again is named: `changed`, where the
 * decision now stands on a text that nobody decided about, and `vanished`, where it stands on nothing.
 */
import { coverage } from "../gate/coverage.ts";
import { lastLine, type Entry, type Operation } from "../map/model.ts";
import { groupByPath } from "../map/by-path.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import type { Step } from "./follow-file.ts";

export type Fate = "same" | "moved" | "changed" | "vanished";

export interface FollowedEntry {
  readonly from: Entry;
  readonly to: Entry;
  readonly fate: Fate;
}

export interface DroppedEntry {
  readonly entry: Entry;
  readonly why: "carried-out" | "pruned";
}

export interface Following {
  /** Entries that stay, in the order of the map. */
  readonly followed: readonly FollowedEntry[];
  readonly dropped: readonly DroppedEntry[];
}

export interface FollowRequest {
  readonly entries: readonly Entry[];
  /** What became of entries by their lines (follow-file.ts); one that is not here is where it was. */
  readonly steps: ReadonlyMap<Entry, Step>;
  /** All occurrences at the new revision of the files concerned, by path. */
  readonly occurrences: ReadonlyMap<string, readonly Occurrence[]>;
  readonly operation: Operation;
  readonly prune: boolean;
}

export function follow(request: FollowRequest): Following {
  const { entries, steps, occurrences, prune } = request;
  const placeOf = (from: Entry): Entry | undefined => {
    const step = steps.get(from);
    if (!step) return from;
    return "entry" in step ? step.entry : undefined;
  };
  const placed = entries.flatMap((from) => placeOf(from) ?? []);
  const live = liveEntries(placed, request);
  const occupied = groupByPath(placed.filter((to) => live.has(to)));
  const followed: FollowedEntry[] = [];
  const dropped: DroppedEntry[] = [];
  for (const from of entries) {
    const step = steps.get(from);
    const to = placeOf(from);
    if (to && live.has(to)) followed.push({ from, to, fate: fateOf(from, to, step) });
    else if (step?.kind === "done" || losesItsName(from, to))
      dropped.push({ entry: from, why: "carried-out" });
    else if (prune) dropped.push({ entry: from, why: "pruned" });
    else {
      const others = occupied.get(from.path) ?? [];
      const vanished = freePlace(from, others, occurrences.get(from.path) ?? []);
      occupied.set(from.path, [...others, vanished]);
      followed.push({ from, to: vanished, fate: "vanished" });
    }
  }
  return { followed, dropped };
}

function liveEntries(
  entries: readonly Entry[],
  { occurrences, operation }: Pick<FollowRequest, "occurrences" | "operation">,
): ReadonlySet<Entry> {
  const live = new Set<Entry>();
  for (const [path, listed] of groupByPath(entries)) {
    for (const entry of coverage(occurrences.get(path) ?? [], listed, operation).live) live.add(entry);
  }
  return live;
}

/** A file that was to be removed for its name has another name now, and holds nothing. */
function losesItsName(from: Entry, to: Entry | undefined): boolean {
  return from.line === 0 && from.decision === "remove" && to !== undefined && to.path !== from.path;
}

function fateOf(from: Entry, to: Entry, step: Step | undefined): Fate {
  if (step?.kind === "changed") return "changed";
  const samePlace =
    from.path === to.path &&
    from.line === to.line &&
    from.endLine === to.endLine &&
    from.column === to.column;
  return samePlace ? "same" : "moved";
}

/**
 * Where an entry stands that stands for nothing: where it was, or on the next lines that hold no occurrence and no
 * other entry. There it cannot be taken for a decision about something else, and `check` names it.
 */
function freePlace(entry: Entry, others: readonly Entry[], occurrences: readonly Occurrence[]): Entry {
  if (entry.line === 0) return entry;
  const length = lastLine(entry) - entry.line;
  const taken = [
    ...others.map((other) => ({ first: other.line, last: lastLine(other) })),
    ...occurrences.map(({ line }) => ({ first: line, last: line })),
  ].sort((a, b) => a.first - b.first);
  let line = entry.line;
  for (const { first, last } of taken) {
    if (first > line + length) break;
    if (last >= line) line = last + 1;
  }
  return { ...entry, line, ...(entry.endLine === undefined ? {} : { endLine: line + length }) };
}
