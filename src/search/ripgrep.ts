/**
 * ripgrep as a sieve: of these files, which can hold one of the strings?
 *
 * It is started without a shell, with exactly the files to search as arguments and none of its own ideas about
 * what to skip. It may name a file too many (a UTF-16 file, whose text it is not asked to decode), never one
 * too few; the exact places are found afterwards, in the authoritative content, by `Needles`.
 */
import { access, constants } from "node:fs/promises";
import { OccmapError } from "../diagnostics/errors.ts";
import { stream, StartError, type Exit } from "../process/runner.ts";
import { RgEvents } from "./rg-events.ts";

export interface Sieved {
  readonly matched: readonly string[];
  /** Files that could not be opened, although they should be there. */
  readonly unreadable: readonly string[];
}

const FIXED_ARGS = [
  "--no-config",
  "--json",
  "--text",
  "--encoding=none",
  "--case-sensitive",
  "--max-count=1",
  "--no-mmap",
  "--no-ignore",
  "--hidden",
];

/** Room for arguments: the system's limit, less a margin for the environment. */
const ARGUMENT_BYTES = process.platform === "win32" ? 24_000 : 400_000;

/** `paths` are relative to `root`, regular files, and UTF-8. */
export async function sieve(
  root: string,
  paths: readonly string[],
  strings: readonly string[],
): Promise<Sieved> {
  const matched: string[] = [];
  const unreadable: string[] = [];
  const { rgPath } = await import("@vscode/ripgrep");
  const patterns = [...strings.map(escapeRegex), UTF16_MARK].map((pattern) => `--regexp=${pattern}`);
  for (const batch of batches(paths)) {
    let readable = batch;
    let exit = await search(rgPath, root, patterns, readable, matched);
    if (exit.status === 2) {
      // rg's 2 is an error even after matches. A file that cannot be opened is put aside and named.
      const closed = await unopenable(root, batch);
      unreadable.push(...closed);
      readable = batch.filter((path) => !closed.includes(path));
      if (closed.length > 0) exit = await search(rgPath, root, patterns, readable, matched);
    }
    if (exit.status !== 0 && exit.status !== 1)
      throw searchFailed(exit.stderr || `it ended with ${exit.signal ?? exit.status}`);
  }
  return { matched: [...new Set(matched)], unreadable };
}

/** Keeps a file named "-" from meaning standard input. rg gives paths back as it got them. */
const HERE = "./";

async function search(
  file: string,
  root: string,
  patterns: readonly string[],
  paths: readonly string[],
  matched: string[],
): Promise<Exit> {
  if (paths.length === 0) return { status: 1, signal: null, stderr: "" };
  const events = new RgEvents((path) => matched.push(path.slice(HERE.length)));
  const args = [...FIXED_ARGS, ...patterns, "--", ...paths.map((path) => `${HERE}${path}`)];
  try {
    return await stream({ file, args, cwd: root, env: {} }, (chunk) => events.push(chunk));
  } catch (error) {
    if (error instanceof StartError) throw searchFailed(error.message);
    throw error;
  }
}

async function unopenable(root: string, paths: readonly string[]): Promise<string[]> {
  const closed = await Promise.all(
    paths.map((path) =>
      access(`${root}/${path}`, constants.R_OK).then(
        () => [],
        () => [path],
      ),
    ),
  );
  return closed.flat();
}

function* batches(paths: readonly string[]): Generator<readonly string[]> {
  let batch: string[] = [];
  let size = 0;
  for (const path of paths) {
    const length = Buffer.byteLength(path) + 16;
    if (size + length > ARGUMENT_BYTES && batch.length > 0) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(path);
    size += length;
  }
  if (batch.length > 0) yield batch;
}

/** A line that begins with a UTF-16 byte-order mark: the file is worth opening whatever it says. */
const UTF16_MARK = "^(?-u:\\xFF\\xFE|\\xFE\\xFF)";

/** A literal as a pattern of Rust's regex. */
function escapeRegex(literal: string): string {
  return literal.replace(/[\\.+*?()|[\]{}^$#&~-]/g, "\\$&");
}

function searchFailed(why: string): OccmapError {
  return new OccmapError({
    code: "search-failed",
    message: `ripgrep failed: ${why}`,
    next: "reinstall occmap (npm ci) if its ripgrep package is missing; nothing was written",
  });
}
