/** The syntactic part of a language table: how its parser's nodes are read. */

export interface Grammar {
  /** The name of the grammar that the syntax area loads. */
  readonly parser: string;
}
