/**
 * Reading a file that somebody else may have put there: a regular file of bounded size, and nothing else.
 *
 * A link is not followed (it may lead out of the repository), a pipe or device is not opened (it may never
 * answer), a folder is named as one. What is there comes back as data; the caller knows what it means.
 */
import { constants } from "node:fs";
import { lstat, open, readdir, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { describe, OccmapError, systemCode } from "../diagnostics/errors.ts";
import { compareStrings } from "../text/order.ts";

export type FileReading =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  | { readonly kind: "missing" }
  | { readonly kind: "folder" | "link" | "other" }
  | { readonly kind: "too-large"; readonly size: number }
  | { readonly kind: "unreadable"; readonly why: string };

/** Never throws for anything that the disk may hold. */
export async function readRegularFile(path: string | Buffer, largest: number): Promise<FileReading> {
  try {
    const place = await lookAt(path);
    if (place !== "file") return { kind: place };
    return await readOpened(path, largest);
  } catch (error) {
    return { kind: "unreadable", why: describe(error) };
  }
}

export type Place = "missing" | "file" | "folder" | "link" | "other";

/** What stands at `path`, a link itself and not its target. */
export async function lookAt(path: string | Buffer): Promise<Place> {
  try {
    const status = await lstat(path);
    if (status.isFile()) return "file";
    if (status.isDirectory()) return "folder";
    return status.isSymbolicLink() ? "link" : "other";
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return "missing";
    throw error;
  }
}

async function readOpened(path: string | Buffer, largest: number): Promise<FileReading> {
  // Between looking and opening something else may have come here; these flags and the second look see that.
  const handle = await open(path, constants.O_RDONLY | NO_FOLLOW | NON_BLOCKING);
  try {
    const status = await handle.stat();
    if (!status.isFile()) return { kind: "other" };
    if (status.size > largest) return { kind: "too-large", size: status.size };
    // One byte more than it should have: a file that grows while it is read is noticed.
    const buffer = Buffer.alloc(status.size + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) return { kind: "bytes", bytes: buffer.subarray(0, length) };
      length += bytesRead;
    }
    return { kind: "unreadable", why: "it grew while it was read" };
  } finally {
    await handle.close();
  }
}

/** Windows knows neither flag. */
const NO_FOLLOW = process.platform === "win32" ? 0 : constants.O_NOFOLLOW;
const NON_BLOCKING = process.platform === "win32" ? 0 : constants.O_NONBLOCK;

/** The folders in `path`, sorted by name; none where there is no such folder. Links are not followed. */
export async function listFolders(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return names.sort(compareStrings).map((name) => join(path, name));
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return [];
    throw new OccmapError({
      code: "file-unreadable",
      message: `the folder cannot be read: ${describe(error)}`,
      where: path,
      next: "make it readable, then run the command again",
      cause: error,
    });
  }
}

/** `path` without links. Throws `OccmapError` (file-unreadable) where there is no such folder. */
export async function realFolder(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    throw new OccmapError({
      code: "file-unreadable",
      message:
        systemCode(error) === "ENOENT" ? "there is no such folder" : `it cannot be read: ${describe(error)}`,
      where: path,
      next: "name a folder that exists",
      cause: error,
    });
  }
}

/** `path` without links as far as it exists; what does not exist yet is appended as it is. */
export async function realPathOfNearest(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const above = dirname(path);
    if (systemCode(error) !== "ENOENT" || above === path) throw error;
    return join(await realPathOfNearest(above), basename(path));
  }
}
