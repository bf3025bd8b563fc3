import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { ScanRequest } from "../../src/jobs/scan.ts";
import type { Entry } from "../../src/map/model.ts";
import { git } from "../support/command-line.ts";
import { applied, gated, keeping, outcomeOf, planned } from "../support/plan.ts";
import { makeRepository, type Files } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

function contentOf(path: string): string {
  return readFileSync(`${folder()}/${path}`, "latin1");
}

/** Scans for `needle` in a repository of `files`, and carries the map out. */
async function carryOut(
  files: Files,
  request: Partial<ScanRequest> = {},
  edit?: (entries: readonly Entry[]) => readonly Entry[],
): Promise<string[] | string> {
  makeRepository(folder(), files);
  await planned(folder(), "needle", request, edit);
  const { verdict, problems } = await applied(folder(), { write: true });
  return problems.length > 0
    ? problems.map(({ path, line, why }) => `${path}:${line} ${why}`)
    : outcomeOf(verdict);
}

const UTF16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
const UTF16BE = (text: string): Buffer => Buffer.from(UTF16(text)).swap16();

describe("remove", () => {
  test.each<[string, string | Buffer, string | Buffer]>([
    ["a line", "a\nneedle\nb\n", "a\nb\n"],
    ["the first line", "needle\nb\n", "b\n"],
    ["the last line of a file without a final newline", "a\nneedle", "a\n"],
    ["a line before an open end", "needle\na", "a"],
    ["every line", "needle\nneedle\n", ""],
    ["a line among CRLF lines", "a\r\nneedle\r\nb\r\n", "a\r\nb\r\n"],
    ["the first line after a byte-order mark", "\ufeffneedle\nb\n", "\ufeffb\n"],
    ["a line of UTF-16", UTF16("a\nneedle\nb\n"), UTF16("a\nb\n")],
    ["a line of big-endian UTF-16 with CRLF", UTF16BE("a\r\nneedle\r\nb"), UTF16BE("a\r\nb")],
    ["a line of Latin-1", Buffer.from("\xe9\nneedle \xe9\n", "latin1"), Buffer.from("\xe9\n", "latin1")],
  ])("deletes %s", async (_name, before, after) => {
    expect(await carryOut({ "a.txt": before })).toBe("accepted");
    expect(contentOf("a.txt")).toBe(Buffer.from(after).toString("latin1"));
  });

  test("deletes blocks, and files with the folders that they leave empty", async () => {
    const block = (entries: readonly Entry[]): Entry[] =>
      entries.map((entry) => (entry.path === "b.txt" ? { ...entry, line: 2, endLine: 4 } : entry));
    const files = { "b.txt": "a\n(\nneedle\n)\nb\n", "deep/er/needle.txt": "needle\n", "deep/other": "" };
    expect(await carryOut(files, {}, block)).toBe("accepted");
    expect(contentOf("b.txt")).toBe("a\nb\n");
    expect(readdirSync(`${folder()}/deep`)).toEqual(["other"]);
  });

  test("takes single occurrences out of a line where the others are kept", async () => {
    const columns = (entries: readonly Entry[]): Entry[] =>
      entries.flatMap((entry): Entry[] => [
        { ...entry, column: 3 },
        { ...entry, column: 12, decision: "keep", keepReason: "k" },
      ]);
    expect(await carryOut({ "a.txt": 'f(needle, "needle") é\n' }, {}, columns)).toBe("accepted");
    expect(contentOf("a.txt")).toBe(Buffer.from('f(, "needle") é\n').toString("latin1"));
  });

  test("says so where taking an occurrence out would leave another one", async () => {
    const columns = (entries: readonly Entry[]): Entry[] =>
      entries.slice(0, 1).flatMap((entry): Entry[] => [
        { ...entry, column: 4, decision: "remove" },
        { ...entry, column: 14, decision: "keep", keepReason: "k" },
      ]);
    expect(await carryOut({ "a.txt": "neeneedledle needle\n" }, {}, columns)).toEqual([
      "a.txt:1 taking the occurrence out of the line would leave another one",
    ]);
    expect(contentOf("a.txt")).toBe("neeneedledle needle\n");
  });

  test("removes a link by its target, and keeps modes", async () => {
    const repository = makeRepository(folder(), { "run.sh": "#!/bin/sh\nneedle\n" });
    repository.link("link", "to/needle");
    chmodSync(`${folder()}/run.sh`, 0o755);
    repository.commit();
    await planned(folder(), "needle");
    const { verdict } = await applied(folder(), { write: true });
    expect(outcomeOf(verdict)).toBe("accepted");
    expect(existsSync(`${folder()}/link`)).toBe(false);
    expect(lstatSync(`${folder()}/run.sh`).mode & 0o777).toBe(0o755);
  });

  test("keeps the line ends that git converts", async () => {
    const repository = makeRepository(folder(), {
      ".gitattributes": "*.txt text eol=crlf\n",
      "a.txt": "a\nneedle\nb\n",
    });
    rmSync(`${folder()}/a.txt`);
    repository.git("checkout", "--", "a.txt");
    expect(contentOf("a.txt")).toBe("a\r\nneedle\r\nb\r\n");
    await planned(folder(), "needle");
    expect(outcomeOf((await applied(folder(), { write: true })).verdict)).toBe("accepted");
    expect(contentOf("a.txt")).toBe("a\r\nb\r\n");
  });

  test("does not guess at a file that git stores in another encoding", async () => {
    const repository = makeRepository(folder(), {
      ".gitattributes": "*.txt working-tree-encoding=UTF-16LE-BOM\n",
    });
    repository.write({ "a.txt": UTF16("needle\n") });
    repository.commit();
    await planned(folder(), "needle");
    const { problems } = await applied(folder(), { write: true });
    expect(problems).toEqual([
      expect.objectContaining({ path: "a.txt", why: expect.stringContaining("another text") }),
    ]);
  });
});

