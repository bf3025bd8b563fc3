/**
 * One writer at a time, by a file beside the file: `metadata.yaml.lock`.
 *
 * The lock names its process, so that the lock of a killed process is known for what it is and taken over at
 * once. A taken-over lock could still have an owner in very rare races; therefore the holder asks `ensureHeld`
 * immediately before it writes. docs/decisions/atomic-writes.md says why no package does this.
 */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { describe, OccmapError, systemCode } from "../diagnostics/errors.ts";
import { onShutdown } from "../diagnostics/shutdown.ts";
import { printable } from "../text/printable.ts";
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
  const own = { mark, made: false };
  // Registered before there is anything to remove: a signal may come as soon as the file is there.
  const settled = onShutdown(lockPath, () => discard(lockPath, own));
  try {
    await acquire(lockPath, own);
  } catch (error) {
    settled();
    throw error;
  }
  const ensureHeld = async (): Promise<void> => {
    if ((await markIn(lockPath)) !== mark) throw locked(lockPath, "another process took the lock over");
  };
  try {
    return await work({ ensureHeld });
  } finally {
    if ((await markIn(lockPath)) === mark) await rm(lockPath, { force: true });
    settled();
  }
}

/** What this process puts into a lock, and whether it has made one. */
interface OwnMark {
  readonly mark: string;
  made: boolean;
}

/** Removes the lock if it is ours, written to the end or not. */
function discard(lockPath: string, { made, mark }: OwnMark): void {
  if (!made || !existsSync(lockPath)) return;
  if (mark.startsWith(readFileSync(lockPath, "utf8"))) rmSync(lockPath, { force: true });
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
    await setAside(lockPath, found);
  }
  throw locked(lockPath, "another process is writing");
}

/** False when there is a lock already. */
async function create(lockPath: string, own: OwnMark): Promise<boolean> {
  try {
    const handle = await open(lockPath, "wx", 0o644);
    own.made = true;
    try {
      await handle.writeFile(own.mark);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (systemCode(error) === "EEXIST") return false;
    if (own.made) discard(lockPath, own);
    throw new OccmapError({
      code: "file-unwritable",
      message: `the lock cannot be made: ${printable(describe(error))}`,
      where: lockPath,
      next: "make the folder writable, then run the command again",
      cause: error,
    });
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

interface Holder {
  readonly pid: number;
  readonly host: string;
}

/** undefined for a lock whose maker was killed before it had written its name. */
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
function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== "ESRCH";
  }
}

/** Removes the lock that says `stale`; one that came in its place meanwhile is put back. */
async function setAside(lockPath: string, stale: string): Promise<void> {
  const aside = `${lockPath}.${randomUUID()}`;
  try {
    await rename(lockPath, aside);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return;
    throw locked(lockPath, `it cannot be removed: ${describe(error)}`);
  }
  if ((await markIn(aside)) === stale) await rm(aside, { force: true });
  else {
    await rename(aside, lockPath);
    throw locked(lockPath, "another process is writing");
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
