/**
 * The folder in which a change of many files is prepared, and in which the old files lie while it is made.
 *
 * Its name is fixed: whoever makes it is the only one at work. A killed process leaves it behind; a list of the files
 * in it, written before anything is changed, lets the next one say what is where.
 */
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, OccmapError, systemCode } from "../diagnostics/errors.ts";
import { onShutdown } from "../diagnostics/shutdown.ts";
import { diskPath } from "../paths/repo-path.ts";
import { printable } from "../text/printable.ts";
import { standsAt } from "./glance.ts";
import { isAlive, type Holder } from "./lock.ts";
import { readRegularFile } from "./regular.ts";

const NAME = ".occmap-apply";
const LIST = "files.json";
/** What the list is called once all is done: the old files are rubbish then. */
const DONE = "done.json";
const LONGEST_LIST = 64 * 1024 * 1024;
/** Files that a message names; the list has them all. */
const NAMED = 5;

export interface Staged {
  /** Paths below the root of the files that go; the n-th is kept as `old/n`. */
  readonly old: readonly string[];
  /** Paths of the files that come; the n-th is prepared as `new/n`. */
  readonly new: readonly string[];
}

export interface Staging {
  readonly folder: string;
  /** All files are in their places. Not to be interrupted between that and this. */
  finish(): void;
  /** Removes the folder with all that is in it. */
  discard(): void;
  /** Leaves the folder where it is, also when the invocation ends. */
  abandon(): void;
}

/** Throws `OccmapError` (file-locked) where there is one already, saying what was left. */
export async function makeStaging(root: string, staged: Staged): Promise<Staging> {
  const folder = join(root, NAME);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) === "EEXIST") throw await leftBehind(root, folder);
    throw unwritable(folder, error);
  }
  // In one breath with its making: no signal can come between and leave it behind.
  const remove = (): void => {
    // The list last: as long as there is anything beside it, it tells what that is.
    for (const part of ["old", "new", ""])
      rmSync(join(folder, part), { recursive: true, force: true, maxRetries: 5 });
  };
  const settled = onShutdown(folder, remove);
  try {
    mkdirSync(join(folder, "new"));
    mkdirSync(join(folder, "old"));
    const list = { pid: process.pid, host: hostname(), ...staged };
    await writeFile(join(folder, LIST), JSON.stringify(list, undefined, 1), { flag: "wx", flush: true });
  } catch (error) {
    remove();
    settled();
    throw unwritable(folder, error);
  }
  return {
    folder,
    finish: () => {
      try {
        renameSync(join(folder, LIST), join(folder, DONE));
      } catch {
        // It matters to nobody but the one who comes after a kill within the next moment.
      }
    },
    discard: () => {
      remove();
      settled();
    },
    abandon: settled,
  };
}

/** Throws `OccmapError` (file-locked) where somebody is at work, or was killed at it, saying what was left. */
export async function ensureNothingLeft(root: string): Promise<void> {
  const folder = join(root, NAME);
  if (standsAt(folder)) throw await leftBehind(root, folder);
}

async function leftBehind(root: string, folder: string): Promise<OccmapError> {
  if (standsAt(join(folder, DONE)))
    return locked(
      folder,
      "an occmap apply was killed when all its work was done",
      `delete ${NAME}, then run the command again`,
    );
  const list = await readList(join(folder, LIST));
  if (!list)
    return locked(
      folder,
      "another occmap apply is at work, or one was killed",
      "if none runs, look at what is in the folder, then delete it",
    );
  if (isAlive(list))
    return locked(
      folder,
      `another occmap apply is at work (process ${list.pid})`,
      "wait until it is done; if that process is something else, look at what is in the folder",
    );
  const taken = list.old.flatMap((path, index) =>
    standsAt(join(folder, "old", `${index}`)) ? [`${path} (now ${NAME}/old/${index})`] : [],
  );
  if (taken.length === 0)
    return locked(
      folder,
      "an occmap apply was killed before it changed anything",
      `delete ${NAME}, then run the command again`,
    );
  const placed = list.new.filter(
    (path, index) =>
      !standsAt(join(folder, "new", `${index}`)) &&
      !list.old.includes(path) &&
      standsAt(diskPath(root, path)),
  );
  return locked(
    folder,
    `an occmap apply was killed in the middle of its work; ${taken.length} of ${list.old.length} old files were ` +
      `taken away: ${some(taken)}${placed.length === 0 ? "" : `; new are: ${some(placed)}`}`,
    `put the old files back over the new ones (${NAME}/${LIST} names them all; git restore does it for what was ` +
      `committed) and delete the new ones, then delete ${NAME}`,
  );
}

function some(names: readonly string[]): string {
  const more = names.length > NAMED ? `, and ${names.length - NAMED} more` : "";
  return names.slice(0, NAMED).map(printable).join(", ") + more;
}

/** Anybody may have put the file there: undefined where it is none of ours, or not whole. */
async function readList(place: string): Promise<(Holder & Staged) | undefined> {
  const reading = await readRegularFile(place, LONGEST_LIST);
  if (reading.kind !== "bytes") return undefined;
  try {
    const list: unknown = JSON.parse(reading.bytes.toString("utf8"));
    if (typeof list !== "object" || list === null) return undefined;
    const { pid, host, old, new: fresh } = list as Readonly<Record<string, unknown>>; // each is looked at below
    if (typeof pid !== "number" || typeof host !== "string" || !isPaths(old) || !isPaths(fresh))
      return undefined;
    return { pid, host, old, new: fresh };
  } catch {
    return undefined;
  }
}

function isPaths(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function locked(where: string, message: string, next: string): OccmapError {
  return new OccmapError({ code: "file-locked", message, where, next });
}

function unwritable(where: string, cause: unknown): OccmapError {
  return new OccmapError({
    code: "file-unwritable",
    message: `the files cannot be written: ${printable(describe(cause))}; everything is as it was`,
    where,
    next: "make the folder writable, then run the command again",
    cause,
  });
}
