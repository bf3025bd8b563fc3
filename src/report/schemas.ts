/**
 * JSON schemas of the documents in documents.ts. `schemas/*.schema.json` are written from them, and the tests
 * hold every document that a command prints against its schema.
 */
import { DIAGNOSTIC_SCHEMA } from "../diagnostics/invocation.ts";
import { TIMINGS_SCHEMA } from "../diagnostics/timings.ts";
import { FINDING_CODES } from "../gate/findings.ts";
import { CATEGORIES, perCategory } from "../map/categories.ts";

export const count = { type: "integer", minimum: 0 } as const;
export const text = { type: "string" } as const;
export const texts = { type: "array", items: text } as const;

/** An object whose keys are all known; all but the optional ones are required. */
export function object(
  properties: Readonly<Record<string, unknown>>,
  optional: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: "object", additionalProperties: false, required, properties };
}

const range = object({ first: count, last: count });
export const totals = object({ remove_count: count, keep_count: count });

export const diagnostics = {
  type: "array",
  description: "What was not done as one might expect, by cause, with every name.",
  items: DIAGNOSTIC_SCHEMA,
};

const timings = TIMINGS_SCHEMA;

const entryProperties = {
  decision: { enum: ["remove", "keep"] },
  path: text,
  line: count,
  end_line: count,
  column: count,
  reason: text,
  keep_reason: text,
} as const;
const entryExtras = ["end_line", "column", "keep_reason"];
const entry = object(entryProperties, entryExtras);

/** An entry with its category. */
export const mapEntry = object({ category: { enum: [...CATEGORIES] }, ...entryProperties }, entryExtras);

const mapEdit = object({
  action: { enum: ["add", "take out"] },
  list: { ...text, description: "The list of the map, as keys; CATEGORY where a person has to choose." },
  item: { ...text, description: "An item of that list, on one line of YAML." },
});

const finding = object(
  {
    code: { enum: Object.keys(FINDING_CODES) },
    path: text,
    head_path: { ...text, description: "The path at the head, where a rename map moved the file." },
    base: { ...range, description: "Lines at the base, 1-based; 0 is the file as a whole." },
    head: { ...range, description: "Lines at the head, 1-based; 0 is the file as a whole." },
    column: { ...count, description: "1-based character; 0 for a binary file." },
    category: { enum: [...CATEGORIES] },
    entry: { ...entry, description: "The entry of the map that is concerned." },
    string: { ...text, description: "The target or related string that is concerned." },
    field: { ...text, description: "The field that is concerned, as a path of keys." },
    before: { ...texts, description: "Base lines." },
    after: { ...texts, description: "Head lines." },
    planned: { ...texts, description: "What a rename map wants there: lines, or the file's new path." },
    expected: text,
    found: text,
    next: text,
    mend: {
      ...object(
        {
          command: { ...text, description: "Takes back what the change did to the file; for a POSIX shell." },
          map: { type: "array", items: mapEdit },
        },
        ["command"],
      ),
      description: "How to mend it, ready to paste: a command, or edits of the map.",
    },
    pending: { type: "boolean", description: "Listed because of --allow-pending, and no failure." },
  },
  ["head_path", "planned", "base", "head", "column", "category", "entry", "string", "field"],
);

const findings = { type: "array", items: finding };

const invalidMap = object({
  version: { const: 1 },
  verdict: { const: "map-invalid" },
  map: text,
  faults: {
    type: "array",
    minItems: 1,
    items: object({ code: text, message: text, line: count, column: count, text, next: text }),
  },
});

const failure = object(
  {
    version: { const: 1 },
    error: object({ code: text, message: text, where: text, next: text }, ["where", "next"]),
    diagnostics,
  },
  ["diagnostics"],
);

export function document(
  name: string,
  title: string,
  shapes: readonly unknown[],
): { readonly $id: string; readonly [keyword: string]: unknown } {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `urn:occmap:schema:${name}`,
    title,
    anyOf: [...shapes, failure],
  };
}

