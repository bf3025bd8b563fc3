/** `occmap completion SHELL`: what a shell can complete after `occmap`, from the registry and the flag table. */
import { usageError } from "./arguments.ts";
import type { CommandRun, CommandSummary } from "./command.ts";
import { bashCompletion } from "./completion/bash.ts";
import { fishCompletion } from "./completion/fish.ts";
import { vocabulary, type Vocabulary } from "./completion/vocabulary.ts";
import { zshCompletion } from "./completion/zsh.ts";

const SHELLS: Readonly<Record<string, (words: Vocabulary) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** The commands are handed in, because the registry is what loads this module. */
export function completionOf(summaries: readonly CommandSummary[]): CommandRun {
  return (args) => {
    const [shell = ""] = args.positionals;
    const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined;
    if (!script) throw usageError("completion", `the shell is one of ${Object.keys(SHELLS).join(", ")}`);
    return Promise.resolve({ status: 0, payload: script(vocabulary(summaries)), exact: true });
  };
}
