/** From flags to what jobs take: folders, files and colours, resolved against the environment. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { timings, type Timings } from "../diagnostics/timings.ts";
import { COLOURS, PLAIN, type Paint } from "../report/paint.ts";
import type { View } from "../report/view.ts";
import type { Arguments } from "./arguments.ts";
import type { Environment } from "./environment.ts";

/** Where the time went until now, if that was asked for. */
export function timingsOption(args: Arguments): { readonly timings?: Timings } {
  return args.on("timings") ? { timings: timings() } : {};
}

export function folderOption(args: Arguments, { cwd }: Environment): string {
  return resolve(cwd, args.text("repo") ?? ".");
}

/** Absolute path of the map: the one that was named, else the mission's; undefined for the one at the root. */
export function mapFileOption(args: Arguments, { cwd, mission }: Environment): string | undefined {
  const file = args.text("map");
  return file === undefined ? mission?.mapFile : resolve(cwd, file);
}

/**
 * Colours: `--no-color` is the strongest word, then FORCE_COLOR (as in Node itself), then NO_COLOR, then
 * whether anybody would see them.
 */
export function paintOption(args: Arguments, { stdout, variables }: Environment): Paint {
  if (args.on("no-color")) return PLAIN;
  const forced = variables["FORCE_COLOR"];
  if (forced !== undefined) return forced === "0" || forced === "false" ? PLAIN : COLOURS;
  if ((variables["NO_COLOR"] ?? "") !== "") return PLAIN;
  return stdout.isTerminal && variables["TERM"] !== "dumb" ? COLOURS : PLAIN;
}

/** Columns for whoever reads a pipe or a log. */
const USUAL_WIDTH = 100;
const NARROWEST = 40;

/** What a shell or a CI service says about the window that a pipe ends in. */
function columnsVariable({ COLUMNS: value = "" }: Environment["variables"]): number | undefined {
  return /^[1-9]\d{0,3}$/.test(value) ? Number(value) : undefined;
}

/** How the person at the other end wants a report; `root` is where its paths lie. */
export async function viewOption(args: Arguments, environment: Environment, root: string): Promise<View> {
  const { stdout } = environment;
  const linked = stdout.isTerminal && !args.on("no-color") && (await stdout.hyperlinks?.()) === true;
  return {
    paint: paintOption(args, environment),
    width: Math.max(NARROWEST, stdout.columns ?? columnsVariable(environment.variables) ?? USUAL_WIDTH),
    all: args.on("all"),
    ...(linked ? { linkTo: (path: string) => pathToFileURL(resolve(root, path)).href } : {}),
  };
}
