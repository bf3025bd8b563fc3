/**
 * Which lines of a file stand in another version of it, whatever was planned for them: equal lines, as any diff finds
 * them. Whoever follows lines through edits of other people needs this; the judge of a change does not, it knows what
 * may happen to a line.
 */
import { diffArrays } from "diff/lib/diff/array.js";
import type { Side } from "./sides.ts";

/** Lines that may differ before everything between the common ends of a file counts as edited. */
const MOST_EDITS = 4000;

/** New line of each old line that stands; both 1-based. */
export function standingLines(old: Side, now: Side): ReadonlyMap<number, number> {
  const [was, is] = [old.rawLines(), now.rawLines()];
  const standing = new Map<number, number>();
  let head = 0;
  while (head < was.length && head < is.length && was[head] === is[head]) {
    standing.set(head + 1, head + 1);
    head += 1;
  }
  let tail = 0;
  while (
    tail < was.length - head &&
    tail < is.length - head &&
    was[was.length - 1 - tail] === is[is.length - 1 - tail]
  ) {
    standing.set(was.length - tail, is.length - tail);
    tail += 1;
  }
  const parts = diffArrays(was.slice(head, was.length - tail), is.slice(head, is.length - tail), {
    maxEditLength: MOST_EDITS,
  });
  let [oldLine, newLine] = [head, head];
  for (const { added, removed, count } of parts ?? []) {
    for (let at = 1; !added && !removed && at <= count; at += 1) standing.set(oldLine + at, newLine + at);
    if (!added) oldLine += count;
    if (!removed) newLine += count;
  }
  return standing;
}
