import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { expect, test } from "@jest/globals";
import { replaceTree, type NewFile, type OldFile } from "../../src/files/replace-tree.ts";
import { runInvocation } from "../../src/diagnostics/invocation.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

const old = (path: string, content: string): OldFile => ({
  path,
  isLink: false,
  content: Buffer.from(content),
});
const file = (path: string, content: string): NewFile => ({ ...old(path, content), mode: 0o640 });

function replace(take: readonly OldFile[], put: readonly NewFile[]): Promise<void> {
  return runInvocation(() => replaceTree(folder(), { take, put }));
}

function contents(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder(), { recursive: true, withFileTypes: true })) {
    const path = `${entry.parentPath}/${entry.name}`;
    if (entry.isFile()) found[path.slice(folder().length + 1)] = readFileSync(path, "utf8");
  }
  return found;
}

test("files swap their names, come, and go, with the folders that they leave empty", async () => {
  mkdirSync(`${folder()}/deep/er`, { recursive: true });
  for (const path of ["a", "b", "deep/er/c"]) writeFileSync(`${folder()}/${path}`, path);
  await replace(
    [old("a", "a"), old("b", "b"), old("deep/er/c", "deep/er/c")],
    [file("a", "b"), file("b", "a"), file("new/folder/d", "d")],
  );
  expect(contents()).toEqual({ a: "b", b: "a", "new/folder/d": "d" });
  expect(existsSync(`${folder()}/deep`)).toBe(false);
  expect(lstatSync(`${folder()}/a`).mode & 0o777).toBe(0o640);
});

test.each<[string, (root: string) => void, string]>([
  [
    "one of the files has changed",
    (root) => writeFileSync(`${root}/b`, "other"),
    "it changed while it was read",
  ],
  [
    "one of the files is a link now",
    (root) => {
      mkdirSync(`${root}/x`);
      symlinkSync("x", `${root}/c`);
    },
    "something stands where",
  ],
  ["a folder is a link", (root) => symlinkSync("/", `${root}/new`), "is no folder"],
])("nothing is changed where %s", async (_name, spoil, message) => {
  for (const path of ["a", "b"]) writeFileSync(`${folder()}/${path}`, path);
  spoil(folder());
  const before = readdirSync(folder()).sort();
  await expect(
    replace(
      [old("a", "a"), old("b", "b")],
      [file("a", "A"), file("made/d", "d"), file("c", "C"), file("new/e", "e")],
    ),
  ).rejects.toThrow(message);
  expect(readFileSync(`${folder()}/a`, "utf8")).toBe("a");
  expect(readdirSync(folder()).sort()).toEqual(before);
});

test("a file that cannot be placed takes everything back", async () => {
  // Two new files at one place: the second finds the first there, when all else is done.
  writeFileSync(`${folder()}/a`, "a");
  await expect(
    replace([old("a", "a")], [file("a", "A"), file("deep/b", "1"), file("deep/b", "2")]),
  ).rejects.toMatchObject({
    code: "file-changed",
  });
  expect(contents()).toEqual({ a: "a" });
  expect(readdirSync(folder())).toEqual(["a"]);
});

test("two at a time are one too many", async () => {
  mkdirSync(`${folder()}/.occmap-apply`);
  writeFileSync(`${folder()}/a`, "a");
  await expect(replace([old("a", "a")], [])).rejects.toMatchObject({ code: "file-locked" });
  expect(contents()).toEqual({ a: "a" });
});
