/**
 * A change as the judge's search sees it: a grid of base lines by head lines, and the steps through it.
 *
 * A path from the first corner to the last is an account of the change: each base line stands, goes, or becomes
 * a head line; each head line was there or has come. Which of these steps the rules allow is all that the
 * search knows of maps and files. docs/gate.md ("How it is decided") says why this is the rule itself.
 */

/** What happened to one base or head line. Lines are 1-based. */
export type Step =
  | { readonly kind: "same"; readonly base: number; readonly head: number }
  /** A base line is gone. `allowed` by a remove rule. */
  | { readonly kind: "gone"; readonly base: number; readonly allowed: boolean }
  /** A head line has come, and nothing allows it. */
  | { readonly kind: "come"; readonly head: number }
  /** A base line became what its rule asks. */
  | { readonly kind: "replaced"; readonly base: number; readonly head: number }
  /** A base line became something else than its rule asks. */
  | { readonly kind: "wrong"; readonly base: number; readonly head: number }
  /** A base line that should have changed stands as it was. */
  | { readonly kind: "pending"; readonly base: number; readonly head: number };

export interface Grid {
  readonly baseCount: number;
  readonly headCount: number;
  /** Are the lines the same, byte for byte? */
  same(base: number, head: number): boolean;
  /** The last of the equal head lines from this one on, as far as no step can tell them apart. */
  headRun(head: number): number;
  /** Does a keep entry name the base line? */
  isKept(base: number): boolean;
  /** Has the base line a rule by which it must change? */
  mustChange(base: number): boolean;
  /** Does its rule allow to delete it? */
  mayGo(base: number): boolean;
  /** Does its rule allow this head line in its place? */
  mayBecome(base: number, head: number): boolean;
  /** Is this head line more likely a failed attempt at what the rule asks than a line of its own? */
  failsToBecome(base: number, head: number): boolean;
}

/** Part of the grid, by 0-based points: `from` is before the first line, `to` after the last. */
export interface Region {
  readonly baseFrom: number;
  readonly baseTo: number;
  readonly headFrom: number;
  readonly headTo: number;
}

/** The line has no rule and is there unchanged: the only thing that may happen to it. */
export function stands(grid: Grid, base: number, head: number): boolean {
  return !grid.mustChange(base) && grid.same(base, head);
}

/** Steps for `length` lines that stand, after the 0-based points `base` and `head`. */
export function sameRun(base: number, head: number, length: number): Step[] {
  return Array.from({ length }, (_, index): Step => ({
    kind: "same",
    base: base + index + 1,
    head: head + index + 1,
  }));
}

/** The step that pairs two lines, whatever it is worth. */
export function pairStep(grid: Grid, base: number, head: number): Step {
  if (!grid.mustChange(base)) return { kind: "same", base, head };
  if (grid.mayBecome(base, head)) return { kind: "replaced", base, head };
  return { kind: grid.same(base, head) ? "pending" : "wrong", base, head };
}
