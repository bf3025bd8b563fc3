import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { OccmapError } from "../../src/diagnostics/errors.ts";
import { writeFileAtomic } from "../../src/files/atomic.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

async function failure(path: string): Promise<OccmapError> {
  const error: unknown = await writeFileAtomic(path, Buffer.from("new")).catch((thrown: unknown) => thrown);
  if (error instanceof OccmapError) return error;
  throw new Error("expected an OccmapError");
}

describe("writeFileAtomic", () => {
  test("gives a file exactly the bytes, new or old, and leaves nothing beside it", async () => {
    const path = join(folder(), "file");
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        await writeFileAtomic(path, bytes);
        expect(readFileSync(path).equals(bytes)).toBe(true);
        expect(readdirSync(folder())).toEqual(["file"]);
      }),
      { numRuns: 30 },
    );
  });

  test("writes text in parts, each asked for when the one before it is out", async () => {
    const path = join(folder(), "file");
    const sizes: number[] = [];
    function* parts(): Generator<string> {
      for (const part of ["é".repeat(50_000), "", "two\n", "💥"]) {
        yield part;
        const [name = ""] = readdirSync(folder());
        sizes.push(statSync(join(folder(), name)).size);
      }
    }
    await writeFileAtomic(path, parts());
    expect(readFileSync(path, "utf8")).toBe(`${"é".repeat(50_000)}two\n💥`);
    expect(sizes).toEqual([100_000, 100_000, 100_004, 100_008]);
  });

  test("leaves the old file where its text cannot be made to the end", async () => {
    const path = join(folder(), "file");
    writeFileSync(path, "old");
    function* parts(): Generator<string> {
      yield "new";
      throw new Error("a bug");
    }
    await expect(writeFileAtomic(path, parts())).rejects.toThrow("a bug");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder())).toEqual(["file"]);
  });

  test.each([0o600, 0o644, 0o755, 0o664])("keeps the mode %o", async (mode) => {
    const path = join(folder(), "file");
    writeFileSync(path, "old");
    chmodSync(path, mode);
    await writeFileAtomic(path, Buffer.from("new"));
    expect(statSync(path).mode & 0o7777).toBe(mode);
  });

  test("gives a new file what the umask allows", async () => {
    writeFileSync(join(folder(), "other"), "");
    await writeFileAtomic(join(folder(), "file"), Buffer.from("new"));
    expect(statSync(join(folder(), "file")).mode).toBe(statSync(join(folder(), "other")).mode);
  });

  test("several writers at once leave one of their contents, whole", async () => {
    const path = join(folder(), "file");
    const contents = Array.from({ length: 20 }, (_, index) => Buffer.alloc(100_000 + index, 97 + index));
    await Promise.all(contents.map((content) => writeFileAtomic(path, content)));
    const found = readFileSync(path);
    expect(contents.some((content) => content.equals(found))).toBe(true);
    expect(readdirSync(folder())).toEqual(["file"]);
  });

  test.each<[name: string, make: (path: string) => void, why: string]>([
    ["a folder", (path) => mkdirSync(path), "it is a folder"],
    ["a link", (path) => symlinkSync("/dev/null", path), "it is a symbolic link"],
    ["a link to nowhere", (path) => symlinkSync("nowhere", path), "it is a symbolic link"],
    ["a read-only file", (path) => writeFileSync(path, "old", { mode: 0o444 }), "it is read-only"],
  ])("refuses %s and leaves it as it is", async (_name, make, why) => {
    const path = join(folder(), "place");
    make(path);
    const before = lstatSync(path).mode;
    expect(await failure(path)).toMatchObject({ code: "file-unwritable", where: path });
    expect((await failure(path)).message).toContain(why);
    expect(lstatSync(path).mode).toBe(before);
    expect(readdirSync(folder())).toEqual(["place"]);
  });

  test("says when there is no folder for the file", async () => {
    expect((await failure(join(folder(), "none", "file"))).message).toContain("its folder does not exist");
    writeFileSync(join(folder(), "plain"), "");
    expect((await failure(join(folder(), "plain", "file"))).message).toContain("part of its path is a file");
  });

  test("shows a hostile path harmlessly", async () => {
    const error = await failure(join(folder(), "no\u001b[31mne", "file"));
    expect(error.message).toContain("no\\x1b[31mne");
  });
});
