/** `occmap check`: is the map valid, and true at its base? */
import { diagnostics } from "../diagnostics/invocation.ts";
import { check } from "../jobs/check.ts";
import { countTotals } from "../map/model.ts";
import { checkDocument, documentText, invalidMapDocument } from "../report/documents.ts";
import { count, findingLines } from "../report/gate-text.ts";
import { printable } from "../text/printable.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption, paintOption } from "./options.ts";
import { invalidMapText } from "./render-faults.ts";

export async function runCheck(args: Arguments, environment: Environment): Promise<Outcome> {
  const mapFile = mapFileOption(args, environment);
  const base = args.text("base");
  const result = await check({
    folder: folderOption(args, environment),
    ...(mapFile === undefined ? {} : { mapFile }),
    ...(base === undefined ? {} : { base }),
    variables: environment.variables,
  });
  if ("faults" in result) {
    const { mapName, faults } = result;
    return {
      status: 1,
      payload: args.on("json")
        ? documentText(invalidMapDocument(mapName, faults))
        : invalidMapText(mapName, faults),
    };
  }
  const { mapName, loaded, baseCommit, findings } = result;
  const status = findings.length === 0 ? 0 : 1;
  if (args.on("json")) {
    const facts = { map: mapName, base: baseCommit, entries: loaded.map.entries, diagnostics: diagnostics() };
    return { status, payload: documentText(checkDocument(findings, facts)) };
  }
  const paint = paintOption(args, environment);
  const { remove, keep } = countTotals(loaded.map.entries);
  const at = `at ${baseCommit.slice(0, 12)}`;
  const verdict =
    status === 0
      ? `${paint.good("valid and true")}: ${printable(mapName)} lists every occurrence ${at} (${remove} to remove, ${keep} to keep)`
      : `${paint.bad("valid, but not true")}: ${printable(mapName)} has ${count(findings.length, "finding")} ${at}`;
  return { status, payload: `${[...findingLines(findings, paint), verdict].join("\n")}\n` };
}
