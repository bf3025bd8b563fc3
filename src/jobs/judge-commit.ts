/**
 * The verdict on the commit that git is about to make: what a commit hook asks.
 *
 * The head is the index that git commits. The base is the parent; in a merge the commit has several, and it is
 * accepted when it is the plan against one of them: what it brings over from the other sides was judged when it
 * was made there. Entries that are not carried out yet are no failure, because a plan may take several commits.
 * Without a map there is nothing to judge, but a commit cannot take away the map that it would be judged by:
 * a map is retired in a commit of its own. docs/decisions/commit-hook.md has the reasons.
 */
import { join, posix } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import { lookAt, realFolder } from "../files/regular.ts";
import { indexChanges, isInIndex, parentsToBe } from "../git/commit.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import { MISSIONS } from "../mission/store.ts";
import { foldersUpTo } from "../paths/ancestors.ts";
import { KITTIFY } from "../project/layout.ts";
import { gate, type GateResult } from "./gate.ts";
import type { GateRequest } from "./gate-request.ts";
import { MAP_FILE } from "./map-source.ts";

export type CommitRequest = Pick<GateRequest, "folder" | "mapFile" | "mission" | "variables">;

export type CommitVerdict =
  /** `first-commit`: nothing stood before, so nothing can be planned. */
  | { readonly kind: "no-map" | "first-commit" }
  | { readonly kind: "map-retired"; readonly maps: readonly string[] }
  /** One result where the commit is accepted; else one for each parent, HEAD first. */
  | { readonly kind: "judged"; readonly results: readonly CommitResult[] };

export interface CommitResult {
  /** Full id of the parent. */
  readonly parent: string;
  readonly result: GateResult;
}

/** Throws `OccmapError` where the commit cannot be judged. */
export function judgeCommit(request: CommitRequest): Promise<CommitVerdict> {
  return joinInvocation(async (): Promise<CommitVerdict> => {
    const repository = await openRepository(request.folder, request.variables);
    const parents = await parentsToBe(repository, request.variables);
    if (parents.length === 0) return { kind: "first-commit" };
    if (!(await mayMatter(repository, request))) return withoutMap(repository, parents);
    const results: CommitResult[] = [];
    for (const parent of parents) {
      const result = await gateAgainst(parent, request);
      if (result === undefined) return withoutMap(repository, parents);
      if (accepted(result)) {
        if (!("notRequired" in result)) return { kind: "judged", results: [{ parent, result }] };
        return withoutMap(repository, parents);
      }
      results.push({ parent, result });
    }
    return { kind: "judged", results };
  });
}

export function accepted(result: GateResult): boolean {
  return !("faults" in result) && result.pass;
}

/** Cheap, and asked before two trees are read: most commits are under no map and in no project. */
async function mayMatter(
  repository: Repository,
  { folder, mission, mapFile }: CommitRequest,
): Promise<boolean> {
  if (mission !== undefined || mapFile !== undefined) return true;
  // The gate also says whether the project at the head lets work proceed, map or no map.
  for (const above of foldersUpTo(repository.root, await realFolder(folder))) {
    if ((await lookAt(join(above, KITTIFY))) !== "missing") return true;
  }
  const onDisk = await lookAt(join(repository.root, MAP_FILE));
  return onDisk !== "missing" || (await isInIndex(repository, MAP_FILE));
}

/** Undefined where there is no map and nothing demands one. */
async function gateAgainst(base: string, request: CommitRequest): Promise<GateResult | undefined> {
  const head = { kind: "index", committing: true } as const;
  try {
    return await gate({ ...request, base, head, allowPending: true, ifRequired: true });
  } catch (error) {
    const none = error instanceof OccmapError && error.code === "map-missing";
    // With a mission the gate itself knows whether a map is required, and a missing one is an error.
    if (none && request.mission === undefined && request.mapFile === undefined) return undefined;
    throw error;
  }
}

async function withoutMap(repository: Repository, parents: readonly string[]): Promise<CommitVerdict> {
  const changes = await Promise.all(parents.map((parent) => indexChanges(repository, parent)));
  const [fromHead] = changes;
  const taken = (fromHead?.deleted ?? [])
    .filter(isMapPath)
    // In a merge the other side may have retired it, in a commit of its own.
    .filter((path) => changes.every(({ deleted }) => deleted.includes(path)));
  const [map] = taken;
  if (map === undefined) return { kind: "no-map" };
  if (fromHead?.count === taken.length) return { kind: "map-retired", maps: taken };
  throw new OccmapError({
    code: "map-missing",
    message: "the commit deletes the map that it would be judged by, and changes other files",
    where: map,
    next: `keep the map in this commit (git restore --source=HEAD --staged ${map}), and retire it in one of its own`,
  });
}

/** Where occmap looks for a map without being told: at the root, and beside the plan of a mission. */
function isMapPath(path: string): boolean {
  return path === MAP_FILE || posix.join(MISSIONS, posix.basename(posix.dirname(path)), MAP_FILE) === path;
}
