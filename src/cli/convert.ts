/** `occmap convert`: maps in other formats. */
import { resolve } from "node:path";
import { diagnostics } from "../diagnostics/invocation.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import { writeFileAtomic } from "../files/atomic.ts";
import { readIfThere } from "../files/read.ts";
import { convertFrom } from "../jobs/convert-from.ts";
import { convert, type Format } from "../jobs/convert-to.ts";
import {
  convertDocument,
  convertLines,
  convertSummary,
  type ConvertReport,
} from "../report/convert-report.ts";
import { documentText } from "../report/documents.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { ExitStatus, Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { makeIdentity } from "./mission-identity.ts";
import { folderOption, mapFileOption } from "./options.ts";
import { outputOption, STDOUT, type Output } from "./output-option.ts";
import { relatedPairs } from "./string-options.ts";

const OURS = "occmap";

export async function runConvert(args: Arguments, environment: Environment): Promise<Outcome> {
  const to = args.choice("to");
  const from = args.choice("from");
  if ((to === undefined) === (from === undefined)) throw usageError("convert", "say one of --to and --from");
  const output = outputOption("convert", args, environment, STDOUT);
  await ensureFree(output, args);
  const { text, report } =
    to === undefined
      ? await imported(args, environment, output)
      : await exported(to, args, environment, output);
  const status = statusOf(report);
  const remarks = convertLines(report);
  if (output.file === undefined) return { status, payload: text, exact: true, remarks };
  await writeFileAtomic(output.file, Buffer.from(text));
  return args.on("json")
    ? { status, payload: documentText(convertDocument(report)) }
    : { status, payload: `${convertSummary(report)}\n`, remarks };
}

async function ensureFree({ name, file }: Output, args: Arguments): Promise<void> {
  if (file === undefined || args.on("force")) return;
  if ((await readIfThere(file)) === undefined) return;
  throw new OccmapError({
    code: "file-exists",
    message: "there is such a file already",
    where: name,
    next: "write elsewhere, or overwrite it with --force",
  });
}

interface Converted {
  readonly text: string;
  readonly report: ConvertReport;
}

async function exported(
  to: Format,
  args: Arguments,
  environment: Environment,
  output: Output,
): Promise<Converted> {
  if (args.positionals.length > 0) throw usageError("convert", "the map to convert is named by --map");
  const mapFile = mapFileOption(args, environment);
  const { mapName, map, text, losses } = await convert({
    folder: folderOption(args, environment),
    ...(mapFile === undefined ? {} : { mapFile }),
    to,
    variables: environment.variables,
  });
  const report: ConvertReport = {
    from: OURS,
    to,
    source: mapName,
    output: output.name,
    entries: map.entries,
    losses,
    unresolved: [],
    missed: [],
    unmappable: [],
    diagnostics: diagnostics(),
  };
  return { text, report };
}

async function imported(args: Arguments, environment: Environment, output: Output): Promise<Converted> {
  const [source] = args.positionals;
  if (source === undefined) throw usageError("convert", "name the file to convert");
  const { cwd, mission } = environment;
  const rev = args.text("rev");
  const now = environment.now();
  const { ulid } = await import("ulid");
  const newId = (): string => ulid(now.getTime());
  const result = await convertFrom({
    folder: folderOption(args, environment),
    file: resolve(cwd, source),
    ...relatedPairs("convert", args),
    scope: { include: args.list("include"), exclude: args.list("exclude") },
    ...(rev === undefined ? {} : { rev }),
    missionOf: ({ term, operation }) =>
      makeIdentity("convert", args, { target: term, verb: operation, known: undefined, mission, newId }),
    ...(output.file === undefined ? {} : { mapFile: output.file }),
    ...(mission === undefined ? {} : { planFolder: mission.folder }),
    now,
    variables: environment.variables,
  });
  const { map, text, losses, unresolved, missed, scanned } = result;
  const report: ConvertReport = {
    from: args.text("from") ?? "",
    to: OURS,
    source,
    output: output.name,
    entries: map.entries,
    losses,
    unresolved,
    missed,
    unmappable: scanned.unmappable,
    diagnostics: diagnostics(),
  };
  return { text, report };
}

/** Is there something that a person has to settle, or that could not be read? */
function statusOf({ unresolved, missed, unmappable }: ConvertReport): ExitStatus {
  if (unmappable.length > 0) return 2;
  return unresolved.length + missed.length > 0 ? 1 : 0;
}
