/**
 * All occurrences in the files of a tree.
 *
 * A file whose copy on disk is the tree's is sieved by ripgrep where it lies; every other is read from git.
 * What the sieve lets through is held against its content id, and read from git where it is not that content: places
 * refer to what the revision holds, not to what happens to be on disk.
 */
import { timed } from "../diagnostics/timings.ts";
import { readRegularFile } from "../files/regular.ts";
import { isContentOf, readBlobs, readContents } from "../git/blobs.ts";
import type { GitOptions, Repository } from "../git/repository.ts";
import { pathsWithOtherContent } from "../git/attributes.ts";
import type { TreeEntry } from "../git/tree.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInLink, occurrencesInText, type Occurrence } from "../occurrence/occurrence.ts";
import { isRepresentable } from "../paths/repo-path.ts";
import { hasUtf16Mark, readText, type FileText } from "../text/encoding.ts";
import { sieve, type OnPromising, type Sieved } from "./ripgrep.ts";

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
  /** Does the file on disk hold the content of this entry? */
  readonly isOnDisk: (entry: TreeEntry) => boolean;
  /** Paths of the files on disk that a search for the same strings let through already, where there was one. */
  readonly promising?: ReadonlySet<string> | undefined;
  readonly onPromising?: OnPromising;
  /** What `pathsWithOtherContent` says of the repository, where it was asked already. */
  readonly converted?: Promise<ReadonlySet<string>>;
  /** Variables with which git finds the objects of the tree. */
  readonly variables?: GitOptions["variables"];
}

/** For a tree of which nothing lies on disk, or not in the form that git would give it. */
export const nothing: SearchedTree["isOnDisk"] = () => false;

/** Can the content of an entry be searched where it lies? */
export function liesOnDisk(isOnDisk: SearchedTree["isOnDisk"]): SearchedTree["isOnDisk"] {
  return (entry) => entry.mode !== "120000" && isOnDisk(entry) && isRepresentable(entry.path);
}

/** How many contents are held in memory at a time. */
const CHUNK = 512;

/**
 * Begins a search and yields each file with occurrences in its content: first those that lie on disk, while the search
 * of the others goes on, then those that are in git alone; both in the order of `entries`.
 */
export function searchTree(tree: SearchedTree, needles: Needles): AsyncGenerator<FoundFile> {
  const { repository, entries, isOnDisk } = tree;
  const [lying, absent] = partition(entries, liesOnDisk(isOnDisk));
  if (lying.length === 0) return findInGit(tree, absent, needles);
  // Begun here, not when the first file is asked for: ripgrep works while whoever asks gets ready.
  const batches = siftDisk(tree, lying, needles);
  const converted = tree.converted ?? pathsWithOtherContent(repository);
  converted.catch(() => undefined);
  return findAll(tree, { batches, lying, absent, converted }, needles);
}

type Promising = Pick<Sieved<TreeEntry>, "promising">;

interface Begun {
  /** Of the files on disk those that can hold something. */
  readonly batches: AsyncIterable<Promising> | Iterable<Promising>;
  readonly lying: readonly TreeEntry[];
  readonly absent: readonly TreeEntry[];
  readonly converted: Promise<ReadonlySet<string>>;
}

async function* findAll(
  tree: SearchedTree,
  { batches, lying, absent, converted }: Begun,
  needles: Needles,
): AsyncGenerator<FoundFile> {
  for await (const batch of batches) {
    const other = await converted;
    const promising = batch.promising.filter(({ path }) => !other.has(path));
    yield* inspectEach(tree, promising, readFromDisk, needles);
  }
  const other = await converted;
  const lyingOtherwise = other.size === 0 ? [] : lying.filter(({ path }) => other.has(path));
  yield* findInGit(tree, [...absent, ...lyingOtherwise], needles);
}

async function* findInGit(
  tree: SearchedTree,
  entries: readonly TreeEntry[],
  needles: Needles,
): AsyncGenerator<FoundFile> {
  const promising = await timed("search", () => siftContents(tree, entries, needles));
  yield* inspectEach(
    tree,
    entries.filter(({ oid }) => promising.has(oid)),
    readFromGit,
    needles,
  );
}

/** Those of the files on disk that can hold something, a batch at a time. */
function siftDisk(
  { repository, promising, onPromising }: SearchedTree,
  lying: readonly TreeEntry[],
  needles: Needles,
): Begun["batches"] {
  if (!promising) return sieve(repository.root, lying, needles.strings, onPromising);
  return [{ promising: lying.filter(({ path }) => promising.has(path)) }];
}

async function* inspectEach(
  tree: SearchedTree,
  entries: readonly TreeEntry[],
  read: typeof readFromGit,
  needles: Needles,
): AsyncGenerator<FoundFile> {
  for (let at = 0; at < entries.length; at += CHUNK) {
    const chunk = entries.slice(at, at + CHUNK);
    const contents = await timed("contents", () => read(tree, chunk));
    for (const entry of chunk) {
      const content = contents.get(entry.oid);
      const found = content && inspect(entry, content, needles);
      if (found && found.occurrences.length > 0) yield found;
    }
  }
}

/** By content id. */
type Contents = Map<string, Buffer>;

/** What lies on disk counts where its id says that it is what git holds; the rest (other line ends) is git's. */
async function readFromDisk(tree: SearchedTree, entries: readonly TreeEntry[]): Promise<Contents> {
  const contents: Contents = new Map();
  const others: TreeEntry[] = [];
  const look = async (entry: TreeEntry): Promise<void> => {
    const reading = await readRegularFile(`${tree.repository.root}/${entry.path}`, LARGEST_ON_DISK);
    if (reading.kind === "bytes" && isContentOf(entry.oid, reading.bytes))
      contents.set(entry.oid, reading.bytes);
    else others.push(entry);
  };
  await Promise.all(entries.map(look));
  return new Map([...contents, ...(await readFromGit(tree, others))]);
}

/** In bytes. Larger files come through git, as those that are not on disk do. */
const LARGEST_ON_DISK = 1024 * 1024 * 1024;

function readFromGit(
  { repository, variables = {} }: SearchedTree,
  entries: readonly TreeEntry[],
): Promise<Contents> {
  return readContents(repository, entries, { variables });
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

/** Ids of the contents that are worth opening: the same question that ripgrep answers, for what is not on disk. */
async function siftContents(
  { repository, variables = {} }: SearchedTree,
  entries: readonly TreeEntry[],
  needles: Needles,
): Promise<Set<string>> {
  const oids = [...new Set(entries.map(({ oid }) => oid))];
  const promising = new Set<string>();
  const sift = (oid: string, content: Buffer): void => {
    if (needles.in(content) || hasUtf16Mark(content)) promising.add(oid);
  };
  await readBlobs(repository, oids, sift, { variables });
  return promising;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
