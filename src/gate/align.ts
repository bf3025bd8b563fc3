/**
 * The heart of the gate: can the head lines be had from the base lines by what the rules allow, and if not, what
 * is the least that went wrong?
 *
 * First the exact answer (decide.ts), then, only for changes that are not accepted, the blame (blame.ts, and
 * rough-blame.ts where that would take too long). The answer never depends on the blame.
 */
import { leastBlame } from "./blame.ts";
import { decide } from "./decide.ts";
import type { Effort, Share } from "./effort.ts";
import { sameRun, stands, type Grid, type Region, type Step } from "./grid.ts";
import { roughBlame } from "./rough-blame.ts";

/** Branching points that the search for the least blame may visit in one file: some for each line, within limits. */
const LEAST_BUDGET = 20_000;
const BUDGET_PER_LINE = 40;
const MOST_BUDGET = 400_000;

export interface Alignment {
  readonly steps: readonly Step[];
  /** Is the change exactly what the rules allow? */
  readonly accepted: boolean;
}

/** Undefined for a change that cannot be decided within what is left of the effort: it was made to be that. */
export function align(grid: Grid, effort: Effort): Alignment | undefined {
  const top = commonHead(grid);
  const bottom = commonTail(grid, top);
  const region = {
    baseFrom: top,
    baseTo: grid.baseCount - bottom,
    headFrom: top,
    headTo: grid.headCount - bottom,
  };
  const share = effort.share(linesOf(region));
  const decided = decide(grid, region, share, { pending: false });
  if (decided === "tangled") return undefined;
  const accepted = decided !== "rejected";
  const steps = accepted ? decided : blame(grid, region, share);
  return {
    accepted,
    steps: [...sameRun(0, 0, top), ...steps, ...sameRun(region.baseTo, region.headTo, bottom)],
  };
}

function blame(grid: Grid, region: Region, share: Share): readonly Step[] {
  // Nothing is wrong but what is not done yet: that is the blame, and --allow-pending relies on it.
  const unfinished = decide(grid, region, share, { pending: true });
  if (typeof unfinished !== "string") return unfinished;
  const budget = Math.min(Math.max(LEAST_BUDGET, linesOf(region) * BUDGET_PER_LINE), MOST_BUDGET);
  return leastBlame(grid, region, budget, share) ?? roughBlame(grid, region, share);
}

function linesOf({ baseFrom, baseTo, headFrom, headTo }: Region): number {
  return baseTo - baseFrom + headTo - headFrom;
}

function commonHead(grid: Grid): number {
  const limit = Math.min(grid.baseCount, grid.headCount);
  let length = 0;
  while (length < limit && stands(grid, length + 1, length + 1)) length += 1;
  return length;
}

function commonTail(grid: Grid, top: number): number {
  const limit = Math.min(grid.baseCount, grid.headCount) - top;
  let length = 0;
  while (length < limit && stands(grid, grid.baseCount - length, grid.headCount - length)) length += 1;
  return length;
}
