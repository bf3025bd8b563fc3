/** `occmap check`: is the map valid, and true at its base? */
import { diagnostics } from "../diagnostics/invocation.ts";
import { check, type CheckResult } from "../jobs/check.ts";
import type { Report } from "../report/report.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption, timingsOption } from "./options.ts";
import { verdictOutcome } from "./verdict-output.ts";

export async function runCheck(args: Arguments, environment: Environment): Promise<Outcome> {
  const mapFile = mapFileOption(args, environment);
  const base = args.text("base");
  const result = await check({
    folder: folderOption(args, environment),
    ...(mapFile === undefined ? {} : { mapFile }),
    ...(base === undefined ? {} : { base }),
    variables: environment.variables,
  });
  return verdictOutcome(reportOf(result, timingsOption(args)), result.root, args, environment);
}

function reportOf(result: CheckResult, timed: ReturnType<typeof timingsOption>): Report {
  if ("faults" in result)
    return { kind: "invalid-map", command: "check", map: result.mapName, faults: result.faults };
  const { mapName, loaded, baseCommit, findings } = result;
  return {
    kind: "check",
    findings,
    facts: {
      map: mapName,
      base: baseCommit,
      entries: loaded.map.entries,
      diagnostics: diagnostics(),
      ...timed,
    },
  };
}
