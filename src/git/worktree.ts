/**
 * The working tree as git sees it: which files stand as the index has them, which do not, which are new.
 *
 * Git's own comparison is used (file times first, content where times differ), but on terms that nothing can
 * bend: flags that make git look away are cleared in a copy of the index, and only the `.gitignore` files of
 * the tree hide an untracked file, never `info/exclude` or a user's list.
 */
import { copyFile, mkdir, realpath, stat, utimes } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { decodePath, diskPath, encodePath } from "../paths/repo-path.ts";
import { systemCode } from "../diagnostics/errors.ts";
import { lookAt } from "../files/regular.ts";
import { IGNORE_FILE } from "./ignore-rules.ts";
import { ensureMerged, isIndexEntry, listIndex, type IndexEntry } from "./index-listing.ts";
import type { Repository } from "./repository.ts";
import { splitRecords } from "./records.ts";
import type { TreeEntry } from "./tree.ts";

/** What the index knows, and what the disk has made of it. */
export interface TrackedFiles {
  /** The repository's index. */
  readonly index: readonly IndexEntry[];
  /** Does a file with the content of `entry`, one of `index`, lie on disk? Of other entries it says no. */
  readonly isOnDisk: (entry: TreeEntry) => boolean;
  /** Tracked paths that differ on disk from the index: content, mode, type, or gone. */
  readonly changed: readonly string[];
  /** Those of the changed paths where no file of the index's kind stands: gone, or another kind of thing. */
  readonly displaced: readonly string[];
  /** Paths that a merge left in several versions; they are among neither of the above. */
  readonly unmerged: readonly IndexEntry[];
  /** Variables that make git use the index on which all this is based. */
  readonly indexVariables: Readonly<Record<string, string>>;
}

/** What the disk has beside that. */
export interface UntrackedFiles {
  readonly untracked: readonly string[];
  /** Untracked folders that are repositories of their own. */
  readonly nestedRepositories: readonly string[];
}

export type Worktree = TrackedFiles & UntrackedFiles;

/**
 * Compares the working tree with the index. `scratch` is a folder for temporary files. Throws `OccmapError`
 * (unsupported) where a merge is unresolved.
 */
export async function readWorktree(repository: Repository, scratch: string): Promise<Worktree> {
  const [tracked, others] = await Promise.all([
    readTracked(repository, scratch),
    listUntracked(repository, scratch),
  ]);
  ensureMerged(tracked.unmerged);
  return { ...tracked, ...others };
}

/** The part that is about tracked files. Works while a merge is unresolved, too. */
export async function readTracked(repository: Repository, scratch: string): Promise<TrackedFiles> {
  // Flags are rare: the comparison runs beside the listing, and again where the listing shows some.
  const [entries, asItIs] = await Promise.all([listIndex(repository), listChanged(repository, {})]);
  const indexVariables = await indexToCompare(repository, entries, scratch);
  const differing =
    "GIT_INDEX_FILE" in indexVariables ? await listChanged(repository, indexVariables) : asItIs;
  return {
    index: entries,
    // What sparse checkout leaves out is not on disk: it has to be read from git, not to be searched here.
    isOnDisk: (entry) =>
      isIndexEntry(entry) && !entry.flags.skipWorktree && !entry.flags.unmerged && !differing.has(entry.path),
    changed: [...differing.keys()],
    displaced: [...differing].filter(([, status]) => status !== "M").map(([path]) => path),
    unmerged: entries.filter(({ flags }) => flags.unmerged),
    indexVariables,
  };
}

/** The repository's own index, or a copy of it where flags have to be cleared first. */
async function indexToCompare(
  repository: Repository,
  entries: readonly IndexEntry[],
  scratch: string,
): Promise<Record<string, string>> {
  const assumed = entries.filter(({ flags }) => flags.assumeUnchanged);
  const skipped = await presentOnDisk(
    repository,
    entries.filter(({ flags }) => flags.skipWorktree),
  );
  if (assumed.length === 0 && skipped.length === 0) return {};
  // In a folder of its own: the index of a head may be made beside it at the same time.
  const folder = join(scratch, "tracked");
  await mkdir(folder);
  const variables = await copyIndex(repository, folder);
  const clear = async (flag: string, flagged: readonly IndexEntry[]): Promise<void> => {
    if (flagged.length === 0) return;
    await repository.run(["update-index", flag, "-z", "--stdin"], {
      variables,
      stdin: pathList(flagged.map(({ path }) => path)),
    });
  };
  await clear("--no-assume-unchanged", assumed);
  await clear("--no-skip-worktree", skipped);
  return variables;
}

