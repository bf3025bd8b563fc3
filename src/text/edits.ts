/** Several changes to one text, made at once. */

/** A piece of the text, by UTF-16 offsets, and what takes its place. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `text` with the edits made. They may touch, but not overlap; at one place they stand in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const { start, end, text: replacement } of edits.toSorted((a, b) => a.start - b.start)) {
    if (start < at) throw new RangeError("two edits of a text overlap");
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}
