/**
 * What stands right before and right after a match, as far as a name could reach: all that the rule about longer
 * names looks at.
 *
 * Most matches begin and end where a name does, and one byte tells. Text is made only where a name may go on: a scan
 * asks this of a million occurrences.
 */
import type { Occurrence } from "../occurrence/occurrence.ts";
import { encodePath } from "../paths/repo-path.ts";
import { lineStart, withoutCutEnd, withoutCutStart } from "../text/cut.ts";
import { decode, type FileText } from "../text/encoding.ts";
import type { Surroundings } from "./longer-name.ts";

/** How many characters of the surroundings matter; a longer name is cut in the reason anyway. */
const CHARACTERS = 40;
/** Four bytes hold any character; what is cut in its middle lies further out than anybody looks. */
const REACH = CHARACTERS * 4;

const LF = 0x0a;
const NOTHING: Surroundings = { before: "", after: "" };

/** Of an occurrence in `text`, or in its path. A binary file has no names. */
export function surroundingsOf(
  { kind, path, start, end }: Pick<Occurrence, "kind" | "path" | "start" | "end">,
  text: FileText | undefined,
): Surroundings {
  const bytes = kind === "path" ? encodePath(path) : text?.searchable;
  if (kind === "binary" || !bytes) return NOTHING;
  const goesOn = { before: mayBeOfName(bytes[start - 1]), after: mayBeOfName(bytes[end]) };
  if (!goesOn.before && !goesOn.after) return NOTHING;
  const isLine = kind === "content";
  return {
    before: goesOn.before ? textBefore(bytes, start, isLine) : "",
    after: goesOn.after ? textAfter(bytes, end, isLine) : "",
  };
}

function textBefore(bytes: Buffer, start: number, isLine: boolean): string {
  const reached = Math.max(0, start - REACH);
  const from = isLine ? (lineStart(bytes, start, REACH) ?? reached) : reached;
  return decode(withoutCutStart(bytes.subarray(from, start)));
}

function textAfter(bytes: Buffer, end: number, isLine: boolean): string {
  const near = bytes.subarray(end, end + REACH);
  const line = isLine ? near.indexOf(LF) + 1 : 0;
  return decode(withoutCutEnd(line === 0 ? near : near.subarray(0, line)));
}

/** By byte: can a name hold it? What is beyond ASCII may be a letter. */
const OF_NAMES = Array.from(
  { length: 256 },
  (_, byte) => byte >= 0x80 || /[\w.-]/.test(String.fromCharCode(byte)),
);

function mayBeOfName(byte: number | undefined): boolean {
  return byte !== undefined && OF_NAMES[byte] === true;
}
