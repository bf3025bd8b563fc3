/**
 * Every head is a tree. The working tree and the index become one here, written to a folder of our own: the
 * user's index, object store and files are only read.
 */
import { join, resolve } from "node:path";
import { mkdir } from "node:fs/promises";
import { OccmapError } from "../diagnostics/errors.ts";
import { copyIndex, pathList, readWorktree, type Worktree } from "./worktree.ts";
import { filesHiddenByChange } from "./hidden-files.ts";
import { ensureNothingInProgress } from "./in-progress.ts";
import { listIndex } from "./index-listing.ts";
import type { Repository } from "./repository.ts";
import { attributesOf } from "./attributes.ts";

/** A tree and the variables with which git finds its objects. */
export interface HeadTree {
  readonly tree: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Files with a filter program that was not run, and that are therefore judged by their bytes. */
  readonly unfiltered: readonly string[];
}

/** The index as `git commit` would record it. */
export async function treeOfIndex(repository: Repository, scratch: string): Promise<HeadTree> {
  await ensureNothingInProgress(repository);
  const objects = await ownObjects(repository, scratch);
  const index = await copyIndex(repository, scratch, repository.indexFile);
  await listIndex(repository, index);
  return { tree: await writeTree(repository, { ...objects, ...index }), variables: objects, unfiltered: [] };
}

/** The working tree as `git add --all` and `git commit` would record it, without running filter programs. */
export async function treeOfWorktree(
  repository: Repository,
  baseTree: string,
  scratch: string,
): Promise<HeadTree & { readonly worktree: Worktree }> {
  await ensureNothingInProgress(repository);
  const worktree = await readWorktree(repository, scratch);
  const objects = await ownObjects(repository, scratch);
  const index =
    "GIT_INDEX_FILE" in worktree.indexVariables
      ? worktree.indexVariables
      : await copyIndex(repository, scratch);
  const variables = { ...objects, ...index };
  const visible = [...worktree.changed, ...worktree.untracked];
  const touched = [...visible, ...(await filesHiddenByChange(repository, baseTree, visible, scratch))];
  if (touched.length > 0) {
    // --replace: a folder may stand where a file was, and the other way round.
    await repository.run(["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], {
      variables,
      stdin: pathList(touched),
    });
  }
  const filtered = await attributesOf(repository, touched, ["filter"]);
  return {
    tree: await writeTree(repository, variables),
    variables: objects,
    unfiltered: [...filtered.keys()],
    worktree,
  };
}

/** New objects go to a folder of ours; the repository's are read through it. */
export async function ownObjects(repository: Repository, scratch: string): Promise<Record<string, string>> {
  const objects = join(scratch, "objects");
  await mkdir(objects, { recursive: true });
  const existing = await repository.line(["rev-parse", "--git-path", "objects"]);
  const absolute = resolve(repository.root, existing);
  return { GIT_OBJECT_DIRECTORY: objects, GIT_ALTERNATE_OBJECT_DIRECTORIES: alternatesEntry(absolute) };
}

/** The variable is a list separated by colons; a path that needs it is quoted the C way. */
function alternatesEntry(path: string): string {
  return /[:;"\\]/.test(path) ? JSON.stringify(path) : path;
}

export async function writeTree(
  repository: Repository,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  const tree = await repository.line(["write-tree"], { variables });
  if (!/^[0-9a-f]{40,64}$/.test(tree)) {
    throw new OccmapError({
      code: "git-failed",
      message: "git write-tree gave no tree",
      where: tree,
      next: "run: git fsck",
    });
  }
  return tree;
}
