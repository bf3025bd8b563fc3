/** The words of `occmap explain`. */
import type { CommandSummary } from "./command.ts";

export const explainSummary: CommandSummary = {
  name: "explain",
  about: "say why an occurrence is in its category and how to override it, or what a finding means",
  positionals: ["PATH:LINE[:COLUMN]|CODE"],
  flags: ["target", "related", "rev"],
  details: [
    "Shows the role of the match, its surroundings, the rule that decided, what the other rules say, and what",
    "to write into occmap.yaml for another answer. The path is relative to the root of the repository, as in a",
    "map; line 0 is the path itself. The strings are those of --target and --related, else those of the map.",
    "With the code of a finding (extra-change) it prints what the documentation says of it.",
  ],
  examples: [
    ["occmap explain src/app.ts:12", "the occurrences on line 12, by the strings of the map"],
    ["occmap explain docs/use.md:4:10 --target old-name", "one occurrence of a string, without a map"],
    ["occmap explain extra-change", "what a finding of the gate means, and what to do"],
  ],
};
