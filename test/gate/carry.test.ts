/** Entries between two versions of a file: what stands is carried, what was done is done, nothing else is. */
import { describe, expect, test } from "@jest/globals";
import { Effort } from "../../src/gate/effort.ts";
import { carryFile } from "../../src/gate/carry.ts";
import type { FileState } from "../../src/gate/sides.ts";
import { placeOf, type Entry, type RemoveEntry } from "../../src/map/model.ts";
import { Needles } from "../../src/occurrence/needles.ts";

const NEEDLES = new Needles(["OLD"]);
const RENAME = new Map([["OLD", "NEW"]]);

function state(lines: readonly string[]): FileState {
  return { mode: "100644", oid: "", content: Buffer.from(lines.map((line) => `${line}\n`).join("")) };
}

function at(line: number, column?: number): Entry {
  return { ...place(line, column), decision: "remove" };
}

function kept(line: number, column?: number): Entry {
  return { ...place(line, column), decision: "keep", keepReason: "k" };
}

function place(line: number, column: number | undefined): Omit<RemoveEntry, "decision"> {
  const where = column === undefined ? {} : { column };
  return { category: "code_symbols", path: "a", line, reason: "r", ...where };
}

/** `at` the new places, `done` and `lost` at the old ones. */
function carried(
  before: readonly string[],
  after: readonly string[],
  entries: readonly Entry[],
  replacements: ReadonlyMap<string, string> | undefined,
): { at: string[]; done: string[]; lost: string[] } {
  const history = { path: "a", newPath: "a", before: state(before), after: state(after) };
  const result = carryFile(history, entries, NEEDLES, replacements, new Effort());
  const places = (some: readonly Entry[]): string[] => some.map((entry) => placeOf(entry).slice(2));
  return { at: places(result.entries), done: places(result.done), lost: places(result.lost) };
}

const FILE = ["first", "use OLD here", "middle", "also OLD here", "last"];

test.each<
  [
    name: string,
    after: readonly string[],
    entries: readonly Entry[],
    expected: { at?: string[]; done?: string[]; lost?: string[] },
  ]
>([
  [
    "a part of the plan",
    ["first", "middle", "also OLD here", "last"],
    [at(2), at(4)],
    { at: ["3"], done: ["2"] },
  ],
  [
    "a part of the plan, by another line",
    ["first", "use it here", "middle", "also OLD here", "last"],
    [at(2), at(4)],
    { at: ["4"], done: ["2"] },
  ],
  [
    "an edit, with a line above it",
    ["first", "new", "use OLD there", "middle", "also OLD here", "last"],
    [at(2), at(4)],
    { at: ["5"], lost: ["2"] },
  ],
  [
    "an edit, with a line below it",
    ["first", "use OLD there", "new", "middle", "also OLD here", "last"],
    [at(2), at(4)],
    { at: ["5"], lost: ["2"] },
  ],
  [
    "an edit, with a copy of the other line above it",
    ["first", "also OLD here", "use OLD there", "middle", "also OLD here", "last"],
    [at(2), at(4)],
    { at: ["5"], lost: ["2"] },
  ],
  [
    "a removal, with an edit elsewhere",
    ["first of all", "middle", "also OLD here", "last"],
    [at(2), at(4)],
    { at: ["3"], lost: [], done: ["2"] },
  ],
  [
    "a removal and lines that came from elsewhere",
    ["first", "one", "two", "three", "middle", "also OLD here", "last"],
    [at(2), at(4)],
    { at: ["6"], done: ["2"] },
  ],
  [
    "a kept line that was edited",
    ["first", "new", "use OLD there", "middle", "also OLD here", "last"],
    [kept(2), at(4)],
    { at: ["5"], lost: ["2"] },
  ],
  [
    "a kept line among edits",
    ["1st", "use OLD here", "new", "middle", "last"],
    [kept(2), at(4)],
    { at: ["2"], done: ["4"] },
  ],
])("%s", (_name, after, entries, { at: places = [], done = [], lost = [] }) => {
  expect(carried(FILE, after, entries, undefined)).toEqual({ at: places, done, lost });
});

