/** The words of `occmap report`. */
import type { CommandSummary } from "./command.ts";
import { gateSummary } from "./gate-summary.ts";

export const reportSummary: CommandSummary = {
  name: "report",
  about: "write one self-contained page for a reviewer: the plan in its context, and the verdict",
  flags: ["output", "gate", ...gateSummary.flags],
  details: [
    "The page needs no network: what is planned, the counts, every entry with the lines around it, search and",
    "filters. With --gate the change is judged too, and each finding stands beside its entry; the flags of",
    "occmap gate then say which change, and the exit status is the gate's.",
  ],
  examples: [
    ["occmap report -o plan.html", "the plan, for its review"],
    ["occmap report --gate --base main --head feature -o review.html", "the plan and the verdict, in CI"],
  ],
};
