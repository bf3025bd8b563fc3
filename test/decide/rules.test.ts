/** Remove or keep: each rule on and off, and the order in which they are asked. */
import { describe, expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/load.ts";
import {
  BUILT_IN_RULE_NAMES,
  deciderFor,
  type BuiltInRule,
  type Decided,
  type DecisionSettings,
} from "../../src/decide/rules.ts";
import type { Category } from "../../src/map/categories.ts";
import type { OccurrenceKind } from "../../src/occurrence/occurrence.ts";

interface Case {
  readonly path?: string;
  readonly kind?: OccurrenceKind;
  readonly needle?: string;
  readonly before?: string;
  readonly after?: string;
  readonly category?: Category;
}

const DEFAULTS: DecisionSettings = { planFolder: "plans/retire", disabled: new Set(), projectRules: [] };

function decided(one: Case, settings: DecisionSettings = DEFAULTS): Decided {
  const { path = "src/a.ts", kind = "content", needle = "checklist.md", before = "", after = "" } = one;
  const occurrence = { path, kind, line: 1, column: 1, needle, start: 0, end: needle.length };
  const { category = "code_symbols" } = one;
  return deciderFor(path, settings)({ occurrence, category, surroundings: { before, after } });
}

function without(...rules: readonly BuiltInRule[]): DecisionSettings {
  return { ...DEFAULTS, disabled: new Set(rules) };
}

const paths = (...list: readonly string[]): Case[] => list.map((path) => ({ path }));

const KEPT: readonly [BuiltInRule, string, Case[]][] = [
  ["plan-folder", "describes this change", paths("plans/retire/plan.md", "plans/retire/notes/a.md")],
  [
    "change-log",
    "change log",
    paths(
      "CHANGELOG.md",
      "changelog",
      "pkg/a/CHANGES.rst",
      "HISTORY.md",
      "NEWS",
      "RELEASE_NOTES.txt",
      "docs/release-history.md",
      ".changeset/brave-cats.md",
      "changelog.d/12.feature",
      "newsfragments/12.bugfix",
      "docs/release-notes/3.2.md",
    ),
  ],
  [
    "ledger",
    "append-only",
    paths(
      "audit.jsonl",
      "logs/run.ndjson",
      "build.log",
      "ledger.yaml",
      "data/event-journal.csv",
      ".kittify/metadata.yaml",
    ),
  ],
  [
    "vendored-code",
    "vendored",
    paths(
      "vendor/a/b.go",
      "third_party/x.c",
      "third-party/x.c",
      "node_modules/x/i.js",
      "py/_vendor/six.py",
      "ios/Pods/A.swift",
    ),
  ],
  ["binary-file", "binary", [{ kind: "binary" }]],
  [
    "longer-name",
    "longer name",
    [
      { before: "cutover-" },
      { before: "see the old_" },
      { after: ".bak" },
      { needle: "user", after: "Name" },
      { needle: "user", before: "super" },
      { needle: "name", before: "é" },
    ],
  ],
];

describe.each(KEPT)("%s", (rule, reason, cases) => {
  test.each(cases.map((one) => [JSON.stringify(one), one] as const))(
    "keeps %s, and not when switched off",
    (_name, one) => {
      expect(decided(one)).toEqual({ decision: "keep", keepReason: expect.stringContaining(reason), rule });
      expect(decided(one, without(rule))).toEqual({ decision: "remove" });
    },
  );
});

test("every built-in rule has a table above", () => {
  expect(KEPT.map(([rule]) => rule)).toEqual([...BUILT_IN_RULE_NAMES]);
});

describe("what no rule keeps is removed", () => {
  test.each<Case>([
    {},
    { path: "plans/retire.md" },
    { path: "plans/retired/a.md" },
    { path: "src/news_reader.ts" },
    { path: "src/logger.ts" },
    { path: "docs/ledgers.md" },
    { path: "vendor.ts" },
    { path: "src/vendors/list.ts" },
    { before: "docs/", after: ")" },
    { before: "'", after: "'" },
    { before: "a - ", after: " - b" },
    { after: "." },
    { after: "-" },
    { needle: "/app.run", before: "see" },
    { needle: "--flag", before: "x" },
    { needle: "user", after: ".name" },
  ])("%j", (one) => {
    expect(decided(one)).toEqual({ decision: "remove" });
  });
});

describe("the order", () => {
  test("the first rule that applies gives the reason", () => {
    const everything: Case = { path: "plans/retire/vendor/CHANGELOG.md", kind: "binary", before: "my-" };
    const reasons = BUILT_IN_RULE_NAMES.map((_, index) => {
      const one = decided(everything, without(...BUILT_IN_RULE_NAMES.slice(0, index)));
      return one.decision === "keep" ? one.keepReason : "removed";
    });
    expect(reasons).toEqual([
      "describes this change",
      "change log: records what was released",
      "vendored code: changed where it comes from",
      "vendored code: changed where it comes from",
      "binary file: no line can be removed from it",
      "part of the longer name my-checklist.md",
    ]);
  });

  test("a project's rules come first, in their order, and may remove what a built-in rule keeps", async () => {
    const text = [
      "decisions:",
      "  disable: [ledger]",
      "  rules:",
      "    - { decision: remove, path: vendor/ours/** }",
      "    - { decision: keep, path: vendor, reason: the licence says so }",
      "    - { decision: keep, category: serialized_keys, match: old, reason: readers of version 1 }",
    ];
    const settings = { ...DEFAULTS, ...(await parseConfig(Buffer.from(text.join("\n")), "occmap.yaml")) };
    expect(decided({ path: "vendor/ours/a.ts" }, settings)).toEqual({ decision: "remove" });
    expect(decided({ path: "vendor/b.ts" }, settings)).toEqual({
      decision: "keep",
      keepReason: "the licence says so",
    });
    expect(decided({ path: "a.jsonl" }, settings)).toEqual({ decision: "remove" });
    expect(decided({ needle: "old", category: "serialized_keys" }, settings)).toEqual({
      decision: "keep",
      keepReason: "readers of version 1",
    });
    // All conditions of a rule must hold.
    expect(decided({ needle: "old" }, settings)).toEqual({ decision: "remove" });
    expect(decided({ needle: "new", category: "serialized_keys" }, settings)).toEqual({ decision: "remove" });
  });
});
