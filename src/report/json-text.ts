/**
 * JSON as it leaves occmap: on one line, with every character that a terminal or a CI log could take for more
 * than text written as an escape. The document means the same.
 */

/** On several lines, for a file that people look at; else the same. */
export function prettyJsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2).replace(UNSAFE, (unsafe) => (unsafe === "\n" ? unsafe : escapes(unsafe)))}\n`;
}

/** Control, format and separator characters, and the beginnings of CI commands. Half surrogates are escaped already. */
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]|#(?=#\[|#vso\[)/gu;

export function jsonText(document: unknown): string {
  return `${JSON.stringify(document).replace(UNSAFE, escapes)}\n`;
}

function escapes(character: string): string {
  let text = "";
  for (let at = 0; at < character.length; at += 1)
    text += `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  return text;
}
