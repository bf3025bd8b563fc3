/** The words of `occmap hook`. */
import type { CommandSummary } from "./command.ts";

export const hookSummary: CommandSummary = {
  name: "hook",
  about: "judge the commit that git is about to make; for a git hook, which occmap init writes",
  flags: ["all"],
  compatibility: "judges",
  details: [
    "Compares the index that git is about to commit (also under git commit -a, git commit PATH and --amend)",
    "with HEAD; in a merge with each parent, and the plan must fit one of them. Entries that are not carried",
    "out yet are no failure. Without a map it is silent. A map is retired in a commit of its own.",
    "Exit status: 0 git may commit; 1 rejected, or the map is invalid; 2 could not judge.",
  ],
  examples: [
    ["occmap hook", "the last line of .git/hooks/pre-commit"],
    ["occmap init --hook plain", "write such a hook"],
  ],
};
