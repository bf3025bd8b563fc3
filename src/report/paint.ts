/** Colours as functions, so that reports do not ask whether there are any. */

export interface Paint {
  readonly bold: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
}

const escape = (open: number, close: number) => (text: string) => `\u001b[${open}m${text}\u001b[${close}m`;

export const COLOURS: Paint = {
  bold: escape(1, 22),
  good: escape(32, 39),
  bad: escape(31, 39),
  dim: escape(2, 22),
};

const plain = (text: string): string => text;

export const PLAIN: Paint = { bold: plain, good: plain, bad: plain, dim: plain };
