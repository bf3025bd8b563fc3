/**
 * The seven states of a project, and what each means for a command that wants to work in it.
 *
 * Only `no-project` and `compatible` let it. The others stop it with a case name that scripts may rely on, a
 * reason, and the command that mends it. The schema version alone decides: a newer `version` of Spec Kitty
 * with the same schema is compatible (only an upgrade refuses it, because it would lower it).
 */
import { METADATA_PATH, REQUIRED_SCHEMA } from "./layout.ts";
import { readMetadata, type MetadataFault, type MetadataFile } from "./metadata.ts";

/** What lies in a project's place, as far as the disk tells. */
export type ProjectPlace =
  | { readonly kind: "no-project" }
  | { readonly kind: "uninitialized" }
  | { readonly kind: "unreadable"; readonly fault: MetadataFault }
  | { readonly kind: "file"; readonly bytes: Buffer };

export const STATES = [
  "no-project",
  "uninitialized",
  "legacy",
  "stale",
  "compatible",
  "too-new",
  "corrupt",
] as const;

export type StateName = (typeof STATES)[number];

export const CASES = [
  "PROJECT_MIGRATION_NEEDED",
  "PROJECT_TOO_NEW_FOR_CLI",
  "PROJECT_NOT_INITIALIZED",
  "PROJECT_METADATA_CORRUPT",
] as const;

export type CaseName = (typeof CASES)[number];

/** Why work may not proceed. */
export interface Block {
  readonly case: CaseName;
  readonly reason: string;
  readonly next: string;
}

export interface ProjectState {
  readonly state: StateName;
  readonly block: Block | undefined;
  readonly file: MetadataFile | undefined;
  readonly fault: MetadataFault | undefined;
}

export function judge(place: ProjectPlace): ProjectState {
  switch (place.kind) {
    case "no-project":
      return { state: "no-project", block: undefined, file: undefined, fault: undefined };
    case "uninitialized":
      return {
        state: "uninitialized",
        block: {
          case: "PROJECT_NOT_INITIALIZED",
          reason: `${METADATA_PATH} does not exist`,
          next: "run: occmap project init",
        },
        file: undefined,
        fault: undefined,
      };
    case "unreadable":
      return corrupt(place.fault);
    case "file": {
      const reading = readMetadata(place.bytes);
      return reading.kind === "fault" ? corrupt(reading.fault) : judgeFile(reading.file);
    }
  }
}

function judgeFile(file: MetadataFile): ProjectState {
  const { schemaVersion } = file.metadata;
  const { state, block } = judgeSchema(schemaVersion);
  return { state, block, file, fault: undefined };
}

function judgeSchema(schema: number | undefined): Pick<ProjectState, "state" | "block"> {
  if (schema === REQUIRED_SCHEMA) return { state: "compatible", block: undefined };
  if (schema === undefined) {
    return { state: "legacy", block: migrationNeeded(`${METADATA_PATH} has no schema_version`) };
  }
  const difference = `${METADATA_PATH} has schema version ${schema}, occmap needs ${REQUIRED_SCHEMA}`;
  if (schema < REQUIRED_SCHEMA) return { state: "stale", block: migrationNeeded(difference) };
  return {
    state: "too-new",
    block: {
      case: "PROJECT_TOO_NEW_FOR_CLI",
      reason: difference,
      next: "install a newer occmap: npm install occmap@latest",
    },
  };
}

function migrationNeeded(reason: string): Block {
  return { case: "PROJECT_MIGRATION_NEEDED", reason, next: "run: occmap project upgrade --yes" };
}

function corrupt(fault: MetadataFault): ProjectState {
  const place = fault.line === undefined ? "" : `:${fault.line}:${fault.column ?? 1}`;
  return {
    state: "corrupt",
    block: {
      case: "PROJECT_METADATA_CORRUPT",
      reason: `${METADATA_PATH}${place}: ${fault.message}`,
      next: `restore it (git checkout HEAD -- ${METADATA_PATH}) or mend it by hand`,
    },
    file: undefined,
    fault,
  };
}