describe("a part of the map", () => {
  test("leaves the rest pending, and can be completed", async () => {
    makeRepository(folder(), { "a.txt": "needle\n", "b.txt": "needle\n" });
    await planned(folder(), "needle", {}, (entries) =>
      entries.map((entry) => ({
        ...entry,
        category: entry.path === "a.txt" ? "user_facing_strings" : "tests_fixtures",
      })),
    );
    const part = await applied(folder(), { write: true, categories: ["tests_fixtures"] });
    expect(part.entries).toEqual({ chosen: 1, done: 0, left: 1 });
    expect(outcomeOf(part.verdict)).toBe("accepted");
    expect(contentOf("a.txt")).toBe("needle\n");
    const rest = await applied(folder(), { write: true, paths: ["a*"] });
    expect(rest.entries.chosen).toBe(1);
    expect(outcomeOf(await gated(folder()))).toBe("accepted");
  });
});

describe("the working tree", () => {
  test("is not touched by a dry run", async () => {
    const repository = makeRepository(folder(), { "a.txt": "needle\n" });
    await planned(folder(), "needle");
    const { deeds, verdict } = await applied(folder());
    expect(deeds).toMatchObject([{ kind: "replace", after: { content: Buffer.from("") } }]);
    expect(verdict).toBeUndefined();
    expect(repository.git("status", "--porcelain")).toBe("?? occurrence_map.yaml\n");
  });

  test.each<[string, (path: string) => void]>([
    ["edited", (path) => writeFileSync(path, "needle\nmore\n")],
    ["deleted", (path) => rmSync(path)],
    ["made executable", (path) => chmodSync(path, 0o755)],
  ])("is refused where a concerned file is %s", async (_name, change) => {
    makeRepository(folder(), { "a.txt": "needle\n", "b.txt": "needle\n" });
    await planned(folder(), "needle");
    change(`${folder()}/b.txt`);
    await expect(applied(folder(), { write: true })).rejects.toMatchObject({
      code: "uncommitted-changes",
      where: "b.txt",
    });
    expect(contentOf("a.txt")).toBe("needle\n");
  });

  test("is refused where a change of a concerned file is staged", async () => {
    const repository = makeRepository(folder(), { "a.txt": "needle\n" });
    await planned(folder(), "needle");
    repository.write({ "a.txt": "more\nneedle\n" });
    repository.git("add", "a.txt");
    await expect(applied(folder())).rejects.toMatchObject({ code: "uncommitted-changes" });
  });

  test("is as it was where only the time of a file is another", async () => {
    makeRepository(folder(), { "a.txt": "needle\n" });
    await planned(folder(), "needle");
    utimesSync(`${folder()}/a.txt`, 1, 1);
    expect(outcomeOf((await applied(folder(), { write: true })).verdict)).toBe("accepted");
  });

  test("may have other changes, and is followed when that is allowed", async () => {
    makeRepository(folder(), { "a.txt": "needle\nx\nneedle\n", "b.txt": "b\n" });
    await planned(folder(), "needle");
    writeFileSync(`${folder()}/b.txt`, "c\n");
    expect((await applied(folder())).deeds).toHaveLength(1);
    writeFileSync(`${folder()}/a.txt`, "new\nx\nneedle\n");
    const { entries, verdict } = await applied(folder(), { write: true, allowUncommitted: true });
    expect(entries).toMatchObject({ chosen: 1, done: 1 });
    expect(contentOf("a.txt")).toBe("new\nx\n");
    expect(outcomeOf(verdict)).toEqual(["extra-change b.txt"]);
  });

  test("goes on where it was begun, with files that are gone already, and not with those that a sparse checkout lacks", async () => {
    const repository = makeRepository(folder(), {
      "a.txt": "needle\n",
      "needle.txt": "x\n",
      "needle/staged.txt": "x\n",
      "needle/sparse.txt": "x\n",
    });
    await planned(folder(), "needle");
    repository.remove("needle.txt");
    git(folder(), "rm", "-q", "needle/staged.txt");
    const begun = await applied(folder(), { allowUncommitted: true });
    expect(begun).toMatchObject({ problems: [], entries: { chosen: 2, done: 2 } });
    git(folder(), "update-index", "--skip-worktree", "needle/sparse.txt");
    repository.remove("needle/sparse.txt");
    const { problems } = await applied(folder(), { allowUncommitted: true });
    expect(problems).toMatchObject([{ path: "needle/sparse.txt", why: expect.stringContaining("sparse") }]);
  });

  test("takes a map whose base has moved on", async () => {
    const repository = makeRepository(folder(), { "a.txt": "x\nneedle\n", "b.txt": "needle\n" });
    await planned(folder(), "needle");
    repository.write({ "a.txt": "new\nx\nneedle\n" });
    repository.remove("b.txt");
    repository.commit();
    const { entries, verdict } = await applied(folder(), { write: true });
    expect(entries).toEqual({ chosen: 1, done: 1, left: 0 });
    expect(outcomeOf(verdict)).toBe("accepted");
    expect(contentOf("a.txt")).toBe("new\nx\n");
  });

  test("is changed also where a file or folder got a name since then that is not UTF-8", async () => {
    const repository = makeRepository(folder(), {
      "a.txt": "x\nneedle y\n",
      "d/b.txt": "needle z\n",
    });
    const odd = Buffer.from(`${folder()}/odd\xe9`, "latin1");
    const inFolder = (name: string): Buffer => Buffer.concat([odd, Buffer.from(`/${name}`)]);
    await planned(folder(), "needle", { replacement: "pin" });
    renameSync(`${folder()}/d`, odd);
    renameSync(`${folder()}/a.txt`, inFolder("\u00e9.txt"));
    repository.commit();
    // Git suspects a change because of the time, and the file has to be read to know better.
    utimesSync(inFolder("\u00e9.txt"), 1, 1);
    const { entries, problems, verdict } = await applied(folder(), { write: true });
    expect([entries, problems]).toEqual([{ chosen: 2, done: 0, left: 0 }, []]);
    expect(outcomeOf(verdict)).toBe("accepted");
    expect(readFileSync(inFolder("\u00e9.txt"), "utf8")).toBe("x\npin y\n");
    expect(readFileSync(inFolder("b.txt"), "utf8")).toBe("pin z\n");
  });

  test("loses a folder that is left empty, also where its name is not UTF-8", async () => {
    const repository = makeRepository(folder(), { "d/needle.txt": "plain\n" });
    const odd = Buffer.from(`${folder()}/odd\xe9`, "latin1");
    await planned(folder(), "needle");
    renameSync(`${folder()}/d`, odd);
    repository.commit();
    const { verdict } = await applied(folder(), { write: true });
    expect(outcomeOf(verdict)).toBe("accepted");
    expect(existsSync(odd)).toBe(false);
  });

  test("is not changed outside of the repository through a folder that became a link", async () => {
    const outside = `${folder()}/outside`;
    const root = `${folder()}/repository`;
    makeRepository(root, { "src/a.txt": "needle\n" });
    mkdirSync(outside);
    writeFileSync(`${outside}/a.txt`, "needle\n");
    await planned(root, "needle");
    renameSync(`${root}/src`, `${root}/elsewhere`);
    symlinkSync(outside, `${root}/src`);
    await expect(applied(root, { write: true })).rejects.toMatchObject({ code: "uncommitted-changes" });
    await expect(applied(root, { write: true, allowUncommitted: true })).rejects.toMatchObject({
      code: "file-changed",
    });
    expect(readFileSync(`${outside}/a.txt`, "utf8")).toBe("needle\n");
    expect(existsSync(`${root}/.occmap-apply`)).toBe(false);
  });
});

