/**
 * What an upgrade writes: the old file with the fields that an upgrade owns changed, and not a byte else.
 *
 * Pure: bytes in, bytes out. The plan is checked against the conditions of contract E1 before anybody writes
 * it, by the same check that reads the file back afterwards (verify.ts).
 */
import { isMap, isScalar, type YAMLMap } from "yaml";
import { valueOf } from "../yaml/bounded.ts";
import { metadataPathIn, REQUIRED_SCHEMA } from "./layout.ts";
import type { MetadataFile } from "./metadata.ts";
import { type Entries, Splice, UnsupportedForm } from "./splice.ts";
import { judge, type Block, type StateName } from "./state.ts";
import { formatTimestamp } from "./timestamp.ts";
import { type Expectation, failedConditions } from "./verify.ts";
import { compareVersions } from "./version.ts";

/** What is recorded about the machine. occmap runs no Python and knows of none. */
export interface MachineFacts {
  readonly platform: string;
  readonly platformVersion: string;
}

export const UNKNOWN_PYTHON = "unknown";

export interface UpgradeRequest {
  /** The version of the Spec Kitty that is installed. */
  readonly cliVersion: string;
  readonly now: Date;
  readonly machine: MachineFacts;
}

/** One field that the upgrade changes, for people; null where nothing stood. */
export interface FieldChange {
  readonly field: string;
  readonly from: string | number | null;
  readonly to: string | number;
}

export type UpgradePlan =
  | {
      readonly kind: "planned";
      readonly before: Buffer;
      readonly after: Buffer;
      readonly changes: readonly FieldChange[];
      readonly expectation: Expectation;
    }
  | { readonly kind: "blocked"; readonly block: Block; readonly state: StateName };

/** `project` as `judge` takes it. */
export function planUpgrade(before: Buffer, request: UpgradeRequest, project = ""): UpgradePlan {
  const { file, state, block } = judge({ kind: "file", bytes: before }, project);
  const path = metadataPathIn(project);
  if (block && (state === "corrupt" || state === "too-new")) return { kind: "blocked", block, state };
  if (!file) throw new Error("a state without a block has a file");
  const { cliVersion } = request;
  const { version } = file.metadata;
  if (version !== undefined && compareVersions(version, cliVersion) > 0) {
    return { kind: "blocked", block: newerVersion(path, version, cliVersion), state: "too-new" };
  }
  const stamp = formatTimestamp(request.now);
  const expectation: Expectation = { cliVersion, stamp, machine: request.machine };
  const after = edit(file, expectation);
  const failed = after && failedConditions(before, after, expectation);
  if (!after || failed?.length !== 0) return { kind: "blocked", block: unusualForm(path), state };
  return { kind: "planned", before, after, changes: changesOf(file, expectation), expectation };
}

function newerVersion(path: string, version: string, cliVersion: string): Block {
  return {
    case: "PROJECT_TOO_NEW_FOR_CLI",
    reason: `${path} is at version ${version}, newer than ${cliVersion}; an upgrade never lowers it`,
    next: `install a newer occmap, or name the Spec Kitty that is installed: --cli-version ${version}`,
  };
}

/** The file is valid, but no edit is sure to leave the rest of it alone. */
function unusualForm(path: string): Block {
  return {
    case: "PROJECT_METADATA_CORRUPT",
    reason: `${path} is written in a form that cannot be edited without touching other fields`,
    next: "write its mappings one key a line, or inside one pair of braces, then upgrade again",
  };
}

function edit(file: MetadataFile, expectation: Expectation): Buffer | undefined {
  try {
    return Buffer.from(splice(file, expectation), "utf8");
  } catch (error) {
    if (error instanceof UnsupportedForm) return undefined;
    throw error;
  }
}

function splice({ yaml, root, metadata }: MetadataFile, { cliVersion, stamp, machine }: Expectation): string {
  const result = new Splice(yaml);
  const kitty = mapIn(root, "spec_kitty");
  if (!kitty) throw new UnsupportedForm("no spec_kitty");
  if (metadata.version !== cliVersion) result.set(kitty, "version", cliVersion);
  if (metadata.schemaVersion !== REQUIRED_SCHEMA) {
    result.set(kitty, "schema_version", REQUIRED_SCHEMA, "version");
  }
  result.set(kitty, "last_upgraded_at", stamp);

  const environment = mapIn(root, "environment");
  const recorded = [
    ["python_version", metadata.environment.pythonVersion ?? UNKNOWN_PYTHON],
    ["platform", machine.platform],
    ["platform_version", machine.platformVersion],
  ] as const;
  if (!environment) result.setMapping(root, "environment", recorded);
  else {
    for (const [key, value] of recorded) {
      if (stringIn(environment, key) !== value) result.set(environment, key, value);
    }
  }

  const migrations = mapIn(root, "migrations");
  const record = recordOf(metadata, cliVersion, stamp);
  if (migrations) result.append(migrations, "applied", record);
  else result.setNestedList(root, "migrations", "applied", record);
  return result.result();
}

function mapIn(map: YAMLMap, key: string): YAMLMap | undefined {
  const node = valueOf(map, key);
  return isMap(node) ? node : undefined;
}

function stringIn(map: YAMLMap, key: string): string | undefined {
  const node = valueOf(map, key);
  return isScalar(node) && typeof node.value === "string" ? node.value : undefined;
}

/** The upgrade's own line in the ledger. */
function recordOf(metadata: MetadataFile["metadata"], cliVersion: string, stamp: string): Entries {
  const schema = metadata.schemaVersion ?? "none";
  return [
    ["id", `${cliVersion}_occmap_upgrade`],
    ["applied_at", stamp],
    ["result", "success"],
    [
      "notes",
      `version ${metadata.version ?? "none"} to ${cliVersion}; schema_version ${schema} to ${REQUIRED_SCHEMA}`,
    ],
  ];
}

function changesOf({ metadata }: MetadataFile, { cliVersion, stamp, machine }: Expectation): FieldChange[] {
  const { environment } = metadata;
  const all: FieldChange[] = [
    { field: "spec_kitty.version", from: metadata.version ?? null, to: cliVersion },
    { field: "spec_kitty.schema_version", from: metadata.schemaVersion ?? null, to: REQUIRED_SCHEMA },
    { field: "spec_kitty.last_upgraded_at", from: metadata.lastUpgradedAt ?? null, to: stamp },
    {
      field: "environment.python_version",
      from: environment.pythonVersion ?? null,
      to: environment.pythonVersion ?? UNKNOWN_PYTHON,
    },
    { field: "environment.platform", from: environment.platform ?? null, to: machine.platform },
    {
      field: "environment.platform_version",
      from: environment.platformVersion ?? null,
      to: machine.platformVersion,
    },
    {
      field: `migrations.applied[${metadata.applied.length}]`,
      from: null,
      to: `${cliVersion}_occmap_upgrade`,
    },
  ];
  return all.filter(({ from, to }) => from !== to);
}
