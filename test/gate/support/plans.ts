/**
 * Random plans, and changes that carry them out, nearly. Few different lines, so that equal ones stand next to
 * each other, removed beside kept; few strings, so that they overlap.
 */
import fc from "fast-check";
import type { Entry, OccurrenceMap } from "../../../src/map/model.ts";
import { occurrences, type Plan, type PlanEntry, type Tree } from "./reference.ts";

export interface Case {
  readonly plan: Plan;
  readonly base: Tree;
  readonly head: Tree;
}

const PATHS = ["f", "X/f", "aX", "g"];
const LINES = [
  "a",
  "b",
  "",
  "}",
  "X",
  "X",
  "aX",
  "X",
  "XbX",
  "XY",
  "XXY",
  "a\r",
  "X\r",
  "\f",
  "\xff",
  "X\xff",
];

const line = fc.constantFrom(...LINES);
const nat = fc.nat(999);

interface RawFile {
  readonly path: string;
  readonly lines: readonly string[];
  readonly open: boolean;
  /** One for each line: what the plan says of it, what becomes of it. */
  readonly marks: readonly number[];
  readonly fates: readonly (readonly string[])[];
  readonly whole: number;
  readonly gone: boolean;
  readonly headOpen: boolean;
}

const MOST_LINES = 7;

const file: fc.Arbitrary<RawFile> = fc.record({
  path: fc.constantFrom(...PATHS),
  lines: fc.array(line, { maxLength: MOST_LINES }),
  open: fc.boolean(),
  marks: fc.array(nat, { minLength: MOST_LINES + 1, maxLength: MOST_LINES + 1 }),
  fates: fc.array(fc.array(line, { maxLength: 2 }), { minLength: MOST_LINES, maxLength: MOST_LINES }),
  whole: nat,
  gone: fc.boolean(),
  headOpen: fc.boolean(),
});

const edit = fc.record({
  file: fc.nat(3),
  at: fc.nat(MOST_LINES),
  gone: fc.nat(1),
  come: fc.array(line, { maxLength: 1 }),
});

export interface CaseOptions {
  /** How many files at most. */
  readonly files: number;
}

export function cases({ files }: CaseOptions): fc.Arbitrary<Case> {
  return fc
    .record({
      files: fc.uniqueArray(file, { minLength: 1, maxLength: files, selector: ({ path }) => path }),
      strings: fc.constantFrom(["X"], ["X"], ["X", "XY"]),
      rename: fc.constantFrom(undefined, undefined, ["Z", "W"], ["XX", "X"], ["Xa", "bX"]),
      edits: fc.array(edit, { maxLength: 2 }),
      wrong: fc.nat(9),
      stray: fc.constantFrom(undefined, undefined, undefined, "X/g", "new"),
      scope: fc.constantFrom<(string[] | undefined)[]>(undefined, undefined, undefined, ["f", "X/f"], ["g"]),
    })
    .map(({ files: raw, strings, rename, edits, wrong, stray, scope }): Case => {
      const becomes = rename && new Map(strings.map((text, index) => [text, rename[index] ?? ""]));
      const entries = raw.flatMap((one) => entriesFor(one, strings, becomes !== undefined, wrong));
      // Outside of the scope, leave some occurrences without an entry.
      const listed = entries.filter(
        ({ path, decision, column }) =>
          scope === undefined || scope.includes(path) || decision === "remove" || column !== undefined,
      );
      const plan: Plan = {
        strings,
        entries: listed,
        ...(becomes ? { becomes } : {}),
        ...(scope ? { scope } : {}),
      };
      const base = new Map(raw.map(({ path, lines, open }) => [path, join(lines, open)]));
      const head = new Map<string, string>();
      raw.forEach((one, index) => {
        const mine = edits.filter((each) => each.file % raw.length === index);
        const done = carriedOut(one, plan, mine);
        if (done) head.set(done.path, done.text);
      });
      if (stray !== undefined && wrong > 4) head.set(stray, "a\n");
      return { plan, base, head };
    });
}

