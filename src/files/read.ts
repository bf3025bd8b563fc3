/** Reading a file that somebody named: its bytes, or undefined where there is none, or a named error. */
import { readFile } from "node:fs/promises";
import { describe, OccmapError, systemCode } from "../diagnostics/errors.ts";

/** Throws `OccmapError` (file-unreadable) for anything but a missing file. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new OccmapError({
      code: "file-unreadable",
      message:
        code === "EISDIR"
          ? "there is a folder where a file is expected"
          : `the file cannot be read: ${describe(error)}`,
      where: path,
      next: "mend it, or name another file",
      cause: error,
    });
  }
}
