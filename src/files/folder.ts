/** Making a folder where there is none. */
import { mkdir } from "node:fs/promises";
import { describe, OccmapError } from "../diagnostics/errors.ts";
import { printable } from "../text/printable.ts";

/** Makes `path` and what is missing above it. Throws `OccmapError` (file-unwritable). */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new OccmapError({
      code: "file-unwritable",
      message: `the folder cannot be made: ${printable(describe(error))}`,
      where: path,
      next: "make the folder above it writable, then run the command again",
      cause: error,
    });
  }
}
