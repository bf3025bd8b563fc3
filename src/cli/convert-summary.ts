/** The words of `occmap convert`. */
import type { CommandSummary } from "./command.ts";

export const convertSummary: CommandSummary = {
  name: "convert",
  about: "read and write maps in other formats: Spec Kitty's own, CSV, JSON",
  flags: [
    "to",
    "from",
    "output",
    "force",
    "rev",
    "related",
    "related-replacement",
    "include",
    "exclude",
    "mission-id",
    "mission-slug",
  ],
  positionals: ["FILE"],
  details: [
    "--to writes the map (--map) in another format, to standard output or to -o FILE. What the format cannot say is",
    "listed on standard error. CSV is for spreadsheets; JSON is a map itself, which every command reads.",
    "--from spec-kitty FILE makes a map. Items without a line are resolved by scanning the revision (--rev, default",
    "HEAD); what is not clear is listed and left out, and so are occurrences that FILE misses. The format names one",
    "string; --related names further ones.",
    "Exit status: 0 done; 1 done, and something is not clear or was missed; 2 it could not be done.",
  ],
  examples: [
    ["occmap convert --to csv -o plan.csv", "look at a plan in a spreadsheet"],
    ["occmap convert --to spec-kitty", "the plan for a Spec Kitty that reads its own format"],
    [
      "occmap convert --from spec-kitty old.yaml --related checklist.md -o occurrence_map.yaml",
      "a map of a hand-written one",
    ],
  ],
};
