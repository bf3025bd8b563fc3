/** The words of `occmap mission branch-context` and `infer`. */
import type { CommandSummary } from "./command.ts";

export const branchContextSummary: CommandSummary = {
  name: "mission branch-context",
  about: "print the mission, its change mode, and the branches it lives on",
  flags: [],
  mission: "own",
  details: [
    "Without --mission, the mission is the one that the current folder lies in, else the one that the branch",
    "is named after (SLUG, kitty/mission-SLUG, kitty/mission-SLUG-lane-a) or that is merged into it, when there",
    "is exactly one.",
  ],
  examples: [
    ["occmap mission branch-context --json", "for a script; result is success"],
    ["occmap mission branch-context --mission kitty-specs/retire-x", "of a mission that is named"],
  ],
};

export const inferSummary: CommandSummary = {
  name: "mission infer",
  about: "warn when spec.md describes a bulk edit that meta.json does not declare",
  flags: [],
  positionals: ["DIR"],
  mission: "own",
  details: [
    "Finds the words that describe a bulk edit (every occurrence, rename ... everywhere, find and replace) and",
    "says where they stand. It warns and does not judge: the exit status is 0 with or without a warning.",
  ],
  examples: [["occmap mission infer kitty-specs/retire-x", "look at one mission"]],
};