describe("what would break", () => {
  async function proposals(files: Files): Promise<unknown> {
    makeRepository(folder(), files);
    await planned(folder(), "needle");
    return (await applied(folder())).breakages;
  }

  test("is a comma left dangling: the block with the line before can be rewritten", async () => {
    expect(
      await proposals({
        "a.json": '{\n  "a": 1,\n  "needle": 2\n}\n',
        "ok.json": '{\n "needle": 1,\n "b": 1\n}\n',
      }),
    ).toEqual([
      {
        path: "a.json",
        why: "syntax",
        places: [{ first: 3, last: 3, proposal: { first: 2, last: 3, rewritten: '  "a": 1' } }],
      },
    ]);
  });

  test("is asked of what is written, also where a rename breaks it", async () => {
    makeRepository(folder(), { "a.py": "def needle():\n    pass\n", "b.py": "'needle'\n" });
    await planned(folder(), "needle", { replacement: "my pin" });
    const { breakages, verdict } = await applied(folder(), { write: true });
    expect(breakages).toEqual([{ path: "a.py", why: "syntax", places: [{ first: 1, last: 1 }] }]);
    expect(outcomeOf(verdict)).toBe("accepted");
  });

  test("is gone when the proposed block is in the map", async () => {
    makeRepository(folder(), { "a.py": "class A:\n    def needle(self):\n        a()\n\n    b = 1\n" });
    await planned(folder(), "needle");
    const [breakage] = (await applied(folder())).breakages;
    const proposal = breakage?.places[0]?.proposal;
    expect(proposal).toEqual({ first: 2, last: 3 });
    await planned(folder(), "needle", {}, (entries) => entries.map((entry) => ({ ...entry, endLine: 3 })));
    const { breakages, verdict } = await applied(folder(), { write: true });
    expect([breakages, outcomeOf(verdict)]).toEqual([[], "accepted"]);
    expect(contentOf("a.py")).toBe("class A:\n\n    b = 1\n");
  });
});

