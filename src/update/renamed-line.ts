/** What a line is once its removed occurrences have become their replacements. */
import type { Side } from "../gate/sides.ts";
import type { Entry } from "../map/model.ts";

/**
 * The raw text (one character a byte) of a line after the rename; undefined in a remove map, and where the bytes of
 * the line are not the ones that were searched (UTF-16).
 */
export function renamedLine(
  old: Side,
  line: number,
  removed: readonly Entry[],
  replacements: ReadonlyMap<string, string>,
): string | undefined {
  if (replacements.size === 0 || old.encoding.startsWith("utf16") || old.encoding === "binary")
    return undefined;
  const occurrences = old.on(line);
  const raw = old.raw(line);
  let result = "";
  let at = 0;
  for (const { column, needle } of occurrences) {
    const bytes = Buffer.from(needle, "utf8").toString("latin1");
    const start = raw.indexOf(bytes, at);
    if (start === -1) return undefined;
    const goes = removed.some((entry) => entry.column === undefined || entry.column === column);
    const text = goes ? (replacements.get(needle) ?? needle) : needle;
    result += raw.slice(at, start) + Buffer.from(text, "utf8").toString("latin1");
    at = start + bytes.length;
  }
  return result + raw.slice(at);
}
