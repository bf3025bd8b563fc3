/**
 * From the remove entries of one file to the pieces of its text that change.
 *
 * Everything is expressed as edits of the searchable text, so that line ends, encodings and byte-order marks are
 * kept by not being touched. A line is deleted with its own line end; the line before it stays as it is.
 */
import { lastLine, placeOf, type Entry, type Operation } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import type { Edit } from "../occurrence/substitute.ts";
import { groupByLine } from "../text/by-line.ts";
import type { Lines } from "../text/lines.ts";
import type { Problem } from "./deed.ts";

export interface EditableText {
  /** Lines of the searchable text. */
  readonly lines: Lines;
  /** Length of a byte-order mark within the searchable text; it belongs to no line. */
  readonly mark: number;
  readonly occurrences: readonly Occurrence[];
}

export interface How {
  readonly operation: Operation;
  readonly needles: Needles;
  readonly replacements: ReadonlyMap<string, string>;
}

export interface Edits {
  /** Ascending, none overlaps another. */
  readonly edits: readonly Edit[];
  readonly problems: readonly Problem[];
}

/** `entries` are remove entries on lines of the text. An entry that finds no occurrence is a problem. */
export function editsOf(text: EditableText, entries: readonly Entry[], how: How): Edits {
  const byLine = groupByLine(text.occurrences);
  const stale = entries.filter((entry) => covered(entry, byLine).length === 0);
  const chosen = entries.filter((entry) => !stale.includes(entry));
  const problems = stale.map((entry) => staleProblem(entry));
  if (how.operation === "rename") return { edits: substitutions(chosen, byLine, how), problems };
  const removal = removals(text, chosen, byLine, how);
  return { edits: removal.edits, problems: [...problems, ...removal.problems] };
}

type ByLine = ReadonlyMap<number, readonly Occurrence[]>;

function covered(entry: Entry, byLine: ByLine): Occurrence[] {
  const found: Occurrence[] = [];
  for (let line = entry.line; line <= lastLine(entry); line += 1) {
    for (const occurrence of byLine.get(line) ?? [])
      if (entry.column === undefined || entry.column === occurrence.column) found.push(occurrence);
  }
  return found;
}

function substitutions(entries: readonly Entry[], byLine: ByLine, { replacements }: How): Edit[] {
  const chosen = new Set(entries.flatMap((entry) => covered(entry, byLine)));
  return [...chosen]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, needle }) => ({ start, end, text: replacements.get(needle) ?? needle }));
}

function removals(text: EditableText, entries: readonly Entry[], byLine: ByLine, how: How): Edits {
  const deleted = new Set<number>();
  const taken = new Map<number, Set<Occurrence>>();
  for (const entry of entries) {
    if (entry.column === undefined) {
      for (let line = entry.line; line <= Math.min(lastLine(entry), text.lines.count); line += 1)
        deleted.add(line);
      continue;
    }
    const onLine = taken.get(entry.line) ?? new Set();
    for (const occurrence of covered(entry, byLine)) onLine.add(occurrence);
    taken.set(entry.line, onLine);
  }
  const edits: Edit[] = [];
  const problems: Problem[] = [];
  for (const [line, occurrences] of taken) {
    if (deleted.has(line)) continue;
    // As the gate has it: a line on which nothing is kept goes as a whole.
    if (occurrences.size === (byLine.get(line) ?? []).length) {
      deleted.add(line);
      continue;
    }
    const cuts = [...occurrences].map(({ start, end }) => ({ start, end, text: "" }));
    problems.push(...joined(text, line, cuts, byLine, how));
    edits.push(...cuts);
  }
  for (const line of deleted) {
    const start = line === 1 ? text.mark : text.lines.start(line);
    edits.push({ start, end: text.lines.start(line + 1), text: "" });
  }
  return { edits: edits.sort((a, b) => a.start - b.start), problems };
}

/** Taking a match out of a line joins what stood around it, which may be a match again. */
function joined(
  { lines }: EditableText,
  line: number,
  cuts: readonly Edit[],
  byLine: ByLine,
  { needles }: How,
): Problem[] {
  const [path = "", kept] = [byLine.get(line)?.[0]?.path, keptNeedles(byLine.get(line) ?? [], cuts)];
  const parts: Buffer[] = [];
  let from = lines.start(line);
  for (const { start, end } of cuts.toSorted((a, b) => a.start - b.start)) {
    parts.push(lines.bytes.subarray(from, start));
    from = end;
  }
  parts.push(lines.bytes.subarray(from, lines.start(line + 1)));
  const left = needles.find(Buffer.concat(parts)).map(({ needle }) => needle);
  if (left.length === kept.length && left.every((needle, index) => needle === kept[index])) return [];
  return [
    {
      path,
      line,
      why: "taking the occurrence out of the line would leave another one",
      next: "edit this line by hand; the gate accepts any line that holds exactly the kept occurrences",
    },
  ];
}

function keptNeedles(occurrences: readonly Occurrence[], cuts: readonly Edit[]): string[] {
  const gone = new Set(cuts.map(({ start }) => start));
  return occurrences.filter(({ start }) => !gone.has(start)).map(({ needle }) => needle);
}

function staleProblem(entry: Entry): Problem {
  return {
    path: entry.path,
    line: entry.line,
    why: `${placeOf(entry)} holds no occurrence`,
    next: "see what the map says of it: occmap check",
  };
}
