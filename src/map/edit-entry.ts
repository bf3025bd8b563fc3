/**
 * One entry that becomes another, as text: in its own lines where only values change, anew where keys do.
 */
import { isScalar, type Scalar } from "yaml";
import { entryText, entryValues, type EntryComments } from "./entry-text.ts";
import { scalarOf, type EntryLayout } from "./layout.ts";
import type { Entry } from "./model.ts";
import { quoted, scalar } from "./scalars.ts";
import { applyEdits, type TextEdit } from "../text/edits.ts";

/** An entry as it is to be. */
export interface Revision {
  readonly entry: Entry;
  /** The new comment beside its line number, with its `#`; undefined leaves the one that is there. */
  readonly lineComment?: string;
}

export function withLineComment(comments: EntryComments, comment: string | undefined): EntryComments {
  return comment === undefined ? comments : { ...comments, at: new Map([...comments.at, ["line", comment]]) };
}

/** Whole lines with their ends. */
export function linesText(texts: readonly string[], eol: string): string {
  return texts.map((text) => text + eol).join("");
}

/** Comments between the dash and the first key: they count as above, but do not lie there. */
export function innerAbove({ comments, attached }: EntryLayout, text: string): readonly string[] {
  const attachedLines = text.slice(attached.start, attached.end).split("\n").length - 1;
  return comments.above.slice(attachedLines);
}

/** The lines of `item` after the revision, without the comment lines above it. Its list stays the same. */
export function editEntry(
  text: string,
  eol: string,
  item: EntryLayout,
  { entry, lineComment }: Revision,
  indent: number,
): string {
  const { own, node } = item;
  const after = entryValues(entry);
  const before = entryValues(item.entry);
  if (before.size !== after.size || [...before.keys()].some((key) => !after.has(key))) {
    const comments = { ...withLineComment(item.comments, lineComment), above: innerAbove(item, text) };
    return entryText(entry, comments, { indent, eol });
  }
  const edits: TextEdit[] = [];
  for (const [key, value] of after) {
    const place = scalarOf(node, key);
    if (value !== before.get(key) && place)
      edits.push(valueEdit(text, eol, place, value, node.flow === true));
  }
  if (lineComment !== undefined) edits.push(commentEdit(item, lineComment));
  return applyEdits(
    text.slice(own.start, own.end),
    edits.map((edit) => ({ ...edit, start: edit.start - own.start, end: edit.end - own.start })),
  );
}

function valueEdit(
  text: string,
  eol: string,
  place: Scalar,
  value: string | number,
  flow: boolean,
): TextEdit {
  const [start, end] = place.range ?? [0, 0];
  const written = typeof value === "number" ? String(value) : flow ? quoted(value) : scalar(value);
  // The text of a block scalar ends with its line end.
  return { start, end, text: text.slice(start, end).endsWith("\n") ? `${written}${eol}` : written };
}

function commentEdit({ node, lineComment: there }: EntryLayout, comment: string): TextEdit {
  if (there) return { start: there.start, end: there.end, text: comment };
  const line = scalarOf(node, "line");
  const end = node.flow === true ? node.range?.[1] : isScalar(line) ? line.range?.[1] : undefined;
  if (end === undefined) throw new Error("an entry without a place");
  return { start: end, end, text: ` ${comment}` };
}
