/**
 * What the mission commands print with --json: data in, documents out. Their schemas, from which
 * schemas/*.json are written, stand here beside them.
 */
import {
  DIAGNOSTIC_SCHEMA,
  diagnosticsJson,
  type Diagnostic,
  type DiagnosticJson,
} from "../diagnostics/invocation.ts";
import type { JsonSchema } from "../yaml/schema-check.ts";
import type { BulkEditPhrase } from "./infer.ts";
import { isBulkEdit, type MissionMeta } from "./meta.ts";
import { ULID_PATTERN, ULID_RULE } from "./ulid.ts";

const DRAFT = "https://json-schema.org/draft/2020-12/schema";
const text = { type: "string" } as const;
const textOrNull = { type: ["string", "null"] } as const;
const diagnostics = {
  type: "array",
  description:
    "What was not done as one might expect, by cause, with every name; absent where there is nothing.",
  items: DIAGNOSTIC_SCHEMA,
} as const;
const missionFields = {
  mission_id: { type: "string", pattern: ULID_PATTERN, $comment: ULID_RULE },
  mission_slug: text,
  change_mode: textOrNull,
} as const;

export interface BranchContextDocument {
  readonly version: 1;
  readonly result: "success";
  readonly mission_id: string;
  readonly mission_slug: string;
  readonly change_mode: string | null;
  readonly current_branch: string | null;
  readonly target_branch: string | null;
  /** Only where there is something to say. */
  readonly diagnostics?: readonly DiagnosticJson[];
}

export const branchContextSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:occmap:schema:mission-branch-context",
  title: "occmap mission branch-context --json",
  type: "object",
  additionalProperties: false,
  required: [
    "version",
    "result",
    "mission_id",
    "mission_slug",
    "change_mode",
    "current_branch",
    "target_branch",
  ],
  properties: {
    version: { const: 1 },
    result: { const: "success" },
    ...missionFields,
    current_branch: { ...textOrNull, description: "null where no branch is checked out." },
    target_branch: { ...textOrNull, description: "null where meta.json names none." },
    diagnostics,
  },
};

export function branchContextDocument(
  meta: MissionMeta,
  currentBranch: string | undefined,
  noted: readonly Diagnostic[],
): BranchContextDocument {
  return {
    version: 1,
    result: "success",
    mission_id: meta.id,
    mission_slug: meta.slug,
    change_mode: meta.changeMode ?? null,
    current_branch: currentBranch ?? null,
    target_branch: meta.targetBranch ?? null,
    ...(noted.length === 0 ? {} : { diagnostics: diagnosticsJson(noted) }),
  };
}

export interface InferDocument {
  readonly version: 1;
  readonly mission_id: string;
  readonly mission_slug: string;
  readonly change_mode: string | null;
  readonly declared: boolean;
  readonly described: boolean;
  readonly warning: boolean;
  readonly phrases: readonly BulkEditPhrase[];
  readonly diagnostics?: readonly DiagnosticJson[];
}

export const inferSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:occmap:schema:mission-infer",
  title: "occmap mission infer --json",
  type: "object",
  additionalProperties: false,
  required: [
    "version",
    "mission_id",
    "mission_slug",
    "change_mode",
    "declared",
    "described",
    "warning",
    "phrases",
  ],
  properties: {
    version: { const: 1 },
    ...missionFields,
    declared: { type: "boolean", description: "meta.json says change_mode: bulk_edit." },
    described: { type: "boolean", description: "spec.md has words that describe a bulk edit." },
    warning: { type: "boolean", description: "Described and not declared." },
    phrases: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["rule", "line", "column", "text"],
        properties: {
          rule: text,
          line: { type: "integer", minimum: 1 },
          column: { type: "integer", minimum: 1 },
          text,
        },
      },
    },
    diagnostics,
  },
};

export function inferDocument(
  meta: MissionMeta,
  phrases: readonly BulkEditPhrase[],
  noted: readonly Diagnostic[],
): InferDocument {
  const declared = isBulkEdit(meta);
  const described = phrases.length > 0;
  return {
    version: 1,
    mission_id: meta.id,
    mission_slug: meta.slug,
    change_mode: meta.changeMode ?? null,
    declared,
    described,
    warning: described && !declared,
    phrases,
    ...(noted.length === 0 ? {} : { diagnostics: diagnosticsJson(noted) }),
  };
}
