/** The words of `occmap init`. */
import type { CommandSummary } from "./command.ts";

export const initSummary: CommandSummary = {
  name: "init",
  about: "set occmap up in a repository: a commit hook, CI, settings, a guide for agents",
  flags: ["hook", "ci", "config", "agent-guide", "dry-run"],
  compatibility: "exempt",
  details: [
    "Without flags it says what it sees and what it could write, and writes nothing. A hook that is there is kept",
    "and runs first; a file of yours is never written over. Running it again changes nothing.",
    "Exit status: 0 all is there; 1 something is left to add by hand; 2 nothing was written.",
  ],
  examples: [
    ["occmap init", "look, and say what could be set up"],
    ["occmap init --hook plain --ci github", "judge each commit, and each pull request"],
    ["occmap init --hook husky --agent-guide --dry-run", "show what would be written"],
  ],
};
