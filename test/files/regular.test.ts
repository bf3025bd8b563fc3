import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { listFolders, lookAt, readRegularFile } from "../../src/files/regular.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

describe("readRegularFile", () => {
  test.each<[name: string, make: (path: string) => void, expected: object]>([
    ["a file", (path) => writeFileSync(path, "text"), { kind: "bytes", bytes: Buffer.from("text") }],
    ["an empty file", (path) => writeFileSync(path, ""), { kind: "bytes", bytes: Buffer.alloc(0) }],
    ["a file of the largest size", (path) => writeFileSync(path, "x".repeat(100)), { kind: "bytes" }],
    [
      "a file one byte larger",
      (path) => writeFileSync(path, "x".repeat(101)),
      { kind: "too-large", size: 101 },
    ],
    [
      "a file of 50 MB",
      (path) => {
        writeFileSync(path, "");
        truncateSync(path, 50e6);
      },
      { kind: "too-large", size: 50e6 },
    ],
    ["nothing", () => undefined, { kind: "missing" }],
    ["a folder", (path) => mkdirSync(path), { kind: "folder" }],
    ["a link to a file", (path) => symlinkSync("/etc/hostname", path), { kind: "link" }],
    ["a link to nowhere", (path) => symlinkSync("nowhere", path), { kind: "link" }],
  ])("%s", async (_name, make, expected) => {
    const path = join(folder(), "place");
    make(path);
    expect(await readRegularFile(path, 100)).toMatchObject(expected);
  });

  const onUnix = process.platform === "win32" ? test.skip : test;
  onUnix("does not wait at a pipe", async () => {
    const path = join(folder(), "pipe");
    execFileSync("mkfifo", [path]);
    expect(await readRegularFile(path, 100)).toEqual({ kind: "other" });
  });

  test("a file where a folder should be is a missing file", async () => {
    writeFileSync(join(folder(), "plain"), "");
    expect(await lookAt(join(folder(), "plain", "x"))).toBe("missing");
  });
});

describe("listFolders", () => {
  test("gives folders, sorted, and neither files nor links", async () => {
    for (const name of ["b", "a", "B"]) mkdirSync(join(folder(), name));
    writeFileSync(join(folder(), "file"), "");
    symlinkSync(".", join(folder(), "link"));
    expect(await listFolders(folder())).toEqual(["B", "a", "b"].map((name) => join(folder(), name)));
    expect(await listFolders(join(folder(), "none"))).toEqual([]);
    expect(await listFolders(join(folder(), "file"))).toEqual([]);
  });
});
