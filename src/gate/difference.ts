/** One thing that two maps say differently, as data. */
import type { Entry } from "../map/model.ts";

export const EFFECTS = ["loosened", "tightened", "rebased", "recategorised", "reworded"] as const;

/**
 * What a difference does to the plan. `loosened`: a change may do more. `tightened`: it may do less.
 * `rebased`: the lines are those of another commit. `recategorised` and `reworded`: the plan is the same, people
 * read it in another list or in other words.
 */
export type Effect = (typeof EFFECTS)[number];

export const DIFFERENCE_KINDS = [
  "decision",
  "entry-added",
  "entry-gone",
  "block",
  "category",
  "reason",
  "exception",
  "scope",
  "strings",
  "operation",
  "replacements",
  "base",
  "mission",
] as const;

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export interface Difference {
  readonly effect: Effect;
  readonly kind: DifferenceKind;
  /** In words, as the end of a sentence about the second map. */
  readonly what: string;
  /** The entry in the first and in the second map, where entries differ. */
  readonly from?: Entry;
  readonly to?: Entry;
  /** What stands in the first and in the second map, where anything else differs. */
  readonly values?: { readonly from: readonly string[]; readonly to: readonly string[] };
}
