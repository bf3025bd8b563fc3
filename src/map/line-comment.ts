/**
 * The comment beside an entry's line number: what occmap shows there, and how that is told from people's words.
 *
 * occmap shows the source line, and before it what a reviewer should look at first. Nothing marks its text as
 * its own; it is its own when it is the source line. Whatever else stands there was written by a person.
 */
import { shownComment } from "./entry-text.ts";
import { printable } from "../text/printable.ts";

/** What a reviewer should look at: the entry is new, its line is another one, nothing stands there any more. */
export type Mark = "new" | "changed" | "vanished";

export interface LineComment {
  readonly mark?: Mark | undefined;
  /** The category that almost won. */
  readonly close?: string | undefined;
  readonly source?: string | undefined;
  /** What a person added. */
  readonly words?: string | undefined;
}

/** The comment with its `#`; undefined where there is nothing to say. */
export function writeLineComment({ mark, close, source, words }: LineComment): string | undefined {
  const shown =
    shownComment(`${mark === undefined ? "" : `${mark}: `}${beside({ close, source }) ?? ""}`) ?? "";
  const parts = [shown, ...(words === undefined || words === "" ? [] : [words])].filter(
    (part) => part !== "",
  );
  return parts.length === 0 ? undefined : `# ${parts.join(" ")}`;
}

/** What scan shows beside an entry; undefined for nothing. */
export function beside({ close, source }: Pick<LineComment, "close" | "source">): string | undefined {
  const parts = [
    ...(close === undefined ? [] : [`close: ${close}`]),
    ...(source === undefined ? [] : [source]),
  ];
  return parts.length === 0 ? undefined : parts.join(" | ");
}

/** Reads `comment` (with its `#`) beside an entry of which any of `sources` may have been shown. */
export function readLineComment(comment: string, sources: readonly string[]): LineComment {
  const [, marked = "", body = ""] = /^#+ ?((?:new|changed|vanished):)? ?(.*)$/s.exec(comment) ?? [];
  const mark = MARKS.find((one) => marked === `${one}:`);
  const [, close, rest = body] = /^close: ([a-z_]+)(?: \| (.*))?$/s.exec(body) ?? [];
  const text = close === undefined ? body : rest === body ? "" : rest;
  for (const source of sources) {
    const words = wordsAfter(text, printable(source).trim());
    if (words !== undefined) return { mark, close, source, words };
  }
  return { mark, close, words: text.trim() };
}

const MARKS: readonly Mark[] = ["new", "changed", "vanished"];

/** What follows the shown source in `text`, which may have been shortened; undefined where it was not shown. */
function wordsAfter(text: string, shown: string): string | undefined {
  if (shown === "") return undefined;
  if (text.startsWith(shown)) return text.slice(shown.length).trim();
  for (let at = text.indexOf("…"); at !== -1; at = text.indexOf("…", at + 1)) {
    if (at > 0 && shown.startsWith(text.slice(0, at))) return text.slice(at + 1).trim();
  }
  return undefined;
}
