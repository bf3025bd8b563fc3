/** Findings for a person: by file, the lines in question as a small diff, what was expected, what to do next. */
import type { Finding, LineRange, Replacement } from "../gate/findings.ts";
import { printable, shorten } from "../text/printable.ts";
import { placeOf } from "../map/model.ts";
import { mendOf, type Mend, type MendContext } from "./mend.ts";
import { messageOf } from "./messages.ts";
import type { View } from "./view.ts";
import { count, wrap } from "./words.ts";

/** Lines of one side of a finding that are shown before the rest is counted. */
const SHOWN_LINES = 6;
/** Findings that are shown before the rest is counted. */
export const SHOWN_FINDINGS = 50;
/** Where the text of a labelled line begins. */
const HANGING = "              ";

/** Lines for all findings, with a blank line behind each file. */
export function findingLines(findings: readonly Finding[], context: MendContext, view: View): string[] {
  const shown = view.all ? findings : findings.slice(0, SHOWN_FINDINGS);
  const lines: string[] = [];
  let path: string | undefined;
  for (const finding of shown) {
    if (finding.path !== path) {
      if (path !== undefined) lines.push("");
      path = finding.path;
      lines.push(heading(path, view));
    }
    lines.push(...oneFinding(finding, context, view));
  }
  if (lines.length > 0) lines.push("");
  const left = findings.slice(shown.length);
  if (left.length > 0) {
    const files = new Set(left.map((finding) => finding.path)).size;
    lines.push(`… ${count(left.length, "more finding")} in ${count(files, "file")}; --all shows them`, "");
  }
  return lines;
}

function heading(path: string, { paint, linkTo }: View): string {
  const shown = paint.bold(printable(path));
  return linkTo ? link(linkTo(path), shown) : shown;
}

/** A terminal hyperlink (OSC 8). The target is a URI of ours, without control characters. */
function link(target: string, text: string): string {
  return `\u001b]8;;${target}\u0007${text}\u001b]8;;\u0007`;
}

function oneFinding(finding: Finding, context: MendContext, view: View): string[] {
  const { expected, found, next } = messageOf(finding);
  const category = finding.category === undefined ? "" : ` (${finding.category})`;
  return [
    `  ${placeText(finding)}  ${view.paint.bad(finding.code)}${category}`,
    ...excerpt(finding, view),
    ...labelled("expected", expected, view),
    ...labelled("found", found, view),
    ...labelled("entry", entryText(finding), view),
    ...labelled("next", next, view),
    ...mendLines(mendOf(finding, context)),
  ];
}

/** The entry that the finding is about, or that there is none. */
function entryText({ entry }: Finding): string {
  return entry ? `${entry.decision} ${placeOf(entry)} (${entry.category})` : "none";
}

/** Never wrapped: these lines are there to be copied. */
function mendLines({ command, map }: Mend): string[] {
  return [
    ...(command === undefined ? [] : [`    ${"mend".padEnd(10)}${printable(command)}`]),
    ...map.flatMap(({ action, list, item }) => [
      `    ${"map".padEnd(10)}${action}, under ${list}:`,
      `${HANGING}${printable(item)}`,
    ]),
  ];
}

/** Where it is, at the base and at the head. */
export function placeText({ base, head, column }: Pick<Finding, "base" | "head" | "column">): string {
  const at = column === undefined || column === 0 ? "" : `:${column}`;
  if (base?.first === 0 || head?.first === 0) return "whole file";
  if (base && head) return `base ${range(base)}${at} → head ${range(head)}`;
  return base ? `base ${range(base)}${at}` : `head ${head ? range(head) : "?"}${at}`;
}

export function range({ first, last }: LineRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

/** The lines before and after, with their numbers at the base and at the head. */
export function excerpt({ before, after, base, head }: Finding | Replacement, view: View): string[] {
  const { paint } = view;
  const row = (
    baseLine: number | undefined,
    headLine: number | undefined,
    mark: string,
    line: string,
  ): string => `    ${number(baseLine)} ${number(headLine)} ${mark} ${line}`;
  const width = Math.max(20, view.width - 18);
  const same = before.length === after.length && before.every((line, index) => line === after[index]);
  const [gone, come] = shownSides(before, after, width);
  const side = (
    lines: readonly string[],
    make: (line: string, index: number) => string,
    colour: (text: string) => string,
  ): string[] => {
    const cut = view.all || lines.length <= SHOWN_LINES ? lines : lines.slice(0, SHOWN_LINES - 1);
    const more = lines.length - cut.length;
    return [
      ...cut.map((line, index) => colour(make(line, index))),
      ...(more === 0 ? [] : [`${HANGING}  … ${count(more, "more line")}`]),
    ];
  };
  // Nobody changed them: an entry that is not carried out, an occurrence without an entry.
  if (same)
    return side(
      gone,
      (line, index) => row(base && base.first + index, head && head.first + index, " ", line),
      (text) => text,
    );
  return [
    ...side(gone, (line, index) => row((base?.first ?? 1) + index, undefined, "-", line), paint.bad),
    ...side(come, (line, index) => row(undefined, (head?.first ?? 1) + index, "+", line), paint.good),
  ];
}

/**
 * The lines as they fit into `width`. A line is cut where it begins to differ from the one that came in its place, so
 * that the difference is seen in the narrowest window; both are cut alike.
 */
function shownSides(
  before: readonly string[],
  after: readonly string[],
  width: number,
): readonly [string[], string[]] {
  const shown = [before.map(printable), after.map(printable)] as const;
  const cut = (lines: readonly string[], others: readonly string[]): string[] =>
    lines.map((line, index) => {
      const other = others[index] ?? "";
      const longest = Math.max(line.length, others.length === lines.length ? other.length : 0);
      const from = longest <= width ? 0 : firstDifference(line, other) - Math.floor(width / 3);
      return from <= 0 || others.length !== lines.length
        ? shorten(line, width)
        : `…${shorten(line.slice(characterStart(line, from)), width - 1)}`;
    });
  return [cut(shown[0], shown[1]), cut(shown[1], shown[0])];
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  // Two equal lines differ nowhere, and are read from their beginning.
  return one === other ? 0 : at;
}

/** Not between the halves of a surrogate pair. */
function characterStart(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at;
}

function number(line: number | undefined): string {
  return (line === undefined ? "" : String(line)).padStart(5);
}

function labelled(label: string, text: string, { width }: View): string[] {
  const [first = "", ...more] = wrap(printable(text), Math.max(24, width - HANGING.length));
  return [`    ${label.padEnd(10)}${first}`, ...more.map((line) => `${HANGING}${line}`)];
}
