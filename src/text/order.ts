/** Total orders that no locale changes: strings by UTF-16 code unit, as `<` compares them. */

export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Anything that has a place: ordered by path, then line, then column (none before any). */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column?: number | undefined;
}

export function comparePlaces(a: Place, b: Place): number {
  return compareStrings(a.path, b.path) || a.line - b.line || (a.column ?? 0) - (b.column ?? 0);
}
