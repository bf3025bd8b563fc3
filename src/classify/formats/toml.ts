/** TOML, and files that look like it (Cargo.lock, poetry.lock). */
import type { Place, Site } from "../site.ts";
import { TOML_FORM, readFlow } from "./flow.ts";
import { Waiting } from "./waiting.ts";

const KEY =
  /^(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]+)(?:[ \t]*\.[ \t]*(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]+))*/;

export function readToml(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  let table: readonly string[] = [];
  let at = 0;
  while (at < source.length && waiting.next !== undefined) {
    const found = source.indexOf("\n", at);
    const end = found === -1 ? source.length : found;
    const start = at + (/^[ \t]*/.exec(source.slice(at, end))?.[0].length ?? 0);
    const text = source.slice(start, end);
    const header = /^\[{1,2}([^\]\n]*)\]{1,2}/.exec(text);
    const key = KEY.exec(text);
    if (text.startsWith("#")) {
      waiting.give({ start, end }, { role: "comment", what: "comment" });
      at = end + 1;
    } else if (header) {
      table = split(header[1] ?? "");
      waiting.give(
        { start, end: start + header[0].length },
        { role: "key", what: "table name", keys: table },
      );
      waiting.give({ start, end }, { role: "comment", what: "comment" });
      at = end + 1;
    } else if (key) {
      const keys = [...table, ...split(key[0])];
      const equals = source.indexOf("=", start + key[0].length);
      waiting.give({ start, end: start + key[0].length }, { role: "key", what: "key", keys });
      if (equals === -1 || equals > end) at = end + 1;
      else at = readValue(source, equals + 1, keys, waiting);
    } else {
      waiting.give({ start, end }, { role: "value", what: "value", keys: table });
      at = end + 1;
    }
  }
  return waiting.finish({ role: "value", what: "text of a TOML file" });
}

function readValue(source: string, from: number, keys: readonly string[], waiting: Waiting): number {
  const after = readFlow(source, from, keys, TOML_FORM, waiting);
  const found = source.indexOf("\n", after);
  const end = found === -1 ? source.length : found;
  waiting.give({ start: after, end }, { role: "comment", what: "comment" });
  return end + 1;
}

function split(dotted: string): string[] {
  return [...dotted.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );
}
