/**
 * What became of the lines of a file that was edited by others, beside the plan or against it.
 *
 * Equal lines stand. What a rule asks of any other line is done only where the lines that came in its place leave no
 * doubt: none of them holds an occurrence, or one of them is exactly what was asked for.
 */
import type { LinesVerdict } from "./judge-lines.ts";
import type { LineRule } from "./line-rules.ts";
import type { Side } from "./sides.ts";
import { standingLines } from "./standing-lines.ts";

export type LinesFate = Pick<LinesVerdict, "standing" | "replaced" | "carriedOut">;

export function followLines(old: Side, now: Side, rules: ReadonlyMap<number, LineRule>): LinesFate {
  const standing = standingLines(old, now);
  const replaced = new Map<number, number>();
  const carriedOut = new Set<number>();
  const taken = new Set<number>();
  for (const { lines, from, to } of gaps(old, now, standing)) {
    const come = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const isEmpty = come.every((line) => now.on(line).length === 0);
    for (const line of lines) {
      const rule = rules.get(line);
      if (!rule || rule.kind === "keep") continue;
      const at = come.find((one) => !taken.has(one) && isAsAsked(rule, now, one));
      if (at !== undefined) {
        taken.add(at);
        replaced.set(line, at);
      }
      if (at !== undefined || (rule.kind === "remove" && isEmpty)) carriedOut.add(line);
    }
  }
  return { standing, replaced, carriedOut };
}

/** Is the new line what the rule makes of the old one, and could it be nothing else? */
function isAsAsked(rule: LineRule, now: Side, line: number): boolean {
  if (rule.kind === "rename") return now.raw(line) === rule.wanted;
  const found = now.on(line);
  return (
    rule.kind === "retain" &&
    found.length === rule.kept.length &&
    rule.kept.every((needle, index) => found[index]?.needle === needle)
  );
}

interface Gap {
  /** Old lines that do not stand, one after the other. */
  readonly lines: readonly number[];
  /** First and last of the new lines in their place; `to` is before `from` where there are none. */
  readonly from: number;
  readonly to: number;
}

/** The places where old lines do not stand, in ascending order. */
function gaps(old: Side, now: Side, standing: ReadonlyMap<number, number>): Gap[] {
  const found: Gap[] = [];
  let lines: number[] = [];
  let last = 0;
  for (let line = 1; line <= old.lineCount + 1; line += 1) {
    const at = line > old.lineCount ? now.lineCount + 1 : standing.get(line);
    if (at === undefined) {
      lines.push(line);
      continue;
    }
    if (lines.length > 0) found.push({ lines, from: last + 1, to: at - 1 });
    lines = [];
    last = at;
  }
  return found;
}
