/** Adds text to the end of a file that the user named; makes the file where it is not there yet. */
import { appendFile } from "node:fs/promises";
import { describe, OccmapError } from "../diagnostics/errors.ts";

/** Throws `OccmapError` (file-unwritable). */
export async function appendText(path: string, text: string): Promise<void> {
  try {
    await appendFile(path, text);
  } catch (error) {
    throw new OccmapError({
      code: "file-unwritable",
      message: `the file could not be written: ${describe(error)}`,
      where: path,
      next: "name a file that can be written",
      cause: error,
    });
  }
}
