/** How a verdict leaves the command line: the format that was asked for, a summary beside it, the status. */
import { resolve } from "node:path";
import { timingsText } from "../diagnostics/timings.ts";
import { appendText } from "../files/append.ts";
import { passes, type Report } from "../report/report.ts";
import { isFormat, loadReporter, type Format } from "../report/reporter.ts";
import type { View } from "../report/view.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { viewOption } from "./options.ts";

/** `root` is where the paths of the report lie, for links. */
export async function verdictOutcome(
  report: Report,
  root: string,
  args: Arguments,
  environment: Environment,
): Promise<Outcome> {
  const format = formatOf(args);
  const view = await viewOption(args, environment, root);
  const remarks = await besideVerdict(report, view, args, environment);
  const reporter = await loadReporter(format);
  return {
    // The verdict alone decides, whatever the format.
    status: passes(report) ? 0 : 1,
    payload: reporter(report, view),
    ...(format === "github" ? { exact: true } : {}),
    ...(remarks.length === 0 ? {} : { remarks }),
  };
}

/** What goes beside a verdict, whatever form that has: the summary is written, the times are remarks. */
export async function besideVerdict(
  report: Report,
  view: View,
  args: Arguments,
  { cwd }: Environment,
): Promise<readonly string[]> {
  const summary = args.text("summary");
  if (summary !== undefined) {
    const markdown = await loadReporter("markdown");
    await appendText(resolve(cwd, summary), markdown(report, view));
  }
  const timed = report.kind === "gate" || report.kind === "check" ? report.facts.timings : undefined;
  return timed === undefined ? [] : timingsText(timed);
}

function formatOf(args: Arguments): Format {
  const named = args.text("format") ?? "text";
  return isFormat(named) ? named : "text";
}
