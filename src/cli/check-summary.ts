/** The words of `occmap check`. */
import type { CommandSummary } from "./command.ts";
import { VERDICT_FLAGS, VERDICT_FORMATS } from "./verdict-flags.ts";

export const checkSummary: CommandSummary = {
  name: "check",
  about: "check that a map is valid, and true at its base",
  flags: ["base", ...VERDICT_FLAGS],
  formats: VERDICT_FORMATS,
  details: [
    "Valid: it obeys the schema and the rules between entries. True: every line, block and file that it",
    "names holds an occurrence at the base (base_commit of the map, or --base, or HEAD), and every",
    "occurrence at the base is on the map.",
  ],
  examples: [
    ["occmap check", "check ./occurrence_map.yaml"],
    ["occmap check --map plans/retire/occurrence_map.yaml", "check another map"],
  ],
};
