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
  return new Map(
    ENTRY_KEYS.flatMap((key) => {
      const value = valueOf(entry, key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function valueOf(entry: Entry, key: EntryKey): string | number | undefined {
  switch (key) {
    case "path":
      return entry.path;
    case "line":
      return entry.line;
    case "end_line":
      return entry.endLine;
    case "column":
      return entry.column;
    case "reason":
      return entry.reason;
    case "keep_reason":
      return entry.decision === "keep" ? entry.keepReason : undefined;
  }
}

/** How far from the left an entry's dash stands, and how its lines end. */
export interface EntryStyle {
  readonly indent: number;
  readonly eol: string;
}

const NO_LINES: readonly string[] = [];

/** As scan writes maps. */
export const SCAN_STYLE: EntryStyle = { indent: 6, eol: "\n" };

/** The whole lines of an entry with the comments that stand at it. */
export function entryText(
  entry: Entry,
  { above, before, at }: EntryComments,
  { indent, eol }: EntryStyle = SCAN_STYLE,
): string {
  const left = " ".repeat(indent);
  let comments = "";
  for (const comment of above) comments += `${left}${comment}${eol}`;
  let keys = "";
  for (const key of ENTRY_KEYS) {
    const value = valueOf(entry, key);
    const over = before.get(key) ?? NO_LINES;
    const comment = at.get(key);
    if (value === undefined) {
      // A comment at a key that the entry has no more stays, on a line of its own.
      for (const homeless of over) comments += `${left}${homeless}${eol}`;
      if (comment !== undefined) comments += `${left}${comment}${eol}`;
      continue;
    }
    const first = key === "path";
    for (const one of over) keys += `${left}${first ? "" : "  "}${one}${eol}`;
    const text = typeof value === "number" ? value : scalar(value);
    keys += `${left}${first ? "- " : "  "}${key}: ${text}${comment === undefined ? "" : ` ${comment}`}${eol}`;
  }
  return comments + keys;
}