/** Mostly what the occurrences ask for; `wrong` below 2 leaves some out, or adds one for nothing. */
function entriesFor(one: RawFile, strings: readonly string[], rename: boolean, wrong: number): PlanEntry[] {
  const { path, lines, marks, whole } = one;
  const entries: PlanEntry[] = [];
  const named = occurrences(path, strings).length > 0;
  const holds = named || lines.some((text) => occurrences(text, strings).length > 0);
  const goes = whole % 2 === 0 && (rename ? named : holds && whole % 3 === 0);
  if (goes) entries.push({ path, decision: "remove", first: 0, last: 0 });
  else if (named) entries.push({ path, decision: "keep", first: 0, last: 0 });
  if (goes && !rename) return entries;
  lines.forEach((text, index) => {
    const at = index + 1;
    const mark = marks[index] ?? 0;
    const found = occurrences(text, strings);
    const previous = entries.at(-1);
    const continues =
      previous?.decision === "remove" && previous.column === undefined && previous.last === index;
    if (mark % 3 === 0 && continues && previous.first > 0) {
      entries[entries.length - 1] = { ...previous, last: at };
    } else if (found.length > 1 && mark % 3 === 1) {
      found.forEach(({ at: column }, order) => {
        const decision = (mark >> order) % 2 === 0 ? "remove" : "keep";
        entries.push({ path, decision, first: at, last: at, column: column + 1 });
      });
    } else if (found.length > 0 && !(wrong === 0 && mark % 5 === 0)) {
      entries.push({ path, decision: mark % 4 === 3 ? "keep" : "remove", first: at, last: at });
    } else if (wrong === 1 && mark % 5 === 0) {
      entries.push({ path, decision: "remove", first: at, last: at });
    }
  });
  return entries;
}

/** The file after the change: the plan carried out somehow, then the edits. */
function carriedOut(
  one: RawFile,
  { strings, becomes, entries }: Plan,
  edits: readonly { at: number; gone: number; come: readonly string[] }[],
): { path: string; text: string } | undefined {
  const mine = entries.filter(({ path, decision }) => path === one.path && decision === "remove");
  const whole = mine.some(({ first }) => first === 0);
  if (whole && !becomes && (one.gone || edits.length === 0)) return undefined;
  if (!whole && edits.length > 1 && one.whole % 7 === 0) return undefined;
  const head = one.lines.flatMap((text, index): readonly string[] => {
    const removal = mine.find(({ first, last }) => first <= index + 1 && index + 1 <= last);
    if (!removal) return [text];
    const all = mine.filter(({ first, last }) => first <= index + 1 && index + 1 <= last);
    const listed = (at: number): boolean =>
      all.some(({ column }) => column === undefined || column === at + 1);
    const spare = one.marks[index] ?? 0;
    if (becomes) return [spare % 11 === 0 ? text : substitute(text, listed, strings, becomes)];
    if (removal.column !== undefined && spare % 5 !== 0)
      return [substitute(text, listed, strings, new Map())];
    const fate = one.fates[index] ?? [];
    // Mostly clean, so that the plan is often carried out.
    return fate.slice(0, spare % 4 === 0 ? 2 : 1).filter((each) => spare % 9 === 0 || !each.includes("X"));
  });
  for (const { at, gone, come } of edits) head.splice(Math.min(at, head.length), gone, ...come);
  const spare = one.marks[MOST_LINES] ?? 0;
  const path =
    whole && becomes && spare % 7 !== 0 ? substitute(one.path, () => true, strings, becomes) : one.path;
  return { path, text: join(head, spare % 6 === 0 ? one.headOpen : one.open) };
}

function substitute(
  text: string,
  isListed: (at: number) => boolean,
  strings: readonly string[],
  becomes: ReadonlyMap<string, string>,
): string {
  let result = text;
  for (const { at, text: string } of occurrences(text, strings).reverse())
    if (isListed(at))
      result = result.slice(0, at) + (becomes.get(string) ?? "") + result.slice(at + string.length);
  return result;
}

/** "" joined without a final newline is no line at all: such a text does not exist. */
function join(lines: readonly string[], open: boolean): string {
  if (lines.length === 0) return "";
  return `${lines.join("\n")}${open && lines.at(-1) !== "" ? "" : "\n"}`;
}

export function mapOf({ strings, becomes, entries, scope = [] }: Plan): OccurrenceMap {
  const [targetString = "", ...relatedStrings] = strings;
  const replacement = becomes?.get(targetString);
  return {
    missionId: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
    missionSlug: "m",
    targetString,
    relatedStrings,
    generatedAt: "2026-01-01T00:00:00Z",
    operation: becomes ? "rename" : "remove",
    ...(replacement === undefined ? {} : { replacement }),
    targets: becomes ? relatedStrings.map((from) => ({ from, to: becomes.get(from) ?? "" })) : [],
    scope: { include: scope, exclude: [] },
    exceptions: [],
    entries: entries.map(entryOf),
  };
}

export function entryOf({ path, decision, first, last, column }: PlanEntry): Entry {
  const place = {
    category: "code_symbols",
    path,
    line: first,
    ...(last > first ? { endLine: last } : {}),
    ...(column === undefined ? {} : { column }),
    reason: "r",
  } as const;
  return decision === "remove" ? { ...place, decision } : { ...place, decision, keepReason: "k" };
}
