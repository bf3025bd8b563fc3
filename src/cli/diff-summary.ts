/** The words of `occmap diff`. */
import type { CommandSummary } from "./command.ts";

export const diffSummary: CommandSummary = {
  name: "diff",
  about: "compare two maps by what they say",
  flags: [],
  positionals: ["MAP", "MAP"],
  details: [
    "A map is a file, or REV:PATH (the path from the root of the repository). Says which decisions are loosened or",
    "tightened, which entries came and went, and what else differs. Order, layout, comments and the time when a map",
    "was made say nothing. Where the maps describe different commits, entries follow their lines from one to the",
    "other. Exit status: 0 both say the same; 1 they differ; 2 they could not be compared.",
  ],
  examples: [
    ["occmap diff HEAD:occurrence_map.yaml occurrence_map.yaml", "what was decided since the last commit"],
    [
      "occmap diff origin/main:occurrence_map.yaml HEAD:occurrence_map.yaml --json",
      "what a branch makes of it",
    ],
  ],
};
