/**
 * One text file that changed: its lines against the rules that the map gives them.
 */
import { align, type Alignment } from "./align.ts";
import type { Effort } from "./effort.ts";
import type { Finding, Replacement } from "./findings.ts";
import type { Grid } from "./grid.ts";
import { findingsOf, replacementsIn, type LinesCase } from "./line-findings.ts";
import type { LineRule } from "./line-rules.ts";

export interface LinesVerdict {
  readonly findings: readonly Finding[];
  readonly replacements: readonly Replacement[];
  /** Head line of each base line that stands, 1-based. */
  readonly standing: ReadonlyMap<number, number>;
  /** Head line of each base line that became what its rule asks. */
  readonly replaced: ReadonlyMap<number, number>;
  /** Base lines whose rule was carried out: deleted, or replaced. */
  readonly carriedOut: ReadonlySet<number>;
}

/** The change cannot be judged within bounds. The job turns this into an error that names the file. */
export class TangledError extends Error {
  override readonly name = "TangledError";
  readonly path: string;

  constructor(
    path: string,
    why = "the change repeats equal lines in too many ways to be judged within bounds",
  ) {
    super(why);
    this.path = path;
  }
}

/** Of one side. What is larger needs more memory than a program is given, or has lines longer than a string may be. */
const MOST_LINES = 5_000_000;
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Compares the two sides. No finding: the change is exactly what the rules allow, all of it carried out. Throws
 * `TangledError`.
 */
export function judgeLines(lines: LinesCase, effort: Effort): LinesVerdict {
  for (const { lineCount, state } of [lines.base, lines.head])
    if (lineCount > MOST_LINES || state.content.length > MOST_BYTES)
      throw new TangledError(lines.path, "the file is too large to be compared line by line");
  const alignment = align(gridOf(lines), effort);
  if (!alignment) throw new TangledError(lines.path);
  return verdictOf(alignment, lines);
}

/** An account of a change in words. What was not accepted is never without a finding: it throws instead. */
export function verdictOf({ steps, accepted }: Alignment, lines: LinesCase): LinesVerdict {
  const standing = new Map<number, number>();
  const replaced = new Map<number, number>();
  const carriedOut = new Set<number>();
  for (const step of steps) {
    if (step.kind === "same" || step.kind === "pending") standing.set(step.base, step.head);
    if (step.kind === "replaced") replaced.set(step.base, step.head);
    if (step.kind === "replaced" || (step.kind === "gone" && step.allowed)) carriedOut.add(step.base);
  }
  const found = accepted ? [] : findingsOf(steps, lines);
  if (!accepted && found.length === 0)
    throw new Error(`${lines.path}: the change was not accepted, and nothing says why`);
  return {
    findings: [...markFinding(lines), ...found],
    replacements: replacementsIn(steps, lines),
    standing,
    replaced,
    carriedOut,
  };
}

function gridOf({ base, head, rules }: LinesCase): Grid {
  const bases = base.rawLines();
  const heads = head.rawLines();
  const runs = equalRuns(heads);
  const baseIsOpen = base.isOpen;
  const headIsOpen = head.isOpen;
  /** Everything after this line may go, so it can become the last one. */
  const lastStanding = lastThatStays(bases.length, rules);
  const ruleAt = (line: number): LineRule | undefined => {
    const rule = rules.get(line);
    return rule?.kind === "keep" ? undefined : rule;
  };
  // The last line of a file decides whether there is a final newline, and that stays as it is; only where a
  // last line without one is gone altogether may the line that is now the last end either way.
  const endsWell = (baseLine: number, headLine: number): boolean =>
    headLine < heads.length || headIsOpen === baseIsOpen || (baseIsOpen && baseLine < bases.length);
  const fits = (rule: LineRule | undefined, headLine: number): boolean => {
    if (rule?.kind === "rename") return heads[headLine - 1] === rule.wanted;
    const found = head.on(headLine);
    if (rule?.kind === "retain")
      return found.length === rule.kept.length && rule.kept.every((kept, at) => found[at]?.needle === kept);
    return found.length === 0;
  };
  return {
    baseCount: bases.length,
    headCount: heads.length,
    same: (baseLine, headLine) => {
      const [was, is] = [bases[baseLine - 1], heads[headLine - 1]];
      if (was === is) return true;
      // Where the lines after it are gone, a line may lose its line end with them.
      return (
        baseIsOpen &&
        baseLine >= lastStanding &&
        headLine === heads.length &&
        was === `${is ?? ""}${base.lineEnd}`
      );
    },
    headRun: (headLine) => runs[headLine] ?? headLine,
    isKept: (baseLine) => rules.get(baseLine)?.kind === "keep",
    mustChange: (baseLine) => ruleAt(baseLine) !== undefined,
    mayGo: (baseLine) => ruleAt(baseLine)?.kind === "remove",
    mayBecome: (baseLine, headLine) => endsWell(baseLine, headLine) && fits(ruleAt(baseLine), headLine),
    failsToBecome: (baseLine, headLine) => {
      const rule = ruleAt(baseLine);
      return !fits(rule, headLine) && (rule?.kind === "rename" || head.on(headLine).length > 0);
    },
  };
}

/** By 1-based line, the last of the run of equal lines; the last line of all is a run of its own (final newline). */
function equalRuns(lines: readonly string[]): Int32Array {
  const ends = new Int32Array(lines.length + 1);
  for (let line = lines.length; line > 0; line -= 1) {
    const joins = line < lines.length - 1 && lines[line - 1] === lines[line];
    ends[line] = joins ? (ends[line + 1] ?? line) : line;
  }
  return ends;
}

function lastThatStays(count: number, rules: ReadonlyMap<number, LineRule>): number {
  let line = count;
  while (line > 0 && rules.get(line)?.kind === "remove") line -= 1;
  return line;
}

/**
 * A byte-order mark belongs to no line; it may go with the first one, and never comes. In UTF-16 it goes with the last
 * line only: without it, the lines that are left are no text in which anything could be found.
 */
function markFinding({ path, headPath, base, head, rules }: LinesCase): Finding[] {
  const mayGo = rules.get(1)?.kind === "remove" && (base.lineEnd === "\n" || head.lineCount === 0);
  if (base.mark === head.mark || (head.mark === "" && mayGo)) return [];
  const first = { first: 1, last: 1 };
  return [
    {
      code: "extra-change",
      path,
      ...(headPath === undefined ? {} : { headPath }),
      base: first,
      head: first,
      before: [],
      after: [],
      detail: "the byte-order mark changed",
    },
  ];
}
