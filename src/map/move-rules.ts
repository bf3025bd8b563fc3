/**
 * Where the line-0 entries of a rename map lead: to paths that a map may hold, and no two to the same one. The
 * replacement is as hostile as the rest of the map; a path with `..` in it would leave the repository.
 */
import { faultAt } from "./fault-at.ts";
import { replacementsOf, stringsOf, type Entry, type OccurrenceMap } from "./model.ts";
import { Needles } from "../occurrence/needles.ts";
import { substitutePath } from "../occurrence/substitute.ts";
import { pathFault } from "../paths/repo-path.ts";
import type { ValuePath, YamlDocument } from "../yaml/document.ts";
import type { Fault } from "../yaml/fault.ts";

interface Located {
  readonly entry: Entry;
  readonly at: ValuePath;
}

export function moveFaults(map: OccurrenceMap, entries: readonly Located[], document: YamlDocument): Fault[] {
  if (map.operation !== "rename") return [];
  const needles = new Needles(stringsOf(map));
  const replacements = replacementsOf(map);
  const moving = new Map<string, Located>();
  for (const located of entries) {
    const { line, decision, path } = located.entry;
    if (line === 0 && decision === "remove" && !moving.has(path)) moving.set(path, located);
  }
  const staying = new Set(entries.map(({ entry }) => entry.path).filter((path) => !moving.has(path)));
  const taken = new Map<string, string>();
  return [...moving].flatMap(([path, { at }]) => {
    const to = substitutePath(path, needles, replacements);
    const fault = (code: string, message: string, next: string): Fault =>
      faultAt(document, [...at, "path"], code, message, next);
    const bad = pathFault(to);
    if (bad !== undefined)
      return [
        fault("bad-path", `${path} would move to ${JSON.stringify(to)}, which ${bad}`, "keep its name"),
      ];
    const rival = taken.get(to);
    taken.set(to, path);
    if (rival !== undefined)
      return [
        fault("colliding-move", `${path} and ${rival} would both move to ${to}`, "keep one of the names"),
      ];
    if (staying.has(to))
      return [
        fault("colliding-move", `${path} would move to ${to}, which is there already`, "keep its name"),
      ];
    return [];
  });
}
