/** Where a scan looks: every file of the revision, whatever hides it from other tools, and an account of the rest. */
import { describe, expect, test } from "@jest/globals";
import { resolve } from "node:path";
import { scanned, type Scanned } from "../support/scan.ts";
import { addRawPath, makeRepository, writeFiles } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

function places({ result }: Scanned): string[] {
  return result.map.entries.map(({ path, line }) => `${path}:${line}`).sort();
}

function sumOfLedger({ result: { ledger } }: Scanned): number {
  const { files, ...parts } = ledger;
  expect(files).toBeGreaterThan(0);
  return Object.values(parts).reduce((sum, part) => sum + part, 0);
}

describe("in a repository", () => {
  test("hidden files, files in hidden folders and files without a name to speak of are searched", async () => {
    makeRepository(folder(), {
      ".hidden": "needle\n",
      ".config/.deep/settings": "needle\n",
      "-": "needle\n",
      "--help": "needle\n",
      "with space/und ünïcode.txt": "needle\n",
    });
    expect(places(await scanned(folder(), "needle")).sort()).toEqual([
      "--help:1",
      "-:1",
      ".config/.deep/settings:1",
      ".hidden:1",
      "with space/und ünïcode.txt:1",
    ]);
  });

  test.each([".gitignore", ".ignore", ".rgignore"])("%s hides no tracked file", async (ignoring) => {
    makeRepository(folder(), { [ignoring]: "*\n!.*\n", "build/out.txt": "needle\n" });
    expect(places(await scanned(folder(), "needle"))).toEqual(["build/out.txt:1"]);
  });

  test("a line break, a quote and a tab in a name are no obstacle", async () => {
    makeRepository(folder(), { 'a\nb"c\td.txt': "needle\n", "needle\n.txt": "" });
    expect(places(await scanned(folder(), "needle"))).toEqual(['a\nb"c\td.txt:1', "needle\n.txt:0"]);
  });

  test("a revision other than HEAD is described as it was", async () => {
    const repository = makeRepository(folder(), { "a.txt": "one\nneedle\n", "old.txt": "needle\n" });
    repository.write({ "a.txt": "needle\n" });
    repository.remove("old.txt");
    repository.commit();
    const before = await scanned(folder(), "needle", { rev: "HEAD~1" });
    expect(places(before)).toEqual(["a.txt:2", "old.txt:1"]);
    expect(before.result.map.baseCommit).toBe(repository.git("rev-parse", "HEAD~1").trim());
    expect(before.result.uncommitted).toEqual([]);
    expect(places(await scanned(folder(), "needle"))).toEqual(["a.txt:1"]);
  });

  test("the map describes the commit; what is not committed is named beside it, with counts", async () => {
    const repository = makeRepository(folder(), {
      "changed.txt": "needle one\nother\n",
      "emptied.txt": "needle\n",
      "gone.txt": "needle\n",
      ".gitignore": "ignored.txt\n",
    });
    repository.write({
      "changed.txt": "first\nneedle one\nother\nneedle needle\n",
      "emptied.txt": "",
      "untracked.txt": "needle\n",
      "staged.txt": "needle\nneedle\nneedle\n",
      "needle.d/new.txt": "nothing\n",
      "ignored.txt": "needle\n",
    });
    repository.remove("gone.txt");
    repository.git("add", "staged.txt");
    const found = await scanned(folder(), "needle");
    expect(places(found)).toEqual(["changed.txt:1", "emptied.txt:1", "gone.txt:1"]);
    expect(found.result.uncommitted).toEqual([
      { path: "changed.txt", occurrences: 2 },
      { path: "needle.d/new.txt", occurrences: 1 },
      { path: "staged.txt", occurrences: 3 },
      { path: "untracked.txt", occurrences: 1 },
    ]);
    expect(found.subjects("scan.uncommitted")).toHaveLength(4);
  });

  test("a change outside of the scope is not named as uncommitted", async () => {
    const repository = makeRepository(folder(), { "src/a.txt": "needle\n" });
    repository.write({ "docs/b.txt": "needle\n" });
    const found = await scanned(folder(), "needle", { scope: { include: ["src"], exclude: [] } });
    expect(found.result.uncommitted).toEqual([]);
  });

  test("the map is never searched, wherever it lies", async () => {
    const repository = makeRepository(folder(), {
      "occurrence_map.yaml": "needle\n",
      "plans/occurrence_map.yaml": "needle\n",
    });
    const atRoot = await scanned(folder(), "needle");
    expect(places(atRoot)).toEqual(["plans/occurrence_map.yaml:1"]);
    expect(atRoot.result.ledger).toMatchObject({ files: 2, searched: 1, map: 1 });
    const beside = await scanned(folder(), "needle", {
      mapFile: resolve(repository.root, "plans/occurrence_map.yaml"),
    });
    expect(places(beside)).toEqual(["occurrence_map.yaml:1"]);
  });

  test("a name that is not UTF-8 makes the map incomplete only where it matters", async () => {
    const repository = makeRepository(folder(), { "fine.txt": "needle\n" });
    addRawPath(repository.root, Buffer.from("clean\xff.txt", "latin1"), "nothing\n");
    addRawPath(repository.root, Buffer.from("holds\xff.txt", "latin1"), "a needle\n");
    addRawPath(repository.root, Buffer.from("needle\xff.txt", "latin1"), "nothing\n");
    addRawPath(repository.root, Buffer.from("back\\slash.txt", "latin1"), "needle\n");
    repository.git("commit", "--quiet", "--message", "odd names");
    const found = await scanned(folder(), "needle");
    expect(places(found)).toEqual(["fine.txt:1"]);
    expect([...found.result.unmappable].sort()).toEqual([
      "back\\slash.txt",
      "holds\udcff.txt",
      "needle\udcff.txt",
    ]);
    expect(found.subjects("scan.unrepresentable_path")).toHaveLength(4);
    expect(found.result.ledger.unrepresentable).toBe(4);
    expect(sumOfLedger(found)).toBe(found.result.ledger.files);
  });

  test("submodules and nested repositories are named; a submodule's path is looked at", async () => {
    const repository = makeRepository(folder(), { "a.txt": "nothing\n" });
    const inner = makeRepository(`${folder()}/lib/needle`, { "inside.txt": "needle\n" });
    repository.git(
      "update-index",
      "--add",
      "--cacheinfo",
      `160000,${inner.git("rev-parse", "HEAD").trim()},lib/needle`,
    );
    repository.git("commit", "--quiet", "--message", "submodule");
    makeRepository(`${folder()}/nested`, { "inside.txt": "needle\n" });
    const found = await scanned(folder(), "needle");
    expect(places(found)).toEqual(["lib/needle:0"]);
    expect(found.subjects("scan.submodule")).toEqual(["lib/needle"]);
    expect(found.subjects("scan.nested_repository")).toEqual(["nested"]);
    expect(found.result.ledger).toMatchObject({ files: 2, searched: 1, submodules: 1 });
  });

  test("links are not followed; their own path and their target text are searched", async () => {
    const repository = makeRepository(folder(), { "real/needle.txt": "needle\n" });
    repository.link("to-file", "real/needle.txt");
    repository.link("to-folder", "real");
    repository.link("my-needle", "real");
    repository.link("dangling", "../outside/needle");
    repository.commit();
    expect(places(await scanned(folder(), "needle"))).toEqual([
      "dangling:1",
      "my-needle:0",
      "real/needle.txt:0",
      "to-file:1",
    ]);
  });

  test("a path that goes through a link to somewhere else is read from git, not from there", async () => {
    const repository = makeRepository(`${folder()}/repository`, { "sub/a.txt": "needle\n" });
    writeFiles(folder(), { "outside/a.txt": "nothing\n" });
    repository.remove("sub");
    repository.link("sub", "../outside");
    expect(places(await scanned(repository.root, "needle"))).toEqual(["sub/a.txt:1"]);
  });

  test("--include and --exclude narrow the search and are recorded in the map", async () => {
    makeRepository(folder(), {
      "src/a.ts": "needle\n",
      "src/a.test.ts": "needle\n",
      "docs/a.md": "needle\n",
      "src/deep/b.ts": "needle\n",
    });
    const scope = { include: ["src/**"], exclude: ["*.test.ts", "src/deep/"] };
    const found = await scanned(folder(), "needle", { scope });
    expect(places(found)).toEqual(["src/a.ts:1"]);
    expect(found.result.map.scope).toEqual(scope);
    expect(found.result.ledger).toMatchObject({ files: 4, searched: 1, outOfScope: 3 });
  });

  test("the ledger adds up to the tree, with everything in it at once", async () => {
    const repository = makeRepository(folder(), {
      "occurrence_map.yaml": "",
      "src/a.ts": "needle\n",
      "docs/a.md": "needle\n",
      "bin.dat": Buffer.from("\0needle"),
    });
    repository.link("link", "needle");
    addRawPath(repository.root, Buffer.from("odd\xff", "latin1"), "");
    repository.git("update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},sub`);
    repository.git("add", "link");
    repository.git("commit", "--quiet", "--message", "all kinds");
    const found = await scanned(folder(), "needle", { scope: { include: [], exclude: ["docs"] } });
    expect(found.result.ledger).toEqual({
      files: 7,
      searched: 3,
      submodules: 1,
      outOfScope: 1,
      otherShards: 0,
      map: 1,
      unrepresentable: 1,
      unreadable: 0,
    });
    expect(sumOfLedger(found)).toBe(7);
  });

  test("a tree whose names are longer than any argument list is searched whole", async () => {
    const deep = "long-folder-name/".repeat(10);
    const names = Array.from(
      { length: 4000 },
      (_, index) => `${deep}file-${String(index).padStart(5, "0")}.txt`,
    );
    const files = Object.fromEntries(
      names.map((name, index) => [name, index % 800 === 799 ? "needle\n" : "hay\n"]),
    );
    makeRepository(folder(), files);
    const found = await scanned(folder(), "needle");
    expect(places(found)).toEqual([799, 1599, 2399, 3199, 3999].map((index) => `${names[index] ?? ""}:1`));
    expect(found.result.ledger.searched).toBe(4000);
  });

  test("a repository without a commit, and a revision that is not there, are errors that say so", async () => {
    const repository = makeRepository(folder());
    await expect(scanned(folder(), "needle")).rejects.toMatchObject({
      code: "bad-revision",
      message: expect.stringContaining("no commit yet"),
    });
    repository.commit();
    await expect(scanned(folder(), "needle", { rev: "nowhere" })).rejects.toMatchObject({
      code: "bad-revision",
    });
  });
});

describe("outside of git", () => {
  test("the folder tree is searched: hidden files, names, links; no base commit", async () => {
    writeFiles(folder(), {
      ".hidden/a.txt": "needle\n",
      "b.txt": "x\nneedle needle\n",
      "needle/c.txt": "nothing\n",
      ".gitignore": "b.txt\n",
      ".ignore": "*\n",
    });
    const found = await scanned(folder(), "needle");
    expect(places(found)).toEqual([".hidden/a.txt:1", "b.txt:2", "needle/c.txt:0"]);
    expect(found.result.map.baseCommit).toBeUndefined();
    expect(found.result.ledger).toMatchObject({ files: 5, searched: 5 });
  });

  test("a revision cannot be named there", async () => {
    await expect(scanned(folder(), "needle", { rev: "HEAD" })).rejects.toMatchObject({
      code: "not-a-repository",
    });
  });

  test("the scope narrows it, and the map is left out", async () => {
    writeFiles(folder(), { "a/x.txt": "needle\n", "b/x.txt": "needle\n", "occurrence_map.yaml": "needle\n" });
    const found = await scanned(folder(), "needle", { scope: { include: ["a"], exclude: [] } });
    expect(places(found)).toEqual(["a/x.txt:1"]);
    expect(found.result.ledger).toMatchObject({ files: 3, searched: 1, outOfScope: 1, map: 1 });
  });
});

test.each([
  ["nothing", "", "is empty"],
  ["a line feed", "a\nb", "holds a line break"],
  ["a carriage return", "a\rb", "holds a line break"],
  ["a NUL", "a\0b", "holds a NUL character"],
  ["half a character", "a\ud800", "is not valid Unicode"],
])("a target that cannot be searched is refused: %s", async (_name, target, message) => {
  makeRepository(folder(), { "a.txt": "a\n" });
  await expect(scanned(folder(), target)).rejects.toMatchObject({
    code: "usage",
    message: expect.stringContaining(message),
  });
});
