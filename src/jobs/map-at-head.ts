/**
 * Which map a gate uses. The map is part of the change it judges, so it is read where the head has it: from the
 * index for --staged, from the revision for --head. With --map-from it comes from a trusted revision instead,
 * and what the head makes of it is compared with that.
 */
import { OccmapError } from "../diagnostics/errors.ts";
import { readIfThere, readOwnIfThere } from "../files/read.ts";
import { lookAt } from "../files/regular.ts";
import { readContents } from "../git/blobs.ts";
import type { GitOptions, Repository } from "../git/repository.ts";
import { findInTree, resolveRevision, type TreeChange, type TreeEntry } from "../git/tree.ts";
import type { GateRequest, Head } from "./gate-request.ts";
import { LARGEST_MAP, mapMissing, realMapSource, type MapSource } from "./map-source.ts";

export interface MapsOfGate {
  readonly used: MapSource & { readonly bytes: Buffer; readonly origin: string };
  readonly differsFromBase: boolean;
  /** With --map-from: the map at the head; null where the head has none. Undefined without. */
  readonly atHead: Buffer | null | undefined;
}

export interface GatedTrees {
  readonly baseTree: string;
  readonly head: Head;
  readonly headEntries: readonly TreeEntry[];
  /** How the head differs from the base. */
  readonly changes: readonly TreeChange[];
  readonly variables: GitOptions["variables"];
}

/** Throws `OccmapError` (map-missing) where there is no map to use. */
export async function readMaps(
  repository: Repository,
  request: GateRequest,
  trees: GatedTrees,
): Promise<MapsOfGate> {
  const { file, ...source } = await realMapSource(repository.root, request.mapFile);
  const tracked = await readTrackedMaps(repository, source.path, trees);
  const atHead = tracked.atHead
    ? { bytes: tracked.atHead, origin: nameOf(trees.head) }
    : await readFromDisk(file, source);
  if (request.mapFrom === undefined) {
    if (!atHead) throw mapMissing(source.name);
    return {
      used: { ...source, ...atHead },
      differsFromBase: !tracked.atBase?.equals(atHead.bytes),
      atHead: undefined,
    };
  }
  if (source.path === undefined) {
    throw new OccmapError({
      code: "usage",
      message: "--map-from needs a map inside the repository",
      where: file,
      next: "leave --map-from out, or name a tracked map",
    });
  }
  const { tree } = await resolveRevision(repository, request.mapFrom);
  const trusted = await readAtTree(repository, tree, source.path);
  if (!trusted) throw mapMissing(`${source.name} at ${request.mapFrom}`);
  return {
    used: { ...source, bytes: trusted, origin: request.mapFrom },
    differsFromBase: !tracked.atBase?.equals(trusted),
    atHead: atHead?.bytes ?? null,
  };
}

interface TrackedMaps {
  readonly atHead?: Buffer | undefined;
  readonly atBase?: Buffer | undefined;
}

/** What the two trees have in the map's place, read at once. */
async function readTrackedMaps(
  repository: Repository,
  path: string | undefined,
  { baseTree, head, headEntries, changes, variables = {} }: GatedTrees,
): Promise<TrackedMaps> {
  if (path === undefined) return {};
  const atHead = headEntries.find((entry) => entry.path === path);
  const change = changes.find((one) => one.path === path);
  const atBase = change ? change.base && { path, ...change.base } : atHead;
  if (atHead) ensureFile(atHead, nameOf(head));
  if (atBase) ensureFile(atBase, baseTree);
  const contents = await readContents(repository, [atHead, atBase], { variables });
  const contentOf = (entry: TreeEntry | undefined): Buffer | undefined =>
    entry && (contents.get(entry.oid) ?? Buffer.alloc(0));
  return { atHead: contentOf(atHead), atBase: contentOf(atBase) };
}

/** A map outside the repository, or one that is not part of the head. */
async function readFromDisk(
  file: string,
  { path }: MapSource,
): Promise<{ bytes: Buffer; origin: string } | undefined> {
  // Git ignores it, or the head is another's: then it is the user's own file, but not one somewhere else.
  if (path !== undefined && (await lookAt(file)) === "link") throw mapIsLink(path, "disk");
  const bytes = await (path === undefined ? readIfThere(file) : readOwnIfThere(file, LARGEST_MAP));
  return bytes && { bytes, origin: "disk" };
}

function nameOf(head: Head): string {
  return "name" in head ? head.name : head.kind;
}

/** What a tree has at `path`. */
export async function readAtTree(
  repository: Repository,
  tree: string,
  path: string,
): Promise<Buffer | undefined> {
  const entry = await findInTree(repository, tree, path);
  if (!entry) return undefined;
  ensureFile(entry, tree);
  const contents = await readContents(repository, [entry]);
  return contents.get(entry.oid) ?? Buffer.alloc(0);
}

/** A link's content is a name, and what it leads to is not part of any tree; a submodule's is another repository's. */
function ensureFile({ path, mode }: TreeEntry, where: string): void {
  if (mode === "120000") throw mapIsLink(path, where);
  if (mode === "160000") {
    throw new OccmapError({
      code: "unsupported",
      message: "there is a submodule in the map's place",
      where: `${path} (${where})`,
      next: "put the map back, or name another: --map FILE",
    });
  }
}

function mapIsLink(path: string, where: string): OccmapError {
  return new OccmapError({
    code: "unsupported",
    message: "the map is a symbolic link, and links are not followed",
    where: `${path} (${where})`,
    next: "name the file itself: --map FILE",
  });
}
