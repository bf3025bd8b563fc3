/**
 * ripgrep as a sieve: of these files, which can hold one of the strings?
 *
 * It is started without a shell, with exactly the files to search as arguments and none of its own ideas about
 * what to skip. It may name a file too many (a UTF-16 file, whose text it is not asked to decode), never one
 * too few; the exact places are found afterwards, in the authoritative content, by `Needles`.
 */
import { access, constants } from "node:fs/promises";
import { describe, OccmapError } from "../diagnostics/errors.ts";
import { timed } from "../diagnostics/timings.ts";
import { stream, StartError, type Exit } from "../process/runner.ts";
import { compareStrings } from "../text/order.ts";
import { RgEvents } from "./rg-events.ts";

interface Named {
  readonly path: string;
}

export interface Sieved<File> {
  /** Files that can hold one of the strings, the unreadable ones among them. */
  readonly promising: readonly File[];
  /** Paths of files that could not be opened, although they should be there. */
  readonly unreadable: readonly string[];
}

/** Hears of each file that ripgrep lets through, by its path, before the answer of its batch is there. */
export type OnPromising = (path: string) => void;

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

/**
 * Room for arguments: the smallest limit that systems have, less a margin. More at a time would spare starts, but
 * what a search finds is sorted while the next ones run.
 */
const ARGUMENT_BYTES = process.platform === "win32" ? 24_000 : 800_000;

/**
 * How many searches run at a time. Each has threads of its own; a second fills the gaps in which the first starts
 * and ends, and a third those in which its answers are read here.
 */
const AT_ONCE = 3;

/**
 * Finds the program. To be called early by whoever searches later: it is looked for while something else is waited for.
 * Throws `OccmapError` (search-failed) where its package is not installed, which its authors let npm leave out.
 */
export async function findRipgrep(): Promise<string> {
  try {
    const { rgPath } = await import("@vscode/ripgrep");
    return rgPath;
  } catch (error) {
    throw searchFailed(`its package could not be loaded: ${describe(error)}`);
  }
}

/**
 * Begins the search of `files` and yields an answer for each batch of them, in their order; the search goes on whether
 * or not an answer is asked for, until whoever asks has had enough. Their paths are relative to `root`; they are regular
 * files with names in UTF-8. The generator throws `OccmapError` (search-failed).
 */
export function sieve<File extends Named>(
  root: string,
  files: readonly File[],
  strings: readonly string[],
  onPromising: OnPromising = () => undefined,
): AsyncGenerator<Sieved<File>> {
  const patterns = [...strings.map(escapeRegex), UTF16_MARK].map((pattern) => `--regexp=${pattern}`);
  const wanted = { more: true };
  const answers: Promise<Sieved<File>>[] = [];
  for (const batch of batches(files)) {
    const turn: Promise<unknown> = answers[answers.length - AT_ONCE] ?? Promise.resolve();
    const answer = turn.then(async () => {
      if (!wanted.more) return { promising: [], unreadable: [] };
      const search = { rgPath: await findRipgrep(), root, patterns, onPromising };
      return timed("search", () => sieveBatch(search, batch));
    });
    // It is awaited in its turn, unless one before it fails: then nobody is there to hear of its failure.
    answer.catch(() => undefined);
    answers.push(answer);
  }
  return inTurn(answers, wanted);
}

async function* inTurn<Answer>(
  answers: readonly Promise<Answer>[],
  wanted: { more: boolean },
): AsyncGenerator<Answer> {
  try {
    for (const answer of answers) yield await answer;
  } finally {
    wanted.more = false;
  }
}

interface Search {
  readonly rgPath: string;
  readonly root: string;
  readonly patterns: readonly string[];
  readonly onPromising: OnPromising;
}

async function sieveBatch<File extends Named>(what: Search, files: readonly File[]): Promise<Sieved<File>> {
  const promising = new Set<string>();
  const paths = files.map(({ path }) => path);
  let closed: readonly string[] = [];
  let exit = await search(what, paths, promising);
  if (exit.status === 2) {
    // rg's 2 is an error even after matches. A file that cannot be opened is put aside and named; unless rg named
    // exactly these, the rest is searched again.
    closed = await unopenable(what.root, paths);
    if (namesExactly(exit.stderr, closed)) exit = { ...exit, status: 0 };
    else if (closed.length > 0) {
      const aside = new Set(closed);
      const open = paths.filter((path) => !aside.has(path));
      exit = await search(what, open, promising);
    }
  }
  if (exit.status !== 0 && exit.status !== 1)
    throw searchFailed(exit.stderr || `it ended with ${exit.signal ?? exit.status}`);
  for (const path of closed) promising.add(path);
  return {
    promising: promising.size === 0 ? [] : files.filter(({ path }) => promising.has(path)),
    unreadable: closed,
  };
}

/** Is there one line of complaint for each of `paths`, and no other? `rg: ./src/a.ts: No such file or directory` */
function namesExactly(stderr: string, paths: readonly string[]): boolean {
  const complaints = stderr.split("\n").toSorted(compareStrings);
  const starts = paths.map((path) => `rg: ${HERE}${path}: `).toSorted(compareStrings);
  return (
    starts.length > 0 &&
    complaints.length === starts.length &&
    starts.every((start, at) => complaints[at]?.startsWith(start) === true)
  );
}

/** Keeps a file named "-" from meaning standard input. rg gives paths back as it got them. */
const HERE = "./";

async function search(
  { rgPath, root, patterns, onPromising }: Search,
  paths: readonly string[],
  promising: Set<string>,
): Promise<Exit> {
  if (paths.length === 0) return { status: 1, signal: null, stderr: "" };
  const events = new RgEvents((named) => {
    const path = named.slice(HERE.length);
    promising.add(path);
    onPromising(path);
  });
  const args = [...FIXED_ARGS, ...patterns, "--", ...paths.map((path) => `${HERE}${path}`)];
  try {
    return await stream({ file: rgPath, args, cwd: root, env: {} }, (chunk) => events.push(chunk));
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

function* batches<File extends Named>(files: readonly File[]): Generator<readonly File[]> {
  let from = 0;
  let at = 0;
  let size = 0;
  for (const { path } of files) {
    const length = Buffer.byteLength(path) + 16;
    if (size + length > ARGUMENT_BYTES && at > from) {
      yield files.slice(from, at);
      from = at;
      size = 0;
    }
    size += length;
    at += 1;
  }
  if (from < files.length) yield files.slice(from);
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
