/**
 * What went wrong in a change that is not accepted: the account of it that blames the fewest lines.
 *
 * Steps that the rules allow are free; every other step blames one line, of base or head. Dijkstra's search finds
 * the path with the least blame; among equals it takes the one in which most blamed lines were simply left as they
 * were, because a line that nobody touched is the simplest explanation of itself, after that the one with the most
 * failed attempts at what an entry asks, and last the one that takes the fewest kept lines for gone: where a line was
 * moved past a kept one, it is the other that moved.
 */
import type { Share } from "./effort.ts";
import { pairStep, sameRun, stands, type Grid, type Region, type Step } from "./grid.ts";

/** How the search came to a branching point: from which one, by a step to `landed`, then along equal lines. */
interface Arrival {
  readonly origin: number;
  readonly landed: number;
}

/**
 * The steps of the account with the least blame; undefined when more than `budget` branching points would have to
 * be visited, or more than `share` has left. Points are numbered row by row; only those are kept where equal lines end.
 */
export function leastBlame(grid: Grid, region: Region, budget: number, share: Share): Step[] | undefined {
  const { baseFrom, baseTo, headFrom, headTo } = region;
  const goal = (baseTo - baseFrom + 1) * (headTo - headFrom + 1) - 1;
  const arrivals = new Map<number, Arrival>();
  // By the number of blamed lines, and within that by how many of them were touched.
  const waiting: Map<number, Arrival[]>[] = [new Map([[0, [{ origin: -1, landed: 0 }]]])];
  for (let blamed = 0; blamed < waiting.length; blamed += 1) {
    // Only a blamed step touches a line, and it leads to the next level: the keys of this one are all there.
    const level = [...(waiting[blamed] ?? [])].sort(([a], [b]) => a - b);
    for (const [touched, here] of level) {
      for (let arrival = here.pop(); arrival; arrival = here.pop()) {
        const point = slide(grid, region, arrival.landed);
        if (arrivals.has(point)) continue;
        arrivals.set(point, arrival);
        if (point === goal) return trace(grid, region, arrivals, goal);
        if (arrivals.size > budget || !share.take("points", 1)) return undefined;
        expand(grid, region, point, (landed, cost) => {
          if (cost.blamed === 0) here.push({ origin: point, landed });
          else {
            const next = (waiting[blamed + 1] ??= new Map<number, Arrival[]>());
            const known = next.get(touched + cost.touched);
            if (known) known.push({ origin: point, landed });
            else next.set(touched + cost.touched, [{ origin: point, landed }]);
          }
        });
      }
    }
  }
  return undefined;
}

interface Cost {
  readonly blamed: 0 | 1;
  /** How much less it explains itself than a line that nobody touched. */
  readonly touched: 0 | 1 | 2 | 3;
}

const FREE: Cost = { blamed: 0, touched: 0 };
const LEFT: Cost = { blamed: 1, touched: 0 };
const FAILED: Cost = { blamed: 1, touched: 1 };
const TOUCHED: Cost = { blamed: 1, touched: 2 };
const TAKEN: Cost = { blamed: 1, touched: 3 };

/** The point where the equal lines after `point` end: taking them as the same is never dearer. */
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
  offer: (next: number, cost: Cost) => void,
): void {
  const width = headTo - headFrom + 1;
  const base = baseFrom + Math.floor(point / width) + 1;
  const head = headFrom + (point % width) + 1;
  const down = point + width;
  if (head <= headTo) offer(point + 1, TOUCHED);
  if (base > baseTo) return;
  offer(down, grid.mayGo(base) ? FREE : grid.isKept(base) ? TAKEN : TOUCHED);
  if (head > headTo || !grid.mustChange(base)) return;
  const diagonal = down + 1;
  if (grid.same(base, head)) offer(diagonal, LEFT);
  else if (grid.failsToBecome(base, head)) offer(diagonal, FAILED);
  if (grid.mayBecome(base, head)) offer(diagonal, FREE);
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
  return pairStep(grid, base, head);
}
