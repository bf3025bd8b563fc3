/**
 * The map that a command works with: where it lies, its bytes, and what it says.
 */
import { basename, dirname, join, relative, resolve } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { readIfThere, readOwnIfThere } from "../files/read.ts";
import { realPathOfNearest } from "../files/regular.ts";
import type { LoadedMap } from "../map/load.ts";
import type { Fault } from "../yaml/fault.ts";

export const MAP_FILE = "occurrence_map.yaml";

export interface MapSource {
  /** As a message names it: relative to the root where it lies inside. */
  readonly name: string;
  /** Path inside the repository, or undefined where the map lies outside of it. */
  readonly path: string | undefined;
}

export type MapReading = MapSource & (LoadedMap | { readonly faults: readonly Fault[] });

export function mapSource(root: string, file: string | undefined): MapSource & { readonly file: string } {
  const absolute = file ?? resolve(root, MAP_FILE);
  const path = insideRoot(root, absolute);
  return { file: absolute, path, name: path ?? absolute };
}

/**
 * The same with the links in its folders followed: a repository may be reached through one, and its path in the tree is
 * the real one. Throws `OccmapError` (unsupported) where a folder of the repository is a link that leads out of it.
 */
export async function realMapSource(
  root: string,
  file: string | undefined,
): Promise<MapSource & { readonly file: string }> {
  const written = mapSource(root, file);
  const folder = await realPathOfNearest(dirname(written.file));
  const real = mapSource(root, join(folder, basename(written.file)));
  if (written.path === undefined || real.path !== undefined) return real;
  throw new OccmapError({
    code: "unsupported",
    message: "a folder of the map is a link that leads out of the repository",
    where: written.path,
    next: "name the file where it lies: --map FILE",
  });
}

/** In bytes. A map that is larger than loadMap takes is refused by loadMap, in its words; this is for what is absurd. */
export const LARGEST_MAP = 128 * 1024 * 1024;

/** Reads the map at `file` (absolute; default at the root). Throws `OccmapError` where there is none. */
export async function readMap(root: string, file: string | undefined): Promise<MapReading> {
  const { name, path, bytes } = await readMapBytes(root, file);
  // Whoever only asks where the map lies does not wait for the reader of YAML.
  const { loadMap } = await import("../map/load.ts");
  return { name, path, ...(await loadMap(bytes)) };
}

/** The map's file as it is. One that nobody named may be a stranger's: no link leads out of the repository. */
export async function readMapBytes(
  root: string,
  file: string | undefined,
): Promise<MapSource & { readonly file: string; readonly bytes: Buffer }> {
  const source = mapSource(root, file);
  const bytes = await (file === undefined
    ? readOwnIfThere(source.file, LARGEST_MAP)
    : readIfThere(source.file));
  if (bytes === undefined) throw mapMissing(source.name);
  return { ...source, bytes };
}

export function mapMissing(where: string): OccmapError {
  return new OccmapError({
    code: "map-missing",
    message: "there is no occurrence map",
    where,
    next: "make one: occmap scan --target STRING (or name one with --map FILE)",
  });
}

/** `path` relative to the root, `/`-separated, or undefined where it lies outside. Both are absolute. */
export function insideRoot(root: string, path: string): string | undefined {
  const inside = relative(root, path).replaceAll("\\", "/");
  return inside.startsWith("../") || inside === ".." || resolve(inside) === inside ? undefined : inside;
}
