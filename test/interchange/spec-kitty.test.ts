/** Spec Kitty maps as text: what is read, what is written, and what a conversion there and back keeps. */
import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { frameOf } from "../../src/interchange/spec-kitty-frame.ts";
import { readSpecKitty } from "../../src/interchange/spec-kitty-read.ts";
import { specKittyLosses, specKittyText } from "../../src/interchange/spec-kitty-write.ts";
import { CATEGORIES } from "../../src/map/categories.ts";
import { compareEntries, type Entry, type OccurrenceMap } from "../../src/map/model.ts";
import { NEEDLES, occurrencesOf, read, resolved, written } from "./support.ts";

const bare: OccurrenceMap = {
  missionId: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
  missionSlug: "m",
  targetString: "oldkey",
  relatedStrings: [],
  generatedAt: "2026-01-01T00:00:00Z",
  operation: "remove",
  targets: [],
  scope: { include: [], exclude: [] },
  exceptions: [],
  entries: [],
};

describe("reading", () => {
  const target = "target: { term: a, operation: remove }";

  test("the smallest file", async () => {
    expect(await read(`${target}\ncategories: {}\n`)).toMatchObject({
      term: "a",
      operation: "remove",
      categories: [],
    });
  });

  test.each([
    ["an unknown key", `${target}\ncategories: {}\nowner: me\n`, 3, 'the file has an unknown key "owner"'],
    [
      "an unknown category",
      `${target}\ncategories: { other: { action: x } }\n`,
      2,
      'categories has an unknown key "other"',
    ],
    [
      "an unknown operation",
      "target: { term: a, operation: move }\ncategories: {}\n",
      1,
      "target.operation must be one of: remove, rename",
    ],
    [
      "a rename to nothing",
      "target:\n  term: a\n  operation: rename\n  replacement: null\ncategories: {}\n",
      3,
      "the operation is rename, and the target has no replacement",
    ],
    [
      "a line that is none",
      written({ code_symbols: ["path: a, line: 40-50, decision: KEEP"] }),
      6,
      "categories.code_symbols.occurrences[0].line must be a line number, or about which one: ~40",
    ],
    [
      "an alias",
      "target: { term: &a a, operation: remove }\ncategories: {}\nstatus: { notes: *a }\n",
      3,
      "aliases (*name) are not allowed here",
    ],
  ])("%s is refused by name", async (_name, text, line, message) => {
    const reading = await readSpecKitty(Buffer.from(text));
    expect("faults" in reading ? reading.faults : []).toEqual([expect.objectContaining({ line, message })]);
  });

  test("what stands beside the occurrences is taken over, or named", async () => {
    const map = await read(
      [
        target,
        "categories:",
        "  code_symbols:",
        "    action: rename",
        "    notes: |",
        "      first \u202e",
        "      second",
        "exceptions:",
        "  - { path: docs/CHANGES.md, action: manual_review, reason: r }",
        "  - { path: docs/x.md, action: skip, reason: r }",
        "  - { path: '**', reason: r }",
        "moves: [{ from: a, to: b }]",
        "status: { totals: { remove_count: 2, keep_count: 0 }, notes: done }",
      ].join("\n"),
    );
    expect(frameOf(map)).toEqual({
      exceptions: [{ path: "docs/CHANGES.md", reason: "r", allowOccurrences: false }],
      losses: [
        {
          place: "categories.code_symbols.action",
          what: '"rename" names no occurrence; nothing was taken from it',
        },
        {
          place: "exceptions (line 10)",
          what: '"docs/x.md" is not taken over: its action "skip" is not known',
        },
        {
          place: "exceptions (line 11)",
          what: '"**" is not taken over: covers everything, or a whole top-level folder',
        },
        {
          place: "moves (line 12)",
          what: "not taken over; a rename map moves the files that it lists with line 0",
        },
        { place: "status.totals.remove_count", what: "says 2; the file lists 0" },
      ],
      remarks: ["# code_symbols: first \\u202e", "#   second", "# status: done"],
    });
  });
});

