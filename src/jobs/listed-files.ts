/** The files that a map names, as one revision has them: text and occurrences, for whoever has to look closely. */
import { readBlobs } from "../git/blobs.ts";
import type { Repository } from "../git/repository.ts";
import { listTree, type Revision, type TreeEntry } from "../git/tree.ts";
import { lastLine, type Entry } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath, type Occurrence } from "../occurrence/occurrence.ts";
import { inspect } from "../search/tree-search.ts";
import { sourceLine } from "../text/cut.ts";
import { Lines } from "../text/lines.ts";

export interface ListedFile {
  /** All of the file's, those in its name included. */
  readonly occurrences: readonly Occurrence[];
  /** Its lines as searched; undefined for a binary file or submodule. */
  readonly lines: Lines | undefined;
}

/** By path; a path that the revision has not is absent. */
export async function readListedFiles(
  repository: Repository,
  revision: Revision,
  paths: ReadonlySet<string>,
  needles: Needles,
): Promise<ReadonlyMap<string, ListedFile>> {
  if (paths.size === 0) return new Map();
  const listed = (await listTree(repository, revision.tree)).filter(({ path }) => paths.has(path));
  const byOid = new Map<string, TreeEntry[]>();
  const files = new Map<string, ListedFile>();
  for (const entry of listed) {
    if (entry.mode === "160000")
      files.set(entry.path, { occurrences: occurrencesInPath(entry.path, needles), lines: undefined });
    else byOid.set(entry.oid, [...(byOid.get(entry.oid) ?? []), entry]);
  }
  await readBlobs(repository, [...byOid.keys()], (oid, content) => {
    for (const entry of byOid.get(oid) ?? []) {
      const { text, occurrences } = inspect(entry, content, needles);
      files.set(entry.path, {
        occurrences: [...occurrencesInPath(entry.path, needles), ...occurrences],
        lines: text.encoding === "binary" ? undefined : Lines.of(text.searchable),
      });
    }
  });
  return files;
}

/** The occurrences that an entry stands for. */
export function occurrencesOf(entry: Entry, file: ListedFile | undefined): readonly Occurrence[] {
  return (file?.occurrences ?? []).filter(
    ({ line, column }) =>
      line >= entry.line &&
      line <= lastLine(entry) &&
      (entry.column === undefined || entry.column === column),
  );
}

/** What may have been shown beside an entry: its line, seen from each of its occurrences. */
export function sourcesOf(entry: Entry, file: ListedFile | undefined): readonly string[] {
  const lines = file?.lines;
  if (entry.line === 0 || !lines) return [];
  const seen = occurrencesOf(entry, file).filter(({ kind, line }) => kind !== "path" && line <= lines.count);
  const own = entry.line <= lines.count ? [{ start: lines.start(entry.line) }] : [];
  return [...new Set([...seen, ...own].map(({ start }) => sourceLine(lines.bytes, start)))];
}
