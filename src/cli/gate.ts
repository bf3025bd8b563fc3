/** `occmap gate`: the verdict on a change. */
import { diagnostics } from "../diagnostics/invocation.ts";
import { gate, type GateResult } from "../jobs/gate.ts";
import type { Head } from "../jobs/gate-request.ts";
import type { Report } from "../report/report.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { gateRequestOption } from "./gate-request-option.ts";
import { timingsOption } from "./options.ts";
import { verdictOutcome } from "./verdict-output.ts";

export async function runGate(args: Arguments, environment: Environment): Promise<Outcome> {
  const result = await gate(await gateRequestOption(args, environment));
  return verdictOutcome(reportOf(result, timingsOption(args)), result.root, args, environment);
}

/** What the formats are made from. */
export function reportOf(result: GateResult, timed: ReturnType<typeof timingsOption> = {}): Report {
  if ("faults" in result)
    return { kind: "invalid-map", command: "gate", map: result.mapName, faults: result.faults };
  if ("notRequired" in result) {
    const { mapName: map, notRequired: mission, baseCommit: base, findings } = result;
    const facts = { map, mission, base, head: headName(result.head), diagnostics: diagnostics() };
    return { kind: "no-map", findings, facts };
  }
  const { mapName, mapOrigin, mapDiffersFromBase, baseCommit, head } = result;
  return {
    kind: "gate",
    verdict: result,
    facts: {
      map: mapName,
      mapOrigin,
      mapDiffersFromBase,
      base: baseCommit,
      head: headName(head),
      diagnostics: diagnostics(),
      ...timed,
    },
  };
}

function headName(head: Head): string {
  if (head.kind === "patch") return "patch";
  return head.kind === "revision" ? head.name : head.kind;
}
