/**
 * Entries of one file that follow their lines to another version of it.
 *
 * Lines that are equal on both sides stand. What lies between them was edited: there a line that came unchanged
 * from elsewhere in the file is still the same line; the rest is matched by order and by the strings it holds. The
 * gate does not guess like that (gate/carry.ts); here a wrong guess is shown to a person, marked as changed.
 */
import type { FileHistory } from "../gate/carry.ts";
import { Side } from "../gate/sides.ts";
import { standingLines } from "../gate/standing-lines.ts";
import { lastLine, type Entry } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import { substitutePath } from "../occurrence/substitute.ts";
import { groupByLine } from "../text/by-line.ts";

/** What became of one entry. */
export type Step =
  /** It stands on the same text. */
  | { readonly kind: "stands"; readonly entry: Entry }
  /** It stands on another text that probably took the place of the old one. */
  | { readonly kind: "changed"; readonly entry: Entry }
  | { readonly kind: "done" }
  /** Nothing is there that could be it. */
  | { readonly kind: "gone" };

/** The strings, and what they become; no replacements in a remove map. */
export interface Strings {
  readonly needles: Needles;
  readonly replacements: ReadonlyMap<string, string>;
}

const GONE: Step = { kind: "gone" };
const DONE: Step = { kind: "done" };

export function followFile(
  { path, newPath, before, after }: FileHistory,
  entries: readonly Entry[],
  strings: Strings,
): ReadonlyMap<Entry, Step> {
  const { needles, replacements } = strings;
  const steps = new Map<Entry, Step>();
  if (!after) {
    for (const entry of entries) steps.set(entry, entry.decision === "remove" ? DONE : GONE);
    return steps;
  }
  const file = new EditedFile(new Side(path, before, needles), new Side(newPath, after, needles), strings);
  for (const entry of entries) if (entry.line > 0) file.claimStanding(entry);
  for (const [entry, step] of file.follow(entries)) steps.set(entry, atPath(step, newPath));
  for (const entry of entries) {
    if (entry.line > 0) continue;
    const moved = path !== newPath && entry.decision === "remove";
    const asPlanned =
      moved && replacements.size > 0 && newPath === substitutePath(path, needles, replacements);
    steps.set(
      entry,
      asPlanned ? DONE : { kind: moved ? "changed" : "stands", entry: { ...entry, path: newPath } },
    );
  }
  return steps;
}

function atPath(step: Step, path: string): Step {
  return "entry" in step ? { ...step, entry: { ...step.entry, path } } : step;
}

/** Two versions of a file. Lines are 1-based. */
class EditedFile {
  readonly #old: Side;
  readonly #now: Side;
  readonly #strings: Strings;
  /** New line of each old line that stands. */
  readonly #standing: ReadonlyMap<number, number>;
  readonly #standingNow: ReadonlySet<number>;
  /** New lines that entries stand on already. */
  readonly #taken = new Set<number>();
  /** New lines that do not stand, by their text; made when asked for. */
  #edited: ReadonlyMap<string, readonly number[]> | undefined;

  constructor(old: Side, now: Side, strings: Strings) {
    this.#old = old;
    this.#now = now;
    this.#strings = strings;
    this.#standing = standingLines(old, now);
    this.#standingNow = new Set(this.#standing.values());
  }

