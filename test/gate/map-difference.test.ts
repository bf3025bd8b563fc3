import { describe, expect, test } from "@jest/globals";
import { DIFFERENCE_KINDS, EFFECTS } from "../../src/gate/difference.ts";
import { compareMaps, differencesOf } from "../../src/gate/map-difference.ts";
import type { Entry, OccurrenceMap } from "../../src/map/model.ts";
import { mapOf } from "./support/plans.ts";

const remove: Entry = { category: "code_symbols", path: "a", line: 5, reason: "r", decision: "remove" };
const keep: Entry = { ...remove, line: 9, decision: "keep", keepReason: "k" };
const exception = { path: "CHANGES.md", reason: "r", allowOccurrences: false };

const trusted: OccurrenceMap = {
  ...mapOf({ strings: ["X", "Y"], entries: [] }),
  baseCommit: "1".repeat(40),
  exceptions: [exception],
  entries: [remove, keep, { ...keep, line: 20, endLine: 30 }, { ...remove, line: 40, endLine: 50 }],
};
const [first, second, keptBlock, removedBlock] = trusted.entries as [Entry, Entry, Entry, Entry];

describe("compareMaps", () => {
  test.each<[name: string, later: Partial<OccurrenceMap>, loosened: string[], tightened: string[]]>([
    ["the same", {}, [], []],
    ["another order", { entries: [...trusted.entries].reverse() }, [], []],
    [
      "another category and reason",
      { entries: [{ ...first, category: "cli_commands", reason: "s" }, second, keptBlock, removedBlock] },
      [],
      [],
    ],
    [
      "keep becomes remove",
      { entries: [first, { ...remove, line: 9 }, keptBlock, removedBlock] },
      ["a:9 moved from keep to remove"],
      [],
    ],
    [
      "remove becomes keep",
      { entries: [{ ...keep, line: 5 }, second, keptBlock, removedBlock] },
      [],
      ["a:5 moved from remove to keep"],
    ],
    [
      "a new remove entry",
      { entries: [...trusted.entries, { ...remove, line: 7 }] },
      ["a:7 is a new remove entry"],
      [],
    ],
    [
      "a new keep entry",
      { entries: [...trusted.entries, { ...keep, line: 7 }] },
      [],
      ["a:7 is a new keep entry"],
    ],
    [
      "a whole file",
      { entries: [...trusted.entries, { ...remove, path: "b", line: 0 }] },
      ["b is a new remove entry"],
      [],
    ],
    [
      "a column is dropped",
      { entries: [{ ...first, column: 3 }, second, keptBlock, removedBlock] },
      ["a:5:3 is a new remove entry"],
      ["the remove entry a:5 is gone"],
    ],
    [
      "a removed block grows",
      { entries: [first, second, keptBlock, { ...removedBlock, endLine: 60 }] },
      ["the remove entry a:40-50 is longer: a:40-60"],
      [],
    ],
    [
      "a removed line becomes a block",
      { entries: [{ ...first, endLine: 6 }, second, keptBlock, removedBlock] },
      ["the remove entry a:5 is longer: a:5-6"],
      [],
    ],
    [
      "a removed block shrinks",
      { entries: [first, second, keptBlock, { ...removedBlock, endLine: 45 }] },
      [],
      ["the remove entry a:40-50 is shorter: a:40-45"],
    ],
    [
      "a kept block shrinks",
      { entries: [first, second, { ...keptBlock, endLine: 25 }, removedBlock] },
      ["the keep entry a:20-30 is shorter: a:20-25"],
      [],
    ],
    [
      "a kept block grows",
      { entries: [first, second, { ...keptBlock, endLine: 35 }, removedBlock] },
      [],
      ["the keep entry a:20-30 is longer: a:20-35"],
    ],
    ["a keep is gone", { entries: [first, keptBlock, removedBlock] }, ["the keep entry a:9 is gone"], []],
    [
      "a remove is gone",
      { entries: [second, keptBlock, removedBlock] },
      [],
      ["the remove entry a:5 is gone"],
    ],
    [
      "a new exception",
      { exceptions: [exception, { ...exception, path: "src/*.ts" }] },
      ["the exception src/*.ts is new"],
      [],
    ],
    [
      "a wider exception",
      { exceptions: [{ ...exception, path: "*.md" }] },
      ["the exception *.md is new"],
      ["the exception CHANGES.md is gone"],
    ],
    [
      "occurrences are allowed",
      { exceptions: [{ ...exception, allowOccurrences: true }] },
      ["the exception CHANGES.md now allows occurrences"],
      [],
    ],
    [
      "by a second exception for the same path",
      { exceptions: [exception, { ...exception, allowOccurrences: true }] },
      ["the exception CHANGES.md now allows occurrences"],
      [],
    ],
    ["an exception is gone", { exceptions: [] }, [], ["the exception CHANGES.md is gone"]],
    ["the scope", { scope: { include: ["src"], exclude: [] } }, ["the scope is another one"], []],
    ["the target", { targetString: "Z" }, ["the strings are others"], []],
    ["a related string", { relatedStrings: [] }, ["the strings are others"], []],
    ["the operation", { operation: "rename", replacement: "Z" }, ["the operation is another one"], []],
    ["base_commit", { baseCommit: "2".repeat(40) }, ["base_commit is another one"], []],
  ])("%s", (_name, later, loosened, tightened) => {
    expect(compareMaps(trusted, { ...trusted, ...later })).toEqual({ loosened, tightened });
  });

  test("what a rename leads to", () => {
    const rename: OccurrenceMap = { ...trusted, operation: "rename", replacement: "A" };
    expect(compareMaps(rename, { ...rename, replacement: "B" }).loosened).toEqual([
      "the replacements are others",
    ]);
    expect(compareMaps(rename, { ...rename, targets: [{ from: "Y", to: "C" }] }).loosened).toEqual([
      "the replacements are others",
    ]);
  });

  test("occurrences are no longer allowed", () => {
    const allowing = { ...trusted, exceptions: [{ ...exception, allowOccurrences: true }] };
    expect(compareMaps(allowing, trusted)).toEqual({
      loosened: [],
      tightened: ["the exception CHANGES.md no longer allows occurrences"],
    });
  });
});

