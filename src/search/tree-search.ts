/**
 * All occurrences in the files of a tree.
 *
 * A file whose copy on disk is the tree's is sieved by ripgrep where it lies; every other is read from git.
 * What the sieve lets through is then read from git too: places refer to what the revision holds, not to what
 * happens to be on disk.
 */
import { timed } from "../diagnostics/timings.ts";
import { readBlobs } from "../git/blobs.ts";
import type { GitOptions, Repository } from "../git/repository.ts";
import { pathsWithOtherContent } from "../git/attributes.ts";
import type { TreeEntry } from "../git/tree.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInLink, occurrencesInText, type Occurrence } from "../occurrence/occurrence.ts";
import { isRepresentable } from "../paths/repo-path.ts";
import { hasUtf16Mark, readText, type FileText } from "../text/encoding.ts";
import { sieve } from "./ripgrep.ts";

/** A file in whose content something was found. */
export interface FoundFile {
  readonly path: string;
  readonly text: FileText;
  readonly occurrences: readonly Occurrence[];
}

export interface SearchedTree {
  readonly repository: Repository;
  /** Files and links to search; submodules have no content here. */
  readonly entries: readonly TreeEntry[];
  /** Content ids of the files on disk that stand unchanged. */
  readonly onDisk: ReadonlyMap<string, string>;
  /** Variables with which git finds the objects of the tree. */
  readonly variables?: GitOptions["variables"];
}

/** How many contents are held in memory at a time. */
const CHUNK = 512;

/** Yields each file with occurrences in its content, in the order of `entries`. */
export async function* searchTree(tree: SearchedTree, needles: Needles): AsyncGenerator<FoundFile> {
  // Every search asks git something first; there are often no files of a kind at all.
  if (tree.entries.length === 0) return;
  const candidates = await timed("search", () => findCandidates(tree, needles));
  for (let at = 0; at < candidates.length; at += CHUNK) {
    const chunk = candidates.slice(at, at + CHUNK);
    const contents = new Map<string, Buffer>();
    await timed("contents", () => readEach(tree, chunk, (oid, content) => contents.set(oid, content)));
    for (const entry of chunk) {
      const content = contents.get(entry.oid);
      const found = content && inspect(entry, content, needles);
      if (found && found.occurrences.length > 0) yield found;
    }
  }
}

/** The occurrences in one content. */
export function inspect(
  entry: Pick<TreeEntry, "path" | "mode">,
  content: Buffer,
  needles: Needles,
): FoundFile {
  const text = readText(content);
  const occurrences =
    entry.mode === "120000"
      ? occurrencesInLink(entry.path, content, needles)
      : occurrencesInText(entry.path, text, needles);
  return { path: entry.path, text, occurrences };
}

async function findCandidates(tree: SearchedTree, needles: Needles): Promise<TreeEntry[]> {
  const { repository, entries, onDisk } = tree;
  const converted = onDisk.size === 0 ? new Set<string>() : await pathsWithOtherContent(repository);
  const [files, elsewhere] = partition(
    entries,
    ({ path, oid, mode }) =>
      mode !== "120000" && onDisk.get(path) === oid && !converted.has(path) && isRepresentable(path),
  );
  const { matched, unreadable } = await sieve(
    repository.root,
    files.map(({ path }) => path),
    needles.strings,
  );
  const promising = new Set([...matched, ...unreadable]);
  const others = await siftContents(tree, elsewhere, needles);
  return entries.filter(({ path, oid }) => promising.has(path) || others.has(oid));
}

/** Ids of the contents that are worth opening: the same question that ripgrep answers, for what is not on disk. */
async function siftContents(
  tree: SearchedTree,
  entries: readonly TreeEntry[],
  needles: Needles,
): Promise<Set<string>> {
  const promising = new Set<string>();
  await readEach(tree, entries, (oid, content) => {
    if (needles.in(content) || hasUtf16Mark(content)) promising.add(oid);
  });
  return promising;
}

function readEach(
  tree: SearchedTree,
  entries: readonly TreeEntry[],
  onContent: (oid: string, content: Buffer) => void,
): Promise<void> {
  const oids = [...new Set(entries.map(({ oid }) => oid))];
  return readBlobs(
    tree.repository,
    oids,
    onContent,
    tree.variables === undefined ? {} : { variables: tree.variables },
  );
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
