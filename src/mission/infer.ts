/**
 * Does a specification describe a bulk edit? Finds the words that say so, and where.
 *
 * It is a warning and not a judgement: the words that make people forget the map are few and plain ("rename …
 * everywhere", "every occurrence of"), so a table of them is enough, and each hit can be shown. Code blocks,
 * comments and denials ("this is not a bulk edit") do not count. Every pattern is bounded: linear time.
 */
import { printable, shorten } from "../text/printable.ts";

/** One place whose words describe a bulk edit. `line` and `column` are 1-based. */
export interface BulkEditPhrase {
  readonly rule: string;
  readonly line: number;
  readonly column: number;
  /** The words themselves, on one line, safe to print. */
  readonly text: string;
}

const CHANGE =
  "(?:renam(?:e|es|ed|ing)|replac(?:e|es|ed|ing|ement of)|remov(?:e|es|ed|ing|al of)|delet(?:e|es|ed|ing)|" +
  "retir(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|updat(?:e|es|ed|ing)|migrat(?:e|es|ed|ing)|switch(?:es|ed|ing)?|" +
  "convert(?:s|ed|ing)?|rewrit(?:e|es|ing)|drop(?:s|ped|ping)?|eliminat(?:e|es|ed|ing))";

const WHOLE =
  "(?:everywhere|throughout|across (?:the |our |all |every )?(?:whole |entire )?" +
  "(?:codebase|code base|repository|repo|project|tree|files|docs|documentation|modules|packages))";

const RULES: Readonly<Record<string, RegExp>> = {
  "bulk-edit": /\bbulk[- ](?:edit|rename|replace(?:ment)?|removal|change)s?\b/gi,
  "find-and-replace": /\b(?:find|search)[- ](?:and|&)[- ]replace\b/gi,
  "every-occurrence":
    /\b(?:every|each|all|any remaining)(?: the| of the)? (?:occurrences?|mentions?|references?|usages?|uses|instances?|call sites?)\b/gi,
  "change-everywhere": new RegExp(`\\b${CHANGE}\\b[^.!?\\n]{0,120}?\\b${WHOLE}`, "gi"),
  "whole-codebase": /\b(?:code ?base|repo(?:sitory)?|project)[- ]wide\b/gi,
};

const DENIAL = /\b(?:not|no|never|without|isn't|aren't)\b(?:\s+\w+){0,2}\s+$/i;
const LONGEST_SHOWN = 120;

export function findBulkEditPhrases(spec: string): BulkEditPhrase[] {
  const prose = proseOf(spec);
  const starts = lineStarts(spec);
  const found = Object.entries(RULES).flatMap(([rule, pattern]) =>
    [...prose.matchAll(pattern)]
      .filter(({ index }) => !DENIAL.test(prose.slice(Math.max(0, index - 40), index)))
      .map(({ index, 0: words }) => ({ rule, index, end: index + words.length })),
  );
  found.sort((a, b) => a.index - b.index || b.end - a.end);
  // Of two that overlap the first, longer one is enough.
  const standing = found.filter(({ index }, at) =>
    found.slice(Math.max(0, at - 8), at).every((one) => one.end <= index),
  );
  return standing.map(({ rule, index, end }) => {
    const line = lineOf(starts, index);
    const text = shorten(printable(spec.slice(index, end).replace(/\s+/g, " ")), LONGEST_SHOWN);
    return { rule, line, column: index - (starts[line - 1] ?? 0) + 1, text };
  });
}

/** The text with what is no prose blanked, each character at its place; line breaks within a paragraph are blanks. */
function proseOf(spec: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of spec.replace(/<!--[\s\S]*?(?:-->|$)/g, blank).split("\n")) {
    const mark = /^ {0,3}(```+|~~~+)/.exec(line)?.[1]?.slice(0, 3);
    const inFence = fence !== undefined;
    if (mark !== undefined && (fence === undefined || fence === mark)) fence = inFence ? undefined : mark;
    kept.push(inFence || mark !== undefined ? blank(line) : line);
  }
  // A blank line ends a paragraph and stays a line break; so does a line that begins a list item or a heading.
  return kept.join("\n").replace(/\n(?![ \t\r]*(?:\n|[-*+#|>]|\d+[.)]))/g, " ");
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
