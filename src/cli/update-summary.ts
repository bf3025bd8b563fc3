/** The words of `occmap update`. */
import type { CommandSummary } from "./command.ts";

export const updateSummary: CommandSummary = {
  name: "update",
  about: "bring a map up to date with the code, keeping what people decided and wrote",
  flags: ["rev", "prune", "dry-run", "all"],
  details: [
    "Scans again with the map's own strings and scope. Entries follow their lines through edits, renames and",
    "merges; new occurrences are added and marked `# new:`; where a line changed under a decision the entry is",
    "marked `# changed:`; what vanished is marked `# vanished:` and stays, unless it was carried out or --prune",
    "is given. Comments, reasons, moved categories, exceptions and layout stay as they are.",
    "Exit status: 0 up to date; 1 updated, and something conflicts or vanished; 2 could not be done.",
  ],
  examples: [
    ["occmap update", "after a pull, a rebase, or a part of the work"],
    ["occmap update --dry-run", "say what would change, write nothing"],
    ["occmap update --prune", "and drop what no longer stands anywhere"],
  ],
};
