/**
 * What is wrong in a file that a person wrote: where, what stands there, and how to mend it.
 *
 * Faults are data and are collected: a reader of a file shows all of them at once.
 */

/** Both 1-based; the column counts UTF-16 code units, as the YAML parser does. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Fault extends Position {
  /** Stable name of the rule that is broken, in kebab case. */
  readonly code: string;
  /** What is wrong, as a sentence without a full stop. */
  readonly message: string;
  /** The offending text, shortened. */
  readonly text: string;
  /** How to mend it, as an imperative. */
  readonly next: string;
}

export function compareFaults(a: Fault, b: Fault): number {
  return a.line - b.line || a.column - b.column;
}

/** Faults for a person: place, what is wrong, the text, the mend. */
export function faultLines(file: string, faults: readonly Fault[]): string[] {
  return faults.flatMap(({ line, column, message, text, next }) => [
    `  ${file}:${line}:${column}: ${message}`,
    ...(text === "" ? [] : [`    | ${text}`]),
    `    mend: ${next}`,
  ]);
}
