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
import { findInTree, resolveRevision, type TreeEntry } from "../git/tree.ts";
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
  readonly variables: GitOptions["variables"];
}

/** Throws `OccmapError` (map-missing) where there is no map to use. */
export async function readMaps(
  repository: Repository,
  request: GateRequest,
  trees: GatedTrees,
): Promise<MapsOfGate> {
  const { file, ...source } = await realMapSource(repository.root, request.mapFile);
  const base = source.path === undefined ? undefined : readAtTree(repository, trees.baseTree, source.path);
  // It is awaited below, unless the head's map is at fault.
  base?.catch(() => undefined);
  const atHead = await readAtHead(repository, file, source, trees);
  const atBase = await base;
  if (request.mapFrom === undefined) {
    if (!atHead) throw mapMissing(source.name);
    return {
      used: { ...source, ...atHead },
      differsFromBase: !atBase?.equals(atHead.bytes),
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
    differsFromBase: !atBase?.equals(trusted),
    atHead: atHead?.bytes ?? null,
  };
}

/** The head's own map; a map outside the repository, or one that is not part of the head, is read from disk. */
async function readAtHead(
  repository: Repository,
  file: string,
  { path }: MapSource,
  { head, headEntries, variables }: GatedTrees,
): Promise<{ bytes: Buffer; origin: string } | undefined> {
  const entry = path === undefined ? undefined : headEntries.find((one) => one.path === path);
  if (entry) {
    ensureFile(entry, nameOf(head));
    return { bytes: await readFile(repository, entry, variables), origin: nameOf(head) };
  }
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
  return readFile(repository, entry);
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

async function readFile(
  repository: Repository,
  entry: TreeEntry,
  variables: GitOptions["variables"] = {},
): Promise<Buffer> {
  const contents = await readContents(repository, [entry], { variables });
  return contents.get(entry.oid) ?? Buffer.alloc(0);
}
