/**
 * What the map allows for each base line of one file. Everything that the judge knows of entries, it learns
 * here; a line without a rule stands.
 */
import { compareEntries, lastLine, type Entry } from "../map/model.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import type { Side } from "./sides.ts";

/** `entries`: those that say so about this very line; of several blocks over a line the innermost. */
export type LineRule =
  /** May be deleted, or replaced by a line without occurrences. */
  | { readonly kind: "remove"; readonly entries: readonly Entry[] }
  /** Carries kept and removed occurrences: must be replaced by a line that holds exactly the kept ones. */
  | {
      readonly kind: "retain";
      readonly entries: readonly Entry[];
      readonly keeping: readonly Entry[];
      readonly kept: readonly string[];
      readonly keptColumns: readonly number[];
    }
  /** Must become `wanted`, byte for byte (`Side.raw`), and nothing else. `kept`: the occurrences that stay. */
  | {
      readonly kind: "rename";
      readonly entries: readonly Entry[];
      readonly keeping: readonly Entry[];
      readonly wanted: string;
      /** How far each occurrence that stays moves to the right, in characters, by its column. */
      readonly moved: ReadonlyMap<number, number>;
    }
  /** Stands, and an entry says so. */
  | { readonly kind: "keep"; readonly entries: readonly Entry[] };

/** What becomes of the strings; undefined for a map that removes. */
export type Replacements = ReadonlyMap<string, string> | undefined;

/** Rules by 1-based line; lines of entries beyond the end of the file have none. */
export function lineRules(
  base: Side,
  entries: readonly Entry[],
  replacements: Replacements,
): ReadonlyMap<number, LineRule> {
  const sorted = entries.filter(({ line }) => line > 0).sort(compareEntries);
  const rules = new Map<number, LineRule>();
  for (const [line, listed] of entriesByLine(sorted, base.lineCount)) {
    const rule = ruleOf(base, line, listed, replacements);
    if (rule) rules.set(line, rule);
  }
  return rules;
}

/** Entries by the lines they cover. Blocks may be long and many: each line gets only the innermost of each kind. */
function entriesByLine(entries: readonly Entry[], lineCount: number): Map<number, Entry[]> {
  const found = new Map<number, Entry[]>();
  const add = (line: number, entry: Entry): void => {
    const known = found.get(line);
    if (known) known.push(entry);
    else found.set(line, [entry]);
  };
  for (const decision of ["keep", "remove"] as const) {
    const blocks = entries.filter((entry) => entry.decision === decision && lastLine(entry) > entry.line);
    for (const [line, block] of innermost(blocks, lineCount)) add(line, block);
  }
  for (const entry of entries)
    if (lastLine(entry) === entry.line && entry.line <= lineCount) add(entry.line, entry);
  return found;
}

/** For each covered line the block that begins last; in time of the lines covered, whatever overlaps. */
function* innermost(blocks: readonly Entry[], lineCount: number): Generator<[line: number, block: Entry]> {
  const waiting = [...blocks].sort((a, b) => b.line - a.line || lastLine(a) - lastLine(b));
  const open: Entry[] = [];
  for (let line = 1; line <= lineCount; line += 1) {
    if (open.length === 0) line = Math.max(line, waiting.at(-1)?.line ?? lineCount + 1);
    if (line > lineCount) return;
    while (waiting.at(-1)?.line === line) open.push(...waiting.splice(-1));
    for (let top = open.at(-1); top && lastLine(top) < line; top = open.at(-1)) open.pop();
    const block = open.at(-1);
    if (block) yield [line, block];
  }
}

function ruleOf(
  base: Side,
  line: number,
  listed: readonly Entry[],
  replacements: Replacements,
): LineRule | undefined {
  const removing = listed.filter(({ decision }) => decision === "remove");
  const keeping = listed.filter(({ decision }) => decision === "keep");
  if (removing.length === 0) return { kind: "keep", entries: keeping };
  // A valid map does not say both of a line; if one did, keep would win.
  if (keeping.some(({ column }) => column === undefined)) return { kind: "keep", entries: keeping };
  const whole = removing.some(({ column }) => column === undefined);
  const columns = new Set(removing.map(({ column }) => column));
  const isRemoved = ({ column }: Occurrence): boolean => whole || columns.has(column);
  // With columns, an occurrence that nobody lists is not ours to remove: it counts as kept (and is reported).
  const kept = base.on(line).filter((occurrence) => !isRemoved(occurrence));
  if (replacements) {
    const replaced = base.on(line).filter(isRemoved);
    // A stale entry gives no right to anything.
    if (replaced.length === 0) return keeping.length === 0 ? undefined : { kind: "keep", entries: keeping };
    const wanted = base.rawWith(line, replaced, replacements);
    return {
      kind: "rename",
      entries: removing,
      keeping,
      wanted,
      moved: shifts(kept, replaced, replacements),
    };
  }
  if (kept.length === 0) return { kind: "remove", entries: removing };
  return {
    kind: "retain",
    entries: removing,
    keeping,
    kept: kept.map(({ needle }) => needle),
    keptColumns: kept.map(({ column }) => column),
  };
}

function shifts(
  kept: readonly Occurrence[],
  replaced: readonly Occurrence[],
  replacements: ReadonlyMap<string, string>,
): Map<number, number> {
  const width = (text: string): number => Array.from(text).length;
  return new Map(
    kept.map(({ column }) => [
      column,
      replaced
        .filter((other) => other.column < column)
        .reduce((sum, { needle }) => sum + width(replacements.get(needle) ?? needle) - width(needle), 0),
    ]),
  );
}
