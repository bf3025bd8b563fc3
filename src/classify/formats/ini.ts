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
    const stretch = { start: at, end: end + 1 };
    const header = /^\s*\[([^\]]*)\]/.exec(line);
    const pair = /^(\s*(?:export\s+)?)([^=:\s#;!][^=:]*?|"[^"]*")\s*([=:])/.exec(line);
    if (!continued && /^\s*(?:[#;!]|rem\s)/i.test(line))
      waiting.give(stretch, { role: "comment", what: "comment" });
    else if (!continued && header) {
      section = [(header[1] ?? "").trim()];
      last = section;
      waiting.give(stretch, { role: "key", what: "section", keys: section });
    } else if (
      continued ||
      (/^\s/.test(line) && last.length > 0 && !(pair?.[3] === "=" && section.length === 0))
    ) {
      waiting.give(stretch, { role: "value", what: "value", keys: last });
    } else if (pair) {
      last = [...section, (pair[2] ?? "").trim()];
      const from = at + pair[0].length;
      waiting.give(
        { start: at + (pair[1] ?? "").length, end: from - 1 },
        { role: "key", what: "key", keys: last },
      );
      const comment = /\s[#;]\s/.exec(source.slice(from, end));
      const valueEnd = comment ? from + comment.index : end;
      waiting.give(trim(source, from, valueEnd), { role: "value", what: "value", keys: last });
      waiting.give(
        stretch,
        comment ? { role: "comment", what: "comment" } : { role: "value", what: "value", keys: last },
      );
    } else {
      last = section;
      waiting.give(stretch, { role: "value", what: "line", keys: section });
    }
    continued = /\\\s*$/.test(line) && pair !== null;
    at = end + 1;
  }
  return waiting.finish({ role: "value", what: "line" });
}

function trim(source: string, from: number, to: number): Place {
  let start = from;
  let end = to;
  while (start < end && /[\s"']/.test(source.charAt(start))) start += 1;
  while (end > start && /[\s"']/.test(source.charAt(end - 1))) end -= 1;
  return { start, end };
}
