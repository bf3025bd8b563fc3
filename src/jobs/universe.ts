/**
 * What a scan looks at, and an account of it: every file of the tree is searched or named with the reason why
 * not, and the numbers add up.
 */
import { createHash } from "node:crypto";
import type { TreeEntry } from "../git/tree.ts";
import type { Scope, Shard } from "../map/model.ts";
import { compileGlobs, type PathMatcher } from "../paths/glob.ts";
import { encodePath, pathFault } from "../paths/repo-path.ts";

/** Numbers of files; `files` is the sum of all others. */
export interface Ledger {
  readonly files: number;
  readonly searched: number;
  /** Submodules: their content is another repository's. */
  readonly submodules: number;
  readonly outOfScope: number;
  /** Files of other parts, where the scan is one of several. */
  readonly otherShards: number;
  /** The map itself, which quotes what it plans. */
  readonly map: number;
  /** Names that a map cannot hold. */
  readonly unrepresentable: number;
  /** Files that could not be opened. */
  readonly unreadable: number;
}

export interface Universe<File> {
  readonly searched: readonly File[];
  readonly submodules: readonly string[];
  readonly unrepresentable: readonly File[];
  readonly ledger: Ledger;
}

/** Which part of `of` a path belongs to, 1-based: the same on every machine, whatever else is in the tree. */
export function shardOf(path: string, of: number): number {
  return (createHash("sha256").update(encodePath(path)).digest().readUInt32BE(0) % of) + 1;
}

/** Sorts the files of a tree by what is to be done with them. `mapPath` is relative to the root, if it lies in it. */
export function surveyTree<File extends Pick<TreeEntry, "path"> & { readonly mode?: string }>(
  files: readonly File[],
  scope: Scope,
  mapPath: string | undefined,
  shard?: Shard,
): Universe<File> {
  const inScope = scopeMatcher(scope);
  const searched: File[] = [];
  const submodules: string[] = [];
  const unrepresentable: File[] = [];
  let map = 0;
  let outOfScope = 0;
  let otherShards = 0;
  for (const file of files) {
    if (file.path === mapPath) map += 1;
    else if (!inScope(file.path)) outOfScope += 1;
    else if (shard && shardOf(file.path, shard.of) !== shard.part) otherShards += 1;
    else if (pathFault(file.path) !== undefined) unrepresentable.push(file);
    else if (file.mode === "160000") submodules.push(file.path);
    else searched.push(file);
  }
  const ledger = {
    files: files.length,
    searched: searched.length,
    submodules: submodules.length,
    outOfScope,
    otherShards,
    map,
    unrepresentable: unrepresentable.length,
    unreadable: 0,
  };
  return { searched, submodules, unrepresentable, ledger };
}

/** Inside the scope: matched by an include (or there are none) and by no exclude. */
export function scopeMatcher({ include, exclude }: Scope): PathMatcher {
  const included = include.length === 0 ? () => true : compileGlobs(include, "trees");
  const excluded = compileGlobs(exclude, "trees");
  return (path) => included(path) && !excluded(path);
}
