/**
 * Looks at the disk without waiting for a thread: for the few questions before the program is loaded, where starting
 * the threads of node:fs/promises would cost more than the answers, and for steps that nothing may come between.
 */
import { lstatSync, realpathSync } from "node:fs";

/** Is there anything at `path`, a link included? Throws what the system throws, unless nothing is there. */
export function standsAt(path: string | Buffer): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** `path` without links; throws what the system throws. */
export function realFolderNow(path: string): string {
  return realpathSync(path);
}
