/** Solutions of Visual Studio: `Project("{kind}") = "name", "path", "{id}"`, and sections of `name = value`. */
import type { Place, Site } from "../site.ts";
import { linesOf } from "./shell-lines.ts";
import { Waiting } from "./waiting.ts";
import type { Seen } from "./waiting.ts";

/** What the quoted words of a project's line are, in their order. */
const QUOTED: readonly Seen[] = [
  { role: "value", what: "kind of a project", meaning: "name" },
  { role: "module", what: "project of a solution" },
  { role: "value", what: "path of a project", meaning: "path" },
  { role: "value", what: "id of a project", meaning: "name" },
];

export function readSolution(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  for (const { text, start, next } of linesOf(source)) {
    if (waiting.next === undefined) break;
    if (!waiting.before(next)) continue;
    const end = start + text.length;
    if (/^\s*#/.test(text)) waiting.give({ start, end }, { role: "comment", what: "comment" });
    else if (/^\s*Project\(/.test(text)) project(waiting, text, start);
    else {
      const equals = text.indexOf("=");
      waiting.give({ start, end: equals === -1 ? end : start + equals }, { role: "key", what: "key" });
    }
    waiting.give({ start, end }, { role: "value", what: "value", meaning: "name" });
  }
  return waiting.finish({ role: "value", what: "value" });
}

function project(waiting: Waiting, text: string, start: number): void {
  let order = 0;
  for (const { index, 0: quoted } of text.matchAll(/"[^"]*"/g)) {
    waiting.give({ start, end: start + index }, { role: "key", what: "key" });
    const inside = { start: start + index + 1, end: start + index + quoted.length - 1 };
    const seen = QUOTED[order];
    if (seen) waiting.give(inside, seen);
    order += 1;
  }
}
