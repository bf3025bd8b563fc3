/** Which entries of a map a person means: by category, decision, path, and the string that they stand for. */
import { OccmapError } from "../diagnostics/errors.ts";
import type { Repository } from "../git/repository.ts";
import { resolveRevision } from "../git/tree.ts";
import type { Category } from "../map/categories.ts";
import { stringsOf, type Decision, type Entry, type OccurrenceMap } from "../map/model.ts";
import { Needles } from "../occurrence/needles.ts";
import { compileGlobs } from "../paths/glob.ts";
import { occurrencesOf, readListedFiles } from "./listed-files.ts";

/** All conditions that are given must hold. */
export interface Selection {
  /** Any of these; all where there are none. */
  readonly categories?: readonly Category[];
  readonly decision?: Decision;
  /** Globs, any of these; a folder stands for all that is in it. All paths where there are none. */
  readonly paths?: readonly string[];
  /** One of the map's strings. */
  readonly match?: string;
}

/** In the map's order. Throws `OccmapError` (usage) for a bad glob or a string that is not the map's. */
export async function selectEntries(
  map: OccurrenceMap,
  selection: Selection,
  openRepository: () => Promise<Repository>,
): Promise<readonly Entry[]> {
  const { categories = [], decision, paths = [], match } = selection;
  const matchesPath = paths.length === 0 ? () => true : compileGlobs(paths, "trees");
  const selected = map.entries.filter(
    (entry) =>
      (categories.length === 0 || categories.includes(entry.category)) &&
      (decision === undefined || entry.decision === decision) &&
      matchesPath(entry.path),
  );
  return match === undefined ? selected : standingFor(match, selected, map, await openRepository());
}

/** Entries of which an occurrence, at the map's base, is this string. */
async function standingFor(
  match: string,
  entries: readonly Entry[],
  map: OccurrenceMap,
  repository: Repository,
): Promise<readonly Entry[]> {
  const strings = stringsOf(map);
  if (!strings.includes(match)) {
    throw new OccmapError({
      code: "usage",
      message: `${JSON.stringify(match)} is none of the map's strings`,
      next: `use one of: ${strings.map((text) => JSON.stringify(text)).join(", ")}`,
    });
  }
  const base = await resolveRevision(repository, map.baseCommit ?? "HEAD");
  const paths = new Set(entries.map(({ path }) => path));
  const files = await readListedFiles(repository, base, paths, new Needles(strings));
  return entries.filter((entry) =>
    occurrencesOf(entry, files.get(entry.path)).some(({ needle }) => needle === match),
  );
}