describe("rename", () => {
  const RENAME: Partial<ScanRequest> = { replacement: "pin" };

  test("moves files and folders, and links", async () => {
    const repository = makeRepository(folder(), { "needle/needle.txt": "a needle\n", x: "" });
    repository.link("link", "needle/needle.txt");
    repository.commit();
    await planned(folder(), "needle", RENAME);
    const { problems, deeds } = await applied(folder(), { write: true });
    expect([problems, deeds.length]).toEqual([[], 2]);
    expect(contentOf("pin/pin.txt")).toBe("a pin\n");
    expect(readlinkSync(`${folder()}/link`)).toBe("pin/pin.txt");
    expect(existsSync(`${folder()}/needle`)).toBe(false);
  });

  test("does not write characters that the file's encoding has not", async () => {
    const files = { "a.txt": Buffer.from("\xe9 needle\n", "latin1") };
    expect(await carryOut(files, { replacement: "épingle" })).toEqual([
      "a.txt:1 the file is not UTF-8, and the replacement has characters beyond ASCII",
    ]);
  });

  test("does not move a file onto one that git does not know", async () => {
    makeRepository(folder(), { "needle.txt": "" });
    await planned(folder(), "needle", RENAME);
    writeFileSync(`${folder()}/pin.txt`, "mine");
    const { problems } = await applied(folder(), { write: true });
    expect(problems).toMatchObject([{ path: "needle.txt", why: "its new path pin.txt is there already" }]);
    expect(contentOf("pin.txt")).toBe("mine");
  });

  test("keeps what is kept, file names too", async () => {
    makeRepository(folder(), { "needle.txt": "needle\nneedle\n" });
    await planned(folder(), "needle", RENAME, (entries) =>
      keeping("needle.txt", 0)(keeping("needle.txt", 2)(entries)),
    );
    await applied(folder(), { write: true });
    expect(contentOf("needle.txt")).toBe("pin\nneedle\n");
  });
});
