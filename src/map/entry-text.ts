/**
 * The text of one entry in a map: its keys in their order, a line each, with the comments that stand at them.
 */
import type { Entry } from "./model.ts";
import { scalar } from "./scalars.ts";
import { printable, shorten } from "../text/printable.ts";

export const ENTRY_KEYS = ["path", "line", "end_line", "column", "reason", "keep_reason"] as const;
export type EntryKey = (typeof ENTRY_KEYS)[number];

/** The comments of an entry, each with its `#`. */
export interface EntryComments {
  /** Comment lines right above the entry. */
  readonly above: readonly string[];
  /** Comment lines inside the entry, by the key that they stand above. */
  readonly before: ReadonlyMap<EntryKey, readonly string[]>;
  /** Comments at the ends of its lines, by key. */
  readonly at: ReadonlyMap<EntryKey, string>;
}

export const NO_COMMENTS: EntryComments = { above: [], before: new Map(), at: new Map() };

const LONGEST_COMMENT = 120;

/** What occmap shows beside an entry, on one safe line; undefined for nothing. */
export function shownComment(text: string | undefined): string | undefined {
  return text === undefined ? undefined : shorten(printable(text).trim(), LONGEST_COMMENT);
}

/** Comments that hold nothing but `text` beside the line number. */
export function besideLine(text: string | undefined): EntryComments {
  const shown = shownComment(text);
  return shown === undefined || shown === ""
    ? NO_COMMENTS
    : { ...NO_COMMENTS, at: new Map([["line", `# ${shown}`]]) };
}

/** The values of an entry by key, as they are written. Keys that it has not are absent. */
export function entryValues(entry: Entry): ReadonlyMap<EntryKey, string | number> {
  return new Map<EntryKey, string | number>([
    ["path", entry.path],
    ["line", entry.line],
    ...(entry.endLine === undefined ? [] : [["end_line", entry.endLine] as const]),
    ...(entry.column === undefined ? [] : [["column", entry.column] as const]),
    ["reason", entry.reason],
    ...(entry.decision === "keep" ? [["keep_reason", entry.keepReason] as const] : []),
  ]);
}

/** The lines of an entry without their ends, its dash `indent` spaces from the left. */
export function entryLines(entry: Entry, { above, before, at }: EntryComments, indent = 6): string[] {
  const left = " ".repeat(indent);
  const values = entryValues(entry);
  // A comment at a key that the entry has no more stays, on a line of its own.
  const homeless = ENTRY_KEYS.filter((key) => !values.has(key)).flatMap((key) => [
    ...(before.get(key) ?? []),
    ...(at.has(key) ? [at.get(key) ?? ""] : []),
  ]);
  const lines = [...above, ...homeless].map((comment) => `${left}${comment}`);
  for (const [key, value] of values) {
    const first = key === "path";
    for (const comment of before.get(key) ?? []) lines.push(`${left}${first ? "" : "  "}${comment}`);
    const comment = at.get(key);
    const text = typeof value === "number" ? String(value) : scalar(value);
    lines.push(`${left}${first ? "- " : "  "}${key}: ${text}${comment === undefined ? "" : ` ${comment}`}`);
  }
  return lines;
}
