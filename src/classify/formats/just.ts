/** justfiles: recipes with parameters and dependencies, variables, settings, and the lines that they run. */
import type { Place, Site } from "../site.ts";
import { COMMAND, COMMENT, inReference, linesOf, type SourceLine } from "./shell-lines.ts";
import { Waiting } from "./waiting.ts";

const VARIABLE = { role: "identifier", what: "variable of a justfile" } as const;

export function readJust(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  for (const line of linesOf(source)) {
    if (waiting.next === undefined) break;
    if (waiting.before(line.next)) give(waiting, line);
  }
  return waiting.finish({ role: "word", what: "text" });
}

function give(waiting: Waiting, { text, start }: SourceLine): void {
  const end = start + text.length;
  const body = start + text.length - text.trimStart().length;
  if (/^\s*#/.test(text)) {
    waiting.give({ start, end }, COMMENT);
    return;
  }
  if (/^\s/.test(text)) {
    const from = body + (/^[@-]*/.exec(text.trimStart())?.[0].length ?? 0);
    waiting.give({ start: from, end }, (place) =>
      inReference(text, place.start - start) ? VARIABLE : COMMAND,
    );
    return;
  }
  if (/^(?:import|mod)\b/.test(text)) {
    waiting.give({ start, end }, { role: "module", what: "imported justfile" });
    return;
  }
  const assigned = /^(?:export\s+|set\s+|alias\s+)?[\w-]+\s*:=\s*/.exec(text);
  if (assigned) {
    waiting.give({ start, end: start + assigned[0].length }, text.startsWith("alias") ? recipe : VARIABLE);
    const value = text.slice(assigned[0].length).trimEnd();
    const quoted = /^(["'])(.*)\1$/.exec(value);
    const from = start + assigned[0].length + (quoted ? 1 : 0);
    waiting.give(
      { start: from, end: from + (quoted?.[2] ?? value).length },
      quoted ? { role: "value", what: "value of a variable" } : text.startsWith("alias") ? recipe : VARIABLE,
    );
    return;
  }
  // `name parameters: dependencies`: what stands in quotes is a default value, other words behind the name are parameters.
  const colon = start + headEnd(text);
  const name = start + (/^@?[\w-]*/.exec(text)?.[0].length ?? 0);
  waiting.give({ start, end: name }, recipe);
  for (const { index, 0: literal } of text.matchAll(/"[^"]*"|'[^']*'/g)) {
    waiting.give({ start, end: start + index }, start + index > colon ? recipe : VARIABLE);
    waiting.give(
      { start: start + index + 1, end: start + index + literal.length - 1 },
      { role: "value", what: "default value of a parameter" },
    );
  }
  waiting.give({ start, end: colon }, VARIABLE);
  waiting.give({ start, end }, recipe);
}

const recipe = { role: "key", what: "recipe of a justfile", meaning: "command" } as const;

/** Where the head of a recipe ends: at the colon that stands in no quotes. */
function headEnd(text: string): number {
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === ":") return at;
  }
  return text.length;
}
