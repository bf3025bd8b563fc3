/**
 * One text file that changed: its lines against the rules that the map gives them.
 */
import { align, type Grid, type Step } from "./align.ts";
import type { Finding, LineRange, Replacement } from "./findings.ts";
import type { LineRule } from "./line-rules.ts";
import type { Side } from "./sides.ts";

export interface LinesVerdict {
  readonly findings: readonly Finding[];
  readonly replacements: readonly Replacement[];
  /** Head line of each base line that stands, 1-based. */
  readonly standing: ReadonlyMap<number, number>;
  /** Head line of each base line that was replaced as its rule asks. */
  readonly replaced: ReadonlyMap<number, number>;
  /** Base lines whose rule was carried out: deleted, or replaced. */
  readonly carriedOut: ReadonlySet<number>;
  /** For base lines with kept and removed occurrences: the columns of the kept ones. */
  readonly keptColumns: ReadonlyMap<number, readonly number[]>;
}

export interface LinesCase {
  readonly path: string;
  readonly base: Side;
  readonly head: Side;
  readonly rules: ReadonlyMap<number, LineRule>;
}

/** Compares the two sides. No finding: the change is exactly what the rules allow, all of it carried out. */
export function judgeLines(lines: LinesCase): LinesVerdict {
  const { steps } = align(gridOf(lines));
  const standing = new Map<number, number>();
  const replaced = new Map<number, number>();
  const carriedOut = new Set<number>();
  for (const step of steps) {
    if (step.kind === "same" || step.kind === "pending") standing.set(step.base, step.head);
    if (step.kind === "replaced") replaced.set(step.base, step.head);
    if (step.kind === "replaced" || (step.kind === "gone" && step.allowed)) carriedOut.add(step.base);
  }
  const keptColumns = new Map<number, readonly number[]>();
  for (const [line, rule] of lines.rules) if (rule.kind === "retain") keptColumns.set(line, rule.keptColumns);
  const findings = [...markFinding(lines), ...hunks(steps).flatMap((hunk) => hunkFindings(hunk, lines))];
  const replacements = hunks(steps).flatMap((hunk) => hunkReplacements(hunk, lines));
  return { findings, replacements, standing, replaced, carriedOut, keptColumns };
}

const LF = "\n";

function gridOf({ base, head, rules }: LinesCase): Grid {
  const bases = rawLines(base);
  const heads = rawLines(head);
  const lastBase = bases.at(-1) ?? "";
  const baseIsOpen = lastBase !== "" && !lastBase.endsWith(LF);
  const headIsOpen = heads.length > 0 && !(heads.at(-1) ?? "").endsWith(LF);
  /** Everything after this line is on remove entries, so it can become the last one. */
  const lastStanding = lastRuledOut(bases.length, rules);
  const ruleAt = (line: number): LineRule | undefined => {
    const rule = rules.get(line);
    return rule?.kind === "keep" ? undefined : rule;
  };
  // The last line of a file decides whether there is a final newline, and that stays as it is; only where a
  // last line without one is gone altogether may the line that is now the last end either way.
  const endsWell = (baseLine: number, headLine: number): boolean =>
    headLine < heads.length || headIsOpen === baseIsOpen || (baseIsOpen && baseLine < bases.length);
  const fits = (baseLine: number, headLine: number): boolean => {
    const rule = ruleAt(baseLine);
    const found = head.on(headLine).map(({ needle }) => needle);
    if (rule?.kind === "retain")
      return found.length === rule.kept.length && found.every((needle, index) => needle === rule.kept[index]);
    return rule?.kind === "remove" && found.length === 0;
  };
  return {
    baseCount: bases.length,
    headCount: heads.length,
    same: (baseLine, headLine) => {
      const [was, is] = [bases[baseLine - 1], heads[headLine - 1]];
      if (was === is) return true;
      // Where the lines after it are gone, a line may lose its line end with them (design: no final newline).
      return (
        baseIsOpen && baseLine === lastStanding && headLine === heads.length && was === `${is ?? ""}${LF}`
      );
    },
    mustChange: (baseLine) => ruleAt(baseLine) !== undefined,
    mayGo: (baseLine) => ruleAt(baseLine)?.kind === "remove",
    mayBecome: (baseLine, headLine) => endsWell(baseLine, headLine) && fits(baseLine, headLine),
    failsToBecome: (baseLine, headLine) => !fits(baseLine, headLine) && head.on(headLine).length > 0,
  };
}

function rawLines(side: Side): string[] {
  return Array.from({ length: side.lineCount }, (_, index) => side.raw(index + 1));
}

function lastRuledOut(count: number, rules: ReadonlyMap<number, LineRule>): number {
  let line = count;
  while (line > 0 && rules.get(line)?.kind === "remove") line -= 1;
  return line;
}

/** A byte-order mark belongs to no line; it goes only with the first one. */
function markFinding({ path, base, head, rules }: LinesCase): Finding[] {
  if (
    base.mark === head.mark ||
    head.lineCount === 0 ||
    (head.mark === "" && rules.get(1)?.kind === "remove")
  )
    return [];
  const first = { first: 1, last: 1 };
  return [
    {
      code: "extra-change",
      path,
      base: first,
      head: first,
      before: [],
      after: [],
      detail: "the byte-order mark changed",
    },
  ];
}

