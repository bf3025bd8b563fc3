/** `occmap apply`: carries out the map. */
import { diagnostics } from "../diagnostics/invocation.ts";
import { apply } from "../jobs/apply.ts";
import type { Application } from "../jobs/apply-request.ts";
import { globFault } from "../paths/glob.ts";
import { applyText } from "../report/apply-text.ts";
import type { ApplyFacts } from "../report/apply-facts.ts";
import { applyDocument } from "../report/apply-document.ts";
import { documentText } from "../report/documents.ts";
import { findingsOf, passes } from "../report/report.ts";
import { loadReporter } from "../report/reporter.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { reportOf } from "./gate.ts";
import { folderOption, mapFileOption, viewOption } from "./options.ts";

export async function runApply(args: Arguments, environment: Environment): Promise<Outcome> {
  const mapFile = mapFileOption(args, environment);
  const paths = args.list("path");
  for (const glob of paths) {
    const fault = globFault(glob);
    if (fault !== undefined) throw usageError("apply", `--path: ${fault}`);
  }
  const result = await apply({
    folder: folderOption(args, environment),
    ...(mapFile === undefined ? {} : { mapFile }),
    ...(environment.mission === undefined ? {} : { mission: environment.mission }),
    categories: args.choices("category"),
    paths,
    write: args.on("write"),
    allowUncommitted: args.on("allow-uncommitted"),
    variables: environment.variables,
  });
  const view = await viewOption(args, environment, result.root);
  if ("faults" in result) {
    const report = {
      kind: "invalid-map",
      command: "gate",
      map: result.mapName,
      faults: result.faults,
    } as const;
    const reporter = await loadReporter(args.on("json") ? "json" : "text");
    return { status: 1, payload: reporter(report, view) };
  }
  const report = result.verdict && reportOf(result.verdict);
  const facts = factsOf(result.mapName, result);
  const status = facts.problems.length > 0 || (report && !passes(report)) ? 1 : 0;
  if (args.on("json")) return { status, payload: documentText(applyDocument(facts)) };
  const verdict = report ? (await loadReporter("text"))(report, view) : "";
  return { status, payload: applyText(facts, view.paint) + verdict };
}

function factsOf(map: string, application: Application): ApplyFacts {
  const { baseCommit: base, deeds, problems, breakages, linesMoved, entries, verdict } = application;
  const report = verdict && reportOf(verdict);
  return {
    map,
    operation: application.loaded.map.operation,
    base,
    deeds,
    problems,
    breakages,
    linesMoved,
    entries,
    written: verdict !== undefined,
    ...(report ? { verdict: { pass: passes(report), findings: findingsOf(report) } } : {}),
    diagnostics: diagnostics(),
  };
}
