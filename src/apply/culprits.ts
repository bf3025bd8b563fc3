/**
 * Which of many cuts do the damage? Found by halving: some innocent hundreds cost no more than a few tries.
 */
import { runsOf, type Cut } from "./cut.ts";

export type Holds = (cuts: readonly Cut[]) => Promise<boolean>;

/**
 * Groups of cuts (ascending) that break the file, each group by itself; most have one member. Neighbours stay together
 * as long as they can: what one of them opens, the next may close.
 */
export async function culpritsAmong(cuts: readonly Cut[], holds: Holds): Promise<Cut[][]> {
  const runs = await groupsAmong(runsOf(cuts), (some) => holds(some.flat()));
  const found: Cut[][] = [];
  for (const run of runs) found.push(...(await groupsAmong(run.flat(), holds)));
  return found;
}

type Tried<Piece> = (some: readonly Piece[]) => Promise<boolean>;

async function groupsAmong<Piece>(pieces: readonly Piece[], holds: Tried<Piece>): Promise<Piece[][]> {
  if (pieces.length === 0 || (await holds(pieces))) return [];
  if (pieces.length === 1) return [[...pieces]];
  const middle = Math.ceil(pieces.length / 2);
  const [left, right] = [pieces.slice(0, middle), pieces.slice(middle)];
  const found = [...(await groupsAmong(left, holds)), ...(await groupsAmong(right, holds))];
  return found.length > 0 ? found : [await conspiracy(left, right, holds)];
}

/** Neither half does it alone: those nearest to each other that do it together. */
async function conspiracy<Piece>(
  left: readonly Piece[],
  right: readonly Piece[],
  holds: Tried<Piece>,
): Promise<Piece[]> {
  const from = await least(left.length, (size) => holds([...left.slice(-size), ...right]));
  const near = left.slice(-from);
  const to = await least(right.length, (size) => holds([...near, ...right.slice(0, size)]));
  return [...near, ...right.slice(0, to)];
}

/** The least size from 1 to `most` that does not hold; `most` does not. */
async function least(most: number, holds: (size: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [1, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
