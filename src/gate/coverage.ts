/**
 * Entries against the occurrences of one file at the base: which occurrence has an entry, and which entry has
 * an occurrence.
 */
import { lastLine, type Entry, type Operation } from "../map/model.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";

export interface Coverage {
  /** Occurrences that no entry lists. */
  readonly unmapped: readonly Occurrence[];
  /** Entries on whose line, block or file nothing stands. */
  readonly stale: readonly Entry[];
  /** Entries that stand for something. */
  readonly live: readonly Entry[];
}

/**
 * `occurrences` are all of the file's, those in its name included; `entries` all of its entries. An entry for the
 * whole file (line 0) stands for the name and, in a binary file, for what its bytes hold. In a map that removes,
 * it stands for everything inside as well.
 */
export function coverage(
  occurrences: readonly Occurrence[],
  entries: readonly Entry[],
  operation: Operation,
): Coverage {
  const whole = entries.filter(({ line }) => line === 0);
  const single = new SingleLines(entries.filter((entry) => entry.line > 0 && lastLine(entry) === entry.line));
  const blocks = new Blocks(entries.filter((entry) => lastLine(entry) > entry.line));
  const wholeFileGoes = operation === "remove" && whole.some(({ decision }) => decision === "remove");
  const live = new Set<Entry>();
  const unmapped: Occurrence[] = [];
  for (const occurrence of occurrences) {
    const listed = occurrence.line === 0 ? whole : single.at(occurrence);
    for (const entry of listed) if (standsFor(entry, occurrence, operation)) live.add(entry);
    const covered = listed.length > 0 || blocks.cover(occurrence.line) || wholeFileGoes;
    if (!covered) unmapped.push(occurrence);
  }
  if (operation === "remove" && occurrences.length > 0) for (const entry of whole) live.add(entry);
  for (const entry of blocks.withAny(occurrences)) live.add(entry);
  return {
    unmapped,
    stale: entries.filter((entry) => !live.has(entry)),
    live: entries.filter((entry) => live.has(entry)),
  };
}

/** A rename map moves a file for its name alone; what the bytes of a binary file hold only keeps an entry alive. */
function standsFor(entry: Entry, { line, kind }: Occurrence, operation: Operation): boolean {
  return line !== 0 || operation === "remove" || entry.decision === "keep" || kind === "path";
}

/** Entries for one line, by line and column. */
class SingleLines {
  readonly #byPlace = new Map<string, Entry[]>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      const place = `${entry.line}:${entry.column ?? ""}`;
      const known = this.#byPlace.get(place);
      if (known) known.push(entry);
      else this.#byPlace.set(place, [entry]);
    }
  }

  at({ line, column }: Occurrence): Entry[] {
    const found = this.#byPlace.get(`${line}:`) ?? [];
    const exact = this.#byPlace.get(`${line}:${column}`) ?? [];
    return exact.length === 0 ? found : [...found, ...exact];
  }
}

/** Entries for several lines. They may overlap in any number, so nothing here looks at all of them at once. */
class Blocks {
  readonly #blocks: readonly Entry[];
  /** The lines they cover together, as runs in ascending order. */
  readonly #runs: readonly { readonly first: number; readonly last: number }[];

  constructor(blocks: readonly Entry[]) {
    this.#blocks = blocks;
    const runs: { first: number; last: number }[] = [];
    for (const block of [...blocks].sort((a, b) => a.line - b.line)) {
      const previous = runs.at(-1);
      if (previous && block.line <= previous.last + 1)
        previous.last = Math.max(previous.last, lastLine(block));
      else runs.push({ first: block.line, last: lastLine(block) });
    }
    this.#runs = runs;
  }

  cover(line: number): boolean {
    const run = this.#runs[firstAtLeast(this.#runs.length, (index) => this.#runs[index]?.last ?? 0, line)];
    return run !== undefined && run.first <= line;
  }

  /** The blocks in which at least one of the occurrences stands. */
  withAny(occurrences: readonly Occurrence[]): Entry[] {
    const lines = occurrences.map(({ line }) => line).sort((a, b) => a - b);
    return this.#blocks.filter((block) => {
      const next = lines[firstAtLeast(lines.length, (index) => lines[index] ?? 0, block.line)];
      return next !== undefined && next <= lastLine(block);
    });
  }
}

/** Index of the first of `count` ascending values that is at least `wanted`; `count` where none is. */
function firstAtLeast(count: number, valueAt: (index: number) => number, wanted: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
