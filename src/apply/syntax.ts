/**
 * What `apply` asks of parsers, as a port: the parsers themselves are no affair of the pure core.
 *
 * Lines are 1-based. A path says what the content is written in; nothing is read from it.
 */

/** Lines first..last. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * A line that opens a block which no bracket holds together (`if a:`, a YAML key, an `if (a)` without braces), and
 * the lines on which the block's parts begin. If one goes without the other, what is left may parse and mean
 * something else.
 */
export interface Joint {
  readonly head: number;
  /** Ascending, not empty, all below `head`. */
  readonly body: readonly number[];
}

export interface Syntax {
  /** Undefined where nobody can tell: no parser, or too much to parse. */
  parses(path: string, content: Buffer): Promise<boolean | undefined>;
  joints(path: string, content: Buffer): Promise<readonly Joint[]>;
  /** What the line belongs to (a statement, a function, a key with its value), innermost first. */
  around(path: string, content: Buffer, line: number): Promise<readonly Span[]>;
}
