/**
 * Blame for rejected changes that are too large to be searched as a whole: piece by piece, between lines that a
 * plain diff takes for equal. It may name more lines than it must; the verdict stands already (decide.ts).
 */
import { diffArrays } from "diff/lib/diff/array.js";
import { leastBlame } from "./blame.ts";
import type { Share } from "./effort.ts";
import { pairStep, type Grid, type Region, type Step } from "./grid.ts";

/** Branching points that the search may visit in one piece. */
const PIECE_BUDGET = 20_000;
/** Differences that the rough alignment may find before everything between counts as different. */
const ROUGH_EDITS = 2000;

export function roughBlame(grid: Grid, region: Region, share: Share): Step[] {
  return pieces(grid, region, share).flatMap((piece) =>
    Array.isArray(piece) ? piece : (leastBlame(grid, piece, PIECE_BUDGET, share) ?? everything(grid, piece)),
  );
}

/** Runs of equal lines, and the regions between them. */
function pieces(grid: Grid, region: Region, share: Share): (Step[] | Region)[] {
  const { baseFrom, baseTo, headFrom, headTo } = region;
  const bases = Array.from({ length: baseTo - baseFrom }, (_, index) => baseFrom + index + 1);
  const heads = Array.from({ length: headTo - headFrom }, (_, index) => headFrom + index + 1);
  // undefined when there are more differences than we want to wait for.
  const rough = diffArrays(bases, heads, {
    comparator: (base, head) => share.take("comparisons", 1) && grid.same(base, head),
    maxEditLength: affordableEdits(share),
  });
  if (!rough) return [region];
  const found: (Step[] | Region)[] = [];
  let [base, head] = [baseFrom, headFrom];
  let open = { base, head };
  const close = (): void => {
    if (open.base < base || open.head < head)
      found.push({ baseFrom: open.base, baseTo: base, headFrom: open.head, headTo: head });
  };
  for (const { added, removed, count } of rough) {
    if (added) head += count;
    else if (removed) base += count;
    else {
      close();
      found.push(pairs(grid, base, head, count));
      base += count;
      head += count;
      open = { base, head };
    }
  }
  close();
  return found;
}

/**
 * To look for one difference more, the diff visits one diagonal more than before, so `n` of them take about n²/2
 * comparisons. A comparison that is refused costs as much time as one that is made: what the share cannot pay must not
 * be begun.
 */
function affordableEdits(share: Share): number {
  return Math.min(ROUGH_EDITS, Math.floor(Math.sqrt(2 * share.left("comparisons"))));
}

/** Lines that nobody touched, whether they were to stand or not. */
function pairs(grid: Grid, base: number, head: number, count: number): Step[] {
  return Array.from({ length: count }, (_, index) => pairStep(grid, base + index + 1, head + index + 1));
}

function everything(grid: Grid, { baseFrom, baseTo, headFrom, headTo }: Region): Step[] {
  const steps: Step[] = [];
  for (let base = baseFrom + 1; base <= baseTo; base += 1)
    steps.push({ kind: "gone", base, allowed: grid.mayGo(base) });
  for (let head = headFrom + 1; head <= headTo; head += 1) steps.push({ kind: "come", head });
  return steps;
}
