/**
 * Writing a file so that no reader, and no crash, ever sees half of it.
 *
 * The bytes go to a new file in the same folder, are forced to the disk, and take the old file's name in one
 * step. Killed at any moment, the process leaves the old file or the new one; at worst the unused new file
 * lies beside it, under a name that says whose it is. docs/decisions/atomic-writes.md says why no package.
 */
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { lstat, open, readdir, rename, rm, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describe, OccmapError, systemCode } from "../diagnostics/errors.ts";
import { onShutdown } from "../diagnostics/shutdown.ts";
import { printable } from "../text/printable.ts";

/** What a new file may be read and written by; the process's umask takes away from it, as always. */
const NEW_FILE_MODE = 0o666;

const PERMISSION_BITS = 0o7777;
const EXECUTE_BITS = 0o111;

export interface AtomicOptions {
  /** Whoever may read the file may run it: for a hook. */
  readonly executable?: boolean;
}

/** What a file is to hold: its bytes, or its text in parts, which are asked for one after the other. */
export type NewContent = Uint8Array | Iterable<string>;

/**
 * Gives the file at `path` this content, whole or not at all. The mode of a file that is there stays.
 * Throws `OccmapError` (`file-unwritable`) when that cannot be done; the old file then stands as it was.
 */
export async function writeFileAtomic(
  path: string,
  content: NewContent,
  { executable = false }: AtomicOptions = {},
): Promise<void> {
  const added = executable ? EXECUTE_BITS : 0;
  try {
    const mode = await modeOf(path);
    await replace(path, content, {
      ofNew: NEW_FILE_MODE | added,
      ...(mode === undefined ? {} : { exact: mode | added }),
    });
  } catch (error) {
    if (error instanceof OccmapError) throw error;
    throw unwritable(path, reason(error), error);
  }
}

/** The permissions to keep; undefined where there is no file yet. What is no regular file is not replaced. */
async function modeOf(path: string): Promise<number | undefined> {
  try {
    const status = await lstat(path);
    // Renaming over a link would drop the link, writing through it could leave the repository: do neither.
    if (status.isSymbolicLink()) throw unwritable(path, "it is a symbolic link");
    if (status.isDirectory()) throw unwritable(path, "it is a folder");
    if (!status.isFile()) throw unwritable(path, "it is no regular file");
    // A rename needs no permission on the file it replaces; a file that is read-only means to stay as it is.
    if ((status.mode & 0o222) === 0) throw unwritable(path, "it is read-only");
    return status.mode & PERMISSION_BITS;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

interface Modes {
  /** Before the umask. */
  readonly ofNew: number;
  /** Whatever the umask says. */
  readonly exact?: number;
}

async function replace(path: string, content: NewContent, { ofNew, exact }: Modes): Promise<void> {
  const temporary = temporaryBeside(path);
  const discard = (): void => rmSync(temporary, { force: true });
  // Registered before there is anything to remove: a signal may come as soon as the file is there.
  const settled = onShutdown(temporary, discard);
  try {
    await fill(await open(temporary, "wx", exact ?? ofNew), content, exact);
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    discard();
    throw error;
  } finally {
    settled();
  }
}

/**
 * A name beside `path` that nobody can guess; to be opened with `wx`: created by us or not at all, so that a link
 * planted in its place is not followed. What a killed process leaves there, `discardLeftovers` removes.
 */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `${temporaryPrefix(path)}${randomBytes(8).toString("hex")}.tmp`);
}

function temporaryPrefix(path: string): string {
  return `.${basename(path)}.`;
}

/** Removes what killed writers of `path` left beside it. Only for one who has locked `path`. */
export async function discardLeftovers(path: string): Promise<void> {
  const prefix = temporaryPrefix(path);
  const names = await readdir(dirname(path));
  for (const name of names) {
    const random = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    if (/^[0-9a-f]{16}\.tmp$/.test(random)) await rm(join(dirname(path), name), { force: true });
  }
}

async function fill(handle: FileHandle, content: NewContent, mode: number | undefined): Promise<void> {
  try {
    if (content instanceof Uint8Array) await handle.writeFile(content);
    // Each goes on where the one before it ended.
    else for (const part of content) await handle.writeFile(part);
    if (mode !== undefined) await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the new name last through a power cut. Not every system can do that to a folder; the file is whole. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows and some network file systems refuse; the rename itself has been done.
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist",
  ENOTDIR: "part of its path is a file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
  EDQUOT: "no space is left",
};

function reason(error: unknown): string {
  return REASONS[systemCode(error) ?? ""] ?? describe(error);
}

function unwritable(path: string, why: string, cause?: unknown): OccmapError {
  return new OccmapError({
    code: "file-unwritable",
    message: `${printable(path)} cannot be written: ${printable(why)}`,
    where: path,
    next: "make the file and its folder writable, then run the command again",
    cause,
  });
}
