/** What is done with missions: find the one that is meant, say where it stands, or what its words describe. */
import { join, relative } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import { lookAt, realFolder } from "../files/regular.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import { findBulkEditPhrases, type BulkEditPhrase } from "../mission/infer.ts";
import { isBulkEdit } from "../mission/meta.ts";
import {
  discoverMission,
  loadMission,
  mapPathOf,
  readSpecification,
  requireMission,
  type Mission,
} from "../mission/store.ts";
import { locate, type Workplace } from "./locate.ts";
import { MAP_FILE } from "./map-source.ts";

/** A mission that a command works for, and its map, which need not exist yet. */
export interface ActiveMission extends Mission {
  /** Absolute path. */
  readonly mapFile: string;
}

/** The mission in a folder that somebody named. Throws `OccmapError` (mission-missing, mission-invalid). */
export async function namedMission(missionFolder: string): Promise<ActiveMission> {
  return withMap(await loadMission(await realFolder(missionFolder)));
}

/**
 * The mission that the folder or the branch belongs to, when there is exactly one and it is the map's. A map at
 * the root stands for itself: it is used where the mission has none and needs none, and where both have one,
 * somebody must say which is meant. Throws `OccmapError` for that, and for a mission that cannot be read.
 */
export async function activeMission(
  { folder, repository }: Workplace,
  { mapIsNamed }: { readonly mapIsNamed: boolean },
): Promise<ActiveMission | undefined> {
  if (!repository) return undefined;
  const { root } = repository;
  const discovery = await discoverMission({ root, cwd: folder, branch: await branchOf(repository) });
  if (discovery.kind !== "found") return undefined;
  const mission = withMap(await loadMission(discovery.folder));
  const atRoot = join(root, MAP_FILE);
  if (mapIsNamed || mission.mapFile === atRoot || (await lookAt(atRoot)) === "missing") return mission;
  if ((await lookAt(mission.mapFile)) !== "missing") throw twoMaps(relative(root, mission.mapFile));
  return isBulkEdit(mission) ? mission : undefined;
}

function withMap(mission: Mission): ActiveMission {
  return { ...mission, mapFile: mapPathOf(mission) };
}

function twoMaps(ofMission: string): OccmapError {
  return new OccmapError({
    code: "usage",
    message: `there are two maps, ${MAP_FILE} and ${ofMission}, and nothing says which is meant`,
    next: "name one with --map FILE, or the mission with --mission DIR",
  });
}

async function branchOf(repository: Repository): Promise<string | undefined> {
  const current = await repository.line(["branch", "--show-current"]);
  return current === "" ? undefined : current;
}

export interface BranchContextRequest {
  /** Any folder in the repository. */
  readonly folder: string;
  /** Absolute; default: found from the folder or the branch. */
  readonly missionFolder?: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface BranchContext {
  readonly mission: Mission;
  /** undefined where no branch is checked out. */
  readonly branch: string | undefined;
}

/** Throws `OccmapError` where there is no repository, or no mission. */
export function branchContext(request: BranchContextRequest): Promise<BranchContext> {
  return joinInvocation(async () => {
    const { folder } = await locate(request.folder, request.variables);
    const repository = await openRepository(folder, request.variables);
    const branch = await branchOf(repository);
    const mission =
      request.missionFolder === undefined
        ? await requireMission({ root: repository.root, cwd: folder, branch })
        : await loadMission(request.missionFolder);
    return { mission, branch };
  });
}

export interface InferredMission {
  readonly mission: Mission;
  readonly phrases: readonly BulkEditPhrase[];
}

/** Throws `OccmapError` where there is no mission, or no specification. */
export function inferMission(missionFolder: string): Promise<InferredMission> {
  return joinInvocation(async () => {
    const mission = await loadMission(missionFolder);
    return { mission, phrases: findBulkEditPhrases(await readSpecification(missionFolder)) };
  });
}
