/** A judge's case from two trees that are held in memory. */
import type { FileChange } from "../../../src/gate/judge-file.ts";
import { judge, type JudgeCase, type Verdict } from "../../../src/gate/judge.ts";
import { Side, type FileState } from "../../../src/gate/sides.ts";
import { stringsOf, type OccurrenceMap } from "../../../src/map/model.ts";
import { Needles } from "../../../src/occurrence/needles.ts";
import { occurrencesInPath, type Occurrence } from "../../../src/occurrence/occurrence.ts";

/** Path to content (a string of one character a byte, or bytes), or to content and mode. */
export type Files = ReadonlyMap<string, string | Buffer | FileState>;

export function judgeTrees(
  map: OccurrenceMap,
  base: Files,
  head: Files,
  more: Partial<JudgeCase> = {},
): Verdict {
  const needles = new Needles(stringsOf(map));
  const changes: FileChange[] = [];
  const standing = new Map<string, readonly Occurrence[]>();
  for (const path of new Set([...base.keys(), ...head.keys()])) {
    const [was, is] = [stateOf(base.get(path)), stateOf(head.get(path))];
    if (was && isSame(was, is)) {
      const found = [...occurrencesInPath(path, needles), ...new Side(path, was, needles).occurrences];
      if (found.length > 0) standing.set(path, found);
    } else changes.push({ path, base: was, head: is });
  }
  return judge({ map, needles, changes, standing, inScope: () => true, allowPending: false, ...more });
}

function isSame(was: FileState, is: FileState | undefined): boolean {
  return is?.mode === was.mode && is.oid === was.oid && is.content.equals(was.content);
}

function stateOf(file: string | Buffer | FileState | undefined): FileState | undefined {
  if (file === undefined) return undefined;
  if (typeof file !== "string" && !Buffer.isBuffer(file)) return file;
  const content = typeof file === "string" ? Buffer.from(file, "latin1") : file;
  return { mode: "100644", oid: "", content };
}
