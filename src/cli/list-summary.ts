/** The words of `occmap list`. */
import type { CommandSummary } from "./command.ts";

export const listSummary: CommandSummary = {
  name: "list",
  about: "print the entries of a map",
  flags: ["category", "decision", "path", "match"],
  details: ["One entry on a line: its place, category, decision and reason. With --json, one document."],
  examples: [
    ["occmap list --decision keep", "what is going to stay, and why"],
    ["occmap list --category cli_commands --path src/", "a part of the plan"],
    ["occmap list --match checklist.md --json", "what stands for one of the strings"],
  ],
};
