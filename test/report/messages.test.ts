/** The words of a finding say what was to be, what is, and what to do, whatever is known of it. */
import { describe, expect, test } from "@jest/globals";
import { FINDING_CODES, type Finding, type FindingCode } from "../../src/gate/findings.ts";
import type { Entry } from "../../src/map/model.ts";
import { messageOf } from "../../src/report/messages.ts";
import { PLAIN } from "../../src/report/paint.ts";
import { variantsText } from "../../src/report/variants-text.ts";

const bare = (code: FindingCode): Finding => ({ code, path: "src/a.ts", before: [], after: [] });
const remove: Entry = {
  path: "src/a.ts",
  line: 7,
  category: "code_symbols",
  decision: "remove",
  reason: "a call",
};
const keep: Entry = { ...remove, decision: "keep", keepReason: "history" };

test.each(Object.keys(FINDING_CODES) as FindingCode[])(
  "%s has all of its words, known details or none",
  (code) => {
    for (const finding of [bare(code), { ...bare(code), detail: "100755 became 100644", entry: remove }]) {
      const { expected, found, next } = messageOf(finding);
      for (const words of [expected, found, next]) {
        expect(words).not.toBe("");
        expect(words).not.toMatch(/undefined|null|\[object/);
      }
    }
  },
);

describe("the words", () => {
  test.each<[code: FindingCode, facts: Partial<Finding>, words: Partial<ReturnType<typeof messageOf>>]>([
    ["extra-change", { before: ["a"] }, { found: "the line was deleted" }],
    ["extra-change", { before: ["a", "b"] }, { found: "2 lines were deleted" }],
    ["extra-change", { after: ["a"] }, { found: "a line was added" }],
    ["extra-change", { after: ["a", "b", "c"] }, { found: "3 lines were added" }],
    ["extra-change", { before: ["a"], after: ["b"] }, { found: "the text was changed" }],
    [
      "extra-change",
      { planned: ["x()"], entry: remove, before: ["o()"], after: ["y()"] },
      { expected: 'src/a.ts:7 to become "x()"' },
    ],
    ["extra-file", { detail: "added" }, { expected: "src/a.ts not to exist: no entry says otherwise" }],
    ["extra-file", { detail: "deleted" }, { expected: "src/a.ts to stand: no entry says otherwise" }],
    ["extra-file", { planned: ["src/b.ts"] }, { expected: 'src/a.ts to become "src/b.ts"' }],
    ["keep-touched", { entry: keep, before: ["a"] }, { expected: "src/a.ts:7 to stay: history" }],
    ["keep-touched", { entry: keep, detail: "deleted" }, { found: "the file was deleted" }],
    // A line that retains may be named by a remove entry.
    ["keep-touched", { entry: remove }, { expected: "src/a.ts:7 to stay" }],
    [
      "not-removed",
      { entry: remove },
      { expected: "src/a.ts:7 to be removed: a call", found: "it stands as it was" },
    ],
    ["not-removed", { entry: { ...remove, line: 0 } }, { found: "the file is still there" }],
    [
      "not-removed",
      { entry: { ...remove, line: 0 }, planned: ["b"] },
      { expected: 'src/a.ts to become "b"' },
    ],
    ["still-present", { needle: "old" }, { found: 'the new line still holds "old"' }],
    ["new-occurrence", { needle: "old" }, { expected: 'no "old" that was not there before' }],
    ["unmapped-occurrence", {}, { expected: "an entry for an occurrence here" }],
    ["stale-entry", { entry: remove }, { expected: "an occurrence at src/a.ts:7" }],
    ["metadata-violation", { field: "x.y", wanted: "1", mend: "m" }, { expected: "x.y to be 1", next: "m" }],
    ["mode-change", { detail: "100755 became 100644" }, { next: "restore it: git update-index --chmod=+x" }],
    ["mode-change", { detail: "100644 became 100755" }, { next: "restore it: git update-index --chmod=-x" }],
  ])("of %s, knowing %j", (code, facts, words) => {
    expect(messageOf({ ...bare(code), ...facts })).toMatchObject(words);
  });
});

test("other spellings are a table, and what they hold does a terminal no harm", () => {
  const text = variantsText(
    [
      { from: "old_name", to: "new_name", styles: ["snake", "file"], occurrences: 12 },
      { from: "old\u001b[31m", to: "x", styles: ["camel"], occurrences: 0, refused: "not\u0007 a name" },
    ],
    PLAIN,
  );
  for (const control of ["\u0007", "\u001b"]) expect(text).not.toContain(control);
  expect(text.split("\n")).toMatchObject({ length: 5 });
  expect(text).toMatch(/^ {6}12 {2}old_name → new_name +snake; file$/m);
  expect(text).toMatch(/^ {10}refused: not/m);
});