describe("differencesOf", () => {
  const sorted: Entry = { ...remove, category: "cli_commands" };

  test.each<[name: string, later: Partial<OccurrenceMap>, differences: string[]]>([
    ["the time", { generatedAt: "2030-01-01T00:00:00Z" }, []],
    ["the order of related strings", { targetString: "X", relatedStrings: ["Y"] }, []],
    [
      "a category",
      { entries: [sorted, ...trusted.entries.slice(1)] },
      ["recategorised category a:5 moved from code_symbols to cli_commands"],
    ],
    [
      "a second category",
      { entries: [...trusted.entries, sorted] },
      ["recategorised category a:5 is listed under cli_commands, too"],
    ],
    [
      "a category and a reason",
      { entries: [{ ...sorted, reason: "s" }, ...trusted.entries.slice(1)] },
      [
        "recategorised category a:5 moved from code_symbols to cli_commands",
        "reworded reason a:5 has another reason",
      ],
    ],
    [
      "why something is kept",
      { entries: [first, { ...keep, keepReason: "other" }, keptBlock, removedBlock] },
      ["reworded reason a:9 has another reason"],
    ],
    [
      "a decision with its reason",
      { entries: [{ ...keep, line: 5, reason: "s" }, second, keptBlock, removedBlock] },
      ["tightened decision a:5 moved from remove to keep"],
    ],
    [
      "why an exception is made",
      { exceptions: [{ ...exception, reason: "s" }] },
      ["reworded exception the exception CHANGES.md has another reason"],
    ],
    ["the mission", { missionSlug: "n" }, ["reworded mission the mission is another one"]],
    ["the base", { baseCommit: "2".repeat(40) }, ["rebased base base_commit is another one"]],
  ])("%s", (_name, later, differences) => {
    const found = differencesOf(trusted, { ...trusted, ...later });
    expect(found.map(({ effect, kind, what }) => `${effect} ${kind} ${what}`)).toEqual(differences);
  });

  test("one of two categories goes", () => {
    const both = { ...trusted, entries: [...trusted.entries, sorted] };
    expect(differencesOf(both, trusted)).toEqual([
      {
        effect: "recategorised",
        kind: "category",
        what: "a:5 is no longer listed under cli_commands",
        from: sorted,
      },
    ]);
  });

  test("each has an effect and a kind that the schema of the command line names", () => {
    const later = {
      ...trusted,
      targetString: "Z",
      baseCommit: "2".repeat(40),
      exceptions: [],
      scope: { include: ["src/**"], exclude: [] },
      entries: [
        { ...keep, line: 5, category: "cli_commands" as const },
        { ...second, reason: "another" },
      ],
    };
    const found = differencesOf(trusted, later);
    expect(found.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        "decision",
        "category",
        "reason",
        "entry-gone",
        "exception",
        "scope",
        "strings",
        "base",
      ]),
    );
    for (const { effect, kind } of found) {
      expect(EFFECTS).toContain(effect);
      expect(DIFFERENCE_KINDS).toContain(kind);
    }
  });

  test("each shows both sides", () => {
    const later = { ...trusted, targetString: "Z", entries: [{ ...keep, line: 5 }, second, keptBlock] };
    expect(differencesOf(trusted, later)).toMatchObject([
      { kind: "decision", from: first, to: { ...keep, line: 5 } },
      { kind: "entry-gone", from: removedBlock },
      { kind: "strings", values: { from: ["X", "Y"], to: ["Z", "Y"] } },
    ]);
  });
});
