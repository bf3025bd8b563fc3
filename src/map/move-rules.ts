/**
 * Where the line-0 entries of a rename map lead: to paths that a map may hold, and to places that are free as far
 * as the map can tell. The replacement is as hostile as the rest of the map; `..` in it would leave the repository.
 */
import { faultAt } from "./fault-at.ts";
import { replacementsOf, stringsOf, type Entry, type OccurrenceMap } from "./model.ts";
import { Needles } from "../occurrence/needles.ts";
import { substitutePath } from "../occurrence/substitute.ts";
import { blockedMoves } from "../paths/moves.ts";
import { pathFault } from "../paths/repo-path.ts";
import type { ValuePath, YamlDocument } from "../yaml/document.ts";
import type { Fault } from "../yaml/fault.ts";

interface Located {
  readonly entry: Entry;
  readonly at: ValuePath;
}

/** New path by old path, for every file that a rename map moves. */
export function movesOf(map: OccurrenceMap): Map<string, string> {
  if (map.operation !== "rename") return new Map();
  const needles = new Needles(stringsOf(map));
  const replacements = replacementsOf(map);
  const moving = map.entries.filter(({ line, decision }) => line === 0 && decision === "remove");
  return new Map(moving.map(({ path }) => [path, substitutePath(path, needles, replacements)]));
}

export function moveFaults(map: OccurrenceMap, entries: readonly Located[], document: YamlDocument): Fault[] {
  const moves = movesOf(map);
  if (moves.size === 0) return [];
  const blocked = blockedMoves(
    moves,
    map.entries.map(({ path }) => path),
  );
  return entries.flatMap(({ entry: { path, line, decision }, at }) => {
    const why = line === 0 && decision === "remove" ? blocked.get(path) : undefined;
    if (why === undefined) return [];
    const to = moves.get(path) ?? path;
    const code = pathFault(to) === undefined ? "colliding-move" : "bad-path";
    const message = `${path} would move, and its new path ${to} ${why}`;
    return [
      faultAt(document, [...at, "path"], code, message, "keep the file's name, or change the replacement"),
    ];
  });
}
