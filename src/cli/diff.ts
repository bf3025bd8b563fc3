/** `occmap diff`: what two maps say differently. */
import { diagnostics } from "../diagnostics/invocation.ts";
import { diff } from "../jobs/diff.ts";
import { diffDocument, diffText, type DiffReport } from "../report/diff-report.ts";
import { documentText } from "../report/documents.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, paintOption } from "./options.ts";

export async function runDiff(args: Arguments, environment: Environment): Promise<Outcome> {
  const [first, second] = args.positionals;
  if (first === undefined || second === undefined) throw usageError("diff", "name two maps");
  const { differences, lines } = await diff({
    folder: folderOption(args, environment),
    cwd: environment.cwd,
    first,
    second,
    variables: environment.variables,
  });
  const report: DiffReport = { first, second, differences, lines, diagnostics: diagnostics() };
  return {
    status: differences.length === 0 ? 0 : 1,
    payload: args.on("json")
      ? documentText(diffDocument(report))
      : diffText(report, paintOption(args, environment)),
  };
}
