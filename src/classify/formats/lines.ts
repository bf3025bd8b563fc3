/** Formats whose unit is the line: requirement lists, lock files, ignore files, catalogs, logs, word lists. */
import type { Place, Site } from "../site.ts";
import type { Format } from "../files.ts";
import { linesOf } from "./shell-lines.ts";
import { Waiting } from "./waiting.ts";
import type { Seen } from "./waiting.ts";

export type LineFormat = Extract<
  Format,
  | "requirements"
  | "lock"
  | "gomod"
  | "paths"
  | "owners"
  | "services"
  | "catalog"
  | "log"
  | "words"
  | "list"
  | "recorded"
>;

/** Reads a line once; what comes back tells of each place in it, by its offset in the line. */
type LineReader = (text: string) => (at: number) => Seen;

export function readLines(source: string, places: readonly Place[], format: LineFormat): Site[] {
  const waiting = new Waiting(source, places);
  for (const { text, start, next } of linesOf(source)) {
    if (waiting.next === undefined) break;
    if (waiting.before(next)) {
      const seenAt = READERS[format](text);
      waiting.give({ start, end: start + text.length }, (place) => seenAt(place.start - start));
    }
  }
  return waiting.finish({ role: "value", what: "line" });
}

const COMMENT: Seen = { role: "comment", what: "comment" };

const always =
  (seen: Seen): LineReader =>
  () =>
  () =>
    seen;

/** All of a line is `seen`, unless the line is a comment. */
const unlessComment =
  (seen: Seen, mark = /^\s*#/): LineReader =>
  (text) => {
    const found = mark.test(text) ? COMMENT : seen;
    return () => found;
  };

const READERS: Readonly<Record<LineFormat, LineReader>> = {
  requirements: requirement,
  lock: unlessComment({ role: "module", what: "package of a lock file" }),
  gomod: goModule,
  paths: unlessComment({ role: "value", what: "path in a list", meaning: "path" }),
  owners: ownersLine,
  services: serviceLine,
  catalog: messageLine,
  log: always({ role: "value", what: "line" }),
  words: unlessComment({ role: "prose", what: "line of a list" }, /^\s*(?:#|\/\/)/),
  list: unlessComment({ role: "value", what: "entry of a list" }, /^\s*(?:#|\/\/|;)/),
  recorded: always({ role: "value", what: "text of a recorded test" }),
};

/** pip: one requirement a line, options with a dash, files behind -r and -c. */
function requirement(text: string): (at: number) => Seen {
  const mark = text.startsWith("#") ? 0 : text.search(/\s#/);
  const seen: Seen = /^\s*(?:-r|-c|--requirement|--constraint)\b/.test(text)
    ? { role: "value", what: "path of a requirements file", meaning: "path" }
    : /^\s*-(?!e\b|-editable\b)/.test(text)
      ? { role: "command", what: "option of pip", meaning: "command" }
      : { role: "module", what: "requirement" };
  return (at) => (mark !== -1 && at >= mark ? COMMENT : seen);
}

function goModule(text: string): (at: number) => Seen {
  const mark = text.search(/(?<!:)\/\//);
  return (at) =>
    mark !== -1 && at >= mark ? COMMENT : { role: "module", what: "module path of a Go module file" };
}

/** CODEOWNERS: a path, then who owns it. */
function ownersLine(text: string): (at: number) => Seen {
  if (/^\s*#/.test(text)) return () => COMMENT;
  const owners = /^\s*\S+\s+/.exec(text)?.[0].length ?? text.length;
  return (at) =>
    at >= owners
      ? { role: "value", what: "owner of a path", meaning: "name" }
      : { role: "value", what: "path in a list", meaning: "path" };
}

/** META-INF/services: a class a line, found through its package. */
function serviceLine(text: string): (at: number) => Seen {
  const mark = text.indexOf("#");
  const last = (mark === -1 ? text : text.slice(0, mark)).lastIndexOf(".");
  return (at) => {
    if (mark !== -1 && at >= mark) return COMMENT;
    return at > last
      ? { role: "identifier", what: "class of a service file" }
      : { role: "module", what: "package in a service file" };
  };
}

/** gettext: the texts are for a reader, the context is a key. */
function messageLine(text: string): (at: number) => Seen {
  const seen: Seen = text.startsWith("#:")
    ? { role: "comment", what: "reference in a catalog" }
    : /^\s*#/.test(text)
      ? COMMENT
      : /^\s*msgctxt/.test(text)
        ? { role: "key", what: "context of a message" }
        : { role: "prose", what: "message of a catalog" };
  return () => seen;
}
