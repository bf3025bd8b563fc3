/** A label of fixtures/sorting: the category that docs/categories.md gives an occurrence. */
export interface Label {
  readonly line: number;
  readonly column: number;
  readonly string: string;
  readonly category: string;
  readonly why: string;
}

export interface LabelledFile {
  readonly project: string;
  readonly path: string;
  readonly content: Buffer;
  readonly labels: readonly Label[];
}

export const STRINGS: readonly string[];
export function readLabelledSet(): LabelledFile[];
