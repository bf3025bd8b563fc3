/** `occmap gate`: the verdict on a change. */
import { resolve } from "node:path";
import { diagnostics } from "../diagnostics/invocation.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import { readIfThere } from "../files/read.ts";
import { gate, type GateFacts, type GateResult } from "../jobs/gate.ts";
import type { Head } from "../jobs/gate-request.ts";
import { documentText, gateDocument, invalidMapDocument } from "../report/documents.ts";
import { gateText } from "../report/gate-text.ts";
import type { Arguments } from "./arguments.ts";
import { usageError } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption, paintOption } from "./options.ts";
import { invalidMapText } from "./render-faults.ts";

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
    variables: environment.variables,
  });
  const status = "faults" in result || !result.pass ? 1 : 0;
  return { status, payload: args.on("json") ? json(result) : text(result, args, environment) };
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

function json(result: GateResult): string {
  if ("faults" in result) return documentText(invalidMapDocument(result.mapName, result.faults));
  const { mapName, mapOrigin, mapDiffersFromBase, baseCommit, head } = result;
  return documentText(
    gateDocument(result, {
      map: mapName,
      mapOrigin,
      mapDiffersFromBase,
      base: baseCommit,
      head: headName(head),
      diagnostics: diagnostics(),
    }),
  );
}

function headName(head: Head): string {
  if (head.kind === "patch") return "patch";
  return head.kind === "revision" ? head.name : head.kind;
}

function text(result: GateResult, args: Arguments, environment: Environment): string {
  if ("faults" in result) return invalidMapText(result.mapName, result.faults);
  return gateText(result, {
    mapName: result.mapName,
    mapRemark: mapRemark(result),
    paint: paintOption(args, environment),
  });
}

/** Whoever reads the verdict should know which plan it was held against. */
function mapRemark({ mapOrigin, mapDiffersFromBase }: GateFacts): string {
  const read =
    { disk: "read from disk", worktree: "read from the working tree", index: "read from the index" }[
      mapOrigin
    ] ?? `read from ${mapOrigin}`;
  return `${read}${mapDiffersFromBase ? "; it is not the base's" : ""}`;
}
