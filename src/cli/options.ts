/** From flags to what jobs take: folders, files and colours, resolved against the environment. */
import { resolve } from "node:path";
import { COLOURS, PLAIN, type Paint } from "../report/paint.ts";
import type { Arguments } from "./arguments.ts";
import type { Environment } from "./environment.ts";

/** The file that a map has in a folder of its own. */
const MAP_NAME = "occurrence_map.yaml";

export function folderOption(args: Arguments, { cwd }: Environment): string {
  return resolve(cwd, args.text("repo") ?? ".");
}

/** Absolute path of the map, or undefined for the default one. */
export function mapFileOption(args: Arguments, { cwd }: Environment): string | undefined {
  const file = args.text("map");
  if (file !== undefined) return resolve(cwd, file);
  const mission = args.text("mission");
  return mission === undefined ? undefined : resolve(cwd, mission, MAP_NAME);
}

export function paintOption(args: Arguments, { stdout, variables }: Environment): Paint {
  if (args.on("no-color") || (variables["NO_COLOR"] ?? "") !== "") return PLAIN;
  return stdout.isTerminal && variables["TERM"] !== "dumb" ? COLOURS : PLAIN;
}
