/**
 * The commands: summaries at hand for help, code loaded when a command runs.
 */
import type { RegisteredCommand } from "./command.ts";
import { applySummary } from "./apply-summary.ts";
import { completionSummary } from "./completion-summary.ts";
import { checkSummary } from "./check-summary.ts";
import { convertSummary } from "./convert-summary.ts";
import { diffSummary } from "./diff-summary.ts";
import { explainSummary } from "./explain-summary.ts";
import { gateSummary } from "./gate-summary.ts";
import { hookSummary } from "./hook-summary.ts";
import { initSummary } from "./init-summary.ts";
import { listSummary } from "./list-summary.ts";
import { mcpSummary } from "./mcp-summary.ts";
import { mergeSummary } from "./merge-summary.ts";
import { branchContextSummary, inferSummary } from "./mission-summaries.ts";
import { projectInitSummary, projectStatusSummary, projectUpgradeSummary } from "./project-summaries.ts";
import { reportSummary } from "./report-summary.ts";
import { scanSummary } from "./scan-summary.ts";
import { setSummary } from "./set-summary.ts";
import { updateSummary } from "./update-summary.ts";

export const COMMANDS: readonly RegisteredCommand[] = [
  { summary: scanSummary, load: async () => (await import("./scan.ts")).runScan },
  { summary: gateSummary, load: async () => (await import("./gate.ts")).runGate },
  { summary: hookSummary, load: async () => (await import("./hook.ts")).runHook },
  { summary: applySummary, load: async () => (await import("./apply.ts")).runApply },
  { summary: checkSummary, load: async () => (await import("./check.ts")).runCheck },
  { summary: reportSummary, load: async () => (await import("./report.ts")).runReport },
  { summary: updateSummary, load: async () => (await import("./update.ts")).runUpdate },
  { summary: setSummary, load: async () => (await import("./set.ts")).runSet },
  { summary: listSummary, load: async () => (await import("./list.ts")).runList },
  { summary: diffSummary, load: async () => (await import("./diff.ts")).runDiff },
  { summary: mergeSummary, load: async () => (await import("./merge.ts")).runMerge },
  { summary: convertSummary, load: async () => (await import("./convert.ts")).runConvert },
  { summary: explainSummary, load: async () => (await import("./explain.ts")).runExplain },
  { summary: initSummary, load: async () => (await import("./init.ts")).runInit },
  { summary: mcpSummary, load: async () => (await import("./mcp.ts")).mcpOf(COMMANDS) },
  {
    summary: completionSummary,
    load: async () => (await import("./completion.ts")).completionOf(COMMANDS.map(({ summary }) => summary)),
  },
  { summary: projectStatusSummary, load: async () => (await import("./project.ts")).runProjectStatus },
  { summary: projectInitSummary, load: async () => (await import("./project.ts")).runProjectInit },
  { summary: projectUpgradeSummary, load: async () => (await import("./project.ts")).runProjectUpgrade },
  { summary: branchContextSummary, load: async () => (await import("./mission.ts")).runBranchContext },
  { summary: inferSummary, load: async () => (await import("./mission.ts")).runInfer },
];
