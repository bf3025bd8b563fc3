/** The words of `occmap scan`. */
import type { CommandSummary } from "./command.ts";

export const scanSummary: CommandSummary = {
  name: "scan",
  about: "find every occurrence of a string and write the plan, occurrence_map.yaml",
  flags: [
    "target",
    "related",
    "replacement",
    "related-replacement",
    "variants",
    "yes",
    "mission-id",
    "mission-slug",
    "rev",
    "include",
    "exclude",
    "shard",
    "output",
    "force",
    "all",
    "timings",
  ],
  details: [
    "Searches every file of a revision, hidden and tracked-but-ignored ones included, and the names of",
    "files. Sorts each occurrence into one of eight categories and decides: remove, or keep and why.",
    "Review the map, then make the change, then run: occmap gate",
  ],
  examples: [
    ["occmap scan --target=--legacy-flag", "plan the removal of a flag"],
    ["occmap scan --target /app.checklist --related checklist.md", "with the names of its files"],
    ["occmap scan --target customerId --replacement clientId", "plan a rename"],
    ["occmap scan --target customerId --replacement clientId --variants", "with its other spellings"],
    ["occmap scan --target oldKey --include 'src/**' -o -", "print the map of a part of the tree"],
  ],
};
