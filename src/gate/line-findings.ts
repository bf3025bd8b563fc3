/**
 * From the account of a change (steps through the grid) to findings and accepted replacements: which lines belong
 * together, and which entry each of them is about.
 */
import type { Entry } from "../map/model.ts";
import type { Finding, LineRange, Replacement } from "./findings.ts";
import type { Step } from "./grid.ts";
import type { LineRule } from "./line-rules.ts";
import type { Side } from "./sides.ts";

/** Both sides of a text file, and what the map says of its base lines. */
export interface LinesCase {
  readonly path: string;
  /** The path at the head, where it is another one. */
  readonly headPath?: string;
  readonly base: Side;
  readonly head: Side;
  readonly rules: ReadonlyMap<number, LineRule>;
}

export function findingsOf(steps: readonly Step[], lines: LinesCase): Finding[] {
  return [
    ...pendingFindings(steps, lines),
    ...steps.flatMap((step) => (step.kind === "wrong" ? wrongFindings(step, lines) : [])),
    ...runs(steps, isUncovered).flatMap((run) => uncoveredFindings(run, lines)),
  ];
}

/** Lines that took the place of removed ones, hunk by hunk. What a rename map wants is in the map itself. */
export function replacementsIn(
  steps: readonly Step[],
  { path, base, head, rules }: LinesCase,
): Replacement[] {
  return runs(steps, ({ kind }) => kind !== "same").flatMap((hunk) => {
    const changed = hunk.filter(
      (step) =>
        (step.kind === "gone" && step.allowed) ||
        (step.kind === "replaced" &&
          rules.get(step.base)?.kind !== "rename" &&
          base.raw(step.base) !== head.raw(step.head)),
    );
    const bases = changed.flatMap((step) => ("base" in step ? [step.base] : []));
    const heads = changed.flatMap((step) => ("head" in step ? [step.head] : []));
    if (heads.length === 0) return [];
    return [
      {
        path,
        base: rangeOf(bases),
        head: rangeOf(heads),
        before: bases.map((line) => base.shown(line)),
        after: heads.map((line) => head.shown(line)),
      },
    ];
  });
}

/** Longest runs of steps that the test holds for. */
function runs(steps: readonly Step[], belongs: (step: Step) => boolean): Step[][] {
  const found: Step[][] = [];
  let open: Step[] = [];
  for (const step of steps) {
    if (belongs(step)) open.push(step);
    else if (open.length > 0) {
      found.push(open);
      open = [];
    }
  }
  if (open.length > 0) found.push(open);
  return found;
}

function isUncovered(step: Step): boolean {
  return step.kind === "come" || (step.kind === "gone" && !step.allowed);
}

/** Lines between two occurrences of a block that are shown with them. */
const SHOWN_BETWEEN = 8;

/** One finding for each entry that was not carried out; several only where its lines lie far apart. */
function pendingFindings(steps: readonly Step[], lines: LinesCase): Finding[] {
  const { rules } = lines;
  const pending = new Map<Entry, { bases: number[]; heads: number[] }[]>();
  for (const step of steps) {
    if (step.kind !== "pending") continue;
    for (const entry of rules.get(step.base)?.entries ?? []) {
      const groups = pending.get(entry) ?? [];
      const last = groups.at(-1);
      if (last && step.base - (last.bases.at(-1) ?? 0) <= SHOWN_BETWEEN + 1) {
        last.bases.push(step.base);
        last.heads.push(step.head);
      } else groups.push({ bases: [step.base], heads: [step.head] });
      pending.set(entry, groups);
    }
  }
  return [...pending].flatMap(([entry, groups]) =>
    groups.map(({ bases, heads }) =>
      about(lines, { code: "not-removed", bases: filled(bases), heads: spanned(heads, bases), entry }),
    ),
  );
}

/** A line that became something else than its rule asks. */
function wrongFindings({ base: line, head: at }: Step & { kind: "wrong" }, lines: LinesCase): Finding[] {
  const { base, head, rules } = lines;
  const rule = rules.get(line);
  const on = { bases: [line], heads: [at] };
  if (rule?.kind === "rename") {
    const [entry] = rule.entries;
    const tooMany = head.on(at).length > base.countIn(rule.wanted);
    return [
      {
        ...about(lines, { code: tooMany ? "still-present" : "extra-change", ...on, entry }),
        ...(tooMany ? occurrenceOn(lines, at) : {}),
        planned: [base.shownBytes(rule.wanted)],
      },
    ];
  }
  return (rule?.entries ?? []).map((entry) => ({
    ...about(lines, { code: "still-present", ...on, entry }),
    ...occurrenceOn(lines, at),
  }));
}