test.each<[name: string, after: readonly string[], at: string[], done: string[], lost: string[]]>([
  [
    "renamed, with an edit elsewhere",
    ["1st", "use NEW here", "middle", "also OLD here", "last"],
    ["4"],
    ["2"],
    [],
  ],
  ["renamed in other words", ["1st", "use NEW there", "middle", "also OLD here", "last"], ["4"], [], ["2"]],
])("a rename map: %s", (_name, after, places, done, lost) => {
  expect(carried(FILE, after, [at(2), at(4)], RENAME)).toEqual({ at: places, done, lost });
});

test("a column that was kept, in a file that was edited elsewhere", () => {
  const before = ["x", "OLD and OLD"];
  const entries = [at(2, 1), kept(2, 9)];
  expect(carried(before, ["y", "it and OLD"], entries, undefined)).toEqual({
    at: ["2:8"],
    done: ["2:1"],
    lost: [],
  });
});

test.each<[name: string, after: readonly string[], expected: { at?: string[]; lost?: string[] }]>([
  ["moved as it was", ["new", "first", "use OLD here", "middle", "last"], { at: ["2-4"] }],
  ["a line was put into it", ["first", "use OLD here", "unreviewed", "middle", "last"], { lost: ["1-3"] }],
])("a block to remove, %s", (_name, after, expected) => {
  const block: Entry = { ...place(1, undefined), endLine: 3, decision: "remove" };
  const before = ["first", "use OLD here", "middle", "last"];
  expect(carried(before, after, [block], undefined)).toEqual({ at: [], done: [], lost: [], ...expected });
});

test("a block to rename does not grow by as many lines as were renamed at its ends", () => {
  const block: Entry = { ...place(1, undefined), endLine: 4, decision: "remove" };
  const before = ["OLD a", "OLD b", "x", "OLD c"];
  const after = ["NEW a", "OLD b", "OLD unreviewed", "x", "OLD c"];
  expect(carried(before, after, [block], RENAME)).toEqual({ at: [], done: [], lost: ["1-4"] });
});

test("a block to rename goes on behind what was renamed of it", () => {
  const block: Entry = { ...place(1, undefined), endLine: 4, decision: "remove" };
  const before = ["OLD a", "OLD b", "x", "OLD c"];
  const after = ["NEW a", "OLD b", "x", "OLD c"];
  expect(carried(before, after, [block], RENAME)).toEqual({ at: ["2-4"], done: [], lost: [] });
});

describe("a file that is gone", () => {
  const entries = [at(2), at(0), kept(4)];
  const whenGone = (replacements: ReadonlyMap<string, string> | undefined): Record<string, string[]> => {
    const history = { path: "a", newPath: "a", before: state(FILE), after: undefined };
    const result = carryFile(history, entries, NEEDLES, replacements, new Effort());
    return {
      done: result.done.map(placeOf),
      lost: result.lost.map(placeOf),
      at: result.entries.map(placeOf),
    };
  };

  test("took with it what was to be removed, and what was to be kept", () => {
    expect(whenGone(undefined)).toEqual({ done: ["a:2", "a"], lost: ["a:4"], at: [] });
  });

  test("is nothing that a rename asked for", () => {
    expect(whenGone(RENAME)).toEqual({ done: [], lost: ["a:2", "a", "a:4"], at: [] });
  });
});

