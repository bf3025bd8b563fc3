/**
 * Real commits under the hook that `occmap init` writes: whatever way a commit is made, it is judged as git would
 * record it.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { HOOK_SCRIPT } from "../../src/setup/hook-script.ts";
import { BIN } from "../support/command-line.ts";
import { GatedRepository, MAP } from "../support/gated-repository.ts";
import { call } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
let repository: GatedRepository;

/** Makes a commit, or whatever else runs hooks; what git and the hook say goes to one text. */
function attempt(args: string, cwd = repository.root): { made: boolean; said: string } {
  const before = repository.gitIn(cwd, "rev-parse", "--quiet", "--verify", "HEAD").trim();
  const { status, stdout, stderr } = spawnSync("git", args.split(" "), {
    cwd,
    encoding: "utf8",
    env: {
      ...repository.occmapVariables(),
      GIT_AUTHOR_NAME: "Test",
      GIT_AUTHOR_EMAIL: "test@example.invalid",
      GIT_COMMITTER_NAME: "Test",
      GIT_COMMITTER_EMAIL: "test@example.invalid",
    },
  });
  const made = repository.gitIn(cwd, "rev-parse", "HEAD").trim() !== before;
  expect({ args, status: status === 0, said: stdout + stderr }).toMatchObject({ status: made });
  return { made, said: stdout + stderr };
}

/** Puts `occmap` on the search path; every call of it is counted. */
function installOccmap(): void {
  const bin = join(folder(), "bin");
  mkdirSync(bin);
  const script = `#!/bin/sh\necho "$*" >> '${folder()}/calls'\nexec '${process.execPath}' '${BIN}' "$@"\n`;
  writeFileSync(join(bin, "occmap"), script);
  chmodSync(join(bin, "occmap"), 0o755);
  writeFileSync(join(folder(), "calls"), "");
  repository.variables["PATH"] = `${bin}:${process.env["PATH"] ?? ""}`;
}

function calls(): number {
  return readFileSync(join(folder(), "calls"), "utf8").split("\n").length - 1;
}

