/** From the flags of a gate to what it is asked: which map, which base, which head. */
import { resolve } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { readIfThere } from "../files/read.ts";
import type { GateRequest, Head } from "../jobs/gate-request.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption } from "./options.ts";

export async function gateRequestOption(args: Arguments, environment: Environment): Promise<GateRequest> {
  const mapFile = mapFileOption(args, environment);
  const base = args.text("base");
  const mapFrom = args.text("map-from");
  return {
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
  };
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
