/**
 * The commit that git is about to make, as a hook sees it: its parents, and what its index takes away.
 *
 * Git tells a hook little. A merge that needs a commit by hand has MERGE_HEAD; a merge that commits by itself has
 * not written it yet when `pre-merge-commit` runs, but names the other sides in variables, `GITHEAD_<id>`. Nothing
 * tells an amended commit from a new one (docs/decisions/commit-hook.md).
 */
import { join } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { readIfThere } from "../files/read.ts";
import { decode } from "../text/encoding.ts";
import type { Variables } from "./environment.ts";
import type { Repository } from "./repository.ts";
import { diffIndex, resolveRevision } from "./tree.ts";

const FULL_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Full ids, HEAD first; none before the first commit. */
export async function parentsToBe(repository: Repository, variables: Variables): Promise<string[]> {
  const head = await headCommit(repository);
  if (head === undefined) return [];
  const written = await readIfThere(join(repository.gitDir, "MERGE_HEAD"));
  const named = written
    ? decode(written).split("\n")
    : Object.keys(variables).flatMap((name) => (name.startsWith("GITHEAD_") ? [name.slice(8)] : []));
  const others = [...new Set(named.filter((id) => FULL_ID.test(id) && id !== head))];
  return [head, ...others];
}

/** Undefined before the first commit. Throws `OccmapError` where HEAD is there and cannot be read. */
export async function headCommit(repository: Repository): Promise<string | undefined> {
  try {
    return (await resolveRevision(repository, "HEAD")).commit;
  } catch (error) {
    if (error instanceof OccmapError && error.code === "bad-revision" && (await isUnborn(repository)))
      return undefined;
    throw error;
  }
}

/** Git answers alike where there is no commit yet and where the commit is missing; only the first is no fault. */
async function isUnborn(repository: Repository): Promise<boolean> {
  try {
    const branch = await repository.line(["symbolic-ref", "HEAD"]);
    const found = await repository.run(["for-each-ref", "--count=1", "--format=%(refname)", branch], {
      refuse: /ignoring/,
    });
    return found.length === 0;
  } catch (error) {
    // Detached, broken, or no answer at all: none of these is a beginning.
    if (error instanceof OccmapError) return false;
    throw error;
  }
}

/** Does the index that git is about to commit hold a file at `path`? */
export async function isInIndex(repository: Repository, path: string): Promise<boolean> {
  const variables = { GIT_INDEX_FILE: repository.indexFile };
  return (await repository.run(["ls-files", "--cached", "-z", "--", path], { variables })).length > 0;
}

export interface IndexChanges {
  /** Paths that `commit` has and the index has not. */
  readonly deleted: readonly string[];
  /** All paths that differ, deleted ones included. */
  readonly count: number;
}

/** How the index that git is about to commit differs from `commit`. */
export async function indexChanges(repository: Repository, commit: string): Promise<IndexChanges> {
  const changes = await diffIndex(repository, commit, {
    variables: { GIT_INDEX_FILE: repository.indexFile },
  });
  return {
    deleted: changes.filter(({ head }) => head === undefined).map(({ path }) => path),
    count: changes.length,
  };
}
