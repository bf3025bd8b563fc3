/** The words of `occmap merge`. */
import type { CommandSummary } from "./command.ts";

export const mergeSummary: CommandSummary = {
  name: "merge",
  about: "join maps made for the parts of a tree (scan --shard)",
  flags: ["output", "force"],
  positionals: ["MAP..."],
  details: [
    "The joined map is, byte for byte, what a single scan of the same commit would have written. All parts must",
    "be there once, made with the same flags for the same mission. Its time is that of the latest part.",
  ],
  examples: [["occmap merge parts/*.yaml -o occurrence_map.yaml", "after the jobs of a matrix"]],
};
