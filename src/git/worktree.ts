/**
 * The working tree as git sees it: which files stand as the index has them, which do not, which are new.
 *
 * Git's own comparison is used (file times first, content where times differ), but on terms that nothing can
 * bend: flags that make git look away are cleared in a copy of the index, and only the `.gitignore` files of
 * the tree hide an untracked file, never `info/exclude` or a user's list.
 */
import { copyFile, lstat, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { decodePath, encodePath } from "../paths/repo-path.ts";
import { systemCode } from "../diagnostics/errors.ts";
import { listIndex, type IndexEntry } from "./index-listing.ts";
import type { Repository } from "./repository.ts";
import { splitRecords } from "./records.ts";

export interface Worktree {
  /** Tracked files whose content on disk is the index's, with that content's object id. */
  readonly unchanged: ReadonlyMap<string, string>;
  /** Tracked paths that differ on disk from the index: content, mode, type, or gone. */
  readonly changed: readonly string[];
  /** Untracked files that are not ignored. */
  readonly untracked: readonly string[];
  /** Untracked folders that are repositories of their own. */
  readonly nestedRepositories: readonly string[];
  /** Variables that make git use the index on which all this is based. */
  readonly indexVariables: Readonly<Record<string, string>>;
}

/** Compares the working tree with the index. `scratch` is a folder for temporary files. */
export async function readWorktree(repository: Repository, scratch: string): Promise<Worktree> {
  const [entries, others] = await Promise.all([listIndex(repository), listUntracked(repository)]);
  const indexVariables = await indexToCompare(repository, entries, scratch);
  const changed = await listChanged(repository, indexVariables);
  const differing = new Set(changed);
  const unchanged = new Map<string, string>();
  for (const { path, oid, skipWorktree } of entries) {
    // What sparse checkout leaves out is not on disk: it has to be read from git, not to be searched here.
    if (!skipWorktree && !differing.has(path)) unchanged.set(path, oid);
  }
  return { unchanged, changed, ...others, indexVariables };
}

/** The repository's own index, or a copy of it where flags have to be cleared first. */
async function indexToCompare(
  repository: Repository,
  entries: readonly IndexEntry[],
  scratch: string,
): Promise<Record<string, string>> {
  const assumed = entries.filter(({ assumeUnchanged }) => assumeUnchanged);
  const skipped = await presentOnDisk(
    repository,
    entries.filter(({ skipWorktree }) => skipWorktree),
  );
  if (assumed.length === 0 && skipped.length === 0) return {};
  const variables = await copyIndex(repository, scratch);
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
  for (const entry of entries) {
    try {
      await lstat(diskPath(repository, entry.path));
      present.push(entry);
    } catch (error) {
      if (!["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) throw error;
    }
  }
  return present;
}

/** The place of `path` on disk, as bytes: its name need not be UTF-8. */
export function diskPath(repository: { readonly root: string }, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${repository.root}/`, "utf8"), encodePath(path)]);
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

async function listChanged(
  repository: Repository,
  variables: Readonly<Record<string, string>>,
): Promise<string[]> {
  const args = [
    "diff-files",
    "-z",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "--ignore-submodules=dirty",
  ];
  return splitRecords(await repository.run(args, { variables })).map(decodePath);
}

async function listUntracked(
  repository: Repository,
): Promise<{ untracked: string[]; nestedRepositories: string[] }> {
  const args = ["ls-files", "--others", "-z", "--full-name", "--exclude-per-directory=.gitignore"];
  const found = splitRecords(await repository.run(args)).map(decodePath);
  return {
    untracked: found.filter((path) => !path.endsWith("/")),
    nestedRepositories: found.filter((path) => path.endsWith("/")).map((path) => path.slice(0, -1)),
  };
}
