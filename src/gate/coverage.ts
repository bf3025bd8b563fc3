/**
 * Entries against the occurrences of one file at the base: which occurrence has an entry, and which entry has
 * an occurrence.
 */
import { lastLine, type Entry } from "../map/model.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";

export interface Coverage {
  /** Occurrences that no entry lists. */
  readonly unmapped: readonly Occurrence[];
  /** Entries on whose line, block or file nothing stands. */
  readonly stale: readonly Entry[];
  /** Entries that stand for something. */
  readonly live: readonly Entry[];
}

/** `occurrences` are all of the file's, those in its name included; `entries` all of its entries. */
export function coverage(occurrences: readonly Occurrence[], entries: readonly Entry[]): Coverage {
  const wholeFileGoes = entries.some(({ line, decision }) => line === 0 && decision === "remove");
  const byLine = new Map<number, Entry[]>();
  const blocks: Entry[] = [];
  for (const entry of entries) {
    if (lastLine(entry) > entry.line) blocks.push(entry);
    else byLine.set(entry.line, [...(byLine.get(entry.line) ?? []), entry]);
  }
  blocks.sort((a, b) => a.line - b.line);
  const live = new Set<Entry>();
  const unmapped: Occurrence[] = [];
  for (const occurrence of occurrences) {
    const listed = [...(byLine.get(occurrence.line) ?? []), ...blocksAt(blocks, occurrence.line)].filter(
      ({ column }) => {
        return column === undefined || column === occurrence.column;
      },
    );
    for (const entry of listed) live.add(entry);
    if (listed.length === 0 && !wholeFileGoes) unmapped.push(occurrence);
  }
  if (occurrences.length > 0) {
    // Line 0 is the file: its name or anything in it is enough.
    for (const entry of entries) if (entry.line === 0) live.add(entry);
  }
  return {
    unmapped,
    stale: entries.filter((entry) => !live.has(entry)),
    live: entries.filter((entry) => live.has(entry)),
  };
}

/** Blocks are few; a file with very many would be a strange plan, and is still judged correctly. */
function blocksAt(blocks: readonly Entry[], line: number): Entry[] {
  const found: Entry[] = [];
  for (const block of blocks) {
    if (block.line > line) break;
    if (line > 0 && lastLine(block) >= line) found.push(block);
  }
  return found;
}
