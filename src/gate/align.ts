/**
 * The heart of the gate: can the head lines be had from the base lines by what the rules allow, and if not,
 * what is the least that went wrong?
 *
 * A path through the grid of base lines and head lines is an account of the change. Steps that the rules allow
 * are free; others cost. A free path is a change that is exactly the plan, and the search finds one whenever
 * there is one, because it exhausts all free steps before it pays for any (docs/gate.md has the definition
 * and the proof of the shortcut). The cheapest path blames the fewest lines.
 */

import { diffArrays } from "diff";

/** One base or head line of the change, with what happened to it. Lines are 1-based. */
export type Step =
  | { readonly kind: "same"; readonly base: number; readonly head: number }
  /** A base line is gone. `allowed` by a remove rule. */
  | { readonly kind: "gone"; readonly base: number; readonly allowed: boolean }
  /** A head line has come, and nothing allows it. */
  | { readonly kind: "come"; readonly head: number }
  /** A base line was replaced as its rule asks. */
  | { readonly kind: "replaced"; readonly base: number; readonly head: number }
  /** A base line was replaced, but an occurrence stands in the replacement. */
  | { readonly kind: "still-there"; readonly base: number; readonly head: number }
  /** A base line that should have changed stands as it was. */
  | { readonly kind: "pending"; readonly base: number; readonly head: number };

/** The change as the search sees it: which pairs of lines fit, and how. Lines are 1-based. */
export interface Grid {
  readonly baseCount: number;
  readonly headCount: number;
  /** Are the lines the same, byte for byte? */
  same(base: number, head: number): boolean;
  /** Has the base line a rule by which it must change? */
  mustChange(base: number): boolean;
  /** Does its rule allow to delete it? */
  mayGo(base: number): boolean;
  /** Does its rule allow this head line in its place? */
  mayBecome(base: number, head: number): boolean;
  /** Would this head line in its place be its replacement, were it not for an occurrence? */
  failsToBecome(base: number, head: number): boolean;
}

/** Prices. A line that was simply not touched yet is the cheapest explanation of itself. */
const PENDING = 1;
const STILL_THERE = 1;
const GONE = 2;
const COME = 2;

/** Branching points that the search may visit; beyond that the blame is coarser, never the verdict. */
const BUDGET = 400_000;
/** The same for a piece of a change that was too large as a whole. */
const PIECE_BUDGET = 20_000;
/** Reachable points that are looked at to answer accepted or not when the search gave up. */
const DECISION_BUDGET = 300_000_000;
/** Differences that the rough alignment may find before everything between counts as different. */
const ROUGH_EDITS = 3000;

export interface Alignment {
  readonly steps: readonly Step[];
  /** Is the change exactly what the rules allow? */
  readonly accepted: boolean;
}

/** Throws `TangledError` for a change that cannot be decided within the bounds: it was made to be that. */
export function align(grid: Grid): Alignment {
  const top = commonHead(grid);
  const bottom = commonTail(grid, top);
  const middle = {
    baseFrom: top,
    baseTo: grid.baseCount - bottom,
    headFrom: top,
    headTo: grid.headCount - bottom,
  };
  const found = search(grid, middle, BUDGET) ?? tangled(grid, middle);
  return {
    accepted: found.accepted,
    steps: [...sameRun(0, 0, top), ...found.steps, ...sameRun(middle.baseTo, middle.headTo, bottom)],
  };
}

/** The change is too tangled to be judged. The job turns this into an error that names the file. */
export class TangledError extends Error {
  override readonly name = "TangledError";

  constructor() {
    super("the change repeats equal lines in too many ways to be judged within bounds");
  }
}

/** Part of the grid, by 0-based points: `from` is before the first line, `to` after the last. */
interface Region {
  readonly baseFrom: number;
  readonly baseTo: number;
  readonly headFrom: number;
  readonly headTo: number;
}

function sameRun(base: number, head: number, length: number): Step[] {
  return Array.from({ length }, (_, index): Step => ({
    kind: "same",
    base: base + index + 1,
    head: head + index + 1,
  }));
}

