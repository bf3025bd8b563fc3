/** Words of a command that a person is to copy into a shell. occmap itself never starts one. */

/** `word` so that a POSIX shell takes it as one word; as it is where that is safe. */
export function shellQuoted(word: string): string {
  return /^[\w@%+=:,./^~-]+$/.test(word) && !word.startsWith("~")
    ? word
    : `'${word.replaceAll("'", "'\\''")}'`;
}
