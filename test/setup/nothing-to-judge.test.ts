/**
 * `occmap hook` in a repository without a map ends before the program is loaded. Whatever could make it matter has to
 * lead past that short way; what the command then says is held by hook.test.ts.
 */
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { nothingToJudge } from "../../src/jobs/nothing-to-judge.ts";
import { quickAnswer } from "../../src/quick.ts";
import { VERSION } from "../../src/version.ts";
import { occmap } from "../support/command-line.ts";
import { GatedRepository, MAP } from "../support/gated-repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
let repository: GatedRepository;

beforeEach(() => {
  repository = new GatedRepository(folder());
  repository.write("a.txt", "OLD\n").write("docs/b.txt", "b\n").commit("base");
});

function isCertain(at = repository.root, variables: Readonly<Record<string, string>> = {}): boolean {
  return nothingToJudge(at, { ...repository.occmapVariables(), ...variables });
}

describe("nothing to judge", () => {
  test("in a repository without a map, whatever else is changed and staged in it", () => {
    repository.write("a.txt", "changed\n").write("c.txt", "new\n").git("add", "c.txt");
    expect(isCertain()).toBe(true);
  });

  test("in a linked working tree", () => {
    repository.git("worktree", "add", "--quiet", "../linked");
    expect(isCertain(join(folder(), "linked"))).toBe(true);
  });

  test.each([".git/index", ".git/next-index-1.lock"])("with the index that git names, %s", (index) => {
    repository.write(".git/next-index-1.lock", repository.read(".git/index"));
    expect(isCertain(repository.root, { GIT_INDEX_FILE: index })).toBe(true);
  });

  test("and the command is silent", async () => {
    const answer = await occmap(["hook"], { cwd: repository.root });
    expect(answer).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });
});

describe("not certain", () => {
  test.each<[what: string, make: (one: GatedRepository) => unknown]>([
    ["an untracked map", (one) => one.plan([])],
    ["a map that is only in the index", (one) => (one.plan([]).git("add", MAP), one.remove(MAP))],
    ["a map that this commit takes away", (one) => (one.plan([]).commit(), one.git("rm", "--quiet", MAP))],
    ["a link in its place", (one) => one.link(MAP, "nowhere")],
    ["missions", (one) => one.write("kitty-specs/one/meta.json", "{}")],
    [
      "a mission that this commit takes away",
      (one) => {
        one.write("kitty-specs/one/occurrence_map.yaml", "x").commit();
        one.git("rm", "-r", "--quiet", "kitty-specs");
      },
    ],
    ["a project", (one) => one.write(".kittify/metadata.yaml", "")],
    ["a mission's folder above", () => writeFileSync(join(folder(), "meta.json"), "{}")],
    ["a broken index", (one) => one.write(".git/index", "broken")],
    ["a HEAD that leads nowhere", (one) => one.write(".git/HEAD", `${"1".repeat(40)}\n`)],
    ["another working tree", (one) => one.git("config", "core.worktree", folder())],
  ])("%s", (_what, make) => {
    expect(isCertain()).toBe(true);
    make(repository);
    expect(isCertain()).toBe(false);
  });

  test("a map that a replacement of HEAD hides", () => {
    const bare = repository.git("rev-parse", "HEAD").trim();
    const withMap = repository.plan([]).commit();
    repository.git("rm", "--quiet", MAP);
    repository.git("replace", withMap, bare);
    expect(isCertain()).toBe(false);
  });

  test("a HEAD whose commit is missing is an error of the hook's, and no first commit", async () => {
    repository.write(".git/HEAD", `${"1".repeat(40)}\n`);
    const detached = await occmap(["hook"], { cwd: repository.root });
    expect(detached).toMatchObject({ status: 2, stdout: "" });
    repository.write(".git/HEAD", "ref: refs/heads/main\n");
    repository.write(".git/refs/heads/main", `${"1".repeat(40)}\n`);
    const branch = await occmap(["hook"], { cwd: repository.root });
    expect(branch).toMatchObject({ status: 2, stdout: "" });
  });

  test("before the first commit", () => {
    expect(isCertain(new GatedRepository(folder(), "new").root)).toBe(false);
  });

  test("below the top of the repository, and outside of any", () => {
    expect(isCertain(repository.at("docs"))).toBe(false);
    mkdirSync(join(folder(), "plain"));
    expect(isCertain(join(folder(), "plain"))).toBe(false);
  });

  test("an index that is not git's own", () => {
    writeFileSync(join(folder(), "index"), repository.read(".git/index"));
    for (const index of ["../index", ".git/../../index", join(folder(), "index")])
      expect(isCertain(repository.root, { GIT_INDEX_FILE: index })).toBe(false);
  });

  test("where git cannot be found", () => {
    expect(isCertain(repository.root, { PATH: repository.at("docs") })).toBe(false);
  });
});

test("variables that lead git elsewhere are not followed, and no program of the repository runs", () => {
  const other = new GatedRepository(folder(), "other");
  other.write("x", "x\n").commit();
  repository.plan([]).commit();
  const led = { GIT_DIR: other.at(".git"), GIT_WORK_TREE: other.root };
  expect(isCertain(repository.root, led)).toBe(false);
  const program = other.program("fsmonitor");
  appendFileSync(other.at(".git/config"), `[core]\n\tfsmonitor = ${program}\n`);
  other.git("update-index", "--fsmonitor");
  other.forgetTraces();
  expect(isCertain(other.root)).toBe(true);
  expect(other.traces()).toEqual([]);
});

test("the version is known before the program is loaded; every other word is a matter for it", () => {
  const caller = { cwd: repository.root, variables: repository.occmapVariables() };
  expect(quickAnswer("--version", caller)).toBe(`${VERSION}\n`);
  expect(quickAnswer("hook", caller)).toBe("");
  for (const word of ["gate", "--help", "", "version", "hook "])
    expect(quickAnswer(word, caller)).toBeUndefined();
  expect(quickAnswer("hook", { ...caller, cwd: join(folder(), "missing") })).toBeUndefined();
});
