/**
 * Between the revision that a map describes and the base of a change lie other commits: the map is carried over
 * them, file by file, by comparing the two trees (renames found by git).
 */
import { carryFile, type Carried, type FileHistory } from "../gate/carry.ts";
import { Effort } from "../gate/effort.ts";
import type { Repository } from "../git/repository.ts";
import {
  diffTrees,
  findRenames,
  resolveRevision,
  type Revision,
  type TreeChange,
  type TreeSide,
} from "../git/tree.ts";
import { compareEntries, replacementsOf, type Entry, type OccurrenceMap } from "../map/model.ts";
import { groupByPath } from "../map/by-path.ts";
import type { Needles } from "../occurrence/needles.ts";
import { readStates } from "./file-states.ts";
import { notTangled } from "./not-tangled.ts";

export interface CarriedMap {
  readonly map: OccurrenceMap;
  readonly doneBefore: readonly Entry[];
  readonly lost: readonly Entry[];
}

/** Throws `OccmapError` (bad-revision) where base_commit is not there, as in a shallow clone. */
export async function carryMap(
  repository: Repository,
  map: OccurrenceMap,
  base: Revision,
  needles: Needles,
): Promise<CarriedMap> {
  const entries = groupByPath(map.entries);
  const replacements = map.operation === "rename" ? replacementsOf(map) : undefined;
  const result: Record<keyof Carried, Entry[]> = { entries: [], done: [], lost: [] };
  const effort = new Effort();
  const { changed, absent } = await compareFiles(repository, map, await distanceTo(repository, map, base));
  for (const path of absent) {
    for (const entry of entries.get(path) ?? []) result.lost.push(entry);
    entries.delete(path);
  }
  for (const history of changed) {
    const carried = notTangled(() =>
      carryFile(history, entries.get(history.path) ?? [], needles, replacements, effort),
    );
    entries.delete(history.path);
    for (const key of ["entries", "done", "lost"] as const)
      for (const entry of carried[key]) result[key].push(entry);
  }
  const kept = [...entries.values()].flat();
  return {
    map: { ...map, entries: [...kept, ...result.entries].sort(compareEntries) },
    doneBefore: result.done,
    lost: result.lost,
  };
}

/** From the revision that a map describes to another one, and how their trees differ. */
export interface Distance {
  readonly from: Revision;
  readonly to: Revision;
  readonly changes: readonly TreeChange[];
}

/** A map without a base describes whatever it is held against. Throws like `carryMap`. */
export async function distanceTo(
  repository: Repository,
  { baseCommit }: OccurrenceMap,
  to: Revision,
): Promise<Distance> {
  if (baseCommit === undefined || baseCommit === to.commit) return { from: to, to, changes: [] };
  const from = await resolveRevision(repository, baseCommit);
  return { from, to, changes: await diffTrees(repository, from.tree, to.tree) };
}

/** The files of the map that are another thing at the end of the distance. */
export async function changedFiles(
  repository: Repository,
  map: OccurrenceMap,
  distance: Distance,
): Promise<readonly FileHistory[]> {
  return (await compareFiles(repository, map, distance)).changed;
}

interface ComparedFiles {
  readonly changed: readonly FileHistory[];
  /** Files of the map that came after its own base: its line numbers cannot be about them. */
  readonly absent: readonly string[];
}

async function compareFiles(
  repository: Repository,
  map: OccurrenceMap,
  { from, to, changes }: Distance,
): Promise<ComparedFiles> {
  if (changes.length === 0) return { changed: [], absent: [] };
  const listed = new Set(map.entries.map(({ path }) => path));
  const concerned = changes.filter(
    (change): change is TreeChange & { base: TreeSide } =>
      listed.has(change.path) && change.base !== undefined,
  );
  const absent = changes.flatMap(({ path, base: before }) =>
    listed.has(path) && before === undefined ? [path] : [],
  );
  if (concerned.length === 0) return { changed: [], absent };
  const renames = concerned.some(({ head }) => !head)
    ? await findRenames(repository, from.tree, to.tree)
    : new Map<string, string>();
  const heads = new Map(changes.map(({ path, head }) => [path, head]));
  const state = await readStates(repository, [
    ...concerned.flatMap(({ base: before, head }) => [before, head]),
    ...[...renames.values()].map((path) => heads.get(path)),
  ]);
  const changed = concerned.map(({ path, base: before, head }): FileHistory => {
    const newPath = head ? path : (renames.get(path) ?? path);
    const after = head ?? heads.get(newPath);
    return { path, newPath, before: state(before), after: after && state(after) };
  });
  return { changed, absent };
}
