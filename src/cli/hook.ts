/** `occmap hook`: the verdict on a commit that is being made. Silent where there is nothing to judge. */
import { accepted, judgeCommit, type CommitResult, type CommitVerdict } from "../jobs/judge-commit.ts";
import { documentText, hookDocument } from "../report/documents.ts";
import { headline } from "../report/report.ts";
import { loadReporter } from "../report/reporter.ts";
import { printable } from "../text/printable.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { reportOf } from "./gate.ts";
import { folderOption, mapFileOption, viewOption } from "./options.ts";

export async function runHook(args: Arguments, environment: Environment): Promise<Outcome> {
  const named = args.text("map") === undefined ? undefined : mapFileOption(args, environment);
  const { mission, variables } = environment;
  const verdict = await judgeCommit({
    folder: folderOption(args, environment),
    ...(named !== undefined ? { mapFile: named } : mission ? { mapFile: mission.mapFile, mission } : {}),
    variables,
  });
  const status = isAccepted(verdict) ? 0 : 1;
  if (!args.on("json")) return { status, payload: await textOf(verdict, args, environment) };
  const reports = verdict.kind === "judged" ? verdict.results.map(({ result }) => reportOf(result)) : [];
  return { status, payload: documentText(hookDocument(verdict.kind, status === 0, reports)) };
}

function isAccepted(verdict: CommitVerdict): boolean {
  return verdict.kind !== "judged" || verdict.results.some(({ result }) => accepted(result));
}

async function textOf(verdict: CommitVerdict, args: Arguments, environment: Environment): Promise<string> {
  if (verdict.kind === "map-retired")
    return `occmap: this commit retires ${verdict.maps.map(printable).join(", ")} and changes nothing else\n`;
  if (verdict.kind !== "judged") return "";
  const texts = await Promise.all(verdict.results.map((one) => resultText(one, args, environment)));
  if (verdict.results.length === 1) return texts.join("");
  const against = verdict.results.map(({ parent }) => `Against the parent ${parent.slice(0, 12)}:\n`);
  return [
    "occmap: this merge is the plan against none of its parents.\n",
    ...texts.map((text, at) => `\n${against[at] ?? ""}${text}`),
  ].join("");
}

/** An accepted commit is one line: whoever commits has something else to read. */
async function resultText(
  { result }: CommitResult,
  args: Arguments,
  environment: Environment,
): Promise<string> {
  const report = reportOf(result);
  if (accepted(result)) return `occmap: ${printable(headline(report))}\n`;
  const text = await loadReporter("text");
  return text(report, await viewOption(args, environment, result.root));
}