/** Steps between lines that stand. */
function hunks(steps: readonly Step[]): Step[][] {
  const found: Step[][] = [];
  let open: Step[] = [];
  for (const step of steps) {
    if (step.kind !== "same") open.push(step);
    else if (open.length > 0) {
      found.push(open);
      open = [];
    }
  }
  if (open.length > 0) found.push(open);
  return found;
}

function hunkFindings(hunk: readonly Step[], lines: LinesCase): Finding[] {
  const findings: Finding[] = [];
  let uncovered: Step[] = [];
  const flush = (): void => {
    if (uncovered.length > 0) findings.push(...uncoveredFindings(uncovered, lines));
    uncovered = [];
  };
  for (const step of hunk) {
    const blamed = step.kind === "come" || (step.kind === "gone" && !step.allowed);
    if (blamed) uncovered.push(step);
    else {
      flush();
      findings.push(...ruledFinding(step, lines));
    }
  }
  flush();
  return findings;
}

/** What is to be said about a line that has a rule, and was not dealt with as the rule asks. */
function ruledFinding(step: Step, { path, base, head, rules }: LinesCase): Finding[] {
  if (step.kind !== "pending" && step.kind !== "still-there") return [];
  const place = {
    path,
    base: oneLine(step.base),
    head: oneLine(step.head),
    before: [base.shown(step.base)],
    after: [head.shown(step.head)],
  };
  const [first] = head.on(step.head);
  const occurrence =
    step.kind === "still-there" && first ? { needle: first.needle, column: first.column } : {};
  const code = step.kind === "pending" ? "not-removed" : "still-present";
  return (rules.get(step.base)?.entries ?? []).map((entry): Finding => {
    return { code, ...place, entry, category: entry.category, ...occurrence };
  });
}

/**
 * Lines gone and come that nothing covers. A keep line is paired with what stands in its place, each with a
 * finding of its own; everything else is one finding.
 */
function uncoveredFindings(steps: readonly Step[], { path, base, head, rules }: LinesCase): Finding[] {
  const gone = steps.flatMap((step) => (step.kind === "gone" ? [step.base] : []));
  const come = steps.flatMap((step) => (step.kind === "come" ? [step.head] : []));
  const findings: Finding[] = [];
  const paired = new Set<number>();
  for (const [index, line] of gone.entries()) {
    const rule = rules.get(line);
    if (!rule) continue;
    const instead = come[index];
    if (instead !== undefined) paired.add(instead);
    const [entry] = rule.kind === "retain" && rule.keeping.length > 0 ? rule.keeping : rule.entries;
    findings.push({
      code: "keep-touched",
      path,
      base: oneLine(line),
      ...(instead === undefined ? {} : { head: oneLine(instead) }),
      ...(entry === undefined ? {} : { entry, category: entry.category }),
      before: [base.shown(line)],
      after: instead === undefined ? [] : [head.shown(instead)],
    });
  }
  const others = gone.filter((line) => !rules.has(line));
  const added = come.filter((line) => !paired.has(line));
  if (others.length > 0 || added.length > 0) {
    findings.push({
      code: "extra-change",
      path,
      ...(others.length === 0 ? {} : { base: rangeOf(others) }),
      ...(added.length === 0 ? {} : { head: rangeOf(added) }),
      before: others.map((line) => base.shown(line)),
      after: added.map((line) => head.shown(line)),
    });
  }
  return [...findings, ...newOccurrences(gone, come, { path, base, head, rules })];
}

/** Occurrences on lines that have come, unless the line that stood there before had them too. */
function newOccurrences(
  gone: readonly number[],
  come: readonly number[],
  { path, base, head }: LinesCase,
): Finding[] {
  return come.flatMap((line, index) => {
    const before = gone[index];
    const known = before === undefined ? [] : base.on(before).map(({ needle }) => needle);
    return head.on(line).flatMap(({ needle, column }): Finding[] => {
      const at = known.indexOf(needle);
      if (at !== -1) {
        known.splice(at, 1);
        return [];
      }
      return [
        {
          code: "new-occurrence",
          path,
          head: oneLine(line),
          needle,
          column,
          before: [],
          after: [head.shown(line)],
        },
      ];
    });
  });
}

/** Lines that took the place of removed ones, run by run. */
function hunkReplacements(hunk: readonly Step[], { path, base, head }: LinesCase): Replacement[] {
  const replaced = hunk.flatMap((step) => (step.kind === "replaced" ? [step] : []));
  if (replaced.length === 0) return [];
  const bases = hunk.flatMap((step) =>
    step.kind === "replaced" || (step.kind === "gone" && step.allowed) ? [step.base] : [],
  );
  const heads = replaced.map((step) => step.head);
  return [
    {
      path,
      base: rangeOf(bases),
      head: rangeOf(heads),
      before: bases.map((line) => base.shown(line)),
      after: heads.map((line) => head.shown(line)),
    },
  ];
}

function oneLine(line: number): LineRange {
  return { first: line, last: line };
}

function rangeOf(lines: readonly number[]): LineRange {
  return { first: lines[0] ?? 0, last: lines.at(-1) ?? 0 };
}
