/**
 * The pieces that the change of one file is made of, so that each can be tried without the others: a line or block
 * that goes, or a line in which something changes.
 */
import { lastLine, type Entry } from "../map/model.ts";
import type { Edit } from "../occurrence/substitute.ts";
import { editsOf, type EditableText, type How } from "./edits.ts";
import type { Joint, Span } from "./syntax.ts";

export interface Cut extends Span {
  /** Ascending, none overlaps another. */
  readonly edits: readonly Edit[];
  /** The lines of it that are deleted, not changed. */
  readonly gone: Span | undefined;
}

/** One for each line or block. `entries` are the remove entries for lines of the text that are carried out. */
export function cutsOf(text: EditableText, entries: readonly Entry[], how: How): Cut[] {
  const groups: { first: number; last: number; entries: Entry[] }[] = [];
  for (const entry of entries.filter(({ line }) => line > 0).toSorted((a, b) => a.line - b.line)) {
    const [open, last] = [groups.at(-1), Math.min(lastLine(entry), text.lines.count)];
    if (open && entry.line <= open.last) {
      open.last = Math.max(open.last, last);
      open.entries.push(entry);
    } else groups.push({ first: entry.line, last, entries: [entry] });
  }
  return groups.map(({ first, last, entries: own }) => {
    const deletes = how.operation === "remove" && own.some(({ column }) => column === undefined);
    return { first, last, gone: deletes ? { first, last } : undefined, edits: editsOf(text, own, how).edits };
  });
}

/** Cuts with no line between them: what opens in one may close in the next. */
export function runsOf(cuts: readonly Cut[]): Cut[][] {
  const runs: Cut[][] = [];
  for (const cut of cuts) {
    const run = runs.at(-1);
    if (run && run.at(-1)?.last === cut.first - 1) run.push(cut);
    else runs.push([cut]);
  }
  return runs;
}

/** The lines of `span` gone; `instead`, one line with its end, takes their place. */
export function cutOut({ lines, mark }: EditableText, { first, last }: Span, instead?: string): Cut {
  const start = first === 1 ? mark : lines.start(first);
  const edit = { start, end: lines.start(last + 1), text: instead ?? "" };
  return { first, last, gone: { first: instead === undefined ? first : first + 1, last }, edits: [edit] };
}

/** `cuts` with `cut`: the larger of two that share lines stands for both. */
export function joinCut(cuts: readonly Cut[], cut: Cut): readonly Cut[] {
  if (cuts.some(({ first, last }) => first <= cut.first && cut.last <= last)) return cuts;
  return [...cuts.filter(({ first, last }) => last < cut.first || first > cut.last), cut];
}

export function editsIn(cuts: readonly Cut[]): Edit[] {
  return cuts.flatMap(({ edits }) => edits).toSorted((a, b) => a.start - b.start);
}

/** Would a head lose its block, or a block its head? */
export function tears(cuts: readonly Cut[], joints: readonly Joint[]): boolean {
  const spans = cuts.flatMap(({ gone }) => gone ?? []);
  const isGone = (line: number): boolean => spans.some(({ first, last }) => line >= first && line <= last);
  return joints.some(({ head, body }) => isGone(head) !== body.every(isGone));
}
