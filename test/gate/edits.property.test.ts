/**
 * What an accepted change leaves no room for: one edit more. And what it leaves behind: the occurrences that the plan
 * keeps. Both are said here by counting, without the reference and without an account of lines.
 */
import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import type { FileState } from "../../src/gate/sides.ts";
import type { Exception } from "../../src/map/model.ts";
import { cases, mapOf, type Case } from "./support/plans.ts";
import { accepts, occurrences, type Plan, type PlanEntry, type Tree } from "./support/reference.ts";
import { judgeTrees, type Files } from "./support/trees.ts";

const RUNS = Number(process.env["OCCMAP_PROPERTY_RUNS"] ?? 20_000);
const TIME = 60_000 + RUNS * 5;

/** A text that no generated line has. */
const FRESH = "fresh";

const lines = (text: string): string[] => text.split("\n").slice(0, /\n$|^$/.test(text) ? -1 : undefined);
const unlines = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join("");
const countOf = (rows: readonly string[], row: string): number => rows.filter((one) => one === row).length;

function covers(entry: PlanEntry, path: string, line: number): boolean {
  return entry.path === path && entry.first <= line && line <= entry.last;
}

/** Lines of a base file that a removal gives a right to, and those that stand. */
function partition(plan: Plan, path: string, text: string): { free: number; standing: string[] } {
  const rows = lines(text);
  const standing = rows.filter(
    (_row, index) =>
      !plan.entries.some((entry) => entry.decision === "remove" && covers(entry, path, index + 1)),
  );
  return { free: rows.length - standing.length, standing };
}

interface Edit {
  readonly name: string;
  readonly head: Files;
}

const state = (text: string, mode: FileState["mode"]): FileState => ({
  mode,
  oid: "1".repeat(40),
  content: Buffer.from(text, "latin1"),
});

/** Every edit of one file at the head that no plan could have asked for. */
function furtherEdits({ plan, base, head }: Case): Edit[] {
  const edits: Edit[] = [{ name: "add a file", head: new Map([...head, ["stray", "a\n"]]) }];
  const without = (path: string): Map<string, string | FileState> =>
    new Map([...head].filter(([other]) => other !== path));
  for (const [path, text] of head) {
    const put = (name: string, now: string | FileState): void => {
      edits.push({
        name: `${name} ${path}`,
        head: new Map<string, string | FileState>([...head, [path, now]]),
      });
    };
    edits.push({ name: `delete ${path}`, head: without(path) });
    edits.push({ name: `rename ${path}`, head: new Map([...without(path), [`${path}.moved`, text]]) });
    put("chmod", state(text, "100755"));
    put("make a link of", state(text, "120000"));
    put("make a submodule of", state("", "160000"));
    if (!base.has(path) || plan.becomes) {
      // One result only: any byte more is too much.
      put("add a byte to", `${text}!`);
      put("add a line to", `${text}\n`);
      if (text !== "") put("cut", text.slice(1));
      continue;
    }
    const rows = lines(text);
    const { free, standing } = partition(plan, path, base.get(path) ?? "");
    const more = Array.from({ length: free + 1 }, () => FRESH);
    for (const at of new Set([0, rows.length >> 1, rows.length]))
      put(`insert at ${at} of`, unlines(rows.toSpliced(at, 0, ...more)));
    for (const [at, row] of rows.entries()) {
      if (countOf(rows, row) > countOf(standing, row)) continue;
      put(`delete line ${at + 1} of`, unlines(rows.toSpliced(at, 1)));
      put(`change line ${at + 1} of`, unlines(rows.toSpliced(at, 1, `${row}~`)));
    }
  }
  return edits;
}

/** The path of a file after the change. */
function pathAfter({ entries, strings, becomes }: Plan, path: string): string {
  const moves = entries.some(
    (entry) => entry.path === path && entry.decision === "remove" && entry.first === 0,
  );
  return becomes && moves ? spliced(path, strings, becomes, () => true).text : path;
}

/** The text with the listed occurrences replaced, and where the replacements stand in it. */
function spliced(
  text: string,
  strings: readonly string[],
  becomes: ReadonlyMap<string, string>,
  isListed: (at: number) => boolean,
): { text: string; put: { from: number; to: number }[]; kept: number[] } {
  let result = "";
  let from = 0;
  const put: { from: number; to: number }[] = [];
  const kept: number[] = [];
  for (const { at, text: string } of occurrences(text, strings)) {
    result += text.slice(from, at);
    if (isListed(at)) {
      const replacement = becomes.get(string) ?? "";
      put.push({ from: result.length, to: result.length + replacement.length });
      result += replacement;
    } else {
      kept.push(result.length);
      result += string;
    }
    from = at + string.length;
  }
  return { text: result + text.slice(from), put, kept };
}

function isListedOn(plan: Plan, path: string, line: number): (at: number) => boolean {
  const removing = plan.entries.filter(
    (entry) => entry.decision === "remove" && covers(entry, path, line) && (line > 0 || entry.first === 0),
  );
  return (at) => removing.some(({ column }) => column === undefined || column === at + 1);
}

