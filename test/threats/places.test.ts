/** Where the repository lies, and what lies in it: worktrees, submodules, repositories within it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { carryOut, PLAN, plannedRepository, threats } from "../support/threat.ts";
import { judged, GatedRepository, MAP } from "../support/gated-repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const threat = threats(import.meta.filename);
const folder = temporaryFolder();
const OTHER_CHANGED = ["extra-change other.txt"];
const editOther = (repository: GatedRepository): void => {
  repository.write("other.txt", "changed\n");
};

threat("core.worktree that leads elsewhere", {
  setting: (repository) => {
    const elsewhere = join(repository.home, "elsewhere");
    mkdirSync(elsewhere);
    repository.git("--work-tree", elsewhere, "checkout", "--quiet", "HEAD", "--", ".");
  },
  hostile: (repository) => {
    editOther(repository);
    repository.git("config", "core.worktree", join(repository.home, "elsewhere"));
  },
  rejected: { error: /working tree is .*elsewhere/ },
});

threat("GIT_DIR, GIT_WORK_TREE and the folders of objects in the environment", {
  setting: (repository) => {
    const elsewhere = plannedRepository(join(repository.home, "second"));
    Object.assign(repository.variables, {
      GIT_DIR: join(elsewhere.root, ".git"),
      GIT_WORK_TREE: elsewhere.root,
      GIT_COMMON_DIR: join(elsewhere.root, ".git"),
      GIT_OBJECT_DIRECTORY: join(elsewhere.root, ".git", "objects"),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: join(elsewhere.root, ".git", "objects"),
      GIT_NAMESPACE: "other",
      GIT_CEILING_DIRECTORIES: dirname(repository.root),
      GIT_REPLACE_REF_BASE: "refs/heads",
      GIT_SHALLOW_FILE: join(repository.home, "shallow"),
      GIT_GLOB_PATHSPECS: "1",
      GIT_ICASE_PATHSPECS: "1",
      GIT_ATTR_SOURCE: "HEAD",
      GIT_TRACE: join(dirname(repository.root), "ran-trace"),
      GIT_EXEC_PATH: repository.home,
    });
    repository.forgetTraces();
  },
  // Git of the test itself must not be misled either.
  hostile: editOther,
  rejected: OTHER_CHANGED,
});

threat("GIT_INDEX_FILE outside of the repository", {
  setting: (repository) => {
    repository.variables["GIT_INDEX_FILE"] = join(repository.home, "index");
    repository.git("read-tree", "HEAD");
    delete repository.variables["GIT_INDEX_FILE"];
  },
  hostile: (repository) => {
    editOther(repository);
    repository.git("add", "--all");
    repository.variables["GIT_INDEX_FILE"] = join(repository.home, "index");
  },
  honest: (repository) => {
    repository.git("add", "--all");
    repository.variables["GIT_INDEX_FILE"] = join(repository.home, "index");
  },
  request: () => ({ head: { kind: "index" } }),
  rejected: OTHER_CHANGED,
});

threat("GIT_INDEX_FILE that climbs out of the git directory", {
  setting: (repository) => {
    repository.variables["GIT_INDEX_FILE"] = join(repository.home, "index");
    repository.git("read-tree", "HEAD");
    delete repository.variables["GIT_INDEX_FILE"];
  },
  hostile: (repository) => {
    editOther(repository);
    repository.git("add", "--all");
    repository.variables["GIT_INDEX_FILE"] = `${repository.root}/.git/../../home/index`;
  },
  honest: (repository) => {
    repository.git("add", "--all");
    repository.variables["GIT_INDEX_FILE"] = `${repository.root}/.git/../../home/index`;
  },
  request: () => ({ head: { kind: "index" } }),
  rejected: OTHER_CHANGED,
});

threat("the index of a hook, inside the git directory", {
  // `git commit -- file` gives the hook an index of its own; the usual one holds something else.
  hostile: (repository) => {
    editOther(repository);
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--no-verify", "-m", "x", "--dry-run");
    repository.write(".git/next-index-7.lock", repository.read(".git/index"));
    repository.git("reset", "--quiet");
    repository.variables["GIT_INDEX_FILE"] = ".git/next-index-7.lock";
  },
  honest: (repository) => {
    repository.git("add", "src/app.txt");
    repository.write(".git/next-index-7.lock", repository.read(".git/index"));
    repository.write("other.txt", "changed\n");
    repository.git("add", "--all");
    repository.variables["GIT_INDEX_FILE"] = ".git/next-index-7.lock";
  },
  request: () => ({ head: { kind: "index" } }),
  rejected: OTHER_CHANGED,
});

/** A second repository with one commit at `path` of the first. */
function nest(repository: GatedRepository, path: string): void {
  repository.write(`${path}/inner.txt`, "OLD\n");
  const at = repository.at(path);
  repository.gitIn(at, "init", "--quiet");
  repository.gitIn(at, "add", "--all");
  repository.gitIn(at, "commit", "--quiet", "-m", "inner");
}

