/** From the words of a call to the outcome of its command, or to the help that they ask for. */
import { parseArguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { findCommand } from "./find-command.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { COMMANDS } from "./registry.ts";

/** Throws `OccmapError` (usage) for words that name no command, and whatever the command throws. */
export async function dispatch(argv: readonly string[], environment: Environment): Promise<Outcome> {
  const [name] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    const payload = generalHelp(COMMANDS.map(({ summary }) => summary));
    return { status: name === undefined ? 2 : 0, payload };
  }
  const { command, rest } = findCommand(COMMANDS, argv);
  if (rest.includes("--help") || rest.includes("-h"))
    return { status: 0, payload: commandHelp(command.summary) };
  const args = parseArguments(command.summary, rest);
  const [run, { enter }] = await Promise.all([command.load(), import("./enter.ts")]);
  return run(args, await enter(command.summary, args, environment));
}
