/** `occmap gate`: the verdict on a change. */
import { resolve } from "node:path";
import { diagnostics } from "../diagnostics/invocation.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import { readIfThere } from "../files/read.ts";
import { gate, type GateResult } from "../jobs/gate.ts";
import type { Head } from "../jobs/gate-request.ts";
import type { Report } from "../report/report.ts";
import type { Arguments } from "./arguments.ts";
import { usageError } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption } from "./options.ts";
import { verdictOutcome } from "./verdict-output.ts";

export async function runGate(args: Arguments, environment: Environment): Promise<Outcome> {
  const mapFile = mapFileOption(args, environment);
  const base = args.text("base");
  const mapFrom = args.text("map-from");
  const result = await gate({
    folder: folderOption(args, environment),
    ...(mapFile === undefined ? {} : { mapFile }),
    ...(base === undefined ? {} : { base }),
    ...(mapFrom === undefined ? {} : { mapFrom }),
    head: await headOption(args, environment),
    allowPending: args.on("allow-pending"),
    // A map that was named stands for itself, unless the mission was named as well.
    ...(environment.mission === undefined ||
    (args.text("map") !== undefined && args.text("mission") === undefined)
      ? {}
      : { mission: environment.mission }),
    ifRequired: args.on("if-required"),
    variables: environment.variables,
  });
  return verdictOutcome(reportOf(result), result.root, args, environment);
}

async function headOption(args: Arguments, environment: Environment): Promise<Head> {
  const name = args.text("head");
  const diff = args.text("diff");
  const given = [
    name !== undefined && "--head",
    args.on("staged") && "--staged",
    diff !== undefined && "--diff",
  ].filter((flag) => flag !== false);
  if (given.length > 1) throw usageError("gate", `${given.join(" and ")} exclude each other`);
  if (name !== undefined) return { kind: "revision", name };
  if (diff !== undefined) return { kind: "patch", name: diff, content: await readPatch(diff, environment) };
  return { kind: args.on("staged") ? "index" : "worktree" };
}

async function readPatch(file: string, { cwd, stdin }: Environment): Promise<Buffer> {
  if (file === "-") return stdin();
  const content = await readIfThere(resolve(cwd, file));
  if (content) return content;
  throw new OccmapError({
    code: "file-unreadable",
    message: "there is no such patch",
    where: file,
    next: "make it with: git diff BASE > FILE",
  });
}

/** What the formats are made from. */
export function reportOf(result: GateResult): Report {
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
    },
  };
}

function headName(head: Head): string {
  if (head.kind === "patch") return "patch";
  return head.kind === "revision" ? head.name : head.kind;
}