threat("a nested repository that the change brings in", {
  base: (repository) => repository.write(".gitignore", "/ignored/\n"),
  hostile: (repository) => nest(repository, "nested"),
  honest: (repository) => nest(repository, "ignored"),
  rejected: ["submodule-change nested"],
});

threat("a nested repository without a commit", {
  base: (repository) => repository.write(".gitignore", "/ignored/\n"),
  hostile: (repository) => {
    repository.write("nested/evil.txt", "OLD\n");
    repository.gitIn(repository.at("nested"), "init", "--quiet");
  },
  honest: (repository) => {
    repository.write("ignored/evil.txt", "OLD\n");
    repository.gitIn(repository.at("ignored"), "init", "--quiet");
  },
  rejected: { error: /nested: .*no commit/ },
});

threat("a submodule that is told to be ignored", {
  base: (repository) => {
    nest(repository, "sub");
    repository.write(".gitmodules", '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n\tignore = all\n');
  },
  setting: (repository) => {
    repository.git("config", "submodule.sub.ignore", "all");
    repository.git("config", "diff.ignoreSubmodules", "all");
  },
  hostile: (repository) =>
    repository.gitIn(repository.at("sub"), "commit", "--quiet", "--allow-empty", "-m", "moved"),
  honest: (repository) => repository.write("sub/inner.txt", "work in progress\n"),
  rejected: ["submodule-change sub"],
});

threat("a submodule without .gitmodules", {
  base: (repository) => nest(repository, "sub"),
  hostile: (repository) => {
    repository.remove("sub");
    repository.write("sub", "OLD\n");
  },
  rejected: ["new-occurrence sub", "type-change sub"],
});

threat("a file that becomes a repository", {
  hostile: (repository) => {
    repository.remove("other.txt");
    nest(repository, "other.txt");
  },
  rejected: ["type-change other.txt"],
});

test("a linked worktree is judged by its own index, head and state", async () => {
  const repository = plannedRepository(folder());
  const place = join(folder(), "linked");
  repository.git("worktree", "add", "--quiet", "-b", "second", place);
  writeFileSync(join(place, "src/app.txt"), "one\nthree\n");
  // Something else is going on in the main one.
  repository.write("other.txt", "changed\n");
  repository.git("add", "--all");
  const request = { folder: place, variables: repository.occmapVariables() };
  const before = repository.fingerprint();
  expect(await judged(request)).toMatchObject({ status: 0, error: "" });
  writeFileSync(join(place, "other.txt"), "changed\n");
  expect(await judged(request)).toMatchObject({ status: 1, findings: OTHER_CHANGED });
  repository.gitIn(place, "add", "--all");
  expect(await judged({ ...request, head: { kind: "index" } })).toMatchObject({
    status: 1,
    findings: OTHER_CHANGED,
  });
  expect(repository.fingerprint().length).toBeGreaterThanOrEqual(before.length);
});

