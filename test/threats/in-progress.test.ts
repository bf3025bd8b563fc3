/** What git is in the middle of: refused by name, unless the two trees do not depend on it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";
import { judged, type GatedRepository } from "../support/gated-repository.ts";
import { carryOut, plannedRepository } from "../support/threat.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const LIBRARY = join(import.meta.dirname, "..", "..", "dist", "index.js");

/** Two branches that change the same line; on `main` the plan is carried out. */
function diverged(): { repository: GatedRepository; base: string; done: string } {
  const repository = plannedRepository(folder());
  const base = repository.git("rev-parse", "HEAD").trim();
  repository.git("checkout", "--quiet", "-b", "topic");
  repository.write("other.txt", "topic\n");
  repository.commit("topic");
  repository.write("another.txt", "topic\n");
  repository.commit("topic again");
  repository.git("checkout", "--quiet", "main");
  carryOut(repository);
  const done = repository.commit("carried out");
  repository.write("other.txt", "main\n");
  repository.commit("main");
  return { repository, base, done };
}

function fails(repository: GatedRepository, ...args: readonly string[]): void {
  expect(() => repository.git(...args)).toThrow();
}

const STATES: readonly (readonly [name: string, begin: (repository: GatedRepository) => void])[] = [
  ["a merge", (repository) => fails(repository, "merge", "topic")],
  ["a rebase", (repository) => fails(repository, "rebase", "topic")],
  ["a rebase or git am", (repository) => fails(repository, "rebase", "--apply", "topic")],
  ["a cherry-pick", (repository) => fails(repository, "cherry-pick", "topic~1")],
  [
    "a cherry-pick",
    (repository) => repository.write(".git/CHERRY_PICK_HEAD", repository.git("rev-parse", "topic")),
  ],
  [
    "a series of cherry-picks or reverts",
    (repository) => {
      fails(repository, "cherry-pick", "topic~2..topic");
      repository.write("other.txt", "resolved\n");
      repository.git("add", "--all");
      repository.git("commit", "--quiet", "--no-verify", "-m", "by hand");
    },
  ],
  ["a revert", (repository) => repository.git("revert", "--no-commit", "HEAD")],
  ["a bisection", (repository) => repository.git("bisect", "start")],
];

for (const [at, [name, begin]] of STATES.entries()) {
  test(`${name} in progress is refused by name (${at + 1})`, async () => {
    const { repository, base, done } = diverged();
    begin(repository);
    const before = repository.fingerprint();
    for (const kind of ["worktree", "index"] as const) {
      const verdict = await repository.gate({ head: { kind } });
      expect(verdict).toMatchObject({ status: 2, findings: [] });
      expect(verdict.error).toContain(`${name} is in progress`);
    }
    // A revision and a patch are what they are.
    expect(await repository.gate({ base, head: { kind: "revision", name: done } })).toMatchObject({
      error: "",
      status: 0,
    });
    const content = Buffer.from(repository.git("diff", base, done));
    expect(await repository.gate({ base, head: { kind: "patch", name: "-", content } })).toMatchObject({
      error: "",
      status: 0,
    });
    expect(repository.fingerprint()).toEqual(before);
  });
}

test("a merge in progress in a linked worktree is seen there, and only there", async () => {
  const { repository } = diverged();
  const place = join(folder(), "linked");
  repository.git("worktree", "add", "--quiet", "--detach", place, "main");
  expect(() => repository.gitIn(place, "merge", "topic")).toThrow();
  const variables = repository.occmapVariables();
  expect((await judged({ folder: place, variables })).error).toContain("a merge is in progress");
  repository.git("reset", "--quiet", "--hard", "main~2");
  carryOut(repository);
  expect(await judged({ folder: repository.root, variables })).toMatchObject({ error: "", status: 0 });
});

test("conflicts without a merge in progress are refused by name", async () => {
  const { repository } = diverged();
  fails(repository, "merge", "topic");
  repository.remove(".git/MERGE_HEAD");
  for (const kind of ["worktree", "index"] as const) {
    expect((await repository.gate({ head: { kind } })).error).toMatch(/merge is not resolved/);
  }
});

test("a finished merge leaves nothing behind that stops the gate", async () => {
  const { repository, base, done } = diverged();
  fails(repository, "merge", "topic");
  repository.git("merge", "--abort");
  repository.git("reset", "--quiet", "--hard", base);
  repository.git("merge", "--quiet", "--no-ff", "--no-edit", done);
  expect(await repository.gate({ base })).toMatchObject({ error: "", status: 0 });
  writeFileSync(repository.at("other.txt"), "changed\n");
  expect(await repository.gate({ base })).toMatchObject({ status: 1, findings: ["extra-change other.txt"] });
});

const onUnix = process.platform === "win32" ? test.skip : test;
onUnix("the comparison that was begun beside it may fail after the refusal", () => {
  const { repository } = diverged();
  fails(repository, "merge", "topic");
  const bin = join(folder(), "bin");
  mkdirSync(bin);
  const answers = `case "$*" in *ls-files*) exit 1;; esac`;
  writeFileSync(join(bin, "git"), `#!/bin/sh\n${answers}\nPATH=\${PATH#*:} exec git "$@"\n`, { mode: 0o755 });
  // It lives until all has ended that was begun, and dies of a failure that nobody awaits.
  const script = `
    import { gate } from ${JSON.stringify(pathToFileURL(LIBRARY).href)};
    await gate({ folder: process.cwd(), variables: process.env }).catch(({ code }) => console.log(code));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: repository.root,
    env: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: folder() },
    encoding: "utf8",
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "unsupported\n", stderr: "" });
});
