/**
 * Text from outside, made safe to show: no control character, no escape sequence, no invisible or
 * direction-changing character reaches a terminal, a log or a YAML comment. What is hidden is shown as an
 * escape (`\x1b`, `\u202e`), never dropped, so that a reviewer sees that something is there.
 */

/**
 * Control characters, line and paragraph separators, every format character (which holds the bidirectional
 * controls, zero-width characters and tags), and halves of surrogate pairs.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Nothing in it can be unsafe: by far the most text, and told by one look. */
const PLAIN = /^[ !"$-~]*$/;

/** One line of safe text. A tab becomes a space, everything else unsafe an escape. */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(UNSAFE, (character) => (character === "\t" ? " " : escapeCharacter(character)))
    .replace(OLD_COMMAND, "\\x23#");
}

/** What CI services take for a command wherever it stands in a line of a log (`##[group]`, `##vso[…]`). */
const OLD_COMMAND = /##(?=\[|vso\[)/g;

/**
 * Text of several lines, none of which a CI service takes for a command of its own: GitHub reads `::name::` at
 * the beginning of a line, after white space too.
 */
export function guardCommands(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, "$1\\x3a");
}

function escapeCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  // A half of a surrogate pair between DC80 and DCFF stands for a raw byte in a file name (see repo-path.ts).
  if (point >= 0xdc80 && point <= 0xdcff) return `\\x${(point - 0xdc00).toString(16)}`;
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, "0")}`;
  if (point <= 0xffff) return `\\u${point.toString(16).padStart(4, "0")}`;
  return `\\u{${point.toString(16)}}`;
}

/** `text` in at most `width` characters (code points), its end replaced by an ellipsis where it is longer. */
export function shorten(text: string, width: number): string {
  // A string of no more code units than `width` has no more code points either: the common case is free.
  if (text.length <= width) return text;
  const points = Array.from(text.slice(0, 2 * width + 2));
  return points.length <= width ? text : `${points.slice(0, width - 1).join("")}…`;
}