test("the folder for temporary files lies in the working tree", async () => {
  const repository = plannedRepository(folder());
  carryOut(repository);
  mkdirSync(repository.at("tmp"));
  const usual = process.env["TMPDIR"];
  process.env["TMPDIR"] = repository.at("tmp");
  try {
    expect(await repository.gate()).toMatchObject({ status: 0, error: "", notes: [] });
    repository.write("tmp/left.txt", "OLD\n");
    expect(await repository.gate()).toMatchObject({
      status: 1,
      findings: ["extra-file tmp/left.txt", "new-occurrence tmp/left.txt"],
    });
  } finally {
    if (usual === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = usual;
  }
});

test("a repository that is reached through a link", async () => {
  const repository = plannedRepository(folder());
  const link = join(folder(), "link");
  symlinkSync(repository.root, link);
  carryOut(repository);
  const request = { folder: link, mapFile: join(link, MAP), variables: repository.occmapVariables() };
  expect(await judged(request)).toMatchObject({ status: 0, error: "" });
  editOther(repository);
  expect(await judged(request)).toMatchObject({ status: 1, findings: OTHER_CHANGED });
});

test("a folder of the map becomes a link out of the repository", async () => {
  const repository = plannedRepository(folder(), { base: (one) => one.plan(PLAN, {}, `plans/${MAP}`) });
  const mapFile = repository.at(`plans/${MAP}`);
  repository.plan([...PLAN, { path: `plans/${MAP}`, line: 3, keep: true }], {});
  carryOut(repository);
  const elsewhere = join(repository.home, "plans");
  renameSync(repository.at("plans"), elsewhere);
  symlinkSync(elsewhere, repository.at("plans"));
  const verdict = await repository.gate({ mapFile });
  expect(verdict).toMatchObject({ status: 2 });
  expect(verdict.error).toMatch(/a link that leads out/);
});

test("a pipe in the place of the map is not opened", async () => {
  const repository = plannedRepository(folder());
  repository.git("rm", "--quiet", "--cached", MAP);
  repository.remove(MAP);
  execFileSync("mkfifo", [repository.at(MAP)]);
  const verdict = await repository.gate();
  expect(verdict).toMatchObject({ status: 2 });
  expect(verdict.error).toMatch(/no regular file/);
});

test("a submodule in the place of the map", async () => {
  const repository = plannedRepository(folder());
  repository.git("rm", "--quiet", "--cached", MAP);
  const commit = repository.git("rev-parse", "HEAD").trim();
  repository.git("update-index", "--add", "--cacheinfo", `160000,${commit},${MAP}`);
  const verdict = await repository.gate({ head: { kind: "index" } });
  expect(verdict).toMatchObject({ status: 2 });
  expect(verdict.error).toMatch(/a submodule in the map's place/);
});

test("a bare repository is refused by name", async () => {
  const repository = plannedRepository(folder());
  const bare = join(folder(), "bare.git");
  repository.git("clone", "--quiet", "--bare", repository.root, bare);
  const verdict = await judged({ folder: bare, variables: repository.occmapVariables() });
  expect(verdict).toMatchObject({ status: 2 });
  expect(verdict.error).toMatch(/bare repository/);
});

test("a branch without a commit is refused by name", async () => {
  const repository = new GatedRepository(folder());
  const verdict = await repository.gate();
  expect(verdict).toMatchObject({ status: 2 });
  expect(verdict.error).toMatch(/no commit yet/);
});

test("an empty tree as base is refused by name", async () => {
  const repository = plannedRepository(folder());
  carryOut(repository);
  const empty = repository.gitWith("", "hash-object", "-t", "tree", "--stdin").trim();
  expect(await repository.gate({ base: empty })).toMatchObject({ status: 2 });
});

test("a repository in place of a file that was to go is seen", async () => {
  const repository = plannedRepository(folder(), {
    base: (one) => one.write("gone.txt", "OLD\n").plan([...PLAN, { path: "gone.txt", line: 0 }]),
  });
  carryOut(repository);
  repository.remove("gone.txt");
  expect(await repository.gate()).toMatchObject({ status: 0, error: "" });
  nest(repository, "gone.txt");
  expect(await repository.gate()).toMatchObject({ status: 1, findings: ["type-change gone.txt"] });
});