function occurrenceOn({ head }: LinesCase, line: number): Pick<Finding, "needle" | "column"> {
  const [first] = head.on(line);
  return first ? { needle: first.needle, column: first.column } : {};
}

/**
 * Lines gone and come that nothing covers. Each line that is gone is shown with the one that stands in its place;
 * those of one entry make one finding, those without an entry another.
 */
function uncoveredFindings(steps: readonly Step[], lines: LinesCase): Finding[] {
  const { base, rules } = lines;
  const gone = steps.flatMap((step) => (step.kind === "gone" ? [step.base] : []));
  const come = steps.flatMap((step) => (step.kind === "come" ? [step.head] : []));
  const segments: {
    rule: LineRule | undefined;
    entry: Entry | undefined;
    bases: number[];
    heads: number[];
  }[] = [];
  for (const [index, line] of gone.entries()) {
    const rule = rules.get(line);
    const entry = rule && concerned(rule);
    const instead = come.slice(index, index + 1);
    const open = segments.at(-1);
    // A line to be renamed has a wanted form of its own.
    if (open && open.entry === entry && rule?.kind !== "rename") {
      open.bases.push(line);
      open.heads.push(...instead);
    } else segments.push({ rule, entry, bases: [line], heads: [...instead] });
  }
  const more = come.slice(gone.length);
  const last = segments.at(-1);
  // One by one: an argument list has a limit, a change has none.
  if (last && !last.entry) for (const line of more) last.heads.push(line);
  else if (more.length > 0) segments.push({ rule: undefined, entry: undefined, bases: [], heads: [...more] });
  const findings = segments.map(({ rule, entry, bases, heads }): Finding => {
    if (rule?.kind !== "rename")
      return about(lines, { code: entry ? "keep-touched" : "extra-change", bases, heads, entry });
    const planned = [base.shownBytes(rule.wanted)];
    return { ...about(lines, { code: "extra-change", bases, heads, entry }), planned };
  });
  return [...findings, ...newOccurrences(gone, come, lines)];
}

/** The entry that is violated when a line with this rule is gone. */
function concerned(rule: LineRule): Entry | undefined {
  return rule.kind === "retain" ? rule.keeping[0] : rule.entries[0];
}

/** Occurrences on lines that have come, unless the line that stood there before had them too. */
function newOccurrences(gone: readonly number[], come: readonly number[], lines: LinesCase): Finding[] {
  const { base, head } = lines;
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
          ...about(lines, { code: "new-occurrence", bases: [], heads: [line], entry: undefined }),
          needle,
          column,
        },
      ];
    });
  });
}

interface Subject {
  readonly code: Finding["code"];
  readonly bases: readonly number[];
  readonly heads: readonly number[];
  readonly entry: Entry | undefined;
}

function about({ path, headPath, base, head }: LinesCase, { code, bases, heads, entry }: Subject): Finding {
  return {
    code,
    path,
    ...(headPath === undefined ? {} : { headPath }),
    ...(bases.length === 0 ? {} : { base: rangeOf(bases) }),
    ...(heads.length === 0 ? {} : { head: rangeOf(heads) }),
    ...(entry ? { entry, category: entry.category } : {}),
    before: bases.map((line) => base.shown(line)),
    after: heads.map((line) => head.shown(line)),
  };
}

/** The head lines of a group: all of them where nothing has come between, else those that were left. */
function spanned(heads: readonly number[], bases: readonly number[]): readonly number[] {
  const all = rangeOf(heads);
  const wanted = rangeOf(bases);
  return all.last - all.first === wanted.last - wanted.first ? filled(heads) : heads;
}

/** All lines from the first to the last: a block is shown with the lines between its occurrences. */
function filled(lines: readonly number[]): number[] {
  const { first, last } = rangeOf(lines);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function rangeOf(lines: readonly number[]): LineRange {
  return { first: lines[0] ?? 0, last: lines.at(-1) ?? 0 };
}
