/** What `apply` does to one file, and what keeps it from doing so. Data; nothing is done here. */

/** A file or symbolic link on disk; the content of a link is its target text. */
export interface Present {
  readonly path: string;
  readonly isLink: boolean;
  readonly content: Buffer;
}

export type Deed =
  | { readonly kind: "delete"; readonly before: Present }
  /** `after` may stand at another path, and its content may be that of `before`. */
  | { readonly kind: "replace"; readonly before: Present; readonly after: Present };

/** An entry, or a file, that cannot be carried out as it stands. */
export interface Problem {
  readonly path: string;
  /** 1-based; 0 for the file as a whole. */
  readonly line: number;
  readonly why: string;
  /** What to do about it. */
  readonly next: string;
}
