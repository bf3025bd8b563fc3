/** Small pieces of English that several reports need. */

/** "1 file", "2 files"; "2 entries" where the plural is given. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
