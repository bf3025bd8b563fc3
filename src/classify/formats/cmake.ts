/**
 * CMake: commands with words for arguments. Unlike in other languages a bare word is a string, so that a path
 * needs no quotes and a name is told by the command that takes it.
 */
import type { Place, Site } from "../site.ts";
import { COMMENT, inReference, linesOf, type SourceLine } from "./shell-lines.ts";
import { Waiting } from "./waiting.ts";
import type { Seen } from "./waiting.ts";

const WHAT_IT_TAKES: ReadonlyMap<string, Seen> = new Map<string, Seen>(
  Object.entries({
    project: { role: "module", what: "name of a CMake project" },
    find_package: { role: "module", what: "package found by CMake" },
    include: { role: "module", what: "included CMake module" },
    add_subdirectory: { role: "value", what: "folder added by CMake", meaning: "path" },
    message: { role: "value", what: "message of CMake", meaning: "text" },
  }),
);
const NAME: Seen = { role: "identifier", what: "name in CMake" };

export function readCmake(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  let command = "";
  for (const line of linesOf(source)) {
    if (waiting.next === undefined) break;
    const opens = /^\s*(\w+)\s*\(/.exec(line.text);
    if (opens) command = (opens[1] ?? "").toLowerCase();
    if (waiting.before(line.next)) give(waiting, line, command, opens?.[0].length ?? 0);
  }
  return waiting.finish({ role: "word", what: "text" });
}

function give(waiting: Waiting, { text, start }: SourceLine, command: string, from: number): void {
  const comment = /^\s*#/.test(text) ? 0 : text.indexOf(" #");
  const end = comment === -1 ? text.length : comment;
  waiting.give({ start, end: start + Math.min(from, end) }, NAME);
  const words = text.slice(0, end).matchAll(/"(?:[^"\\]|\\.)*"?|[^\s()"]+/g);
  for (const word of words) {
    if (word.index < from) continue;
    const quoted = word[0].startsWith('"') ? 1 : 0;
    const stretch = { start: start + word.index + quoted, end: start + word.index + word[0].length - quoted };
    waiting.give(stretch, (place) => {
      if (inReference(text, place.start - start)) return { role: "identifier", what: "variable of CMake" };
      const known = WHAT_IT_TAKES.get(command);
      if (known) return known;
      if (quoted > 0 || /[/*]|\.[A-Za-z]\w{0,4}$/.test(word[0]))
        return { role: "value", what: "argument in CMake" };
      return NAME;
    });
  }
  waiting.give({ start: start + end, end: start + text.length }, COMMENT);
}
