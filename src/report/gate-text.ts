/** The verdict of a gate for a person: by file, the lines in question, what was expected, what to do next. */
import { FINDING_CODES, type Finding, type LineRange, type Replacement } from "../gate/findings.ts";
import type { Verdict } from "../gate/judge.ts";
import { printable, shorten } from "../text/printable.ts";
import { messageOf } from "./messages.ts";
import type { Paint } from "./paint.ts";

export interface GateTextOptions {
  readonly mapName: string;
  /** Where the map was read, and whether it is the base's. */
  readonly mapRemark: string;
  readonly paint: Paint;
}

/** Lines of a finding that are shown before the rest is counted. */
const SHOWN_LINES = 6;
const LONGEST_LINE = 110;

export function gateText(verdict: Verdict, { mapName, mapRemark, paint }: GateTextOptions): string {
  const failing = verdict.findings.filter(({ pending }) => pending !== true);
  const pending = verdict.findings.filter((finding) => finding.pending === true);
  const lines = [
    ...findingLines(failing, paint),
    ...pendingLines(pending, paint),
    ...replacementLines(verdict.replacements, paint),
    ...exceptionLines(verdict, paint),
    ...summaryLines(verdict, failing, pending, mapName, paint),
    paint.dim(`  map: ${printable(mapName)}, ${printable(mapRemark)}`),
  ];
  return `${lines.join("\n")}\n`;
}

export function findingLines(findings: readonly Finding[], paint: Paint): string[] {
  const lines: string[] = [];
  let path: string | undefined;
  for (const finding of findings) {
    if (finding.path !== path) {
      if (path !== undefined) lines.push("");
      path = finding.path;
      lines.push(paint.bold(printable(path)));
    }
    lines.push(...oneFinding(finding, paint));
  }
  if (lines.length > 0) lines.push("");
  return lines;
}

function oneFinding(finding: Finding, paint: Paint): string[] {
  const { expected, found, next } = messageOf(finding);
  const category = finding.category === undefined ? "" : ` (${finding.category})`;
  return [
    `  ${place(finding)}  ${paint.bad(finding.code)}${category}`,
    ...excerpt(finding, paint),
    `    expected  ${printable(expected)}`,
    `    found     ${printable(found)}`,
    `    next      ${printable(next)}`,
  ];
}

function place({ base, head, column }: Finding): string {
  const at = column === undefined || column === 0 ? "" : `:${column}`;
  if (base?.first === 0 || head?.first === 0) return "whole file";
  if (base && head) return `base ${range(base)}${at} → head ${range(head)}`;
  return base ? `base ${range(base)}${at}` : `head ${head ? range(head) : "?"}${at}`;
}

function range({ first, last }: LineRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

function excerpt({ before, after, base, head }: Finding | Replacement, paint: Paint): string[] {
  const same = before.length === after.length && before.every((line, index) => line === after[index]);
  if (same && base) return before.map((line, index) => `    ${number(base.first + index)}   ${shown(line)}`);
  return [
    ...cut(before).map((line, index) =>
      line === undefined
        ? more(before)
        : paint.bad(`    ${number((base?.first ?? 1) + index)} - ${shown(line)}`),
    ),
    ...cut(after).map((line, index) =>
      line === undefined
        ? more(after)
        : paint.good(`    ${number((head?.first ?? 1) + index)} + ${shown(line)}`),
    ),
  ];
}

function cut(lines: readonly string[]): (string | undefined)[] {
  return lines.length <= SHOWN_LINES ? [...lines] : [...lines.slice(0, SHOWN_LINES - 1), undefined];
}

function more(lines: readonly string[]): string {
  return `          … ${lines.length - SHOWN_LINES + 1} more lines`;
}

function number(line: number): string {
  return String(line).padStart(5);
}

function shown(line: string): string {
  return shorten(printable(line), LONGEST_LINE);
}

function pendingLines(pending: readonly Finding[], paint: Paint): string[] {
  if (pending.length === 0) return [];
  const lines = pending.map((finding) => {
    const at = finding.entry && finding.entry.line > 0 ? `:${finding.entry.line}` : "";
    return `  ${printable(finding.path)}${at}  ${finding.category ?? ""}`;
  });
  return [paint.bold(`Pending, allowed by --allow-pending (${pending.length}):`), ...lines, ""];
}

function replacementLines(replacements: readonly Replacement[], paint: Paint): string[] {
  if (replacements.length === 0) return [];
  const lines = replacements.flatMap((replacement) => [
    `  ${printable(replacement.path)}:${range(replacement.head)}`,
    ...excerpt(replacement, paint),
  ]);
  return [paint.bold(`Accepted replacements, for you to read (${replacements.length}):`), ...lines, ""];
}

function exceptionLines({ usedExceptions }: Verdict, paint: Paint): string[] {
  if (usedExceptions.length === 0) return [];
  const lines = usedExceptions.map(
    ({ path, exception, reason }) => `  ${printable(path)}  by ${printable(exception)}: ${printable(reason)}`,
  );
  return [paint.bold(`Changes allowed by an exception of the map (${usedExceptions.length}):`), ...lines, ""];
}

function summaryLines(
  verdict: Verdict,
  failing: readonly Finding[],
  pending: readonly Finding[],
  mapName: string,
  paint: Paint,
): string[] {
  const { done, remove } = verdict.progress;
  const progress = `${done} of ${remove} remove entries carried out`;
  if (verdict.pass) {
    const still = pending.length === 0 ? "" : `, ${pending.length} pending`;
    return [
      `${paint.good("accepted")}: the change is exactly the plan in ${printable(mapName)} (${progress}${still})`,
    ];
  }
  const files = new Set(failing.map(({ path }) => path)).size;
  return [
    `${paint.bad("rejected")}: ${count(failing.length, "finding")} in ${count(files, "file")}; ${progress}`,
    `  ${codeCounts(failing)}`,
  ];
}

/** "2 extra-change, 1 not-removed", in the order of the table of codes. */
function codeCounts(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.keys(FINDING_CODES)
    .flatMap((code) => (counts.has(code) ? [`${counts.get(code) ?? 0} ${code}`] : []))
    .join(", ");
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
