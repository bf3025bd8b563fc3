/** How much a parser is asked to do for one file, whoever asks. Beyond this it is not asked, or gives up. */

/** In UTF-16 units. What is larger is generated or data; its tokens say as much as its tree. */
export const LARGEST_SOURCE = 4 * 1024 * 1024;

/**
 * The steps that a parse may take: more than code needs (0.015 a character was the most in minified JavaScript), and
 * less than what exhausts the memory for a text that parses in very many ways. Long tables of short numbers need more
 * (0.02 to 0.03 a character); there is nothing in them to read.
 */
export function stepsFor(length: number): number {
  return Math.min(1500 + length / 50, 40_000);
}
