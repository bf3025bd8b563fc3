/**
 * What happens before every command: the compatibility gate of contract E1, and the search for the mission.
 *
 * It stands in one place, so that a new command cannot forget it; a command that is exempt says so in its
 * summary. Where there is neither `.kittify` nor a mission above the folder, no process is started, and nothing is
 * loaded that reads them.
 */
import { resolve } from "node:path";
import { locateIfMarked } from "../jobs/locate.ts";
import type { ActiveMission } from "../jobs/mission.ts";
import type { Arguments } from "./arguments.ts";
import type { CommandSummary } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption } from "./options.ts";

/** The environment for the command, with its mission. Throws `OccmapError` where the command may not run. */
export async function enter(
  summary: CommandSummary,
  args: Arguments,
  environment: Environment,
): Promise<Environment> {
  if (summary.compatibility === "exempt") return environment;
  const place = await locateIfMarked(folderOption(args, environment), environment.variables);
  if (place && summary.compatibility !== "judges") {
    const { ensureCompatible } = await import("../project/store.ts");
    await ensureCompatible(place.project);
  }
  if (summary.mission === "own") return environment;
  const mission = await missionOf(args, environment, place);
  return mission === undefined ? environment : { ...environment, mission };
}

async function missionOf(
  args: Arguments,
  { cwd }: Environment,
  place: Awaited<ReturnType<typeof locateIfMarked>>,
): Promise<ActiveMission | undefined> {
  const named = args.text("mission");
  if (named === undefined && place === undefined) return undefined;
  const { activeMission, namedMission } = await import("../jobs/mission.ts");
  if (named !== undefined) return namedMission(resolve(cwd, named));
  return place && activeMission(place, { mapIsNamed: args.text("map") !== undefined });
}
