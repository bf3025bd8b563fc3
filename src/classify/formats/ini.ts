/** INI, .env, Java properties, systemd units, desktop files: sections, keys, values, comments, line by line. */
import type { Place, Site } from "../site.ts";
import { Waiting } from "./waiting.ts";

export function readIni(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  let section: readonly string[] = [];
  let last: readonly string[] = [];
  let continued = false;
  for (let at = 0; at < source.length && waiting.next !== undefined;) {
    const found = source.indexOf("\n", at);
    const end = found === -1 ? source.length : found;
    const line = source.slice(at, end);
    const stretch = { start: at, end };
    const header = /^\s*\[([^\]]*)\]\s*(?:[#;].*)?$/.exec(line);
    const pair = pairIn(line);
    if (!continued && /^\s*(?:[#;!]|rem\s|\*%)/i.test(line))
      waiting.give(stretch, { role: "comment", what: "comment" });
    else if (!continued && header) {
      // `[options.entry_points]` is a path of keys, as in TOML.
      section = (header[1] ?? "").trim().split(".");
      last = section;
      // `[mypy-orchard.*]` is about the modules of that name.
      waiting.give(
        stretch,
        section[0]?.startsWith("mypy-") === true
          ? { role: "module", what: "modules that a section of mypy is about" }
          : FILES.test(header[1] ?? "")
            ? { role: "value", what: "files that a section is about", meaning: "path" }
            : { role: "key", what: "section", keys: section },
      );
    } else if (
      continued ||
      (/^\s/.test(line) && last.length > 0 && !(pair?.mark === "=" && section.length === 0))
    ) {
      waiting.give(stretch, { role: "value", what: "value", keys: last });
    } else if (pair) {
      last = [...section, pair.key];
      const from = at + pair.length;
      waiting.give({ start: at + pair.from, end: from - 1 }, { role: "key", what: "key", keys: last });
      const comment = /\s[#;]\s/.exec(source.slice(from, end));
      const valueEnd = comment ? from + comment.index : end;
      const value = trim(source, from, valueEnd);
      if (source.charAt(value.start) === "[") elements(waiting, source, value, last);
      waiting.give(value, { role: "value", what: "value", keys: last });
      waiting.give(
        stretch,
        comment ? { role: "comment", what: "comment" } : { role: "value", what: "value", keys: last },
      );
    } else {
      // `Key value`, as servers and themes have it.
      const spaced = /^\s*([A-Za-z][\w.-]*)[ \t]+\S/.exec(line);
      last = spaced ? [...section, spaced[1] ?? ""] : section;
      if (spaced) {
        const key = at + line.indexOf(spaced[1] ?? "") + (spaced[1] ?? "").length;
        waiting.give({ start: at, end: key }, { role: "key", what: "key", keys: last });
        waiting.give(trim(source, key, end), { role: "value", what: "value", keys: last });
      }
      waiting.give(stretch, { role: "value", what: spaced ? "value" : "line", keys: last });
      last = section;
    }
    continued = /\\\s*$/.test(line) && pair !== undefined;
    at = end + 1;
  }
  return waiting.finish({ role: "value", what: "line" });
}

/** A section of .editorconfig. */
const FILES = /^(?!\w+:\/\/)(?=[^*/]{0,300}[*/])[^\s"]{1,300}$/;

interface Pair {
  readonly key: string;
  /** Where the key begins in the line, and the length up to and with the mark. */
  readonly from: number;
  readonly length: number;
  readonly mark: string;
}

function pairIn(line: string): Pair | undefined {
  const at = line.startsWith('"') ? line.indexOf('"', 1) + 1 : 0;
  const mark = line.slice(at).search(/[=:]/) + at;
  const lead = /^\s*(?:export\s+)?/.exec(line)?.[0].length ?? 0;
  if (mark < at || mark <= lead || /[#;!]/.test(line.charAt(lead))) return undefined;
  return { key: line.slice(lead, mark).trim(), from: lead, length: mark + 1, mark: line.charAt(mark) };
}

/** The quoted elements of a list in brackets, each by itself. */
function elements(waiting: Waiting, source: string, list: Place, keys: readonly string[]): void {
  for (const { index, 0: quoted } of source.slice(list.start, list.end).matchAll(/"[^"\n]*"|'[^'\n]*'/g)) {
    const start = list.start + index;
    waiting.give({ start: list.start, end: start }, { role: "value", what: "value", keys });
    const inside = { start: start + 1, end: start + quoted.length - 1 };
    waiting.give(inside, { role: "value", what: "element of a list", keys });
  }
}

function trim(source: string, from: number, to: number): Place {
  let start = from;
  let end = to;
  while (start < end && /[\s"']/.test(source.charAt(start))) start += 1;
  while (end > start && /[\s"']/.test(source.charAt(end - 1))) end -= 1;
  return { start, end };
}
