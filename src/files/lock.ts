/**
 * One writer at a time, by a file beside the file: `metadata.yaml.lock`.
 *
 * The lock names its process, so that the lock of a killed process is known for what it is and taken over at
 * once. It is never seen without that name: it is written under another one and gets its own by a hard link,
 * which fails where there is a lock. docs/decisions/atomic-writes.md says why no package does this, and how a
 * lock is taken over without a moment in which two could have it.
 */
import { createHash, randomUUID } from "node:crypto";
import { lstatSync, readFileSync, rmSync } from "node:fs";
import { constants, copyFile, link, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { describe, OccmapError, systemCode } from "../diagnostics/errors.ts";
import { onShutdown } from "../diagnostics/shutdown.ts";
import { printable } from "../text/printable.ts";
import { temporaryBeside } from "./atomic.ts";
import { readRegularFile } from "./regular.ts";

const LONGEST_MARK = 4096;

export interface Lock {
  /** Throws `OccmapError` (file-locked) when another process has the lock by now. */
  ensureHeld(): Promise<void>;
}

/** Runs `work` while no other occmap does so for `path`. Throws `OccmapError` (file-locked) when one does. */
export async function withLock<T>(path: string, work: (lock: Lock) => Promise<T>): Promise<T> {
  const lockPath = `${path}.lock`;
  const mark = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
  const own: OwnMark = { mark, temporary: temporaryBeside(path), places: new Set() };
  // Registered before there is anything to remove: a signal may come as soon as a file is there.
  const settled = onShutdown(lockPath, () => discard(own));
  try {
    await acquire(lockPath, own);
    const ensureHeld = async (): Promise<void> => {
      if ((await markIn(lockPath)) !== mark) throw locked(lockPath, "another process took the lock over");
    };
    return await work({ ensureHeld });
  } finally {
    discard(own);
    settled();
  }
}

/** What this process puts into a lock, and where it may have done so. */
interface OwnMark {
  readonly mark: string;
  /** The finished file from which locks are made, while one is. */
  readonly temporary: string;
  readonly places: Set<string>;
}

/** Removes what is ours, and nothing that another process has put in its place. */
function discard({ mark, temporary, places }: OwnMark): void {
  rmSync(temporary, { force: true });
  for (const place of places) {
    try {
      // Of a pipe nobody may ever reach the end.
      if (lstatSync(place).isFile() && readFileSync(place, "utf8") === mark) rmSync(place, { force: true });
    } catch {
      // Never made, taken over, or no longer readable: not ours to remove.
    }
  }
}

async function acquire(lockPath: string, own: OwnMark): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await create(lockPath, own)) return;
    const found = await markIn(lockPath);
    if (found === undefined) continue;
    const holder = holderOf(found);
    if (holder !== undefined && isAlive(holder)) {
      throw locked(lockPath, `process ${holder.pid} on ${holder.host} is writing`);
    }
    if (await takeOver(lockPath, found, own)) return;
  }
  throw locked(lockPath, "another process is writing");
}

/**
 * Puts our mark in the place of a dead process's, in one step. Of all who found that lock dead, only the one who
 * has the lock on its succession may, and only while the dead lock is still there: so it can have no other heir.
 * False when it has been taken over already.
 */
async function takeOver(lockPath: string, dead: string, own: OwnMark): Promise<boolean> {
  const succession = `${lockPath}.${createHash("sha256").update(dead).digest("hex").slice(0, 16)}`;
  await acquire(succession, own);
  if ((await markIn(lockPath)) !== dead) {
    await rm(succession, { force: true });
    return false;
  }
  own.places.add(lockPath);
  try {
    await rename(succession, lockPath);
  } catch (error) {
    throw locked(lockPath, `it cannot be taken over: ${describe(error)}`);
  }
  return true;
}

/** False when there is a lock already. */
async function create(lockPath: string, own: OwnMark): Promise<boolean> {
  const { mark, temporary, places } = own;
  let isWritten = false;
  try {
    await writeFile(temporary, mark, { flag: "wx", mode: 0o644 });
    isWritten = true;
    places.add(lockPath);
    try {
      await linkOrCopy(temporary, lockPath);
      return true;
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    // The holder removes what killed writers left, and took ours for that.
    if (isWritten && systemCode(error) === "ENOENT") return false;
    throw new OccmapError({
      code: "file-unwritable",
      message: `the lock cannot be made: ${printable(describe(error))}`,
      where: lockPath,
      next: "make the folder writable, then run the command again",
      cause: error,
    });
  }
}

/** Throws EEXIST where there is a file. A file system without hard links (a memory stick) gets a copy. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (systemCode(error) === "EEXIST") throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

/** What the lock says; undefined where there is none. */
async function markIn(lockPath: string): Promise<string | undefined> {
  const reading = await readRegularFile(lockPath, LONGEST_MARK);
  if (reading.kind === "bytes") return reading.bytes.toString("utf8");
  if (reading.kind === "missing") return undefined;
  // A folder, a link: nobody's lock, and nothing that may be removed.
  throw locked(lockPath, "something that is no lock file stands in its place");
}

/** A process on a machine. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** undefined for what no occmap wrote to its end: only a copy can be cut short. */
function holderOf(mark: string): Holder | undefined {
  try {
    const holder: unknown = JSON.parse(mark);
    if (typeof holder !== "object" || holder === null || !("pid" in holder) || !("host" in holder))
      return undefined;
    const { pid, host } = holder;
    if (typeof pid !== "number" || typeof host !== "string" || !Number.isSafeInteger(pid) || pid < 1)
      return undefined;
    return { pid, host };
  } catch {
    return undefined;
  }
}

/** Of a process on another machine nothing is known, so it is taken to be alive. */
export function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== "ESRCH";
  }
}

function locked(lockPath: string, why: string): OccmapError {
  return new OccmapError({
    code: "file-locked",
    message: `the file is locked: ${printable(why)}`,
    where: lockPath,
    next: "wait for the other process; if there is none, remove the lock file",
  });
}