describe("an entry for a file as a whole", () => {
  const followed = (
    entry: Entry,
    newPath: string,
    replacements?: ReadonlyMap<string, string>,
  ): Record<string, string[]> => {
    const history = { path: "OLD.txt", newPath, before: state(FILE), after: state(FILE) };
    const result = carryFile(history, [{ ...entry, path: "OLD.txt" }], NEEDLES, replacements, new Effort());
    return {
      done: result.done.map(placeOf),
      lost: result.lost.map(placeOf),
      at: result.entries.map(placeOf),
    };
  };

  test.each<
    [name: string, entry: Entry, newPath: string, renames: boolean, expected: Record<string, string[]>]
  >([
    ["stays with a file that stays", at(0), "OLD.txt", true, { at: ["OLD.txt"], done: [], lost: [] }],
    [
      "is done where the file is where the plan wants it",
      at(0),
      "NEW.txt",
      true,
      { at: [], done: ["OLD.txt"], lost: [] },
    ],
    [
      "follows a file that went elsewhere",
      at(0),
      "other.txt",
      true,
      { at: ["other.txt"], done: [], lost: [] },
    ],
    [
      "follows a file that is still to be removed",
      at(0),
      "NEW.txt",
      false,
      { at: ["NEW.txt"], done: [], lost: [] },
    ],
    ["follows a file that is kept", kept(0), "NEW.txt", true, { at: ["NEW.txt"], done: [], lost: [] }],
  ])("%s", (_name, entry, newPath, renames, expected) => {
    expect(followed(entry, newPath, renames ? RENAME : undefined)).toEqual(expected);
  });
});

describe("a kept occurrence beside one that is renamed", () => {
  const before = ["x", "OLD and OLD"];
  const entries = [at(2, 1), kept(2, 9)];

  test.each<
    [name: string, after: readonly string[], expected: { at?: string[]; done?: string[]; lost?: string[] }]
  >([
    ["moves with the longer replacement", ["x", "RENAMED and OLD"], { at: ["2:13"], done: ["2:1"] }],
    ["stays where nothing was done", ["x", "OLD and OLD"], { at: ["2:1", "2:9"] }],
    ["is lost where the line became another", ["x", "RENAMED or OLD"], { lost: ["2:1", "2:9"] }],
    ["is lost with its line", ["x"], { lost: ["2:1", "2:9"] }],
  ])("%s", (_name, after, expected) => {
    expect(carried(before, after, entries, new Map([["OLD", "RENAMED"]]))).toEqual({
      at: [],
      done: [],
      lost: [],
      ...expected,
    });
  });
});

test.each<[name: string, decision: "remove" | "keep", after: readonly string[], expected: object]>([
  ["is done where all of it is gone", "remove", ["last"], { done: ["1-3"] }],
  ["is done where nothing is left to remove", "remove", ["first", "middle", "last"], { done: ["1-3"] }],
  ["is stale where it was edited", "remove", ["first", "edited OLDER", "last"], { lost: ["1-3"] }],
  ["that is kept and gone is stale", "keep", ["last"], { lost: ["1-3"] }],
  [
    "that is kept takes what was put into it",
    "keep",
    ["first", "use OLD here", "new", "middle", "last"],
    { at: ["1-4"] },
  ],
])("a block %s", (_name, decision, after, expected) => {
  const where = { ...place(1, undefined), endLine: 3 };
  const block: Entry = decision === "keep" ? { ...where, decision, keepReason: "k" } : { ...where, decision };
  const before = ["first", "use OLD here", "middle", "last"];
  expect(carried(before, after, [block], undefined)).toEqual({ at: [], done: [], lost: [], ...expected });
});

test("a kept column that never was an occurrence is lost with its line", () => {
  const entries = [at(2, 1), kept(2, 5)];
  expect(carried(["x", "OLD and x"], ["x", "it and x"], entries, undefined)).toEqual({
    at: [],
    done: ["2:1"],
    lost: ["2:5"],
  });
});

test("a block that ends behind the last line is as long as the file was", () => {
  const block: Entry = { ...place(1, undefined), endLine: 9, decision: "remove" };
  const grown = [...FILE, "OLD again"];
  expect(carried(FILE, grown, [block], undefined)).toEqual({ at: ["1-5"], done: [], lost: [] });
});
