/**
 * The errors that end a command: what happened, where, and what to do next.
 *
 * Owns the line between "the user or the repository is not as we need it" (`OccmapError`, always exit
 * status 2, printed without a stack) and a bug (anything else that is thrown). Findings are not errors:
 * they are data and travel in results.
 */
import { types } from "node:util";

// Not `instanceof`: an error from another realm (a test runner's, a plug-in's) is an error all the same.
const { isNativeError } = types;

/** Stable names for the ways in which a command can fail to do its work; they appear in JSON output. */
export type ErrorCode =
  | "usage"
  | "not-a-repository"
  | "bad-revision"
  | "git-failed"
  | "patch-failed"
  | "search-failed"
  | "file-unreadable"
  | "file-unwritable"
  | "file-exists"
  | "file-locked"
  | "file-changed"
  | "uncommitted-changes"
  | "map-exists"
  | "map-missing"
  | "map-not-required"
  | "map-invalid"
  | "config-invalid"
  | "output-failed"
  | "unsupported"
  | "mission-missing"
  | "mission-invalid"
  | "not-confirmed"
  | "not-verified"
  // The cases of the compatibility gate keep the names that Spec Kitty gave them.
  | "PROJECT_MIGRATION_NEEDED"
  | "PROJECT_TOO_NEW_FOR_CLI"
  | "PROJECT_NOT_INITIALIZED"
  | "PROJECT_METADATA_CORRUPT";

/** What a reader of an error needs. `where` is a path, a flag or a position; `next` an imperative sentence. */
export interface ErrorDetails {
  readonly code: ErrorCode;
  readonly message: string;
  readonly where?: string;
  readonly next?: string;
  readonly cause?: unknown;
}

/** A failure that is nobody's bug. The command exits with status 2. */
export class OccmapError extends Error {
  override readonly name = "OccmapError";
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly next: string | undefined;

  constructor({ code, message, where, next, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.where = where;
    this.next = next;
  }
}

/** The system's own code of a failed call (`ENOENT`), where there is one. */
export function systemCode(error: unknown): string | undefined {
  if (isNativeError(error) && "code" in error && typeof error.code === "string") return error.code;
  return undefined;
}

/** One line about anything that was thrown, for the `cause` part of a message. */
export function describe(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}
