/** Reading a whole file: its bytes, or undefined where there is none, or a named error. */
import { readFile } from "node:fs/promises";
import { describe, OccmapError, systemCode } from "../diagnostics/errors.ts";
import { readRegularFile, type FileReading } from "./regular.ts";

/** A file that somebody named. Throws `OccmapError` (file-unreadable) for anything but a missing file. */
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

/**
 * A file that the repository has at a place of ours and nobody named. A stranger may have put it there, so a link
 * is not followed out of the repository, and the size (in bytes) is bounded. Throws like `readIfThere`.
 */
export async function readOwnIfThere(path: string, largest: number): Promise<Buffer | undefined> {
  const reading = await readRegularFile(path, largest);
  if (reading.kind === "bytes") return reading.bytes;
  if (reading.kind === "missing") return undefined;
  throw new OccmapError({
    code: "file-unreadable",
    message: whyNot(reading, largest),
    where: path,
    next: REPLACE,
  });
}

const REPLACE = "put a regular file in its place, or remove it";

function whyNot(
  reading: Exclude<FileReading, { readonly kind: "bytes" | "missing" }>,
  largest: number,
): string {
  switch (reading.kind) {
    case "folder":
      return "there is a folder where a file is expected";
    case "link":
      return "it is a symbolic link, and links are not followed here";
    case "other":
      return "it is no regular file";
    case "too-large":
      return `it has ${reading.size} bytes; the limit is ${largest}`;
    case "unreadable":
      return `the file cannot be read: ${reading.why}`;
  }
}
