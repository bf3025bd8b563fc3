/**
 * The seven states of a project, and what each means for a command that wants to work in it.
 *
 * Only `no-project` and `compatible` let it. The others stop it with a case name that scripts may rely on, a
 * reason, and the command that mends it. The schema version alone decides: a newer `version` of Spec Kitty
 * with the same schema is compatible (only an upgrade refuses it, because it would lower it).
 */
import { shellQuoted } from "../text/shell.ts";
import { metadataPathIn, REQUIRED_SCHEMA } from "./layout.ts";
import { readMetadata, type Metadata, type MetadataFault, type MetadataFile } from "./metadata.ts";

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

/** A state as a caller sees it: plain data. */
export interface ProjectStatus extends Pick<ProjectState, "state" | "block" | "fault"> {
  /** Where the metadata lies, or would; relative to the top of the repository. */
  readonly path: string;
  /** undefined where there is none, or it cannot be read. */
  readonly metadata: Metadata | undefined;
}

/**
 * `project` is the project's folder relative to the top of its repository, "" for the top itself. What is said
 * names files from there, as every finding does, and commands that work from any folder or say from which.
 */
export function judge(place: ProjectPlace, project = ""): ProjectState {
  switch (place.kind) {
    case "no-project":
      return { state: "no-project", block: undefined, file: undefined, fault: undefined };
    case "uninitialized":
      return {
        state: "uninitialized",
        block: {
          case: "PROJECT_NOT_INITIALIZED",
          reason: `${metadataPathIn(project)} does not exist`,
          next: runIn(project, "occmap project init"),
        },
        file: undefined,
        fault: undefined,
      };
    case "unreadable":
      return corrupt(place.fault, project);
    case "file": {
      const reading = readMetadata(place.bytes);
      return reading.kind === "fault" ? corrupt(reading.fault, project) : judgeFile(reading.file, project);
    }
  }
}

function judgeFile(file: MetadataFile, project: string): ProjectState {
  const { state, block } = judgeSchema(file.metadata.schemaVersion, project);
  return { state, block, file, fault: undefined };
}

function judgeSchema(schema: number | undefined, project: string): Pick<ProjectState, "state" | "block"> {
  const path = metadataPathIn(project);
  if (schema === REQUIRED_SCHEMA) return { state: "compatible", block: undefined };
  if (schema === undefined) {
    return { state: "legacy", block: migrationNeeded(`${path} has no schema_version`, project) };
  }
  const difference = `${path} has schema version ${schema}, occmap needs ${REQUIRED_SCHEMA}`;
  if (schema < REQUIRED_SCHEMA) return { state: "stale", block: migrationNeeded(difference, project) };
  return {
    state: "too-new",
    block: {
      case: "PROJECT_TOO_NEW_FOR_CLI",
      reason: difference,
      next: "install a newer occmap: npm install occmap@latest",
    },
  };
}

function migrationNeeded(reason: string, project: string): Block {
  return { case: "PROJECT_MIGRATION_NEEDED", reason, next: runIn(project, "occmap project upgrade --yes") };
}

/** Which project a command means depends on the folder it is run in. */
export function runIn(project: string, command: string): string {
  return project === "" ? `run: ${command}` : `run in ${project}: ${command}`;
}

function corrupt(fault: MetadataFault, project: string): ProjectState {
  const path = metadataPathIn(project);
  const place = fault.line === undefined ? "" : `:${fault.line}:${fault.column ?? 1}`;
  return {
    state: "corrupt",
    block: {
      case: "PROJECT_METADATA_CORRUPT",
      reason: `${path}${place}: ${fault.message}`,
      next: `restore it (git checkout HEAD -- ${shellQuoted(`:/${path}`)}) or mend it by hand`,
    },
    file: undefined,
    fault,
  };
}
