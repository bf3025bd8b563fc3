/**
 * A map refers to one revision, the change starts from another: entries are carried from the first to the
 * second with the lines they stand on.
 *
 * The same alignment that judges a change tells what became of each line. An entry whose line stands moves with
 * it; a removal that is already carried out is done; whatever else happened to the line makes the entry stale.
 */
import { lastLine, type Entry } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { judgeLines, type LinesVerdict } from "./judge-lines.ts";
import { lineRules } from "./line-rules.ts";
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

/** Carries the entries of one file over. */
export function carryFile(
  { path, newPath, before, after }: FileHistory,
  entries: readonly Entry[],
  needles: Needles,
): Carried {
  if (!after) {
    return {
      entries: [],
      done: entries.filter(({ decision }) => decision === "remove"),
      lost: entries.filter(({ decision }) => decision === "keep"),
    };
  }
  const old = new Side(path, before, needles);
  const now = new Side(newPath, after, needles);
  const lines = judgeLines({ path, base: old, head: now, rules: lineRules(old, entries) });
  const carried: Record<keyof Carried, Entry[]> = { entries: [], done: [], lost: [] };
  for (const entry of entries) {
    const moved = entry.line === 0 ? entry : moveEntry(entry, lines, now);
    if (moved === "done" || moved === "lost") carried[moved].push(entry);
    else carried.entries.push({ ...moved, path: newPath });
  }
  return carried;
}

function moveEntry(entry: Entry, lines: LinesVerdict, now: Side): Entry | "done" | "lost" {
  if (entry.endLine !== undefined) return moveBlock(entry, lines, now);
  const standing = lines.standing.get(entry.line);
  if (standing !== undefined) return { ...entry, line: standing };
  if (entry.decision === "remove") return lines.carriedOut.has(entry.line) ? "done" : "lost";
  const replaced = lines.replaced.get(entry.line);
  return replaced === undefined ? "lost" : keptColumn(entry, replaced, lines, now);
}

/** A kept occurrence on a line whose other occurrences were taken out: it stands on the new line, in its order. */
function keptColumn(entry: Entry, line: number, lines: LinesVerdict, now: Side): Entry | "lost" {
  const order = lines.keptColumns.get(entry.line)?.indexOf(entry.column ?? -1) ?? -1;
  const occurrence = now.on(line)[order];
  return occurrence ? { ...entry, line, column: occurrence.column } : "lost";
}

/** A block goes on from its first to its last line that stands, as long as an occurrence is left in it. */
function moveBlock(entry: Entry, lines: LinesVerdict, now: Side): Entry | "done" | "lost" {
  const standing: number[] = [];
  let touched = false;
  for (let line = entry.line; line <= lastLine(entry); line += 1) {
    const at = lines.standing.get(line);
    if (at !== undefined) standing.push(at);
    else if (!lines.carriedOut.has(line)) touched = true;
  }
  const [first] = standing;
  const last = standing.at(-1);
  const left = standing.some((line) => now.on(line).length > 0);
  if (first === undefined || last === undefined || !left)
    return touched || entry.decision === "keep" ? "lost" : "done";
  return { ...entry, line: first, endLine: last };
}
