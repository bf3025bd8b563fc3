/**
 * Accepted or not: is there a path through the grid on which the rules allow every step?
 *
 * Base line by base line, the head positions that can be reached are held as intervals. A line that may go or
 * become one clean line only lengthens an interval; a line that must stand leaves the positions where it is
 * found. Positions from which the rest cannot fit any more are dropped: each head line to come needs a base line,
 * each base line that cannot go needs a head line. So an ordinary change is decided in one pass over its lines,
 * however long its blocks are, and the answer is exact whenever there is one.
 */
import type { Share } from "./effort.ts";
import { pairStep, type Grid, type Region, type Step } from "./grid.ts";

/**
 * The allowed steps of an accepted change; "rejected"; or "tangled", where `share` did not suffice to tell. With
 * `pending`, a line that should have changed may also stand as it was.
 */
export function decide(
  grid: Grid,
  region: Region,
  share: Share,
  { pending }: { readonly pending: boolean },
): readonly Step[] | "rejected" | "tangled" {
  const becomes = (base: number, head: number): boolean =>
    grid.mayBecome(base, head) || (pending && grid.same(base, head));
  const { baseFrom, baseTo, headFrom, headTo } = region;
  const fixed = fixedAfter(grid, region);
  const rows: Row[] = [new Row([headFrom, headFrom])];
  for (let base = baseFrom + 1; base <= baseTo; base += 1) {
    const before = rows[base - baseFrom - 1] ?? EMPTY;
    const next = new RowBuilder(headTo - (baseTo - base), headTo - (fixed[base - baseFrom] ?? 0));
    const rule = grid.mustChange(base);
    const mayGo = rule && grid.mayGo(base);
    let positions = 0;
    for (let at = 0; at < before.bounds.length; at += 2) {
      const low = before.bounds[at] ?? 0;
      const high = before.bounds[at + 1] ?? 0;
      if (mayGo) {
        // Every position but one behind the last is reached by letting the line go.
        next.add(low, high < headTo && becomes(base, high + 1) ? high + 1 : high);
        positions += 1;
        continue;
      }
      const from = Math.max(low, next.lowest - 1);
      const to = Math.min(high, next.highest - 1);
      for (let head = from + 1; head <= to + 1;) {
        const last = Math.min(grid.headRun(head), to + 1);
        if (rule ? becomes(base, head) : grid.same(base, head)) next.add(head, last);
        head = last + 1;
        positions += 1;
      }
    }
    const row = next.row();
    if (row.bounds.length === 0) return "rejected";
    if (!share.take("intervals", row.bounds.length / 2) || !share.take("positions", positions))
      return "tangled";
    rows.push(row);
  }
  return rows.at(-1)?.has(headTo) === true ? trace(grid, region, rows, becomes) : "rejected";
}

/** For each row, how many of the base lines below it cannot go. */
function fixedAfter(grid: Grid, { baseFrom, baseTo }: Region): Int32Array {
  const counts = new Int32Array(baseTo - baseFrom + 1);
  for (let base = baseTo; base > baseFrom; base -= 1) {
    const stays = grid.mustChange(base) && grid.mayGo(base) ? 0 : 1;
    counts[base - baseFrom - 1] = (counts[base - baseFrom] ?? 0) + stays;
  }
  return counts;
}

/** Backwards from the far corner. A line that may have become the one before us did so. */
function trace(
  grid: Grid,
  { baseFrom, baseTo, headTo }: Region,
  rows: readonly Row[],
  becomes: (base: number, head: number) => boolean,
): Step[] {
  const steps: Step[] = [];
  let head = headTo;
  for (let base = baseTo; base > baseFrom; base -= 1) {
    const before = rows[base - baseFrom - 1] ?? EMPTY;
    const paired =
      before.has(head - 1) && (grid.mustChange(base) ? becomes(base, head) : grid.same(base, head));
    steps.push(paired ? pairStep(grid, base, head) : { kind: "gone", base, allowed: true });
    if (paired) head -= 1;
  }
  return steps.reverse();
}

/** Head positions that can be reached, as intervals in ascending order that do not touch. */
class Row {
  /** First and last of each interval, both included. */
  readonly bounds: readonly number[];

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
  }

  has(position: number): boolean {
    let low = 0;
    let high = this.bounds.length / 2;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.bounds[middle * 2 + 1] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    const first = this.bounds[low * 2];
    return first !== undefined && first <= position;
  }
}

const EMPTY = new Row([]);

/** Takes intervals in ascending order, joins those that touch, and drops what lies outside of its limits. */
class RowBuilder {
  readonly lowest: number;
  readonly highest: number;
  readonly #bounds: number[] = [];

  constructor(lowest: number, highest: number) {
    this.lowest = lowest;
    this.highest = highest;
  }

  add(low: number, high: number): void {
    const first = Math.max(low, this.lowest);
    const last = Math.min(high, this.highest);
    if (first > last) return;
    const previous = this.#bounds.at(-1);
    if (previous !== undefined && first <= previous + 1) {
      if (last > previous) this.#bounds[this.#bounds.length - 1] = last;
    } else this.#bounds.push(first, last);
  }

  row(): Row {
    return new Row(this.#bounds);
  }
}
