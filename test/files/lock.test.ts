import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { withLock } from "../../src/files/lock.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const file = (): string => join(folder(), "file");
const lockFile = (): string => `${file()}.lock`;

/** A process id that nobody has: Linux and macOS count far lower, Windows in fours. */
const DEAD = 2 ** 30 + 1;

describe("withLock", () => {
  test("keeps a second writer out while the first works, and lets it in afterwards", async () => {
    await withLock(file(), async () => {
      await expect(withLock(file(), () => Promise.resolve())).rejects.toMatchObject({
        code: "file-locked",
        where: lockFile(),
        message: expect.stringContaining(`process ${process.pid}`),
      });
    });
    await expect(withLock(file(), () => Promise.resolve("done"))).resolves.toBe("done");
    expect(readdirSync(folder())).toEqual([]);
  });

  test("lets one of many in at a time", async () => {
    let inside = 0;
    let entered = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, () =>
        withLock(file(), async (lock) => {
          inside += 1;
          entered += 1;
          expect(inside).toBe(1);
          await new Promise(setImmediate);
          await lock.ensureHeld();
          inside -= 1;
        }),
      ),
    );
    expect(entered).toBeGreaterThan(0);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(entered);
    expect(existsSync(lockFile())).toBe(false);
  });

  test("is released when the work fails", async () => {
    await expect(withLock(file(), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(readdirSync(folder())).toEqual([]);
  });

  test.each<[name: string, mark: string]>([
    ["a process that was killed", JSON.stringify({ pid: DEAD, host: hostname() })],
    ["a process that was killed before it wrote its name", ""],
    ["nobody", "rubbish"],
    ["nobody, in JSON", "[1]"],
    ["no process", JSON.stringify({ pid: -1, host: hostname() })],
  ])("takes over the lock of %s", async (_name, mark) => {
    writeFileSync(lockFile(), mark);
    await expect(withLock(file(), () => Promise.resolve("done"))).resolves.toBe("done");
    expect(readdirSync(folder())).toEqual([]);
  });

  test("of many who find the lock of a dead process, one at a time gets in", async () => {
    for (let round = 0; round < 20; round += 1) {
      writeFileSync(lockFile(), JSON.stringify({ pid: DEAD, host: hostname(), token: round }));
      let inside = 0;
      let entered = 0;
      const results = await Promise.allSettled(
        Array.from({ length: 8 }, async (_, number) => {
          // Some come later, when others have begun to take it over.
          for (let turn = 0; turn < number * round; turn += 1) await new Promise(setImmediate);
          await withLock(file(), async (lock) => {
            await lock.ensureHeld();
            inside += 1;
            entered += 1;
            expect(inside).toBe(1);
            await new Promise(setImmediate);
            await lock.ensureHeld();
            inside -= 1;
          });
        }),
      );
      expect(entered).toBeGreaterThan(0);
      expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(entered);
      for (const result of results) {
        if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "file-locked" });
      }
      expect(readdirSync(folder())).toEqual([]);
    }
  });

  test("an heir that is alive keeps others from the lock of a dead process; one that died does not", async () => {
    const mark = JSON.stringify({ pid: DEAD, host: hostname() });
    const succession = `${lockFile()}.${createHash("sha256").update(mark).digest("hex").slice(0, 16)}`;
    writeFileSync(lockFile(), mark);
    writeFileSync(succession, JSON.stringify({ pid: process.ppid, host: hostname() }));
    await expect(withLock(file(), () => Promise.resolve())).rejects.toMatchObject({ code: "file-locked" });
    expect(readFileSync(lockFile(), "utf8")).toBe(mark);
    writeFileSync(succession, JSON.stringify({ pid: DEAD, host: hostname(), token: "heir" }));
    await expect(withLock(file(), () => Promise.resolve("done"))).resolves.toBe("done");
    expect(readdirSync(folder())).toEqual([]);
  });

  test.each<[name: string, mark: string]>([
    ["a process that runs", JSON.stringify({ pid: process.ppid, host: hostname() })],
    ["another machine", JSON.stringify({ pid: DEAD, host: "elsewhere.invalid" })],
  ])("respects the lock of %s", async (_name, mark) => {
    writeFileSync(lockFile(), mark);
    await expect(withLock(file(), () => Promise.resolve())).rejects.toMatchObject({ code: "file-locked" });
    expect(readFileSync(lockFile(), "utf8")).toBe(mark);
    expect(readdirSync(folder())).toEqual(["file.lock"]);
  });

  test("tells a holder whose lock was taken, and leaves the new one alone", async () => {
    const other = JSON.stringify({ pid: process.ppid, host: hostname() });
    await withLock(file(), async (lock) => {
      await lock.ensureHeld();
      writeFileSync(lockFile(), other);
      await expect(lock.ensureHeld()).rejects.toMatchObject({ code: "file-locked" });
    });
    expect(readFileSync(lockFile(), "utf8")).toBe(other);
  });

  test("says when the lock cannot be made", async () => {
    await expect(withLock(join(folder(), "none", "file"), () => Promise.resolve())).rejects.toMatchObject({
      code: "file-unwritable",
    });
  });

  test("leaves alone what is no lock", async () => {
    mkdirSync(join(lockFile(), "inner"), { recursive: true });
    await expect(withLock(file(), () => Promise.resolve())).rejects.toMatchObject({ code: "file-locked" });
    expect(readdirSync(lockFile())).toEqual(["inner"]);
  });
});
