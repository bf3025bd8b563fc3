import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { CATEGORIES } from "../../src/map/categories.ts";
import { loadMap } from "../../src/map/load.ts";
import { compareEntries, type Entry, type OccurrenceMap } from "../../src/map/model.ts";
import { pathFault } from "../../src/paths/repo-path.ts";
import { besideLine } from "../../src/map/entry-text.ts";
import { inMapOrder } from "../../src/map/order.ts";
import { mapParts, writeMap } from "../../src/map/write.ts";

const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 30 })
  .filter((value) => value.isWellFormed());
const binaryText = fc
  .string({ unit: "binary", minLength: 1, maxLength: 12 })
  .filter((value) => value.isWellFormed() && !value.includes("\0"));
const anyText = fc.oneof(
  text,
  binaryText,
  fc.constantFrom(
    "yes",
    "0x1f",
    "1e3",
    "~",
    "null",
    "- a",
    "a: b",
    "a #b",
    "@x",
    ".5",
    "#",
    " a ",
    "a:",
    "a,",
  ),
);
const needle = anyText.filter((value) => !/[\n\r\0]/.test(value));
const path = anyText.filter((value) => pathFault(value) === undefined);

/** Entries on distinct places, so that no rule is broken; their order is any. */
const entries = fc
  .uniqueArray(
    fc.record({
      category: fc.constantFrom(...CATEGORIES),
      path,
      line: fc.integer({ min: 1, max: 1000 }),
      keep: fc.boolean(),
      reason: anyText,
      why: anyText,
    }),
    { selector: ({ path: name, line }) => `${line} ${name}`, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(({ category, path: name, line, keep, reason, why }): Entry => {
      const place = { category, path: name, line, reason };
      return keep ? { ...place, decision: "keep", keepReason: why } : { ...place, decision: "remove" };
    }),
  );

/** The strings of a map: a remove map, or a rename map in which each string has a replacement. */
function strings(
  target: string,
  drafted: readonly string[],
  replacements: readonly string[] | null,
): Pick<OccurrenceMap, "targetString" | "relatedStrings" | "operation" | "replacement" | "targets"> {
  const related = drafted.filter((one) => one !== target);
  const searched = { targetString: target, relatedStrings: related };
  if (replacements === null) return { ...searched, operation: "remove", targets: [] };
  // Nothing becomes itself.
  const other = (from: string, index: number): string => `${from}${replacements[index] ?? ""}`;
  const targets = related.map((from, index) => ({ from, to: other(from, index + 1) }));
  return { ...searched, operation: "rename", replacement: other(target, 0), targets };
}

const map = fc
  .record({
    target: needle,
    related: fc.uniqueArray(needle, { maxLength: 3 }),
    entries,
    exceptionReason: anyText,
    replacements: fc.option(fc.array(needle, { minLength: 4, maxLength: 4 })),
  })
  .map(({ target, related, entries: drafted, exceptionReason, replacements }): OccurrenceMap => ({
    missionId: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
    missionSlug: "retire-checklist",
    generatedAt: "2026-04-27T18:00:45Z",
    baseCommit: "1234567890123456789012345678901234567e12",
    ...strings(target, related, replacements),
    scope: { include: ["src/**"], exclude: [] },
    exceptions: [{ path: "docs/new.md", reason: exceptionReason, allowOccurrences: true }],
    entries: [...drafted].sort(compareEntries),
  }));

describe("writeMap", () => {
  test("what is written is read back, whatever the strings are", async () => {
    await fc.assert(
      fc.asyncProperty(map, anyText, async (original, comment) => {
        const written = writeMap(original, { commentOf: () => comment });
        const loaded = await loadMap(Buffer.from(written));
        expect(loaded).toMatchObject({ map: original });
      }),
    );
  });

  test("a second write gives the same bytes, in whatever order the entries come", () => {
    fc.assert(
      fc.property(map, (original) => {
        const reversed = { ...original, entries: [...original.entries].reverse() };
        expect(writeMap(reversed)).toBe(writeMap(original));
      }),
    );
  });

  test("comes in parts that end where a line ends, and are the text together", () => {
    const entries = Array.from({ length: 3000 }, (_, at): Entry => {
      const place = { category: CATEGORIES[at % 8]!, path: `src/${at}.ts`, line: at + 1, reason: "a name" };
      return at % 3 === 0
        ? { ...place, decision: "keep", keepReason: "k" }
        : { ...place, decision: "remove" };
    });
    const [drawn] = fc.sample(map, { numRuns: 1, seed: 7 });
    const large = { ...drawn!, entries };
    const items = inMapOrder(entries.map((entry) => ({ entry })));
    const parts = [...mapParts(large, items, ({ entry: { line } }) => besideLine(`line ${line}`))];
    expect(parts.join("")).toBe(writeMap(large, { commentOf: ({ line }) => `line ${line}` }));
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.filter((part) => !part.endsWith("\n") || part.length > 70_000)).toEqual([]);
  });

  test("nothing in a comment or a string can break out of its line", () => {
    fc.assert(
      fc.property(map, binaryText, (original, comment) => {
        const written = writeMap(original, { commentOf: () => comment });
        // eslint's control-character rule is about mistakes; here they are the point.
        expect(
          Array.from(written).filter((character) => /\p{Cc}/u.test(character) && character !== "\n"),
        ).toEqual([]);
      }),
    );
  });
});