export const scanDocumentSchema = document("scan-result", "What `occmap scan --json` prints", [
  object(
    {
      version: { const: 1 },
      map: { ...text, description: "Where the map was written." },
      mission_id: text,
      mission_slug: text,
      target_string: text,
      related_strings: texts,
      operation: { enum: ["remove", "rename"] },
      replacements: {
        type: "array",
        description: "What each string becomes; empty for a removal.",
        items: object({ from: text, to: text }),
      },
      base_commit: text,
      totals,
      categories: object(perCategory(() => object({ remove: count, keep: count }))),
      close_calls: count,
      look_first: {
        ...object({
          close_calls: {
            type: "array",
            items: object({ path: text, line: count, category: text, close: text }),
          },
          longer_names: { type: "array", items: object({ path: text, line: count }) },
          crowded: { type: "array", items: object({ path: text, entries: count }) },
        }),
        description: "Where a reviewer should look first.",
      },
      advice: { ...text, description: "Of a plan too large to be reviewed: how to make smaller ones." },
      ledger: {
        ...object({
          files: count,
          searched: count,
          submodules: count,
          outOfScope: count,
          otherShards: count,
          map: count,
          unrepresentable: count,
          unreadable: count,
        }),
        description: "Numbers of files; files is the sum of all others.",
      },
      uncommitted: { type: "array", items: object({ path: text, occurrences: count }) },
      unmappable: {
        ...texts,
        description: "Files with occurrences that no map can hold; the map is incomplete.",
      },
      diagnostics,
      timings,
    },
    ["base_commit", "advice", "timings"],
  ),
]);

const gateShapes = [
  object(
    {
      version: { const: 1 },
      verdict: { enum: ["accepted", "rejected"] },
      map: text,
      map_origin: { ...text, description: "Where the map was read: worktree, index, disk, or a revision." },
      map_differs_from_base: {
        type: "boolean",
        description: "Is the map that was used another one than the base's?",
      },
      base: { ...text, description: "Full id of the base commit." },
      head: { ...text, description: "worktree, index, patch, or the revision that was named." },
      progress: object({ remove: count, done: count }),
      findings,
      replacements: {
        type: "array",
        items: object({ path: text, base: range, head: range, before: texts, after: texts }),
      },
      used_exceptions: { type: "array", items: object({ path: text, exception: text, reason: text }) },
      diagnostics,
      timings,
    },
    ["timings"],
  ),
  object({
    version: { const: 1 },
    verdict: { enum: ["accepted", "rejected"] },
    map_required: {
      const: false,
      description: "--if-required: the mission needs no map and has none; only project metadata was checked.",
    },
    mission_id: text,
    mission_slug: text,
    change_mode: { type: ["string", "null"] },
    base: text,
    head: text,
    findings,
    diagnostics,
  }),
  invalidMap,
];

export const gateDocumentSchema = document("gate-result", "What `occmap gate --json` prints", gateShapes);

export const hookDocumentSchema = document("hook-result", "What `occmap hook --json` prints", [
  object({
    version: { const: 1 },
    outcome: {
      enum: ["judged", "no-map", "first-commit", "map-retired"],
      description: "Only a commit that was judged has gates.",
    },
    verdict: { enum: ["accepted", "rejected"] },
    gates: {
      type: "array",
      description: "The gate that accepted the commit; else one for each parent, HEAD first.",
      items: { anyOf: gateShapes },
    },
  }),
]);

export const setupDocumentSchema = document("init-result", "What `occmap init --json` prints", [
  object({
    version: { const: 1 },
    written: { type: "boolean", description: "False with --dry-run, and where nothing was asked for." },
    seen: {
      type: "array",
      description: "What speaks for a setup, with the flags that ask for it.",
      items: object({ flags: text, because: text }),
    },
    steps: {
      type: "array",
      items: object(
        {
          file: text,
          action: { enum: ["write", "change", "current", "by-hand"] },
          about: text,
          snippet: { ...text, description: "What is to be added by hand." },
        },
        ["snippet"],
      ),
    },
  }),
]);

