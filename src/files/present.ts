/** What stands at a path on disk: a file with its bytes and permissions, or a link with its target text. */
import { lstat, readFile, readlink } from "node:fs/promises";
import { describe, OccmapError, systemCode } from "../diagnostics/errors.ts";
import { decodePath } from "../paths/repo-path.ts";

export interface OnDisk {
  readonly isLink: boolean;
  readonly content: Buffer;
  /** Permission bits. */
  readonly mode: number;
}

/** Undefined where nothing stands, or something that is neither. Throws `OccmapError` (file-unreadable). */
export async function readPresent(place: string | Buffer): Promise<OnDisk | undefined> {
  try {
    const status = await lstat(place);
    const mode = status.mode & 0o7777;
    if (status.isSymbolicLink())
      return { isLink: true, content: await readlink(place, { encoding: "buffer" }), mode };
    return status.isFile() ? { isLink: false, content: await readFile(place), mode } : undefined;
  } catch (error) {
    if (systemCode(error) === "ENOENT" || systemCode(error) === "ENOTDIR") return undefined;
    throw new OccmapError({
      code: "file-unreadable",
      message: `the file cannot be read: ${describe(error)}`,
      where: typeof place === "string" ? place : decodePath(place),
      next: "make it readable, then run the command again",
      cause: error,
    });
  }
}
