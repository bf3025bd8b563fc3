/** Maps that follow histories of their own kind: renames, merges, blocks that people made, other revisions. */
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { runInvocation } from "../../src/diagnostics/invocation.ts";
import { update, type Update, type UpdateRequest } from "../../src/jobs/update.ts";
import { placeOf, type Entry } from "../../src/map/model.ts";
import { MAP, planned } from "../support/plan.ts";
import { makeRepository, type Files, type TestRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

function updated(root: string, request: Partial<UpdateRequest> = {}): Promise<Update> {
  return runInvocation(() =>
    update({
      folder: root,
      now: new Date("2026-05-01T10:20:30Z"),
      variables: { PATH: process.env["PATH"], HOME: root },
      ...request,
    }),
  );
}

/** What became of everything, in one line each. */
function fates({ added, followed, dropped }: Update): string[] {
  const movement = (from: Entry, to: Entry): string =>
    placeOf(from) === placeOf(to) ? placeOf(from) : `${placeOf(from)} → ${placeOf(to)}`;
  return [
    ...added.map((entry) => `added ${placeOf(entry)}`),
    ...followed.map(({ from, to, fate }) => `${fate} ${movement(from, to)}`),
    ...dropped.map(({ entry, why }) => `${why} ${placeOf(entry)}`),
  ].sort();
}

function repositoryOf(files: Files): TestRepository {
  return makeRepository(folder(), files);
}

describe("a rename map", () => {
  const renaming = { replacement: "fresh" };

  test("drops what was renamed, in a line and in a name, and follows the rest", async () => {
    const repository = repositoryOf({ "a.py": "x = stale\ny = stale\n", "stale.md": "# stale\n" });
    await planned(repository.root, "stale", renaming);
    repository.write({ "a.py": "import z\nx = fresh\ny = stale\n" });
    repository.git("mv", "stale.md", "fresh.md");
    repository.commit();
    expect(fates(await updated(repository.root))).toEqual([
      "carried-out a.py:1",
      "carried-out stale.md",
      "moved a.py:2 → a.py:3",
      "moved stale.md:1 → fresh.md:1",
    ]);
    expect(fates(await updated(repository.root))).toEqual(["same a.py:3", "same fresh.md:1"]);
  });

  const UTF16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, "utf16le");
  test.each([
    ["UTF-8", (text: string) => Buffer.from(text)],
    ["UTF-16", UTF16],
  ])("knows a line of %s that became a name which holds the old one", async (_name, encoded) => {
    const repository = repositoryOf({ "a.txt": encoded("a\nx = stale\ny = stale\n") });
    await planned(repository.root, "stale", { replacement: "stale-free" });
    repository.write({ "a.txt": encoded("a\nx = stale-free\nz\ny = stale\n") });
    repository.commit();
    expect(fates(await updated(repository.root))).toEqual([
      "added a.txt:2",
      "carried-out a.txt:2",
      "moved a.txt:3 → a.txt:4",
    ]);
  });

  test("a file that moved elsewhere keeps its entries, and is a conflict where it still has the name", async () => {
    const repository = repositoryOf({ "stale.md": "one\ntwo\n# stale\n" });
    await planned(repository.root, "stale", renaming);
    repository.write({ "docs/.keep": "" });
    repository.git("mv", "stale.md", "docs/stale.md");
    repository.commit();
    expect(fates(await updated(repository.root))).toEqual([
      "changed stale.md → docs/stale.md",
      "moved stale.md:3 → docs/stale.md:3",
    ]);
  });
});

test("a merge brings both sides: entries follow, what came is new", async () => {
  const repository = repositoryOf({ "a.py": "one\nx = stale\nthree\n", "b.py": "stale()\n" });
  repository.git("checkout", "--quiet", "-b", "side");
  repository.write({ "c.py": "stale(3)\n", "b.py": "first\nstale()\n" });
  repository.commit("side");
  repository.git("checkout", "--quiet", "main");
  await planned(repository.root, "stale");
  repository.write({ "a.py": "zero\none\nx = stale\nthree\n" });
  repository.commit("main");
  repository.git("merge", "--quiet", "--no-edit", "side");
  expect(fates(await updated(repository.root))).toEqual([
    "added c.py:1",
    "moved a.py:2 → a.py:3",
    "moved b.py:1 → b.py:2",
  ]);
});

test("a block that a person made stays a block, moves, and shrinks with its lines", async () => {
  const lines = ["one", "two", "stale(", "  arg,", "  stale)", "six"];
  const repository = repositoryOf({ "a.py": `${lines.join("\n")}\n` });
  await planned(repository.root, "stale", {}, (entries) =>
    entries.flatMap((entry) =>
      entry.line === 3 ? [{ ...entry, endLine: 5, reason: "the whole call" }] : [],
    ),
  );
  repository.write({ "a.py": `zero\n${lines.join("\n")}\n` });
  repository.commit();
  expect(fates(await updated(repository.root))).toEqual(["moved a.py:3-5 → a.py:4-6"]);
  repository.write({ "a.py": `zero\n${lines.filter((line) => line !== "  arg,").join("\n")}\n` });
  repository.commit();
  const shrunk = await updated(repository.root);
  expect(fates(shrunk)).toEqual(["moved a.py:4-6 → a.py:4-5"]);
  expect(shrunk.map.entries).toMatchObject([{ line: 4, endLine: 5, reason: "the whole call" }]);
  repository.write({ "a.py": `zero\n${lines.join("\n").replace("  arg,", "  arg,\n  more,")}\n` });
  repository.commit();
  expect(fates(await updated(repository.root))).toEqual(["changed a.py:4-5 → a.py:4-7"]);
});

test("--rev brings the map to another revision, and back", async () => {
  const repository = repositoryOf({ "a.py": "x = stale\n" });
  const first = repository.git("rev-parse", "HEAD").trim();
  await planned(repository.root, "stale");
  const before = readFileSync(`${repository.root}/${MAP}`, "utf8");
  repository.write({ "a.py": "one\nx = stale\n" });
  const second = repository.commit();
  repository.write({ "a.py": "nothing\n" });
  repository.commit();
  const there = await updated(repository.root, { rev: second });
  expect([there.base, fates(there)]).toEqual([{ from: first, to: second }, ["moved a.py:1 → a.py:2"]]);
  const back = await updated(repository.root, { rev: first });
  expect(fates(back)).toEqual(["moved a.py:2 → a.py:1"]);
  const untimed = (text: string): string => text.replace(/^generated_at: .*$/m, "");
  expect(untimed(readFileSync(`${repository.root}/${MAP}`, "utf8"))).toBe(untimed(before));
  writeFileSync(`${repository.root}/${MAP}`, before);
  expect((await updated(repository.root, { rev: first })).changed).toBe(false);
});