async function installHook(): Promise<void> {
  const { status, stderr } = await call(["init", "--hook", "plain"], {
    cwd: repository.root,
    variables: repository.occmapVariables(),
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}

const APP = "one\nuse OLD here\nthree\n";
const DONE = "one\nthree\n";

beforeEach(async () => {
  repository = new GatedRepository(folder());
  repository.write("src/app.txt", APP).write("docs/kept.txt", "OLD stays\n").write("other.txt", "plain\n");
  installOccmap();
  await installHook();
});

const PLAN = [
  { path: "docs/kept.txt", line: 1, keep: true },
  { path: "src/app.txt", line: 2 },
];

/** The usual beginning: the plan is committed, and says which commit it describes. */
function planned(): void {
  repository.plan(PLAN, { baseCommit: repository.commit("base") }).commit("plan");
}

describe("without a map", () => {
  test("a commit is made in silence, and occmap is not even started", () => {
    repository.commit("base");
    repository.write("other.txt", "changed\n");
    expect(attempt("commit --quiet --all --message=any")).toEqual({ made: true, said: "" });
    expect(calls()).toBe(0);
  });

  test("the first commit of a repository is made too", () => {
    repository.git("add", "--all");
    repository.git("commit", "--quiet", "--message=first");
    expect(calls()).toBe(0);
  });
});

describe("with a map", () => {
  test("the commit of the plan itself, before anything is carried out, is accepted", () => {
    repository.commit("base");
    repository.plan(PLAN);
    repository.git("add", "--all");
    const { made, said } = attempt("commit --quiet --message=plan");
    expect({ made, said }).toMatchObject({ made: true, said: expect.stringContaining("1 pending") });
  });

  test("git commit: what is staged counts, not what lies in the folder", () => {
    planned();
    repository.write("src/app.txt", DONE);
    repository.git("add", "--all");
    repository.write("other.txt", "changed, not staged\n");
    expect(attempt("commit --quiet --message=carry-out").made).toBe(true);
    repository.git("add", "--all");
    const { made, said } = attempt("commit --quiet --message=more");
    expect(made).toBe(false);
    expect(said).toMatch(/other\.txt\n[^\n]*extra-change/);
  });

  test("git commit -a: what git stages on the way counts", () => {
    planned();
    repository.write("src/app.txt", DONE).write("other.txt", "changed\n");
    expect(attempt("commit --quiet --all --message=both").said).toMatch(/other\.txt\n[^\n]*extra-change/);
    repository.write("other.txt", "plain\n");
    expect(attempt("commit --quiet --all --message=carry-out").made).toBe(true);
  });

  test("a file staged in part: only that part counts", () => {
    repository.write("src/app.txt", "one\nuse OLD here\n3\n4\n5\n6\n7\n8\n9\nten\n");
    planned();
    repository.write("src/app.txt", "one\n3\n4\n5\n6\n7\n8\n9\nTEN\n");
    const [header = "", first = "", second = ""] = repository.git("diff", "--unified=1").split(/^(?=@@)/m);
    repository.gitWith(header + first, "apply", "--cached", "-");
    expect(attempt("commit --quiet --message=planned").made).toBe(true);
    repository.gitWith(header + second, "apply", "--cached", "--recount", "-");
    expect(attempt("commit --quiet --message=not-planned").said).toMatch(/src\/app\.txt\n[^\n]*extra-change/);
  });

  test("git commit PATH: only that path counts, whatever else is staged", () => {
    planned();
    repository.write("src/app.txt", DONE).write("other.txt", "changed\n");
    repository.git("add", "--all");
    expect(attempt("commit --quiet --message=one src/app.txt").made).toBe(true);
    expect(attempt("commit --quiet --message=two other.txt").made).toBe(false);
  });

  test("git commit --amend: what it changes in the commit that it replaces counts", () => {
    planned();
    repository.write("src/app.txt", DONE);
    attempt("commit --quiet --all --message=carry-out");
    expect(attempt("commit --quiet --amend --message=a-better-message").made).toBe(true);
    repository.write("other.txt", "changed\n");
    expect(attempt("commit --quiet --amend --all --no-edit").made).toBe(false);
  });

  test("in a linked worktree the same hook judges that worktree's commit", () => {
    planned();
    const linked = join(folder(), "linked");
    repository.git("worktree", "add", "--quiet", linked);
    writeFileSync(join(linked, "other.txt"), "changed\n");
    expect(attempt("commit --quiet --all --message=extra", linked).made).toBe(false);
    writeFileSync(join(linked, "other.txt"), "plain\n");
    writeFileSync(join(linked, "src/app.txt"), DONE);
    expect(attempt("commit --quiet --all --message=carry-out", linked).made).toBe(true);
  });

  test("a hook that changes the index runs before the verdict", async () => {
    planned();
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\necho formatted > other.txt\ngit add other.txt\n");
    chmodSync(repository.at(".git/hooks/pre-commit"), 0o755);
    await installHook();
    repository.write("src/app.txt", DONE);
    const { made, said } = attempt("commit --quiet --all --message=carry-out");
    expect({ made, found: said.includes("other.txt") }).toEqual({ made: false, found: true });
  });

  test("a hook that was there and fails stops the commit before occmap is asked", async () => {
    planned();
    repository.write(".git/hooks/pre-commit", "#!/bin/sh\necho not today\nexit 3\n");
    chmodSync(repository.at(".git/hooks/pre-commit"), 0o755);
    await installHook();
    repository.write("src/app.txt", DONE);
    const before = calls();
    const { made, said } = attempt("commit --quiet --all --message=carry-out");
    expect({ made, said, calls: calls() - before }).toEqual({ made: false, said: "not today\n", calls: 0 });
  });

  test("without occmap on the machine a commit under a map is not made, and says why", () => {
    planned();
    repository.variables["PATH"] = process.env["PATH"] ?? "";
    repository.write("src/app.txt", DONE);
    const { made, said } = attempt("commit --quiet --all --message=carry-out");
    expect(made).toBe(false);
    expect(said).toContain("npm install --save-dev occmap");
  });
});

describe("a map that the commit takes away", () => {
  test("cannot be judged by, so nothing else may change in that commit", () => {
    planned();
    repository.remove(MAP).write("other.txt", "changed\n");
    const { made, said } = attempt("commit --quiet --all --message=gone");
    expect(made).toBe(false);
    expect(said).toContain("the commit deletes the map that it would be judged by");
  });

  test("is retired in a commit of its own", () => {
    planned();
    repository.remove(MAP);
    const { made, said } = attempt("commit --quiet --all --message=retired");
    expect({ made, said }).toEqual({
      made: true,
      said: `occmap: this commit retires ${MAP} and changes nothing else\n`,
    });
    repository.write("other.txt", "changed\n");
    expect(attempt("commit --quiet --all --message=after").made).toBe(true);
  });
});

describe("a merge", () => {
  /** `topic` has a commit of its own, `main` another. */
  function diverge(onTopic: () => void, onMain: () => void): void {
    repository.git("checkout", "--quiet", "-b", "topic");
    onTopic();
    repository.commit("topic");
    repository.git("checkout", "--quiet", "main");
    onMain();
    repository.commit("main");
  }

  test("of the bulk edit into a branch that went on is accepted", () => {
    repository.commit("base");
    diverge(
      () => {
        planned();
        repository.write("src/app.txt", DONE);
      },
      () => repository.write("other.txt", "main went on\n"),
    );
    expect(attempt("merge --quiet --no-edit topic").made).toBe(true);
    expect(calls()).toBeGreaterThan(0);
  });

  test("of a branch that went on into the bulk edit is accepted", () => {
    repository.commit("base");
    diverge(
      () => {
        planned();
        repository.write("src/app.txt", DONE);
      },
      () => repository.write("other.txt", "main went on\n"),
    );
    repository.git("checkout", "--quiet", "topic");
    expect(attempt("merge --quiet --no-edit main").made).toBe(true);
  });

  test("that was finished by hand is judged as it was finished", () => {
    planned();
    diverge(
      () => repository.write("src/app.txt", DONE).write("clash.txt", "topic\n"),
      () => repository.write("clash.txt", "main\n"),
    );
    expect(() => repository.git("merge", "--quiet", "topic")).toThrow();
    repository.write("clash.txt", "main\n").write("other.txt", "slipped in\n");
    repository.git("add", "--all");
    const { made, said } = attempt("commit --quiet --no-edit");
    expect(made).toBe(false);
    expect(said).toMatch(/against none of its parents[^]*other\.txt/);
    repository.write("other.txt", "plain\n");
    repository.git("add", "--all");
    expect(attempt("commit --quiet --no-edit").made).toBe(true);
  });
});

test("the hook passes a shell's own check of its syntax", () => {
  const file = join(folder(), "hook");
  writeFileSync(file, HOOK_SCRIPT);
  execFileSync("sh", ["-n", file]);
});

describe("where git runs no hook for a commit", () => {
  /** A commit on a side branch that changes what no plan covers; `main` has the plan. */
  function withSide(content: string): void {
    planned();
    repository.git("checkout", "--quiet", "-b", "side");
    repository.write("other.txt", content).commit("unplanned");
    repository.git("checkout", "--quiet", "main");
  }

  test.each(["cherry-pick side", "revert --no-edit HEAD", "rebase --quiet side"])(
    "git %s makes its commits unjudged, which is what CI is for",
    (command) => {
      withSide("changed\n");
      repository.write("more.txt", "ours\n").commit("unplanned, too");
      const before = calls();
      expect(attempt(command).made).toBe(true);
      expect(calls()).toBe(before);
    },
  );

  test("git stash takes changes away and brings them back unjudged", () => {
    planned();
    repository.write("other.txt", "changed\n");
    const before = calls();
    repository.git("stash");
    repository.git("stash", "pop");
    expect(calls()).toBe(before);
    expect(attempt("commit --quiet --all --message=it").made).toBe(false);
  });

  test("what is committed by hand after a conflict is judged", () => {
    withSide("their way\n");
    repository.write("other.txt", "our way\n").commit("unplanned, too");
    attempt("cherry-pick side");
    repository.write("other.txt", "a third way\n").git("add", "--all");
    expect(attempt("-c core.editor=true cherry-pick --continue").said).toMatch(
      /other\.txt\n[^\n]*extra-change/,
    );
  });
});

test("under husky, as husky itself runs its hooks", async () => {
  repository.commit("base");
  const husky = join(import.meta.dirname, "..", "..", "node_modules", "husky", "bin.js");
  execFileSync(process.execPath, [husky], { cwd: repository.root, env: repository.occmapVariables() });
  const { status } = await call(["init", "--hook", "husky"], {
    cwd: repository.root,
    variables: repository.occmapVariables(),
  });
  expect(status).toBe(0);
  repository.git("add", "--all");
  expect(attempt("commit --quiet --message=hooks")).toEqual({ made: true, said: "" });
  repository.plan(PLAN, { baseCommit: repository.git("rev-parse", "HEAD").trim() }).commit("plan");
  repository.write("src/app.txt", DONE).write("other.txt", "changed\n");
  expect(attempt("commit --quiet --all --message=both").said).toMatch(/other\.txt\n[^\n]*extra-change/);
  repository.write("other.txt", "plain\n");
  expect(attempt("commit --quiet --all --message=carry-out").made).toBe(true);
});
