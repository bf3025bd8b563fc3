/** What a conversion could not carry over, as data. */
export interface Loss {
  /** Where it stands in the source: a key, or the place of an entry. */
  readonly place: string;
  /** What is lost, and why, as a sentence without a full stop. */
  readonly what: string;
}