async function presentOnDisk(repository: Repository, entries: readonly IndexEntry[]): Promise<IndexEntry[]> {
  const present: IndexEntry[] = [];
  for (const entry of entries)
    if ((await lookAt(diskPath(repository.root, entry.path))) !== "missing") present.push(entry);
  return present;
}

/**
 * A copy of the index that may be changed. Git trusts a file's times only where the file is older than the
 * index; the copy must therefore not look younger than the original.
 */
export async function copyIndex(
  repository: Repository,
  scratch: string,
  original = join(repository.gitDir, "index"),
): Promise<Record<string, string>> {
  const copy = join(scratch, "index");
  try {
    await copyFile(original, copy);
    const { atimeMs, mtimeMs } = await stat(original);
    await utimes(copy, atimeMs / 1000, (mtimeMs - 1) / 1000);
  } catch (error) {
    // A repository in which nothing was ever added has no index; git takes a missing one for an empty one.
    if (systemCode(error) !== "ENOENT") throw error;
  }
  return { GIT_INDEX_FILE: copy };
}

export function pathList(paths: readonly string[]): Buffer {
  return Buffer.concat(paths.flatMap((path) => [encodePath(path), Buffer.from([0])]));
}

/** Paths with git's letter for what became of them: M(odified), D(eleted), T(ype), A(dded, by intent). */
async function listChanged(
  repository: Repository,
  variables: Readonly<Record<string, string>>,
): Promise<Map<string, string>> {
  const args = [
    "diff-files",
    "-z",
    "--name-status",
    "--no-renames",
    "--no-ext-diff",
    "--ignore-submodules=dirty",
  ];
  const records = splitRecords(await repository.run(args, { variables }));
  const changed = new Map<string, string>();
  for (let at = 0; at + 1 < records.length; at += 2) {
    const [status, path] = records.slice(at, at + 2);
    if (status && path) changed.set(decodePath(path), status.toString("latin1"));
  }
  return changed;
}

/** What hides an untracked file: the `.gitignore` files on disk, or one file of rules (its path). */
type IgnoreSource = { readonly kind: "disk" } | { readonly kind: "rules"; readonly file: string };

/** `scratch` is our own folder for temporary files: where TMPDIR lies in the working tree, it is nobody's change. */
export async function listUntracked(
  repository: Repository,
  scratch: string,
  source: IgnoreSource = { kind: "disk" },
): Promise<UntrackedFiles> {
  const exclude =
    source.kind === "disk" ? `--exclude-per-directory=${IGNORE_FILE}` : `--exclude-from=${source.file}`;
  const found = await others(repository, [exclude], {});
  const ours = `${relative(repository.root, await realpath(scratch))
    .split(sep)
    .join("/")}/`;
  return { ...found, untracked: found.untracked.filter((path) => !path.startsWith(ours)) };
}

/** Repositories that stand where one of `paths` was in the index of `variables`, ignored or not. */
export async function nestedAt(
  repository: Repository,
  paths: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const path of paths)
    if ((await lookAt(diskPath(repository.root, path))) === "folder") folders.push(path);
  if (folders.length === 0) return [];
  return (await others(repository, ["--", ...folders], variables)).nestedRepositories;
}

async function others(
  repository: Repository,
  which: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<UntrackedFiles> {
  const args = ["ls-files", "--others", "-z", "--full-name", ...which];
  const found = splitRecords(await repository.run(args, { variables, refuse: NOT_LOOKED_INTO })).map(
    decodePath,
  );
  return {
    untracked: found.filter((path) => !path.endsWith("/")),
    nestedRepositories: found.filter((path) => path.endsWith("/")).map((path) => path.slice(0, -1)),
  };
}

/** Git passes over a folder that it cannot read; what is in it would then be hidden. */
const NOT_LOOKED_INTO = /^warning: could not open directory/m;
