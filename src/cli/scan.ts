/** `occmap scan`: makes the plan and writes it. */
import { resolve } from "node:path";
import { diagnostics } from "../diagnostics/invocation.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import { timed, timingsText } from "../diagnostics/timings.ts";
import { writeFileAtomic } from "../files/atomic.ts";
import { readIfThere } from "../files/read.ts";
import { findRepository } from "../git/repository.ts";
import type { Shard } from "../map/model.ts";
import { mapSource } from "../jobs/map-source.ts";
import { scan, type MissionIdentity, type ScanRequest, type ScanResult } from "../jobs/scan.ts";
import { besideLine } from "../map/entry-text.ts";
import { beside } from "../map/line-comment.ts";
import { mapParts } from "../map/write.ts";
import { documentText, scanDocument, type ScanFacts } from "../report/documents.ts";
import { lookFirst } from "../report/look-first.ts";
import { scanText } from "../report/scan-text.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { makeIdentity } from "./mission-identity.ts";
import { folderOption, mapFileOption, timingsOption, viewOption } from "./options.ts";
import { withProgress } from "./progress.ts";
import { stringOptions } from "./string-options.ts";

const STDOUT = "-";

export async function runScan(args: Arguments, environment: Environment): Promise<Outcome> {
  const target = args.text("target");
  if (target === undefined) throw usageError("scan", "--target STRING is missing");
  const output = args.text("output");
  if (output === STDOUT && args.on("json"))
    throw usageError("scan", "--json and -o - both want standard output");
  const folder = folderOption(args, environment);
  // What makes an id is loaded while git answers.
  const [repository, { ulid }] = await Promise.all([
    findRepository(folder, environment.variables),
    import("ulid"),
  ]);
  const root = repository?.root ?? folder;
  const chosen =
    output === undefined || output === STDOUT
      ? mapFileOption(args, environment)
      : resolve(environment.cwd, output);
  const map = mapSource(root, chosen);
  const existing = await readIfThere(map.file);
  if (output !== STDOUT && existing !== undefined && !args.on("force")) throw mapExists(map.name);

  const strings = stringOptions(args, target);
  const now = environment.now();
  const rev = args.text("rev");
  const mission = makeIdentity("scan", args, {
    target,
    verb: strings.replacement === undefined ? "remove" : "rename",
    known: existing && (await identityIn(existing, target)),
    mission: environment.mission,
    newId: () => ulid(now.getTime()),
  });
  const request: ScanRequest = {
    folder,
    ...strings,
    ...(rev === undefined ? {} : { rev }),
    ...shardOption(args),
    scope: { include: args.list("include"), exclude: args.list("exclude") },
    mission,
    mapFile: map.file,
    ...(environment.mission === undefined ? {} : { planFolder: environment.mission.folder }),
    now,
    variables: environment.variables,
  };
  const settled = args.on("variants") ? await withVariants(request, args, environment) : request;
  const result = await withProgress(args, environment, (onProgress) =>
    scan({ ...settled, onProgress }, repository),
  );
  const parts = mapParts(result.map, result.planned, (planned) => besideLine(beside(planned)));
  const status = result.unmappable.length === 0 && result.ledger.unreadable === 0 ? 0 : 2;
  const view = await viewOption(args, environment, result.root);
  if (output !== STDOUT) await timed("write", () => writeFileAtomic(map.file, parts));
  const facts = {
    ...factsOf(result, output === STDOUT ? undefined : map.name),
    ...timingsOption(args),
  };
  const times = facts.timings === undefined ? [] : timingsText(facts.timings);
  if (output === STDOUT)
    return {
      status,
      payload: { parts },
      exact: true,
      remarks: [...scanText(result.map, facts, view).trimEnd().split("\n"), ...times],
    };
  const payload = args.on("json")
    ? documentText(scanDocument(result.map, map.name, facts))
    : scanText(result.map, facts, view);
  return { status, payload, remarks: times };
}

async function withVariants(
  request: ScanRequest,
  args: Arguments,
  environment: Environment,
): Promise<ScanRequest> {
  const { takenVariants } = await import("./variants.ts");
  const taken = await takenVariants(request, args, environment);
  return { ...request, targets: [...(request.targets ?? []), ...taken] };
}

/** `2/8`. A rename is planned whole: which names collide shows only in the whole tree. */
function shardOption(args: Arguments): { readonly shard?: Shard } {
  const named = args.text("shard");
  if (named === undefined) return {};
  const [, part = "", of = ""] = /^([1-9][0-9]{0,3})\/([1-9][0-9]{0,3})$/.exec(named) ?? [];
  if (part === "" || Number(part) > Number(of)) throw usageError("scan", "--shard takes PART/OF, like 2/8");
  if (args.text("replacement") !== undefined)
    throw usageError(
      "scan",
      "--shard does not go with --replacement: colliding names show in the whole tree only",
    );
  return { shard: { part: Number(part), of: Number(of) } };
}

/** A mission keeps its name when its map is made anew. */
async function identityIn(existing: Buffer, target: string): Promise<MissionIdentity | undefined> {
  const { loadMap } = await import("../map/load.ts");
  const loading = await loadMap(existing);
  if ("faults" in loading || loading.map.targetString !== target) return undefined;
  return { id: loading.map.missionId, slug: loading.map.missionSlug };
}

function mapExists(name: string): OccmapError {
  return new OccmapError({
    code: "map-exists",
    message: "there is a map already, and people may have worked on it",
    where: name,
    next: "if it is for the same string, bring it up to date with: occmap update; for another one, write elsewhere with -o FILE, or begin anew with --force",
  });
}

function factsOf(result: ScanResult, output: string | undefined): ScanFacts {
  return {
    output,
    ledger: { ...result.ledger },
    uncommitted: result.uncommitted,
    unmappable: result.unmappable,
    lookFirst: lookFirst(result.planned),
    diagnostics: diagnostics(),
  };
}
