/** Words of a command that a person is to copy into a shell. occmap itself never starts one. */
import { encodePath } from "../paths/repo-path.ts";
import { printable } from "./printable.ts";

/**
 * `word` so that a POSIX shell takes it as one word; as it is where that is safe. What cannot be shown is written
 * as the shell's own escapes, so that the copied command means the bytes that are meant.
 */
export function shellQuoted(word: string): string {
  if (/^[\w@%+=:,./^~-]+$/.test(word) && !word.startsWith("~")) return word;
  if (printable(word) === word && !word.includes("\t")) return `'${word.replaceAll("'", "'\\''")}'`;
  return `$'${Array.from(encodePath(word), escapedByte).join("")}'`;
}

function escapedByte(byte: number): string {
  const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c;
  return isPlain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
}
