/** Which command the words of a call name: `scan`, or a group and a word, `project status`. Pure. */
import { OccmapError } from "../diagnostics/errors.ts";
import type { CommandSummary } from "./command.ts";

export interface Named<C> {
  readonly command: C;
  /** What follows the command's name. */
  readonly rest: readonly string[];
}

/** Throws `OccmapError` (usage), naming the commands that there are. */
export function findCommand<C extends { readonly summary: CommandSummary }>(
  commands: readonly C[],
  argv: readonly string[],
): Named<C> {
  for (const command of commands) {
    const words = command.summary.name.split(" ");
    if (words.every((word, at) => argv[at] === word)) return { command, rest: argv.slice(words.length) };
  }
  const [first = ""] = argv;
  const names = commands.map(({ summary }) => summary.name);
  const group = names.filter((name) => name.startsWith(`${first} `));
  throw new OccmapError({
    code: "usage",
    message:
      group.length === 0
        ? `there is no command ${JSON.stringify(first)}`
        : `occmap ${first} needs one word more`,
    next: `use one of: ${(group.length === 0 ? names : group).join(", ")}`,
  });
}
