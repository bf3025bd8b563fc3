/** A map that a person names: a file, or `REV:PATH`, the way git names a file of a revision. */
import { resolve } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { readIfThere } from "../files/read.ts";
import type { Repository } from "../git/repository.ts";
import { resolveRevision } from "../git/tree.ts";
import { loadMap, type LoadedMap } from "../map/load.ts";
import { pathFault } from "../paths/repo-path.ts";
import { readAtTree } from "./map-at-head.ts";
import { mapMissing } from "./map-source.ts";
import { mapInvalid } from "./map-text.ts";

export interface NamedMap {
  /** As the person named it. */
  readonly name: string;
  readonly loaded: LoadedMap;
}

/**
 * A file of this name wins; `REV:PATH` names a path from the root of the repository, whatever the current folder.
 * Throws `OccmapError`: map-missing, map-invalid, bad-revision, usage for a path that no repository has.
 */
export async function readNamedMap(
  name: string,
  cwd: string,
  repository: Repository | undefined,
): Promise<NamedMap> {
  const bytes = (await readIfThere(resolve(cwd, name))) ?? (await fromRevision(name, repository));
  if (bytes === undefined) throw mapMissing(name);
  const loaded = await loadMap(bytes);
  if ("faults" in loaded) throw mapInvalid(name, loaded.faults);
  return { name, loaded };
}

async function fromRevision(name: string, repository: Repository | undefined): Promise<Buffer | undefined> {
  const colon = name.indexOf(":");
  if (colon <= 0 || !repository) return undefined;
  const path = name.slice(colon + 1);
  const fault = pathFault(path);
  if (fault !== undefined)
    throw new OccmapError({
      code: "usage",
      message: `the path after the colon ${fault}`,
      where: name,
      next: "name a revision and a path from the root, like HEAD~1:occurrence_map.yaml",
    });
  const { tree } = await resolveRevision(repository, name.slice(0, colon));
  return readAtTree(repository, tree, path);
}
