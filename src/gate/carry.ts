/**
 * A map refers to one revision, the change starts from another: entries are carried from the first to the
 * second with the lines they stand on.
 *
 * Where nothing but the plan was carried out there, or a part of it, the alignment that judges a change tells what
 * became of each line. Where other people edited the file as well, that alignment is only the one with the least
 * blame, and may take an edited line for a carried out one: there equal lines stand, and the rest is done only where
 * nothing is left of it (edited-lines.ts). An entry whose line stands moves with it; a removal that is carried out is
 * done; whatever else happened to the line makes the entry stale.
 */
import { lastLine, type Entry } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { substitutePath } from "../occurrence/substitute.ts";
import type { Effort } from "./effort.ts";
import { followLines, type LinesFate } from "./edited-lines.ts";
import { judgeLines } from "./judge-lines.ts";
import { lineRules, type LineRule, type Replacements } from "./line-rules.ts";
import { Side, type FileState } from "./sides.ts";

export interface Carried {
  /** Entries as they stand at the new revision. */
  readonly entries: readonly Entry[];
  /** Remove entries that are carried out. */
  readonly done: readonly Entry[];
  /** Entries whose line changed in another way, as they were. */
  readonly lost: readonly Entry[];
}

export interface FileHistory {
  /** The path at the map's revision, and the one at the new revision (another, where the file was renamed). */
  readonly path: string;
  readonly newPath: string;
  readonly before: FileState;
  /** Undefined where the file is gone. */
  readonly after: FileState | undefined;
}

/**
 * Carries the entries of one file over. `replacements` as the map has them: undefined where it removes. `effort` is
 * the run's, over all files. Throws `TangledError`.
 */
export function carryFile(
  { path, newPath, before, after }: FileHistory,
  entries: readonly Entry[],
  needles: Needles,
  replacements: Replacements,
  effort: Effort,
): Carried {
  const carried: Record<keyof Carried, Entry[]> = { entries: [], done: [], lost: [] };
  if (!after) {
    // With the file everything in it is removed; a rename map asked for something else.
    for (const entry of entries)
      carried[entry.decision === "remove" && !replacements ? "done" : "lost"].push(entry);
    return carried;
  }
  const old = new Side(path, before, needles);
  const now = new Side(newPath, after, needles);
  const rules = lineRules(old, entries, replacements);
  const judged = judgeLines({ path, base: old, head: now, rules }, effort);
  const asPlanned = judged.findings.every(({ code }) => code === "not-removed");
  const lines = asPlanned ? judged : followLines(old, now, rules);
  const wanted = replacements ? substitutePath(path, needles, replacements) : path;
  for (const entry of entries) {
    const moved =
      entry.line === 0
        ? moveFile(entry, { path, newPath, wanted })
        : moveEntry(entry, { lines, rules, old, now });
    if (moved === "done" || moved === "lost") carried[moved].push(entry);
    else carried.entries.push({ ...moved, path: newPath });
  }
  return carried;
}

/** A planned move is done where it led to the planned path. */
function moveFile(
  entry: Entry,
  { path, newPath, wanted }: { readonly path: string; readonly newPath: string; readonly wanted: string },
): Entry | "done" {
  return entry.decision === "remove" && newPath !== path && newPath === wanted ? "done" : entry;
}

interface Move {
  readonly lines: LinesFate;
  readonly rules: ReadonlyMap<number, LineRule>;
  readonly old: Side;
  readonly now: Side;
}

function moveEntry(entry: Entry, move: Move): Entry | "done" | "lost" {
  if (entry.endLine !== undefined) return moveBlock(entry, move);
  const standing = move.lines.standing.get(entry.line);
  if (standing !== undefined) return { ...entry, line: standing };
  if (entry.decision === "remove") return move.lines.carriedOut.has(entry.line) ? "done" : "lost";
  const replaced = move.lines.replaced.get(entry.line);
  return replaced === undefined ? "lost" : keptColumn(entry, replaced, move);
}

/** A kept occurrence on a line whose other occurrences were taken out: it stands on the new line, in its order. */
function keptColumn(entry: Entry, line: number, { rules, now }: Move): Entry | "lost" {
  const rule = rules.get(entry.line);
  const was = entry.column ?? 0;
  const column =
    rule?.kind === "rename"
      ? was + (rule.moved.get(was) ?? NaN)
      : rule?.kind === "retain"
        ? now.on(line)[rule.keptColumns.indexOf(was)]?.column
        : undefined;
  return now.on(line).some((occurrence) => occurrence.column === column)
    ? { ...entry, line, ...(column === undefined ? {} : { column }) }
    : "lost";
}

/** A block goes on from its first to its last line that stands, as long as an occurrence is left in it. */
function moveBlock(entry: Entry, { lines, old, now }: Move): Entry | "done" | "lost" {
  const standing: number[] = [];
  const replaced: number[] = [];
  let touched = false;
  for (let line = entry.line; line <= Math.min(lastLine(entry), old.lineCount); line += 1) {
    const at = lines.standing.get(line);
    const instead = lines.replaced.get(line);
    if (instead !== undefined) replaced.push(instead);
    if (at !== undefined) standing.push(at);
    else if (!lines.carriedOut.has(line)) touched = true;
  }
  const [first] = standing;
  const last = standing.at(-1);
  const left = standing.some((line) => now.on(line).length > 0);
  if (first === undefined || last === undefined || !left)
    return touched || entry.decision === "keep" ? "lost" : "done";
  // Lines that somebody put into the block were never reviewed: the right to remove does not spread to them.
  const own = standing.length + replaced.filter((at) => at > first && at < last).length;
  const grown = last - first + 1 > own;
  if (grown && entry.decision === "remove") return "lost";
  return { ...entry, line: first, endLine: last };
}
