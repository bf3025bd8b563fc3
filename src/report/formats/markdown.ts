/**
 * Markdown for a review comment or a job summary: the outcome, the codes in numbers, then the findings by file.
 *
 * Comments have a limit; what does not fit is left out by whole findings, and the totals at the top are those
 * of everything.
 */
import type { Finding } from "../../gate/findings.ts";
import type { Fault } from "../../yaml/fault.ts";
import { markdownBlock, markdownCode, markdownText } from "../escape.ts";
import { mendOf, type Mend, type MendContext } from "../mend.ts";
import { messageOf } from "../messages.ts";
import { PROBLEM_CODES } from "../problems.ts";
import { documentationOf } from "../project.ts";
import { commandOf, findingsOf, headline, mapOf, mendContext, passes, type Report } from "../report.ts";
import { count } from "../words.ts";

/** Characters. GitHub's limit of a comment is 65,536; some room is left for what a bot adds. */
export const MARKDOWN_BUDGET = 64_500;
const SHOWN_LINES = 8;
const LONGEST_LINE = 300;

export function reportMarkdown(report: Report): string {
  const opening = [
    `### ${passes(report) ? "✅" : "❌"} occmap ${commandOf(report)}`,
    "",
    markdownText(headline(report)),
    "",
    ...codeTable(report),
  ];
  const closing = [...appendix(report), `<sub>Map: ${markdownCode(mapOf(report))}</sub>`];
  const pieces =
    report.kind === "invalid-map"
      ? report.faults.map((fault) => faultPiece(report.map, fault))
      : filePieces(report);
  return `${fit(opening, pieces, closing).join("\n")}\n`;
}

/** Some lines that stay together, and how many findings they are. */
interface Piece {
  readonly lines: readonly string[];
  readonly heading?: string;
}

function fit(opening: readonly string[], pieces: readonly Piece[], closing: readonly string[]): string[] {
  const lines = [...opening];
  let room = MARKDOWN_BUDGET - size(opening) - size(closing) - 200;
  let shown = 0;
  let heading: string | undefined;
  for (const piece of pieces) {
    const text = [
      ...(piece.heading !== undefined && piece.heading !== heading ? [piece.heading, ""] : []),
      ...piece.lines,
    ];
    if (size(text) > room) break;
    room -= size(text);
    lines.push(...text);
    heading = piece.heading;
    shown += 1;
  }
  const left = pieces.length - shown;
  if (left > 0)
    lines.push(`**${count(left, "more finding")} not shown here.** Run the command to see all of them.`, "");
  return [...lines, ...closing];
}

function size(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function codeTable(report: Report): string[] {
  const findings = findingsOf(report);
  if (findings.length === 0) return [];
  const rows = Object.entries(PROBLEM_CODES).flatMap(([code, about]) => {
    const number = findings.filter((finding) => finding.code === code).length;
    return number === 0
      ? []
      : [`| [${code}](${documentationOf(code)}) | ${number} | ${markdownText(about)} |`];
  });
  return ["| finding | number | what it means |", "| --- | --- | --- |", ...rows, ""];
}

function filePieces(report: Exclude<Report, { readonly kind: "invalid-map" }>): Piece[] {
  const context = mendContext(report);
  return findingsOf(report).map((finding) => ({
    heading: `#### ${markdownCode(finding.path)}`,
    lines: findingLines(finding, context),
  }));
}

function findingLines(finding: Finding, context: MendContext): string[] {
  const { code, category, pending, before, after, base, head } = finding;
  const { expected, found, next } = messageOf(finding);
  const kind = category === undefined ? "" : ` (${category})`;
  return [
    `**${code}**${kind}, ${placeText(finding)}${pending === true ? ", pending" : ""}`,
    "",
    ...excerpt(before, after, base?.first ?? 0, head?.first ?? 0),
    `- expected: ${markdownText(expected)}`,
    `- found: ${markdownText(found)}`,
    `- next: ${markdownText(next)}`,
    ...mendItems(mendOf(finding, context)),
    "",
  ];
}

function mendItems({ command, map }: Mend): string[] {
  return [
    ...(command === undefined ? [] : [`- mend: ${markdownCode(command)}`]),
    ...map.map(
      ({ action, list, item }) => `- map: ${action}, under ${markdownCode(list)}: ${markdownCode(item)}`,
    ),
  ];
}

function placeText({ base, head }: Finding): string {
  const range = ({ first, last }: { first: number; last: number }): string =>
    first === last ? `${first}` : `${first}-${last}`;
  if (base?.first === 0 || head?.first === 0) return "whole file";
  return [base && `base line ${range(base)}`, head && `head line ${range(head)}`].filter(Boolean).join(", ");
}

function excerpt(before: readonly string[], after: readonly string[], base: number, head: number): string[] {
  if (before.length === 0 && after.length === 0) return [];
  const rows = (lines: readonly string[], mark: string, first: number): string[] => {
    const shown = lines.slice(0, SHOWN_LINES).map((line, index) => `${mark} ${first + index}: ${cut(line)}`);
    return lines.length > SHOWN_LINES
      ? [...shown, `${mark} … ${count(lines.length - SHOWN_LINES, "more line")}`]
      : shown;
  };
  const same = before.length === after.length && before.every((line, index) => line === after[index]);
  const lines = same ? rows(before, " ", base) : [...rows(before, "-", base), ...rows(after, "+", head)];
  return [...markdownBlock(lines, "diff"), ""];
}

function cut(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

function faultPiece(map: string, { line, column, message, text, next }: Fault): Piece {
  return {
    heading: `#### ${markdownCode(map)}`,
    lines: [
      `- line ${line}, column ${column}: ${markdownText(message)}`,
      ...(text === "" ? [] : [`  - found: ${markdownCode(cut(text))}`]),
      `  - next: ${markdownText(next)}`,
      "",
    ],
  };
}

/** What a reviewer should read although it is allowed. The lists are cut; the numbers are not. */
function appendix(report: Report): string[] {
  if (report.kind !== "gate") return [];
  const { replacements, usedExceptions } = report.verdict;
  const list = (title: string, items: readonly string[]): string[] => {
    if (items.length === 0) return [];
    const shown = items.slice(0, APPENDIX_ITEMS);
    const more = items.length > shown.length ? [`- … ${count(items.length - shown.length, "more")}`] : [];
    return [
      `<details><summary>${title} (${items.length})</summary>`,
      "",
      ...shown,
      ...more,
      "",
      "</details>",
      "",
    ];
  };
  return [
    ...list(
      "Accepted replacements",
      replacements.map(({ path, head }) => `- ${markdownCode(cut(path))}, line ${head.first}`),
    ),
    ...list(
      "Changes that an exception allows",
      usedExceptions.map(
        ({ path, exception, reason }) =>
          `- ${markdownCode(cut(path))} by ${markdownCode(cut(exception))}: ${markdownText(cut(reason))}`,
      ),
    ),
  ];
}

const APPENDIX_ITEMS = 20;