  /** Keeps the new lines of an entry that stands from being given to another one. */
  claimStanding(entry: Entry): void {
    for (let line = entry.line; line <= Math.min(lastLine(entry), this.#old.lineCount); line += 1) {
      const at = this.#standing.get(line);
      if (at !== undefined) this.#taken.add(at);
    }
  }

  follow(entries: readonly Entry[]): Map<Entry, Step> {
    const steps = new Map<Entry, Step>();
    for (const entry of entries)
      if (entry.endLine !== undefined) steps.set(entry, this.#block(entry, entry.endLine));
    const single = entries.filter(({ line, endLine }) => line > 0 && endLine === undefined);
    const lines = [...groupByLine(single)].sort(([a], [b]) => a - b);
    const edited: typeof lines = [];
    for (const [line, group] of lines) {
      const at = this.#standing.get(line) ?? this.#movedLine(line);
      if (at === undefined) edited.push([line, group]);
      else {
        this.#taken.add(at);
        for (const entry of group) steps.set(entry, { kind: "stands", entry: { ...entry, line: at } });
      }
    }
    for (const [line, group] of edited)
      for (const [entry, step] of this.#editedLine(line, group)) steps.set(entry, step);
    return steps;
  }

  /** A line that stands elsewhere in the file, and holds something. */
  #movedLine(line: number): number | undefined {
    if (line > this.#old.lineCount || this.#old.on(line).length === 0) return undefined;
    this.#edited ??= groupLines(this.#now, (at) => !this.#standingNow.has(at));
    return this.#edited.get(this.#old.raw(line))?.find((at) => this.#isFree(at));
  }

  /** The new lines between the nearest lines that stand, before `first` and after `last` (old lines). */
  #gap(first: number, last: number): { readonly from: number; readonly to: number } {
    const before = this.#neighbour(first, -1) ?? 0;
    const after = this.#neighbour(last, 1) ?? this.#now.lineCount + 1;
    return { from: before + 1, to: after - 1 };
  }

  #neighbour(line: number, step: 1 | -1): number | undefined {
    for (let at = line + step; at > 0 && at <= this.#old.lineCount; at += step) {
      const place = this.#standing.get(at);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  #isFree(line: number): boolean {
    return !this.#taken.has(line) && !this.#standingNow.has(line);
  }

  /** Entries of one old line that is no longer there as it was. */
  #editedLine(line: number, group: readonly Entry[]): [Entry, Step][] {
    const all = (step: (entry: Entry) => Step): [Entry, Step][] => group.map((entry) => [entry, step(entry)]);
    const was = line <= this.#old.lineCount ? this.#old.on(line) : [];
    if (was.length === 0) return all(() => GONE);
    const { from, to } = this.#gap(line, line);
    const free = range(from, to).filter((at) => this.#isFree(at));
    const planned = this.#asPlanned(line, group, free);
    if (planned) return planned;
    const wanted = was.map(({ needle }) => needle);
    const at =
      free.find((one) => contains(this.#now.on(one), wanted)) ??
      free.find((one) => this.#now.on(one).some(({ needle }) => wanted.includes(needle)));
    // A line whose occurrences are to go is done when it went, and whatever came holds them no more.
    if (at === undefined) return all(({ decision }) => (decision === "remove" ? DONE : GONE));
    this.#taken.add(at);
    return all((entry) => {
      const place = inOrder(entry, was, this.#now.on(at));
      if (place) return { kind: "changed", entry: { ...place, line: at } };
      return entry.decision === "remove" ? DONE : GONE;
    });
  }

  /** The line as the entries wanted it: removed occurrences taken out or renamed, kept ones there. */
  #asPlanned(line: number, group: readonly Entry[], free: readonly number[]): [Entry, Step][] | undefined {
    const removed = group.filter(({ decision }) => decision === "remove");
    if (removed.length === 0) return undefined;
    const was = this.#old.on(line);
    const goes = ({ column }: Occurrence): boolean =>
      removed.some((entry) => entry.column === undefined || entry.column === column);
    const kept = was.filter((occurrence) => !goes(occurrence));
    const { replacements } = this.#strings;
    const renamed =
      replacements.size === 0 ? undefined : this.#old.rawWith(line, was.filter(goes), replacements);
    const at = free.find((one) =>
      renamed === undefined
        ? kept.length > 0 && sameStrings(this.#now.on(one), kept)
        : this.#now.raw(one) === renamed,
    );
    if (at === undefined) return undefined;
    this.#taken.add(at);
    return group.map((entry): [Entry, Step] => {
      if (entry.decision === "remove") return [entry, DONE];
      const order = kept.findIndex(({ column }) => column === entry.column);
      const now = this.#now.on(at).filter(({ needle }) => kept.some((one) => one.needle === needle))[order];
      return [entry, now ? { kind: "stands", entry: { ...entry, line: at, column: now.column } } : GONE];
    });
  }

  /** A block reaches as far as the lines that took the place of its lines. */
  #block(entry: Entry, endLine: number): Step {
    const last = Math.min(endLine, this.#old.lineCount);
    const gap = this.#gap(entry.line, last);
    const from = this.#standing.get(entry.line) ?? gap.from;
    const to = this.#standing.get(last) ?? gap.to;
    const now = range(from, to);
    if (!now.some((line) => this.#now.on(line).length > 0)) return entry.decision === "remove" ? DONE : GONE;
    for (const line of now) this.#taken.add(line);
    const moved = { ...entry, line: from, endLine: to };
    const old = range(entry.line, last);
    const lost = old.filter((line) => !this.#standing.has(line)).length;
    const come = now.filter((line) => !this.#standingNow.has(line)).length;
    // Lines of a block that is to go may go; that is no news to whoever decided it.
    const asDecided = come === 0 && (lost === 0 || entry.decision === "remove");
    return { kind: asDecided ? "stands" : "changed", entry: moved };
  }
}

function groupLines(side: Side, counts: (line: number) => boolean): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const line of range(1, side.lineCount).filter(counts)) {
    const known = lines.get(side.raw(line));
    if (known) known.push(line);
    else lines.set(side.raw(line), [line]);
  }
  return lines;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** Do the occurrences hold each of `wanted`, as often as it is wanted? */
function contains(occurrences: readonly Occurrence[], wanted: readonly string[]): boolean {
  const left = occurrences.map(({ needle }) => needle);
  return wanted.every((needle) => {
    const at = left.indexOf(needle);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

function sameStrings(a: readonly Occurrence[], b: readonly Occurrence[]): boolean {
  return a.length === b.length && a.every(({ needle }, at) => needle === b[at]?.needle);
}

/** With a column: the occurrence of the same string that comes as the same one in its line. */
function inOrder(entry: Entry, was: readonly Occurrence[], now: readonly Occurrence[]): Entry | undefined {
  if (entry.column === undefined) return entry;
  const own = was.find(({ column }) => column === entry.column);
  if (!own) return undefined;
  const order = was.filter(({ needle, column }) => needle === own.needle && column < own.column).length;
  const match = now.filter(({ needle }) => needle === own.needle)[order];
  return match && { ...entry, column: match.column };
}
