/** One list of entries in block style, as text: which lines stay, which come, and in what order. */
import { innerAbove, linesText } from "./edit-entry.ts";
import { isSorted, type EntryLayout, type ListLayout, type MapLayout } from "./layout.ts";
import { compareEntries, type Entry } from "./model.ts";
import type { TextEdit } from "../text/edits.ts";

/** An entry after the edit, and its whole lines with the comments above it. */
export interface Piece {
  readonly entry: Entry;
  readonly text: string;
}

export interface ListItem {
  readonly item: EntryLayout;
  /** Undefined where the entry leaves the list. */
  readonly piece: Piece | undefined;
}

/**
 * A list is a row of slots: free lines, then an entry. Free lines stay where they are, and so does what the
 * entries that go leave behind (`dropped`). A list that was in the map's order stays in it.
 */
export function listEdits(
  { text, eol }: MapLayout,
  list: ListLayout,
  items: readonly ListItem[],
  incoming: readonly Piece[],
  dropped: ReadonlyMap<Entry, readonly string[]> | undefined,
): TextEdit[] {
  const unchanged = items.every(
    ({ item, piece }) => piece?.text === text.slice(item.attached.start, item.own.end),
  );
  if (unchanged && incoming.length === 0) return [];
  const start = items[0]?.item.attached.start ?? 0;
  const gaps: string[] = [];
  const staying: Piece[] = [];
  let gap = "";
  let end = start;
  for (const { item, piece } of items) {
    gap += text.slice(end, item.attached.start);
    end = item.own.end;
    if (piece) {
      gaps.push(gap);
      staying.push(piece);
      gap = "";
    } else {
      const words = dropped?.get(item.entry);
      if (words) gap += leftover(text, eol, item, words, list.indent);
    }
  }
  const sorted = isSorted(items.map(({ item }) => item));
  const ordered = sorted ? staying.toSorted((a, b) => compareEntries(a.entry, b.entry)) : staying;
  const body = fill(ordered, gaps, incoming) + gap;
  const { empty, afterColon } = list;
  if (empty) {
    const below = text.indexOf("\n", empty.end) + 1;
    return [
      { start: afterColon, end: empty.end, text: "" },
      { start: below, end: below, text: body },
    ];
  }
  const whole = { start, end, text: body };
  const holds = ordered.length + incoming.length > 0;
  return holds ? [whole] : [{ start: afterColon, end: afterColon, text: " []" }, whole];
}

/** Entries in their slots, each incoming one before the first that is greater. */
function fill(staying: readonly Piece[], gaps: readonly string[], incoming: readonly Piece[]): string {
  let text = "";
  let next = 0;
  staying.forEach((piece, at) => {
    let before = "";
    for (let one = incoming[next]; one && compareEntries(one.entry, piece.entry) < 0; one = incoming[next]) {
      before += one.text;
      next += 1;
    }
    const gap = gaps[at] ?? "";
    // Free lines in the middle are more likely about what follows them; those at the top are about the list.
    text += (at === 0 ? gap + before : before + gap) + piece.text;
  });
  return (
    text +
    incoming
      .slice(next)
      .map((piece) => piece.text)
      .join("")
  );
}

/** Of an entry that goes: the comments above it, and the words that are to stay. */
function leftover(
  text: string,
  eol: string,
  item: EntryLayout,
  words: readonly string[],
  indent: number,
): string {
  const above = text.slice(item.attached.start, item.attached.end);
  const below = [...innerAbove(item, text), ...words].map((word) => `${" ".repeat(indent)}${word}`);
  return above + linesText(below, eol);
}
