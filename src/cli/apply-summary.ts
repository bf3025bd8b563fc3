/** The words of `occmap apply`. */
import type { CommandSummary } from "./command.ts";

export const applySummary: CommandSummary = {
  name: "apply",
  about: "do to the working tree what the map says",
  flags: ["write", "category", "path", "allow-uncommitted", "all"],
  details: [
    "Shows the change as a diff and writes nothing; with --write it makes the change, all files or none, and",
    "ends with the verdict of the gate. Remove deletes lines, blocks and files; rename replaces occurrences and",
    "moves files. --category and --path carry out a part; the rest is then pending.",
    "Files with uncommitted changes are refused, so that git can undo everything that was written.",
    "Exit status: 0 done, or can be done; 1 the gate rejects the result, something cannot be carried out, or the",
    "map is invalid; 2 nothing could be done.",
  ],
  examples: [
    ["occmap apply", "show what would change"],
    ["occmap apply --write", "change it, and let the gate judge"],
    ["occmap apply --write --category tests_fixtures --path 'test/**'", "carry out a part"],
  ],
};
