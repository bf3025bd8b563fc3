/**
 * Where a rename map moves files: each path with a remove entry for the whole file becomes the path in which every
 * occurrence is replaced. A file that is there is judged against what it was under its old name.
 */
import type { Entry } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { substitutePath } from "../occurrence/substitute.ts";
import type { FileChange } from "./judge-file.ts";

/** The planned moves, by old path. A path without an occurrence is not moved: its entry is stale. */
export function plannedMoves(
  entries: readonly Entry[],
  needles: Needles,
  replacements: ReadonlyMap<string, string>,
): Map<string, string> {
  const moves = new Map<string, string>();
  for (const { path, line, decision } of entries) {
    if (line !== 0 || decision !== "remove") continue;
    const to = substitutePath(path, needles, replacements);
    if (to !== path) moves.set(path, to);
  }
  return moves;
}

export interface MovedChange extends FileChange {
  readonly headPath?: string;
}

/**
 * Joins what is gone from an old path with what has come at the new one. A path may be left by one file and taken
 * by the next (`a` to `b` beside `b` to `c`), so each side of a change is handed out once.
 */
export function joinMoves(
  changes: readonly FileChange[],
  moves: ReadonlyMap<string, string>,
): readonly MovedChange[] {
  if (moves.size === 0) return changes;
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const targets = new Set(moves.values());
  const origins = new Map<string, string>();
  for (const [from, to] of moves) {
    const [old, now] = [byPath.get(from), byPath.get(to)];
    const isLeft = old?.base !== undefined && (old.head === undefined || targets.has(from));
    const isTaken = now?.head !== undefined && (now.base === undefined || moves.has(to));
    if (isLeft && isTaken && !origins.has(to)) origins.set(to, from);
  }
  const moved = new Set(origins.values());
  return changes.flatMap(({ path, base, head }): MovedChange[] => {
    const to = moved.has(path) ? moves.get(path) : undefined;
    const arrived = to === undefined ? undefined : byPath.get(to)?.head;
    const left: FileChange = {
      path,
      base: to === undefined ? base : undefined,
      head: origins.has(path) ? undefined : head,
    };
    return [
      ...(to === undefined ? [] : [{ path, base, head: arrived, headPath: to }]),
      ...(left.base || left.head ? [left] : []),
    ];
  });
}
