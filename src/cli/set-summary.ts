/** The words of `occmap set`. */
import type { CommandSummary } from "./command.ts";

export const setSummary: CommandSummary = {
  name: "set",
  about: "change decisions of a map by rule, keeping its comments",
  flags: ["remove", "keep", "reason", "category", "path", "match", "block", "dry-run"],
  details: [
    "Decides for all entries that match every condition given, and counts the totals anew. --reason is what a",
    "keep entry has as keep_reason, and a remove entry as reason. Where no entry matches, nothing is written.",
    "--block makes one entry of all entries on lines A to B of a file: what is decided there is decided for",
    "every line of the block.",
  ],
  examples: [
    ["occmap set --keep --reason 'history stays' --path 'docs/adr/**'", "keep a part of the tree"],
    ["occmap set --remove --reason 'retired' --match old-name.md", "what stands for one of the strings"],
    ["occmap set --block src/flags.ts:10-14", "these five lines go as one"],
  ],
};
