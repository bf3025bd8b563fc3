/**
 * What the project commands print with --json: data in, documents out. Their schemas, from which
 * schemas/*.json are written, stand here beside them.
 */
import type { JsonSchema } from "../yaml/schema-check.ts";
import { REQUIRED_SCHEMA } from "./layout.ts";
import type { Metadata, MetadataFault } from "./metadata.ts";
import { CASES, STATES, type CaseName, type ProjectStatus, type StateName } from "./state.ts";
import type { FieldChange } from "./upgrade.ts";
import { compareVersions } from "./version.ts";

const DRAFT = "https://json-schema.org/draft/2020-12/schema";
const text = { type: "string" } as const;
const textOrNull = { type: ["string", "null"] } as const;
const FILE = { ...text, description: "The metadata, relative to the top of the repository." } as const;
const count = { type: "integer", minimum: 0 } as const;

/** An object of exactly these properties, all of them there. */
function exactly(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { type: "object", additionalProperties: false, required: Object.keys(properties), properties };
}

export interface StatusDocument {
  readonly version: 1;
  readonly state: StateName;
  readonly case: CaseName | null;
  readonly reason: string | null;
  readonly next: string | null;
  readonly file: string;
  readonly cli_version: string;
  readonly required_schema_version: number;
  readonly newer_than_cli: boolean;
  readonly metadata: MetadataDocument | null;
  readonly fault: FaultDocument | null;
}

interface MetadataDocument {
  readonly version: string | null;
  readonly schema_version: number | null;
  readonly initialized_at: string | null;
  readonly last_upgraded_at: string | null;
  readonly environment: {
    readonly python_version: string | null;
    readonly platform: string | null;
    readonly platform_version: string | null;
  };
  readonly applied: readonly string[];
}

interface FaultDocument {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

export const statusSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:occmap:schema:project-status",
  title: "occmap project status --json",
  ...exactly({
    version: { const: 1 },
    state: { enum: [...STATES] },
    case: { enum: [...CASES, null], description: "Why commands are blocked; null where they are not." },
    reason: textOrNull,
    next: textOrNull,
    file: FILE,
    cli_version: text,
    required_schema_version: { type: "integer" },
    newer_than_cli: {
      type: "boolean",
      description: "An upgrade would be refused: it never lowers a version.",
    },
    metadata: {
      oneOf: [
        { type: "null" },
        exactly({
          version: textOrNull,
          schema_version: { type: ["integer", "null"] },
          initialized_at: textOrNull,
          last_upgraded_at: textOrNull,
          environment: exactly({
            python_version: textOrNull,
            platform: textOrNull,
            platform_version: textOrNull,
          }),
          applied: { type: "array", items: text, description: "The ids of the ledger, in its order." },
        }),
      ],
    },
    fault: {
      oneOf: [
        { type: "null" },
        exactly({
          code: text,
          message: text,
          field: textOrNull,
          line: { type: ["integer", "null"], minimum: 1 },
          column: { type: ["integer", "null"], minimum: 1 },
        }),
      ],
    },
  }),
};

export function statusDocument(status: ProjectStatus, cliVersion: string): StatusDocument {
  const { state, block, fault, metadata, path } = status;
  return {
    version: 1,
    state,
    case: block?.case ?? null,
    reason: block?.reason ?? null,
    next: block?.next ?? null,
    file: path,
    cli_version: cliVersion,
    required_schema_version: REQUIRED_SCHEMA,
    newer_than_cli: metadata?.version !== undefined && compareVersions(metadata.version, cliVersion) > 0,
    metadata: metadata ? metadataDocument(metadata) : null,
    fault: fault ? faultDocument(fault) : null,
  };
}

function metadataDocument({ environment, ...metadata }: Metadata): MetadataDocument {
  return {
    version: metadata.version ?? null,
    schema_version: metadata.schemaVersion ?? null,
    initialized_at: metadata.initializedAt ?? null,
    last_upgraded_at: metadata.lastUpgradedAt ?? null,
    environment: {
      python_version: environment.pythonVersion ?? null,
      platform: environment.platform ?? null,
      platform_version: environment.platformVersion ?? null,
    },
    applied: metadata.applied.map(({ id }) => id),
  };
}

function faultDocument({ code, message, field, line, column }: MetadataFault): FaultDocument {
  return { code, message, field: field ?? null, line: line ?? null, column: column ?? null };
}

export interface UpgradeDocument {
  readonly version: 1;
  readonly result: "upgraded" | "planned";
  readonly file: string;
  readonly cli_version: string;
  readonly changes: readonly FieldChange[];
  readonly diff: string;
}

export const upgradeSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:occmap:schema:project-upgrade",
  title: "occmap project upgrade --json",
  ...exactly({
    version: { const: 1 },
    result: { enum: ["upgraded", "planned"], description: "planned: --dry-run, nothing was written." },
    file: FILE,
    cli_version: text,
    changes: {
      type: "array",
      items: exactly({
        field: text,
        from: { type: ["string", "integer", "null"] },
        to: { type: ["string", "integer"] },
      }),
    },
    diff: { ...text, description: "The exact difference, as a unified diff." },
  }),
};

export interface InitDocument {
  readonly version: 1;
  readonly result: "initialized";
  readonly file: string;
  readonly cli_version: string;
  readonly schema_version: number;
}

export const initSchema: JsonSchema = {
  $schema: DRAFT,
  $id: "urn:occmap:schema:project-init",
  title: "occmap project init --json",
  ...exactly({
    version: { const: 1 },
    result: { const: "initialized" },
    file: FILE,
    cli_version: text,
    schema_version: count,
  }),
};
