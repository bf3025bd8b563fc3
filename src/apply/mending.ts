/**
 * The block entry that would do less damage than the lines of the map: what belongs together goes together, or is
 * rewritten together. Found by trying, the smallest first.
 */
import { decode } from "../text/encoding.ts";
import { cutOut, type Cut } from "./cut.ts";
import type { EditableText } from "./edits.ts";
import type { Span } from "./syntax.ts";

/** Lines first..last as one block entry. */
export interface Proposal extends Span {
  /** Only where the block has to be rewritten by hand instead of deleted: what its lines become. */
  readonly rewritten?: string;
}

/** How many lines a block found without knowing the file's structure may have beyond those that the map names. */
const REACH = 12;
/** What joins a line to the next one, and has nothing to join any more when that goes. */
const CONNECTOR = /\s*(?:,|\|\|?|&&?|\+|\\|(?<=\s)(?:and|or))\s*$/;
/** Marks at the end of the last line that goes; the line before may need some of them. */
const MARKS = /(?:\s*[)\]};,{:])+\s*$/;
/** Those that no line needs that was joined to nothing: what they open would take in what follows. */
const OPENING = /[{:]/;

export interface Mending {
  readonly proposal: Proposal;
  readonly cut: Cut;
}

/** All blocks worth a try, in order of preference. `structure` are the spans of what the lines belong to. */
export function* mendings(
  text: EditableText,
  { first, last }: Span,
  structure: readonly Span[],
  mayGo: (span: Span) => boolean,
): Generator<Mending> {
  for (const { rewritten, ...span } of rewritings(text, { first, last }))
    if (mayGo(span))
      yield { proposal: { ...span, rewritten }, cut: cutOut(text, span, rewritten + ending(text, span)) };
  const wider = structure
    .map((span) => ({ first: Math.min(first, span.first), last: Math.max(last, span.last) }))
    .filter((span) => span.last - span.first > last - first)
    .toSorted((a, b) => a.last - a.first - (b.last - b.first));
  // Without a structure the block that grows downwards comes first: two blocks that grow together upwards
  // (`}` and the head of the next one) would parse as well.
  for (const span of wider.length > 0 ? wider : growing({ first, last }, text.lines.count))
    if (mayGo(span)) yield { proposal: span, cut: cutOut(text, span) };
}

/** The line before the block without the connector at its end, with what ends the last line, or some of it. */
function rewritings({ lines }: EditableText, { first, last }: Span): Required<Proposal>[] {
  const content = (line: number): string => decode(lines.content(line));
  let before = first - 1;
  while (before > 0 && content(before).trim() === "") before -= 1;
  if (before === 0) return [];
  const line = content(before);
  const stripped = line.replace(CONNECTOR, "");
  const marks = (MARKS.exec(content(last))?.[0] ?? "").trimEnd();
  const versions = Array.from(marks, (_, from) => marks.slice(from).replace(/,$/, ""))
    .filter((end) => stripped !== line || !OPENING.test(end))
    .map((end) => stripped + end);
  return [...new Set([...versions, stripped])]
    .filter((rewritten) => rewritten !== line)
    .map((rewritten) => ({ first: before, last, rewritten }));
}

/** The line end of the block's first line. */
function ending({ lines }: EditableText, { first }: Span): string {
  return decode(lines.get(first).subarray(lines.content(first).length));
}

function* growing({ first, last }: Span, count: number): Generator<Span> {
  for (let more = 1; more <= REACH; more += 1) {
    for (let up = 0; up <= more; up += 1) {
      const span = { first: first - up, last: last + more - up };
      if (span.first >= 1 && span.last <= count) yield span;
    }
  }
}