export const checkDocumentSchema = document("check-result", "What `occmap check --json` prints", [
  object(
    {
      version: { const: 1 },
      verdict: { enum: ["true", "untrue"] },
      map: text,
      base: text,
      totals,
      findings,
      diagnostics,
      timings,
    },
    ["timings"],
  ),
  invalidMap,
]);

const category = { enum: [...CATEGORIES] };

export const explainDocumentSchema = document("explain-result", "What `occmap explain --json` prints", [
  object({
    version: { const: 1 },
    code: { enum: [...Object.keys(FINDING_CODES), "map-invalid"] },
    section: { ...text, description: "What docs/findings.md says of the finding, as Markdown." },
  }),
  object(
    {
      version: { const: 1 },
      path: text,
      line: { ...count, description: "1-based; 0 is the path itself." },
      strings: { ...texts, description: "The strings that were looked for." },
      revision: { ...text, description: "Full id of the commit that was read; absent outside of git." },
      occurrences: {
        type: "array",
        minItems: 1,
        items: object(
          {
            column: count,
            string: text,
            category,
            reason: text,
            close: { ...category, description: "The category that almost won." },
            role: text,
            what: { ...text, description: "The role in words." },
            text: { ...text, description: "The literal, value, name or line that holds the match." },
            around: { ...texts, description: "The surroundings, from the inside out." },
            scope: { ...texts, description: "The declarations around it, outermost first." },
            keys: { ...texts, description: "The keys that lead to it in a data file." },
            heading: text,
            embedded: text,
            test: text,
            doubt: text,
            reading: { enum: ["syntax", "format", "tokens"] },
            read_as: text,
            rules: {
              type: "array",
              items: object(
                {
                  id: text,
                  looks_for: text,
                  answer: { enum: ["won", "behind", "no"] },
                  category,
                  words: text,
                },
                ["category"],
              ),
            },
            overrides: { type: "array", items: object({ when: text, yaml: text }) },
          },
          ["close", "heading", "embedded", "test", "doubt"],
        ),
      },
      diagnostics,
    },
    ["revision"],
  ),
]);

export const reportDocumentSchema = document("report-result", "What `occmap report --json` prints", [
  object(
    {
      version: { const: 1 },
      page: { ...text, description: "The file that was written." },
      entries: count,
      files: count,
      verdict: { enum: ["accepted", "rejected"] },
      findings: count,
    },
    ["verdict", "findings"],
  ),
  invalidMap,
]);

export const errorDocumentSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:occmap:schema:error",
  title: "What every command prints with --json when it could not do its work (exit status 2)",
  ...failure,
};

export const applyDocumentSchema = document("apply-result", "What `occmap apply --json` prints", [
  object({
    version: { const: 1 },
    map: text,
    base: { ...text, description: "Full id of the commit that the working tree was at." },
    written: { type: "boolean", description: "Was the working tree changed?" },
    entries: {
      ...object({ chosen: count, done: count, left: count }),
      description: "Remove entries: carried out by this, carried out before, not asked for.",
    },
    files: {
      type: "array",
      items: object(
        {
          path: text,
          action: { enum: ["edited", "moved", "deleted"] },
          to: { ...text, description: "Where a moved file goes." },
          diff: { ...texts, description: "Lines of a unified diff, for showing." },
        },
        ["to"],
      ),
    },
    problems: {
      type: "array",
      description: "What cannot be carried out; while there is any, nothing is written.",
      items: object({ path: text, line: count, why: text, next: text }),
    },
    breakages: {
      type: "array",
      description: "Files that would break: the lines that do it, and for each a block entry that would not.",
      items: object({
        path: text,
        why: {
          enum: ["syntax", "torn"],
          description: "It parses now and would not any more; or a block would be parted from its head.",
        },
        places: {
          type: "array",
          items: object(
            {
              line: count,
              end_line: count,
              proposal: object({ line: count, end_line: count, rewritten: text }, ["rewritten"]),
            },
            ["proposal"],
          ),
        },
      }),
    },
    verdict: { enum: ["not-asked", "accepted", "rejected"], description: "The gate's, after writing." },
    findings,
    diagnostics,
  }),
  invalidMap,
]);
