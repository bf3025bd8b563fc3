/** `occmap update`: a map that follows its code. */
import { diagnostics } from "../diagnostics/invocation.ts";
import { update } from "../jobs/update.ts";
import { documentText } from "../report/documents.ts";
import { updateDocument, updateText, type UpdateReport } from "../report/update-report.ts";
import type { Arguments } from "./arguments.ts";
import type { ExitStatus, Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption, paintOption } from "./options.ts";

export async function runUpdate(args: Arguments, environment: Environment): Promise<Outcome> {
  const mapFile = mapFileOption(args, environment);
  const rev = args.text("rev");
  const dryRun = args.on("dry-run");
  const result = await update({
    folder: folderOption(args, environment),
    ...(mapFile === undefined ? {} : { mapFile }),
    ...(rev === undefined ? {} : { rev }),
    ...(environment.mission === undefined ? {} : { planFolder: environment.mission.folder }),
    prune: args.on("prune"),
    dryRun,
    now: environment.now(),
    variables: environment.variables,
  });
  const { uncommitted, unmappable } = result.scanned;
  const report: UpdateReport = {
    map: result.mapName,
    entries: result.map.entries,
    base: result.base,
    changed: result.changed,
    written: result.changed && !dryRun,
    added: result.added,
    followed: result.followed,
    dropped: result.dropped,
    uncommitted,
    unmappable,
    diagnostics: diagnostics(),
  };
  return {
    status: unmappable.length > 0 ? 2 : statusOf(report),
    payload: args.on("json")
      ? documentText(updateDocument(report))
      : updateText(report, paintOption(args, environment), args.on("all")),
  };
}

/** Is there something that a person has to settle? */
function statusOf({ followed }: UpdateReport): ExitStatus {
  return followed.some(({ fate }) => fate === "changed" || fate === "vanished") ? 1 : 0;
}