/** The strings that the plan keeps in a file, in the order of their lines; nothing of a file that goes. */
function keptIn(plan: Plan, path: string, text: string): string[] {
  return lines(text).flatMap((row, index) => {
    const isListed = isListedOn(plan, path, index + 1);
    return occurrences(row, plan.strings).flatMap(({ at, text: string }) => (isListed(at) ? [] : [string]));
  });
}

function foundIn(plan: Plan, text: string): string[] {
  return lines(text).flatMap((row) => occurrences(row, plan.strings).map(({ text: string }) => string));
}

const accepted = (sample: Case): boolean =>
  sample.plan.scope === undefined && judgeTrees(mapOf(sample.plan), sample.base, sample.head).pass;

describe("after an accepted change", () => {
  test(
    "one edit more is rejected",
    () => {
      let tried = 0;
      fc.assert(
        fc.property(cases({ files: 2 }), (sample) => {
          if (!accepted(sample)) return;
          for (const { name, head } of furtherEdits(sample)) {
            tried += 1;
            if (judgeTrees(mapOf(sample.plan), sample.base, head).pass)
              throw new Error(`passes after: ${name}`);
          }
        }),
        { numRuns: Math.ceil(RUNS / 4) },
      );
      expect(tried).toBeGreaterThan(RUNS / 4);
    },
    TIME,
  );

  test(
    "the occurrences at the head are those that the plan keeps",
    () => {
      const seen = { remove: 0, rename: 0 };
      fc.assert(
        fc.property(cases({ files: 3 }), (sample) => {
          if (!accepted(sample)) return;
          const { plan, base, head } = sample;
          seen[plan.becomes ? "rename" : "remove"] += 1;
          for (const [path, text] of base) {
            const now = head.get(pathAfter(plan, path));
            if (!plan.becomes) {
              if (now !== undefined) expect(foundIn(plan, now)).toEqual(keptIn(plan, path, text));
              continue;
            }
            const { becomes } = plan;
            const after = lines(now ?? "");
            for (const [index, row] of lines(text).entries()) {
              const { put, kept } = spliced(row, plan.strings, becomes, isListedOn(plan, path, index + 1));
              // What a replacement has no part in, was there and is kept.
              const own = occurrences(after[index] ?? "", plan.strings).filter(
                ({ at, text: string }) => !put.some(({ from, to }) => at < to && from < at + string.length),
              );
              const isKept = ({ at }: { at: number }): boolean =>
                kept.includes(at) || put.some(({ from, to }) => from === to && at < from);
              expect(own.filter((one) => !isKept(one))).toEqual([]);
            }
          }
        }),
        { numRuns: RUNS },
      );
      expect(seen.remove).toBeGreaterThan(RUNS / 20);
      expect(seen.rename).toBeGreaterThan(RUNS / 50);
    },
    TIME,
  );
});

describe("with an exception for files named f", () => {
  const isExcepted = (path: string): boolean => path === "f" || path.endsWith("/f");
  const part = (tree: Tree, excepted: boolean): Tree =>
    new Map([...tree].filter(([path]) => isExcepted(path) === excepted));
  const isSubsequence = (wanted: readonly string[], rows: readonly string[]): boolean => {
    let at = 0;
    for (const row of rows) if (row === wanted[at]) at += 1;
    return at === wanted.length;
  };
  const passes = ({ plan, base, head }: Case, allowOccurrences: boolean): boolean => {
    const exception: Exception = { path: "f", reason: "r", allowOccurrences };
    return judgeTrees({ ...mapOf(plan), exceptions: [exception] }, base, head).pass;
  };

  test.each([true, false])(
    "the plan holds all the same (occurrences allowed: %s)",
    (allowed) => {
      const seen = { passed: 0, excused: 0 };
      fc.assert(
        fc.property(cases({ files: 2 }), (sample) => {
          const { plan, base, head } = sample;
          if (plan.scope) return;
          const others = { ...plan, entries: plan.entries.filter(({ path }) => !isExcepted(path)) };
          const othersAccepted = accepts(others, part(base, false), part(head, false));
          const pass = passes(sample, allowed);
          if (accepts(plan, base, head)) expect(pass).toBe(true);
          else if (pass) seen.excused += 1;
          const planned = plan.entries.filter(({ path }) => isExcepted(path));
          if (allowed && planned.length === 0) expect(pass).toBe(othersAccepted);
          if (!pass) return;
          seen.passed += 1;
          expect(othersAccepted).toBe(true);
          for (const [path, text] of part(base, true)) {
            const now = head.get(pathAfter(plan, path));
            const whole = planned.find((entry) => entry.path === path && entry.first === 0);
            if (whole?.decision === "remove" && !plan.becomes) expect(now).toBeUndefined();
            const kept = lines(text).filter((_row, index) =>
              planned.some(
                (entry) =>
                  entry.decision === "keep" && entry.column === undefined && covers(entry, path, index + 1),
              ),
            );
            expect(isSubsequence(kept, lines(now ?? ""))).toBe(true);
            if (!allowed && !plan.becomes && now !== undefined)
              expect(foundIn(plan, now).sort()).toEqual(keptIn(plan, path, text).sort());
          }
        }),
        { numRuns: Math.ceil(RUNS / 2) },
      );
      expect(seen.passed).toBeGreaterThan(RUNS / 20);
      expect(seen.excused).toBeGreaterThan(RUNS / 1000);
    },
    TIME,
  );
});
