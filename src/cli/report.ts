/** `occmap report`: the plan, and perhaps the verdict, as one page. */
import { readBuiltFile } from "../files/asset.ts";
import { writeFileAtomic } from "../files/atomic.ts";
import { gate, type GateResult } from "../jobs/gate.ts";
import { makePage, type PageRequest } from "../jobs/report.ts";
import { documentText, pageDocument } from "../report/documents.ts";
import { pageHtml } from "../report/html/page.ts";
import { headline, passes, type Report } from "../report/report.ts";
import { count } from "../report/words.ts";
import { printable } from "../text/printable.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { reportOf } from "./gate.ts";
import { gateSummary } from "./gate-summary.ts";
import { gateRequestOption } from "./gate-request-option.ts";
import { folderOption, mapFileOption, viewOption } from "./options.ts";
import { outputOption } from "./output-option.ts";
import { besideVerdict, verdictOutcome } from "./verdict-output.ts";

export async function runReport(args: Arguments, environment: Environment): Promise<Outcome> {
  const output = outputOption("report", args, environment);
  const [aimless] = args.on("gate") ? [] : args.given(gateSummary.flags);
  if (aimless !== undefined)
    throw usageError("report", `--${aimless} is about a verdict, which only --gate asks for`);
  const result = args.on("gate") ? await gate(await gateRequestOption(args, environment)) : undefined;
  const report = result && reportOf(result);
  if (result && report && report.kind !== "gate")
    return verdictOutcome(report, result.root, args, environment);
  const judged = judgedOf(result, report);
  const mapFile = mapFileOption(args, environment);
  const page = await makePage({
    folder: folderOption(args, environment),
    ...(mapFile === undefined ? {} : { mapFile }),
    ...(judged ? { judged } : {}),
    variables: environment.variables,
  });
  if ("faults" in page) {
    const { mapName, faults, root } = page;
    return verdictOutcome(
      { kind: "invalid-map", command: "check", map: mapName, faults },
      root,
      args,
      environment,
    );
  }
  const [script, style] = await Promise.all([readBuiltFile("page/page.js"), readBuiltFile("page/page.css")]);
  const html = pageHtml(page.data, { script, style });
  const status = judged && !passes(judged.report) ? 1 : 0;
  const view = result && (await viewOption(args, environment, result.root));
  const remarks = judged && view ? await besideVerdict(judged.report, view, args, environment) : [];
  if (output.file === undefined) return { status, payload: html, exact: true, remarks };
  await writeFileAtomic(output.file, Buffer.from(html));
  if (args.on("json"))
    return { status, payload: documentText(pageDocument(output.name, page.data)), remarks };
  const lines = [
    ...(judged ? [headline(judged.report)] : []),
    `wrote ${output.name}: ${count(page.data.items.length, "entry", "entries")} in ${count(page.data.files.length, "file")}`,
  ];
  return { status, payload: `${lines.map(printable).join("\n")}\n`, remarks };
}

function judgedOf(result: GateResult | undefined, report: Report | undefined): PageRequest["judged"] {
  if (!result || report?.kind !== "gate" || !("loaded" in result)) return undefined;
  return { report, loaded: result.loaded };
}
