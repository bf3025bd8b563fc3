/** The report for a person: findings by file, what is allowed and should be read, and the outcome last. */
import { FINDING_CODES, type Finding, type Replacement } from "../../gate/findings.ts";
import type { Verdict } from "../../gate/judge.ts";
import { printable } from "../../text/printable.ts";
import { faultLines } from "../../yaml/fault.ts";
import { excerpt, findingLines, range } from "../findings-text.ts";
import { mendOf, type MendContext } from "../mend.ts";
import type { GateFacts, Report } from "../report.ts";
import { headline, mendContext, passes } from "../report.ts";
import type { View } from "../view.ts";
import { wrap } from "../words.ts";

/** Replacements and pending entries that are shown before the rest is counted. */
const SHOWN_ITEMS = 20;

export function reportText(report: Report, view: View): string {
  return `${linesOf(report, view).join("\n")}\n`;
}

function linesOf(report: Report, view: View): string[] {
  switch (report.kind) {
    case "gate":
      return [
        ...gateLines(report.verdict, mendContext(report), view),
        ...outcome(report, view),
        ...codeCounts(report.verdict.findings, view),
        ...afterMending(report, view),
        ...indented(`map: ${mapRemark(report.facts)}`, view).map(view.paint.dim),
      ];
    case "check":
    case "no-map":
      return [
        ...findingLines(report.findings, mendContext(report), view),
        ...outcome(report, view),
        ...codeCounts(report.findings, view),
      ];
    case "invalid-map":
      return [...outcome(report, view), ...faultLines(report.map, report.faults).map(printable)];
  }
}

/** The first words of the sentence carry the colour. */
function outcome(report: Report, { paint, width }: View): string[] {
  const colour = passes(report) ? paint.good : paint.bad;
  const [first = "", ...more] = wrap(printable(headline(report)), width);
  return [first.replace(/^[^:]*/, (verdict) => colour(verdict)), ...more];
}

/** A remark below the outcome. */
function indented(text: string, { width }: View): string[] {
  return wrap(text, width - 2).map((line) => `  ${line}`);
}

function gateLines(verdict: Verdict, context: MendContext, view: View): string[] {
  const failing = verdict.findings.filter(({ pending }) => pending !== true);
  const pending = verdict.findings.filter((finding) => finding.pending === true);
  return [
    ...findingLines(failing, context, view),
    ...section("Pending, allowed by --allow-pending", pending.map(pendingLine), view),
    ...section(
      "Accepted replacements, for you to read",
      verdict.replacements.map((one) => replacementLines(one, view).join("\n")),
      view,
    ),
    ...section(
      "Changes allowed by an exception of the map",
      verdict.usedExceptions.map(
        ({ path, exception, reason }) =>
          `  ${printable(path)}  by ${printable(exception)}: ${printable(reason)}`,
      ),
      view,
    ),
  ];
}

function section(title: string, items: readonly string[], { paint, all }: View): string[] {
  if (items.length === 0) return [];
  const shown = all ? items : items.slice(0, SHOWN_ITEMS);
  const more = items.length - shown.length;
  return [
    paint.bold(`${title} (${items.length}):`),
    ...shown,
    ...(more === 0 ? [] : [`  … ${more} more; --all shows them`]),
    "",
  ];
}

function pendingLine({ path, entry, category }: Finding): string {
  const at = entry && entry.line > 0 ? `:${entry.line}` : "";
  return `  ${printable(path)}${at}  ${category ?? ""}`;
}

function replacementLines(replacement: Replacement, view: View): string[] {
  return [`  ${printable(replacement.path)}:${range(replacement.head)}`, ...excerpt(replacement, view)];
}

/** "2 extra-change, 1 not-removed", in the order of the table of codes. */
function codeCounts(findings: readonly Finding[], view: View): string[] {
  const failing = findings.filter(({ pending }) => pending !== true);
  if (failing.length === 0) return [];
  const counts = Object.keys(FINDING_CODES).flatMap((code) => {
    const number = failing.filter((finding) => finding.code === code).length;
    return number === 0 ? [] : [`${number} ${code}`];
  });
  return indented(`${counts.join(", ")}; occmap explain CODE says more`, view);
}

/** A file goes back as a whole, with what was planned in it. */
function afterMending(report: Extract<Report, { kind: "gate" }>, view: View): string[] {
  const { findings, progress } = report.verdict;
  const context = mendContext(report);
  const goesBack = findings.some(
    (finding) => finding.base !== undefined && mendOf(finding, context).restores === true,
  );
  if (!goesBack || progress.done === 0 || context.staged) return [];
  const again = "occmap apply --write --allow-uncommitted carries out again what goes back with it";
  return indented(`git restore takes back the whole file; ${again}`, view);
}

/** Whoever reads the verdict should know which plan it was held against. */
function mapRemark({ map, mapOrigin, mapDiffersFromBase }: GateFacts): string {
  const origins: Readonly<Record<string, string>> = {
    disk: "read from disk",
    worktree: "read from the working tree",
    index: "read from the index",
  };
  const read = origins[mapOrigin] ?? `read from ${mapOrigin}`;
  return printable(`${map}, ${read}${mapDiffersFromBase ? "; it is not the base's" : ""}`);
}
