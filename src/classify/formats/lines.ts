/** Formats whose unit is the line: requirement lists, lock files, ignore files, tables, catalogs, logs, word lists. */
import type { Place, Site } from "../site.ts";
import type { Format } from "../files.ts";
import { Waiting } from "./waiting.ts";
import type { Seen } from "./waiting.ts";

export type LineFormat = Extract<
  Format,
  "requirements" | "lock" | "gomod" | "paths" | "table" | "catalog" | "log" | "words"
>;

export function readLines(source: string, places: readonly Place[], format: LineFormat): Site[] {
  const waiting = new Waiting(source, places);
  let first = true;
  for (let at = 0; at < source.length && waiting.next !== undefined;) {
    const found = source.indexOf("\n", at);
    const end = found === -1 ? source.length : found;
    const stretch = { start: at, end: end + 1 };
    const line = source.slice(at, end);
    const header = first;
    if (waiting.before(end + 1))
      waiting.give(stretch, (place) => seenIn(line, place.start - at, format, header));
    first = false;
    at = end + 1;
  }
  return waiting.finish({ role: "value", what: "line" });
}

function seenIn(line: string, at: number, format: LineFormat, header: boolean): Seen {
  switch (format) {
    case "requirements":
      return requirement(line, at);
    case "lock":
      return /^\s*#/.test(line) ? comment() : { role: "module", what: "package of a lock file" };
    case "gomod":
      return inGomod(line, at);
    case "paths":
      return /^\s*#/.test(line) ? comment() : pathLine(line, at);
    case "table":
      return header ? { role: "key", what: "column of a table" } : { role: "value", what: "cell of a table" };
    case "catalog":
      return message(line);
    case "log":
      return { role: "value", what: "line" };
    case "words":
      return /^\s*(?:#|\/\/)/.test(line) ? comment() : { role: "prose", what: "line of a list" };
  }
}

function comment(): Seen {
  return { role: "comment", what: "comment" };
}

function requirement(line: string, at: number): Seen {
  const mark = /(?:^|\s)#/.exec(line);
  if (mark && at >= mark.index) return comment();
  if (/^\s*(?:-r|-c|--requirement|--constraint)\b/.test(line))
    return { role: "value", what: "path of a requirements file" };
  if (/^\s*-/.test(line) && !/^\s*-e\b/.test(line)) return { role: "command", what: "option of pip" };
  return { role: "module", what: "requirement" };
}

function inGomod(line: string, at: number): Seen {
  const mark = line.indexOf("//");
  if (mark !== -1 && at >= mark && line.charAt(mark - 1) !== ":") return comment();
  return { role: "module", what: "module path of go.mod" };
}

function pathLine(line: string, at: number): Seen {
  const owner = /\s@[\w/-]+/.exec(line);
  if (owner && at > owner.index) return { role: "value", what: "owner" };
  return { role: "string", what: "path", around: [{ kind: "argument", callee: "open", index: 0 }] };
}

function message(line: string): Seen {
  if (/^#[:]/.test(line)) return { role: "comment", what: "reference in a catalog" };
  if (line.startsWith("#")) return comment();
  if (/^\s*msgctxt/.test(line)) return { role: "key", what: "context of a message" };
  return { role: "prose", what: "message of a catalog" };
}