describe("writing", () => {
  const entry: Entry = { category: "code_symbols", path: "a: b", line: 3, reason: "r", decision: "remove" };
  const rich: OccurrenceMap = {
    ...bare,
    relatedStrings: ["oldkey.md"],
    baseCommit: "a".repeat(40),
    scope: { include: ["src/**"], exclude: [] },
    exceptions: [{ path: "docs/CHANGES.md", reason: "r", allowOccurrences: true }],
    entries: [
      entry,
      { ...entry, line: 5, endLine: 7 },
      { ...entry, path: "c", line: 0, decision: "keep", keepReason: "k" },
      {
        ...entry,
        category: "cli_commands",
        path: "d",
        line: 1,
        column: 4,
        decision: "keep",
        keepReason: "k",
      },
    ],
  };

  test("says what both formats can say", () => {
    const empty = (category: string): string => `  ${category}:\n    action: manual_review`;
    expect(specKittyText(rich).split("\n").slice(1).join("\n")).toBe(
      [
        'target:\n  term: "oldkey"\n  operation: remove\n  replacement: null',
        "categories:\n  code_symbols:\n    action: manual_review\n    occurrences:",
        '      - path: "a: b"\n        line: 3\n        decision: REMOVE\n        reason: r',
        '      - path: "a: b"\n        line: 5\n        decision: REMOVE\n        reason: r',
        "      - path: c\n        decision: KEEP\n        reason: k",
        ...["import_paths", "filesystem_paths", "serialized_keys"].map(empty),
        `${empty("cli_commands")}\n    occurrences:`,
        "      - path: d\n        line: 1\n        decision: KEEP\n        reason: k",
        ...["user_facing_strings", "tests_fixtures", "logs_telemetry"].map(empty),
        'exceptions:\n  - path: "docs/CHANGES.md"\n    action: manual_review\n    reason: r',
        "status:\n  totals:\n    remove_count: 2\n    keep_count: 2",
        "  remove_categories_used: 1\n  keep_categories_used: 2\n",
      ].join("\n"),
    );
  });

  test("a category in which everything goes has the action rename", async () => {
    const { categories } = await read(specKittyText({ ...bare, entries: [entry] }));
    expect(categories.map(({ action }) => action)).toEqual([
      "rename",
      ...Array.from({ length: 7 }, () => "manual_review"),
    ]);
  });

  test("names what the format cannot say, and nothing else", () => {
    const places = (map: OccurrenceMap): string[] => specKittyLosses(map, NEEDLES).map(({ place }) => place);
    expect(places(rich)).toEqual([
      "mission_id, mission_slug",
      "generated_at",
      "base_commit",
      "related_strings",
      "scope",
      "exceptions docs/CHANGES.md",
      "keep entries",
      "a: b:5-7",
      "c",
      "d:1:4",
    ]);
    expect(places({ ...bare, entries: [entry] })).toEqual(["mission_id, mission_slug", "generated_at"]);
  });
});

/** A random true map over random files: an entry for each line and name with an occurrence. */
const plans = fc
  .record({
    operation: fc.constantFrom("remove" as const, "rename" as const),
    files: fc.dictionary(
      fc.constantFrom("a", "b/oldkey.md", "oldkey/c", "d e: f", "-oldkey"),
      fc.array(fc.constantFrom("x", "oldkey", "see oldkey.md", "oldkey oldkey", ""), { maxLength: 6 }),
    ),
    marks: fc.array(fc.tuple(fc.constantFrom(...CATEGORIES), fc.boolean(), fc.string({ minLength: 1 })), {
      minLength: 40,
      maxLength: 40,
    }),
  })
  .map(({ operation, files: lines, marks }) => {
    const files = Object.fromEntries(Object.entries(lines).map(([path, some]) => [path, some.join("\n")]));
    const open = [...marks];
    const entries = [...occurrencesOf(files)].flatMap(([path, occurrences]): Entry[] => {
      const places = [...new Set(occurrences.map(({ line }) => line))].sort((a, b) => a - b);
      const listed = places.map((line): Entry => {
        const [category = "code_symbols", keeps, words = "r"] = open.pop() ?? [];
        const place = { category, path, line, reason: words };
        return keeps === true
          ? { ...place, decision: "keep", keepReason: words }
          : { ...place, decision: "remove" };
      });
      const goes = operation === "remove" && listed[0]?.line === 0 && listed[0].decision === "remove";
      return goes ? listed.slice(0, 1) : listed;
    });
    const renaming = { operation, replacement: "newkey" } as const;
    const map: OccurrenceMap = {
      ...bare,
      ...(operation === "rename" ? renaming : {}),
      entries: entries.sort(compareEntries),
    };
    return { files, map };
  });

test("there and back: categories, decisions, places and the reason that counts stay", async () => {
  const said = (entry: Entry): unknown => {
    const { category, path, line, decision } = entry;
    return { category, path, line, decision, why: decision === "keep" ? entry.keepReason : entry.reason };
  };
  await fc.assert(
    fc.asyncProperty(plans, async ({ files, map }) => {
      const text = specKittyText(map);
      const { entries, unresolved } = await resolved(text, files);
      expect(unresolved).toEqual([]);
      expect([...entries].sort(compareEntries).map(said)).toEqual(map.entries.map(said));
      const back = await read(text);
      expect([back.operation, back.replacement]).toEqual([map.operation, map.replacement]);
      expect(frameOf(back)).toEqual({ exceptions: [], losses: [], remarks: [] });
    }),
    { numRuns: 200 },
  );
});
