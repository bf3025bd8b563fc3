/**
 * What a map of a revision cannot hold: occurrences that are on disk and in no commit yet.
 *
 * Changed, staged and untracked files are searched where they lie. Of a changed file only those lines count
 * that the commit does not have: what stands in both is on the map already.
 */
import type { Repository } from "../git/repository.ts";
import { withChanges } from "../git/listing.ts";
import type { TreeChange, TreeEntry } from "../git/tree.ts";
import type { Worktree } from "../git/worktree.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath } from "../occurrence/occurrence.ts";
import type { PathMatcher } from "../paths/glob.ts";
import { searchDisk, statFiles } from "../search/folder-search.ts";
import { nothing, searchTree, type FoundFile } from "../search/tree-search.ts";
import { groupByLine } from "../text/by-line.ts";
import { Lines } from "../text/lines.ts";
import { compareStrings } from "../text/order.ts";

/** Occurrences in content that the revision does not hold. */
export interface UncommittedFile {
  readonly path: string;
  readonly occurrences: number;
}

export interface Uncommitted {
  readonly repository: Repository;
  /** How the index differs from the commit that is checked out. */
  readonly staged: readonly TreeChange[];
  readonly worktree: Worktree;
  readonly needles: Needles;
  readonly isSearched: PathMatcher;
}

/** The files in question by path; `onUnreadable` hears of those that could not be read. */
export async function findUncommitted(
  { repository, staged, worktree, needles, isSearched }: Uncommitted,
  onUnreadable: (path: string) => void,
): Promise<UncommittedFile[]> {
  const added = staged.flatMap(({ path, head }) => (head ? [path] : []));
  const paths = new Set([...worktree.changed, ...worktree.untracked, ...added]);
  if (paths.size === 0) return [];
  const known = committedEntries(paths, worktree.index, staged);
  const files = await statFiles(repository.root, [...paths].filter(isSearched), onUnreadable);
  const before = await committedLines(
    repository,
    files.flatMap(({ path }) => known.get(path) ?? []),
    needles,
  );
  const counts = new Map<string, number>();
  const add = (path: string, number: number): void => {
    if (number > 0) counts.set(path, (counts.get(path) ?? 0) + number);
  };
  for (const { path } of files) if (!known.has(path)) add(path, occurrencesInPath(path, needles).length);
  for await (const found of searchDisk(repository.root, files, { needles, onUnreadable }))
    add(found.path, countNew(found, before.get(found.path)));
  return [...counts]
    .map(([path, occurrences]) => ({ path, occurrences }))
    .sort((a, b) => compareStrings(a.path, b.path));
}

/** Those of `paths` that the commit has: as the index has them, unless that differs. */
function committedEntries(
  paths: ReadonlySet<string>,
  index: readonly TreeEntry[],
  staged: readonly TreeChange[],
): Map<string, TreeEntry> {
  const asked = index.filter(({ path }) => paths.has(path));
  const differing = staged.filter(({ path }) => paths.has(path));
  return new Map(withChanges(asked, differing, "base").map((entry) => [entry.path, entry]));
}

/** How often each line with an occurrence stands in the committed file, by path. */
async function committedLines(
  repository: Repository,
  entries: readonly TreeEntry[],
  needles: Needles,
): Promise<Map<string, Map<string, number>>> {
  const lines = new Map<string, Map<string, number>>();
  const contents = entries.filter(({ mode }) => mode !== "160000");
  for await (const found of searchTree({ repository, entries: contents, isOnDisk: nothing }, needles)) {
    const counted = new Map<string, number>();
    for (const { text } of linesOf(found)) counted.set(text, (counted.get(text) ?? 0) + 1);
    lines.set(found.path, counted);
  }
  return lines;
}

function countNew(found: FoundFile, before: ReadonlyMap<string, number> | undefined): number {
  const left = new Map(before);
  let count = 0;
  for (const { text, occurrences } of linesOf(found)) {
    const available = left.get(text) ?? 0;
    if (available > 0) left.set(text, available - 1);
    else count += occurrences;
  }
  return count;
}

/** The lines with occurrences, without their ends; a binary file is one line. */
function linesOf({
  text,
  occurrences,
}: FoundFile): { readonly text: string; readonly occurrences: number }[] {
  const lines = Lines.of(text.searchable);
  return [...groupByLine(occurrences)].map(([line, onLine]) => {
    const bytes = line === 0 ? text.bytes : lines.content(line);
    return { text: bytes.toString("latin1"), occurrences: onLine.length };
  });
}
