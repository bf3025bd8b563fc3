/**
 * Two maps compared by meaning. Where their lines are those of different commits, the entries of the first follow
 * their lines to the commit of the second, as an update lets them: only what people changed is then a difference,
 * not what moved with the code.
 */
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import type { Difference } from "../gate/difference.ts";
import { differencesOf } from "../gate/map-difference.ts";
import { findRepository, type Repository } from "../git/repository.ts";
import { resolveRevision } from "../git/tree.ts";
import { groupByPath } from "../map/by-path.ts";
import { placeOf, replacementsOf, stringsOf, type Entry, type OccurrenceMap } from "../map/model.ts";
import { Needles } from "../occurrence/needles.ts";
import { followFile, type Step } from "../update/follow-file.ts";
import { changedFiles, distanceTo } from "./history.ts";
import { readNamedMap } from "./named-map.ts";

export interface DiffRequest {
  readonly folder: string;
  /** What file names are relative to; absolute. */
  readonly cwd: string;
  /** Each a file, or `REV:PATH`. */
  readonly first: string;
  readonly second: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * How the lines of the two maps were brought together. `same`: both name one base, or none. `followed`: through the
 * history. `as-numbers`: they could not be, and equal numbers were taken for equal lines.
 */
export type LinesCompared = "same" | "followed" | "as-numbers";

export interface MapDiff {
  readonly differences: readonly Difference[];
  readonly lines: LinesCompared;
}

/** Throws `OccmapError`: a map that is missing or invalid, a revision that is not there. */
export function diff({ folder, cwd, first, second, variables }: DiffRequest): Promise<MapDiff> {
  return joinInvocation(async (): Promise<MapDiff> => {
    const repository = await findRepository(folder, variables);
    const a = (await readNamedMap(first, cwd, repository)).loaded.map;
    const b = (await readNamedMap(second, cwd, repository)).loaded.map;
    if (a.baseCommit === b.baseCommit) return { differences: differencesOf(a, b), lines: "same" };
    const followed = repository && (await follow(repository, a, b.baseCommit));
    if (!followed) return { differences: differencesOf(a, b), lines: "as-numbers" };
    const differences = differencesOf({ ...a, entries: followed.entries }, b);
    return { differences: [...followed.ended.map(endedEntry), ...differences], lines: "followed" };
  });
}

interface Followed {
  readonly entries: readonly Entry[];
  /** Entries whose line is gone, with whether that was what they asked for. */
  readonly ended: readonly { readonly entry: Entry; readonly done: boolean }[];
}

/** The entries of `map` at `commit`; undefined where one of the two commits is not known, or not there. */
async function follow(
  repository: Repository,
  map: OccurrenceMap,
  commit: string | undefined,
): Promise<Followed | undefined> {
  if (map.baseCommit === undefined || commit === undefined) return undefined;
  const steps = new Map<Entry, Step>();
  try {
    const distance = await distanceTo(repository, map, await resolveRevision(repository, commit));
    const byPath = groupByPath(map.entries);
    const strings = { needles: new Needles(stringsOf(map)), replacements: replacementsOf(map) };
    for (const history of await changedFiles(repository, map, distance))
      for (const [entry, step] of followFile(history, byPath.get(history.path) ?? [], strings))
        steps.set(entry, step);
  } catch (error) {
    if (error instanceof OccmapError && error.code === "bad-revision") return undefined;
    throw error;
  }
  const entries: Entry[] = [];
  const ended: { entry: Entry; done: boolean }[] = [];
  for (const entry of map.entries) {
    const step = steps.get(entry);
    if (!step) entries.push(entry);
    else if ("entry" in step) entries.push(step.entry);
    else ended.push({ entry, done: step.kind === "done" });
  }
  return { entries, ended };
}

function endedEntry({ entry, done }: Followed["ended"][number]): Difference {
  const why = done ? "it is carried out at the second map's base" : "nothing stands there any more";
  return {
    effect: entry.decision === "keep" ? "loosened" : "tightened",
    kind: "entry-gone",
    what: `the ${entry.decision} entry ${placeOf(entry)} is gone: ${why}`,
    from: entry,
  };
}
