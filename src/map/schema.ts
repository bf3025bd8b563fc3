/**
 * The shape of occurrence_map.yaml as a JSON schema. `schemas/occurrence-map.schema.json` is written from this
 * constant, so that the eight categories and the checker cannot drift apart.
 *
 * Rules that span several entries (totals, duplicates, contradictions) are in rules.ts: a schema cannot say
 * them in words that help.
 */
import { CATEGORIES, CATEGORY_TITLES, perCategory } from "./categories.ts";
import type { JsonSchema } from "../yaml/schema-check.ts";

const text = { type: "string", minLength: 1 } as const;

/** A string to search for: no line breaks, no NUL. */
const needle = {
  type: "string",
  minLength: 1,
  pattern: "^[^\\n\\r\\u0000]+$",
  $comment: "must be one line of text, without line breaks and NUL",
} as const;

const globList = { type: "array", items: text, uniqueItems: true } as const;

const placeProperties = {
  path: { ...text, description: "File, relative to the repository root, separated by /." },
  line: {
    type: "integer",
    minimum: 0,
    description: "1-based line at the base revision; 0 is the file as a whole.",
  },
  end_line: { type: "integer", minimum: 1, description: "Last line of a block that begins at line." },
  column: {
    type: "integer",
    minimum: 1,
    description: "1-based character; only where one line carries occurrences with different decisions.",
  },
  reason: { ...text, description: "Why the occurrence is in this category." },
} as const;

export const occurrenceMapSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:occmap:schema:occurrence-map",
  title: "occurrence_map.yaml",
  description: "The plan of a bulk edit: every occurrence of a string, sorted, each to be removed or kept.",
  type: "object",
  additionalProperties: false,
  required: [
    "mission_id",
    "mission_slug",
    "target_string",
    "related_strings",
    "generated_at",
    "categories",
    "totals",
  ],
  properties: {
    mission_id: {
      type: "string",
      pattern: "^[0-7][0-9A-HJKMNP-TV-Z]{25}$",
      $comment: "must be a ULID: 26 characters of 0-9 and A-Z without I, L, O and U",
      description: "ULID of the mission that the edit belongs to.",
    },
    mission_slug: {
      type: "string",
      pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$",
      $comment: "must be a slug: letters, digits, dots, dashes and underscores",
      description: "Readable name of the mission.",
    },
    target_string: { ...needle, description: "The string that the edit is about." },
    related_strings: {
      type: "array",
      items: needle,
      uniqueItems: true,
      description: "Other strings that belong to it (file names, spellings).",
    },
    generated_at: {
      type: "string",
      pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|\\+00:00)$",
      $comment: "must be an ISO 8601 time in UTC, like 2026-04-27T18:00:45Z",
      description: "When the map was made, ISO 8601, UTC.",
    },
    base_commit: {
      type: "string",
      pattern: "^([0-9a-f]{40}|[0-9a-f]{64})$",
      $comment: "must be the full id of a commit: 40 or 64 hexadecimal digits",
      description: "Full id of the commit that the line numbers refer to.",
    },
    operation: {
      enum: ["remove", "rename"],
      default: "remove",
      description: "What happens to remove entries.",
    },
    replacement: { ...needle, description: "What the target becomes (operation: rename)." },
    targets: {
      type: "array",
      description:
        "Several targets: each from is searched like target_string, and becomes its to (operation: rename).",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["from"],
        properties: {
          from: { ...needle, description: "A string that the edit is about." },
          to: { ...needle, description: "What it becomes; only and always with operation: rename." },
        },
      },
    },
    scope: {
      type: "object",
      additionalProperties: false,
      description: "Globs; outside of it occurrences need no entry, and still nothing may change.",
      properties: { include: globList, exclude: globList },
    },
    shard: {
      type: "object",
      additionalProperties: false,
      required: ["part", "of"],
      description: "The map is one part of a plan; occmap merge joins the parts.",
      properties: { part: { type: "integer", minimum: 1 }, of: { type: "integer", minimum: 1 } },
    },
    exceptions: {
      type: "array",
      description: "Companion files that the change may touch beside the plan.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["path", "reason"],
        properties: {
          path: { ...text, description: "Glob of the files." },
          reason: { ...text, description: "Why they change." },
          allow_occurrences: { type: "boolean", default: false, description: "May they gain occurrences?" },
        },
      },
    },
    categories: {
      type: "object",
      additionalProperties: false,
      required: [...CATEGORIES],
      properties: perCategory((category) => ({
        type: "object",
        title: CATEGORY_TITLES[category],
        additionalProperties: false,
        required: ["remove", "keep"],
        properties: {
          remove: { type: "array", items: { $ref: "#/$defs/removeEntry" } },
          keep: { type: "array", items: { $ref: "#/$defs/keepEntry" } },
        },
      })),
    },
    totals: {
      type: "object",
      additionalProperties: false,
      required: ["remove_count", "keep_count"],
      description: "Number of entries.",
      properties: {
        remove_count: { type: "integer", minimum: 0 },
        keep_count: { type: "integer", minimum: 0 },
      },
    },
  },
  $defs: {
    removeEntry: {
      type: "object",
      additionalProperties: false,
      required: ["path", "line", "reason"],
      properties: placeProperties,
    },
    keepEntry: {
      type: "object",
      additionalProperties: false,
      required: ["path", "line", "reason", "keep_reason"],
      properties: {
        ...placeProperties,
        keep_reason: { ...text, description: "Why this occurrence stays." },
      },
    },
  },
};
