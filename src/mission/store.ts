/** Missions on the disk: reading one, and finding the one that is meant when nobody says which. */
import { basename, join, relative } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { note } from "../diagnostics/invocation.ts";
import { listFolders, lookAt, readRegularFile } from "../files/regular.ts";
import { foldersUpTo } from "../paths/ancestors.ts";
import { printable } from "../text/printable.ts";
import { decode } from "../text/encoding.ts";
import { missionsOfBranch } from "./branch.ts";
import { readMissionMeta, type MissionMeta } from "./meta.ts";

export interface Mission extends MissionMeta {
  /** Absolute path of the mission's folder. */
  readonly folder: string;
}

/** Where Spec Kitty keeps missions, below the top of the repository. */
export const MISSIONS = "kitty-specs";
export const META = "meta.json";
const PLAN = "plan.md";
const SPEC = "spec.md";
const MAP = "occurrence_map.yaml";

/** The largest meta.json or spec.md that is read. */
const LARGEST_FILE = 4 * 1024 * 1024;

/** The map of a mission lies beside its plan. */
export function mapPathOf(mission: Mission): string {
  return join(mission.folder, MAP);
}

/** The mission in `folder`. Throws `OccmapError` (mission-missing, mission-invalid). */
export async function loadMission(folder: string): Promise<Mission> {
  const path = join(folder, META);
  const reading = await readRegularFile(path, LARGEST_FILE);
  if (reading.kind === "missing") throw noMission(`${printable(folder)} holds no ${META}`);
  if (reading.kind !== "bytes") throw invalid(path, [`it cannot be read (${reading.kind})`]);
  const result = await readMissionMeta(reading.bytes);
  if ("faults" in result) throw invalid(path, result.faults);
  if ((await lookAt(join(folder, PLAN))) !== "file") note("mission.no_plan", folder);
  return { ...result.meta, folder };
}

/** The words of the mission's specification. Throws `OccmapError` (mission-missing, file-unreadable). */
export async function readSpecification(folder: string): Promise<string> {
  const path = join(folder, SPEC);
  const reading = await readRegularFile(path, LARGEST_FILE);
  if (reading.kind === "bytes") return decode(reading.bytes);
  throw new OccmapError({
    code: reading.kind === "missing" ? "mission-missing" : "file-unreadable",
    message: reading.kind === "missing" ? `there is no ${SPEC}` : `${SPEC} cannot be read (${reading.kind})`,
    where: path,
    next: "name a mission folder that holds one",
  });
}

/** Where to look for a mission that was not named. */
export interface Surroundings {
  /** Top of the repository, absolute. */
  readonly root: string;
  readonly cwd: string;
  /** The branch that is checked out; undefined for none (detached). */
  readonly branch: string | undefined;
}

export type Discovery =
  | { readonly kind: "found"; readonly folder: string }
  | { readonly kind: "none" }
  | { readonly kind: "several"; readonly folders: readonly string[] };

/** The mission that the current folder lies in; else the one that the branch is named after. */
export async function discoverMission({ root, cwd, branch }: Surroundings): Promise<Discovery> {
  for (const folder of foldersUpTo(root, cwd)) {
    if (await isMission(folder)) return { kind: "found", folder };
  }
  if (branch === undefined) return { kind: "none" };
  const found = missionsOfBranch(branch, await allMissions(root));
  const [first, ...others] = found.map(({ path }) => path);
  if (first === undefined) return { kind: "none" };
  return others.length === 0
    ? { kind: "found", folder: first }
    : { kind: "several", folders: [first, ...others] };
}

/** The one mission that is meant. Throws `OccmapError` (mission-missing) where there is none, or no one. */
export async function requireMission(surroundings: Surroundings): Promise<Mission> {
  const discovery = await discoverMission(surroundings);
  switch (discovery.kind) {
    case "found":
      return loadMission(discovery.folder);
    case "none":
      throw noMission("neither the current folder nor the branch belongs to a mission");
    case "several": {
      const names = discovery.folders.map((folder) => printable(relative(surroundings.root, folder)));
      throw noMission(`the branch belongs to ${names.length} missions: ${names.join(", ")}`);
    }
  }
}

/** `meta.json` is a common name: only one with a mission's id makes its folder a mission. */
async function isMission(folder: string): Promise<boolean> {
  const reading = await readRegularFile(join(folder, META), LARGEST_FILE);
  return reading.kind === "bytes" && /"mission_id"\s*:/.test(decode(reading.bytes));
}

async function allMissions(
  root: string,
): Promise<{ path: string; folder: string; slug: string; targetBranch: string | undefined }[]> {
  const folders = await listFolders(join(root, MISSIONS));
  const missions = [];
  for (const path of folders) {
    const reading = await readRegularFile(join(path, META), LARGEST_FILE);
    const result = reading.kind === "bytes" ? await readMissionMeta(reading.bytes) : undefined;
    if (result && "meta" in result) {
      const { slug, targetBranch } = result.meta;
      missions.push({ path, folder: basename(path), slug, targetBranch });
    } else if (reading.kind !== "missing") {
      note("mission.unreadable", relative(root, path));
      // Its folder still names it: a branch that means it must not find another one, or none.
      missions.push({ path, folder: basename(path), slug: basename(path), targetBranch: undefined });
    }
  }
  return missions;
}

function noMission(message: string): OccmapError {
  return new OccmapError({
    code: "mission-missing",
    message,
    next: "name the mission's folder: --mission DIR",
  });
}

function invalid(path: string, faults: readonly string[]): OccmapError {
  return new OccmapError({
    code: "mission-invalid",
    message: `${META} of the mission is not valid: ${faults.join("; ")}`,
    where: path,
    next: "mend the file",
  });
}