/** Where lines are equal and no rule speaks, taking them as the same is never dearer than anything else. */
function stands(grid: Grid, base: number, head: number): boolean {
  return !grid.mustChange(base) && grid.same(base, head);
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

/** How the search came to a branching point: from which one, by a step to `landed`, then along equal lines. */
interface Arrival {
  readonly origin: number;
  readonly landed: number;
}

/**
 * Dijkstra's search with a list of points for each price. Points are numbered row by row; only those are kept
 * where equal lines end. Undefined when the budget is spent before the far corner is reached.
 */
function search(grid: Grid, region: Region, budget: number): Alignment | undefined {
  const { baseFrom, baseTo, headFrom, headTo } = region;
  const width = headTo - headFrom + 1;
  const goal = (baseTo - baseFrom + 1) * width - 1;
  const arrivals = new Map<number, Arrival>();
  const waiting: Arrival[][] = [[{ origin: -1, landed: 0 }]];
  for (let price = 0; price < waiting.length; price += 1) {
    const atThisPrice = waiting[price] ?? [];
    for (let arrival = atThisPrice.pop(); arrival; arrival = atThisPrice.pop()) {
      const point = slide(grid, region, arrival.landed);
      if (arrivals.has(point)) continue;
      arrivals.set(point, arrival);
      if (point === goal) return { accepted: price === 0, steps: trace(grid, region, arrivals, goal) };
      if (arrivals.size > budget) return undefined;
      expand(grid, region, point, (landed, cost) =>
        (waiting[price + cost] ??= []).push({ origin: point, landed }),
      );
    }
  }
  return undefined;
}

/** The point where the equal lines after `point` end. */
function slide(grid: Grid, { baseFrom, baseTo, headFrom, headTo }: Region, point: number): number {
  const width = headTo - headFrom + 1;
  let base = baseFrom + Math.floor(point / width);
  let head = headFrom + (point % width);
  while (base < baseTo && head < headTo && stands(grid, base + 1, head + 1)) {
    base += 1;
    head += 1;
  }
  return (base - baseFrom) * width + (head - headFrom);
}

/** The steps from one point. Those offered last are tried first among equals. */
function expand(
  grid: Grid,
  { baseFrom, baseTo, headFrom, headTo }: Region,
  point: number,
  offer: (next: number, cost: number) => void,
): void {
  const width = headTo - headFrom + 1;
  const base = baseFrom + Math.floor(point / width) + 1;
  const head = headFrom + (point % width) + 1;
  const down = point + width;
  const right = point + 1;
  const diagonal = down + 1;
  if (base > baseTo) {
    if (head <= headTo) offer(right, COME);
    return;
  }
  if (head > headTo) {
    offer(down, grid.mayGo(base) ? 0 : GONE);
    return;
  }
  offer(right, COME);
  offer(down, grid.mayGo(base) ? 0 : GONE);
  if (grid.mustChange(base)) {
    if (grid.failsToBecome(base, head)) offer(diagonal, STILL_THERE);
    if (grid.same(base, head)) offer(diagonal, PENDING);
    if (grid.mayBecome(base, head)) offer(diagonal, 0);
  }
}

function trace(
  grid: Grid,
  { baseFrom, headFrom, headTo }: Region,
  arrivals: ReadonlyMap<number, Arrival>,
  goal: number,
): Step[] {
  const width = headTo - headFrom + 1;
  const baseOf = (point: number): number => baseFrom + Math.floor(point / width);
  const headOf = (point: number): number => headFrom + (point % width);
  const pieces: Step[][] = [];
  for (let point = goal; point !== -1;) {
    const { origin, landed } = arrivals.get(point) ?? { origin: -1, landed: 0 };
    pieces.push(sameRun(baseOf(landed), headOf(landed), baseOf(point) - baseOf(landed)));
    if (origin !== -1)
      pieces.push([stepBetween(grid, baseOf(origin), baseOf(landed), headOf(origin), headOf(landed))]);
    point = origin;
  }
  return pieces.reverse().flat();
}

function stepBetween(grid: Grid, baseBefore: number, base: number, headBefore: number, head: number): Step {
  if (base === baseBefore) return { kind: "come", head };
  if (head === headBefore) return { kind: "gone", base, allowed: grid.mayGo(base) };
  return paired(grid, base, head);
}

function paired(grid: Grid, base: number, head: number): Step {
  if (!grid.mustChange(base)) return { kind: "same", base, head };
  if (grid.mayBecome(base, head)) return { kind: "replaced", base, head };
  return { kind: grid.same(base, head) ? "pending" : "still-there", base, head };
}

/**
 * For changes too large to search as a whole. Accepted or not is still answered exactly; the blame is found
 * piece by piece between lines that a plain diff takes for equal, and may name more lines than it must.
 */
function tangled(grid: Grid, region: Region): Alignment {
  const accepted = reachable(grid, region);
  const steps = pieces(grid, region).flatMap((piece) => {
    if ("same" in piece) return [piece.same];
    const { steps: found } = search(grid, piece.region, PIECE_BUDGET) ?? {
      steps: everything(grid, piece.region),
    };
    return found;
  });
  // The rough pieces may blame lines of a change that is allowed as a whole: then nobody is to blame.
  return accepted ? { accepted, steps: steps.filter(isAllowed) } : { accepted, steps };
}

function isAllowed(step: Step): boolean {
  return step.kind === "same" || step.kind === "replaced" || (step.kind === "gone" && step.allowed);
}

type Piece = { readonly same: Step } | { readonly region: Region };

function pieces(grid: Grid, region: Region): Piece[] {
  const { baseFrom, baseTo, headFrom, headTo } = region;
  const bases = Array.from({ length: baseTo - baseFrom }, (_, index) => baseFrom + index + 1);
  const heads = Array.from({ length: headTo - headFrom }, (_, index) => headFrom + index + 1);
  // undefined when there are more differences than we want to wait for.
  const rough = diffArrays(bases, heads, {
    comparator: (base, head) => stands(grid, base, head),
    maxEditLength: ROUGH_EDITS,
  });
  if (!rough) return [{ region }];
  const found: Piece[] = [];
  let [base, head] = [baseFrom, headFrom];
  let open = { base, head };
  const close = (): void => {
    if (open.base < base || open.head < head) {
      found.push({ region: { baseFrom: open.base, baseTo: base, headFrom: open.head, headTo: head } });
    }
  };
  for (const { added, removed, count } of rough) {
    if (added) head += count;
    else if (removed) base += count;
    else {
      close();
      found.push(...sameRun(base, head, count).map((same) => ({ same })));
      base += count;
      head += count;
      open = { base, head };
    }
  }
  close();
  return found;
}

function everything(grid: Grid, { baseFrom, baseTo, headFrom, headTo }: Region): Step[] {
  const steps: Step[] = [];
  for (let base = baseFrom + 1; base <= baseTo; base += 1)
    steps.push({ kind: "gone", base, allowed: grid.mayGo(base) });
  for (let head = headFrom + 1; head <= headTo; head += 1) steps.push({ kind: "come", head });
  return steps;
}

/**
 * Is there a path of free steps? Row by row, the head positions that can be reached, in ascending order; free
 * steps lead down or diagonally, so one pass over the rows answers it. Positions from which the rest can no
 * longer fit are dropped: there must be a base line for each head line to come, and a head line for each base
 * line that has to stand.
 */
function reachable(grid: Grid, { baseFrom, baseTo, headFrom, headTo }: Region): boolean {
  const standing = standingAfter(grid, baseFrom, baseTo);
  let row = new Int32Array(headTo - headFrom + 2);
  let next = new Int32Array(headTo - headFrom + 2);
  row[0] = headFrom;
  let length = 1;
  let visited = 0;
  for (let base = baseFrom + 1; base <= baseTo && length > 0; base += 1) {
    visited += length;
    if (visited > DECISION_BUDGET) throw new TangledError();
    const mustChange = grid.mustChange(base);
    const mayGo = mustChange && grid.mayGo(base);
    const lowest = headTo - (baseTo - base);
    const highest = headTo - (standing[base - baseFrom] ?? 0);
    let found = 0;
    let last = -1;
    for (let index = 0; index < length; index += 1) {
      const head = row[index] ?? 0;
      if (mayGo && head !== last && head >= lowest && head <= highest) {
        next[found] = head;
        found += 1;
      }
      const after = head + 1;
      if (after > highest || after < lowest) continue;
      if (mustChange ? grid.mayBecome(base, after) : grid.same(base, after)) {
        next[found] = after;
        found += 1;
        last = after;
      }
    }
    [row, next] = [next, row];
    length = found;
  }
  return length > 0 && row[length - 1] === headTo;
}

/** For each row, how many of the base lines below it cannot go. */
function standingAfter(grid: Grid, baseFrom: number, baseTo: number): Int32Array {
  const counts = new Int32Array(baseTo - baseFrom + 1);
  for (let base = baseTo; base > baseFrom; base -= 1) {
    const stays = grid.mustChange(base) && grid.mayGo(base) ? 0 : 1;
    counts[base - baseFrom - 1] = (counts[base - baseFrom] ?? 0) + stays;
  }
  return counts;
}
