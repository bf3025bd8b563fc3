/** The words of `occmap gate`. */
import type { CommandSummary } from "./command.ts";
import { VERDICT_FLAGS, VERDICT_FORMATS } from "./verdict-flags.ts";

export const gateSummary: CommandSummary = {
  name: "gate",
  about: "check that a change is exactly the plan: nothing extra, nothing missing",
  flags: ["base", "head", "staged", "diff", "map-from", "allow-pending", "if-required", ...VERDICT_FLAGS],
  formats: VERDICT_FORMATS,
  compatibility: "judges",
  details: [
    "Compares two trees: the base (--base, default HEAD) and the head, which is the working tree with",
    "its untracked files (default), the index (--staged), a revision (--head), or the base with a",
    "patch applied (--diff).",
    "In a mission (--mission, or found from the folder or the branch) the map lies beside its plan.md; with",
    "change_mode: bulk_edit in its meta.json there must be one.",
    "Exit status: 0 accepted; 1 rejected, or the map is invalid; 2 could not judge.",
  ],
  examples: [
    ["occmap gate", "judge the working tree before a commit"],
    ["occmap gate --staged", "judge what git commit would record"],
    ["occmap gate --base main --head feature", "judge a branch in CI"],
  ],
};
