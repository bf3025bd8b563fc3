/**
 * Must there be a map? A mission says so in its `meta.json`: with `change_mode: bulk_edit` nothing is judged without
 * an admissible one; without that mode none is required, and whoever wants that to be a pass has to ask for it.
 */
import { join, posix, relative } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import type { Repository } from "../git/repository.ts";
import { listTree } from "../git/tree.ts";
import type { OccurrenceMap } from "../map/model.ts";
import { isBulkEdit, readMissionMeta } from "../mission/meta.ts";
import { META, MISSIONS } from "../mission/store.ts";
import { shellQuoted } from "../text/shell.ts";
import type { Fault } from "../yaml/fault.ts";
import type { GateRequest, MissionOfGate } from "./gate-request.ts";
import { readAtTree, readMaps, type GatedTrees, type MapsOfGate } from "./map-at-head.ts";
import { insideRoot } from "./map-source.ts";

export interface MapNotRequired {
  readonly notRequired: MissionOfGate;
  /** Where a map would lie, as messages name it. */
  readonly mapName: string;
}

/** Throws `OccmapError` (map-missing, map-not-required) where there is no map and that is not accepted. */
export async function readMapsIfRequired(
  repository: Repository,
  request: GateRequest,
  trees: GatedTrees,
): Promise<MapsOfGate | MapNotRequired> {
  const { mission } = request;
  try {
    return await readMaps(repository, request, trees);
  } catch (error) {
    if (!mission || !(error instanceof OccmapError) || error.code !== "map-missing") throw error;
    const folder = relative(repository.root, mission.folder);
    const make = `occmap scan --target STRING --mission ${shellQuoted(folder === "" ? "." : folder)}`;
    if (isBulkEdit(mission) || (await wasBulkEdit(repository, mission, trees))) {
      throw new OccmapError({
        code: "map-missing",
        message: `the mission ${mission.slug} is a bulk edit, and it has no occurrence map`,
        ...(error.where === undefined ? {} : { where: error.where }),
        next: `make one, and review it: ${make}`,
        cause: error,
      });
    }
    // Who names a trusted revision wants its map, whatever the mission says.
    if (request.mapFrom !== undefined) throw error;
    if (request.ifRequired === true) return { notRequired: mission, mapName: error.where ?? folder };
    throw new OccmapError({
      code: "map-not-required",
      message: `no map is required: the mission ${mission.slug} has ${modeText(mission)}; nothing was judged`,
      next: `to let this pass: --if-required; to plan a bulk edit: ${make}`,
    });
  }
}

function modeText({ changeMode }: Pick<MissionOfGate, "changeMode">): string {
  return changeMode === undefined ? "no change_mode" : `change_mode ${changeMode}`;
}

/** A change must not take the demand for a map away from itself. Throws where the base does not tell. */
async function wasBulkEdit(
  repository: Repository,
  { folder, id, slug }: MissionOfGate,
  { baseTree }: GatedTrees,
): Promise<boolean> {
  const path = insideRoot(repository.root, join(folder, META));
  const missions = (await listTree(repository, baseTree)).filter(
    // The same mission under another name is the same mission.
    (entry) => entry.path === path || isMissionMeta(entry.path),
  );
  for (const entry of missions) {
    const bytes = entry.mode.startsWith("100")
      ? await readAtTree(repository, baseTree, entry.path)
      : undefined;
    const reading = bytes && (await readMissionMeta(bytes));
    const meta = reading && "meta" in reading ? reading.meta : undefined;
    if (!meta && entry.path === path) throw untold(slug, path);
    if (meta && (entry.path === path || meta.id === id) && isBulkEdit(meta)) return true;
  }
  return false;
}

function untold(slug: string, path: string): OccmapError {
  return new OccmapError({
    code: "map-missing",
    message: `there is no map, and whether ${slug} was a bulk edit at the base cannot be told: its ${META} there cannot be read`,
    where: path,
    next: "judge from a base where it can be read (--base REV), or make a map: occmap scan --target STRING",
  });
}

function isMissionMeta(path: string): boolean {
  return posix.join(MISSIONS, posix.basename(posix.dirname(path)), META) === path;
}

/** The fault of a map that is another mission's: its plan was reviewed for another change. */
export function foreignMap(map: OccurrenceMap, bytes: Buffer, mission: MissionOfGate): Fault | undefined {
  if (map.missionId === mission.id) return undefined;
  const lines = bytes.toString("utf8").split("\n");
  const at = lines.findIndex((line) => line.includes(map.missionId));
  return {
    code: "mission",
    message: `the map is for the mission ${map.missionId}, and ${mission.slug} is ${mission.id}`,
    line: at + 1,
    column: Math.max(0, lines[at]?.indexOf(map.missionId) ?? 0) + 1,
    text: lines[at]?.trim() ?? "",
    next: `plan it for this mission: scan again with --mission, or name the mission that the map belongs to`,
  };
}
