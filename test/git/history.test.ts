/** A map describes one commit, the change starts from a later one: entries follow their lines. */
import { describe, expect, test } from "@jest/globals";
import { GatedRepository } from "../support/gated-repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

const TEXT = ["first", "use OLD here", "middle", "keep OLD here", "last"].map((line) => `${line}\n`).join("");
const ENTRIES = [
  { path: "a.txt", line: 2 },
  { path: "a.txt", line: 4, keep: true },
];

/** A repository whose map describes its first commit; then `commits`, one after the other. */
function after(...commits: readonly ((repository: GatedRepository) => void)[]): GatedRepository {
  const repository = new GatedRepository(folder());
  repository.write("a.txt", TEXT);
  const baseCommit = repository.commit("planned");
  repository.plan(ENTRIES, { baseCommit });
  repository.commit("the map");
  for (const commit of commits) {
    commit(repository);
    repository.commit();
  }
  return repository;
}

const DONE = TEXT.replace("use OLD here\n", "");

test("entries move with their lines", async () => {
  const repository = after(
    (one) => one.write("a.txt", `new\n${TEXT}`),
    (one) => one.write("a.txt", `new\nnewer\n${TEXT.replace("middle\n", "")}more\n`),
  );
  repository.write("a.txt", `new\nnewer\n${DONE.replace("middle\n", "")}more\n`);
  expect(await repository.gate()).toMatchObject({ error: "", status: 0 });
  repository.write("a.txt", `new\nnewer\n${DONE.replace("keep OLD here\n", "")}more\n`);
  expect(await repository.gate()).toMatchObject({ status: 1 });
});

test("entries follow a renamed file", async () => {
  const repository = after((one) => one.remove("a.txt").write("deep/b.txt", TEXT));
  repository.write("deep/b.txt", DONE);
  expect(await repository.gate()).toMatchObject({ error: "", status: 0 });
  repository.write("deep/b.txt", DONE.replace("keep OLD here\n", ""));
  expect(await repository.gate()).toMatchObject({ status: 1, findings: ["keep-touched deep/b.txt"] });
});

test("what was carried out before counts as done", async () => {
  const repository = after((one) => one.write("a.txt", DONE));
  expect(await repository.gate()).toMatchObject({ error: "", status: 0 });
});

test("an entry whose line changed otherwise is stale", async () => {
  const repository = after((one) => one.write("a.txt", TEXT.replace("use OLD here", "now OLD is elsewhere")));
  const verdict = await repository.gate();
  expect(verdict.status).toBe(1);
  expect(verdict.findings).toContain("stale-entry a.txt");
});

describe("a line that was edited, with another line above it", () => {
  const lines = ["first", "use OLD here", "middle", "also OLD here", "last"];
  const text = (some: readonly string[]): string => some.map((line) => `${line}\n`).join("");
  const entries = [
    { path: "a.txt", line: 2 },
    { path: "a.txt", line: 4 },
  ];

  /** The base: `edited` took the place of the second line, `above` stands before it. */
  function edited(above: string, now: string): GatedRepository {
    const repository = new GatedRepository(folder());
    repository.write("a.txt", text(lines));
    const baseCommit = repository.commit("planned");
    repository.plan(entries, { baseCommit });
    repository.commit("the map");
    repository.write("a.txt", text(["first", above, now, ...lines.slice(2)]));
    repository.commit("edited");
    return repository;
  }

  test.each([
    ["no occurrence in it", "new", "use OLD there"],
    ["an occurrence in it", "OLD", "use OLD there"],
    ["the same words", "use OLD there", "use OLD there"],
  ])(
    "%s: what stands is carried, what was edited is stale, and nothing is done",
    async (_name, above, now) => {
      const repository = edited(above, now);
      const verdict = await repository.gate();
      expect(verdict).toMatchObject({ error: "", status: 1 });
      expect(verdict.findings).toContain("stale-entry a.txt");
      expect(verdict.findings).toContain("not-removed a.txt");
      expect(verdict.findings).toContain("unmapped-occurrence a.txt");
    },
  );
});

test("a kept file that is gone makes its entry stale", async () => {
  const repository = after((one) => one.remove("a.txt"));
  expect(await repository.gate()).toMatchObject({ status: 1, findings: ["stale-entry a.txt"] });
});

test("history with merges is followed from tree to tree", async () => {
  const repository = after();
  repository.git("checkout", "--quiet", "-b", "side");
  repository.write("a.txt", `new\n${TEXT}`);
  repository.commit("side");
  repository.git("checkout", "--quiet", "main");
  repository.write("b.txt", "b\n");
  repository.commit("main");
  repository.git("merge", "--quiet", "--no-edit", "side");
  repository.write("a.txt", `new\n${DONE}`);
  expect(await repository.gate()).toMatchObject({ error: "", status: 0 });
});

test("a map of a commit that was rebased away is followed by content", async () => {
  const repository = after();
  repository.write("a.txt", `new\n${TEXT}`);
  repository.git("add", "--all");
  // The same files, and a history that knows nothing of the planned commit.
  const tree = repository.git("write-tree").trim();
  repository.git("reset", "--quiet", "--hard", repository.git("commit-tree", tree, "-m", "orphan").trim());
  repository.write("a.txt", `new\n${DONE}`);
  expect(await repository.gate()).toMatchObject({ error: "", status: 0 });
});

test("a map of a commit that has none of its files has nothing to say about their lines", async () => {
  const repository = after();
  const empty = repository.gitWith("", "mktree").trim();
  const unrelated = repository.git("commit-tree", empty, "-m", "unrelated").trim();
  repository.plan(ENTRIES, { baseCommit: unrelated });
  repository.write("a.txt", DONE);
  expect(await repository.gate()).toMatchObject({
    error: "",
    status: 1,
    findings: ["extra-change a.txt", "stale-entry a.txt", "unmapped-occurrence a.txt"],
  });
});

test("a map of the head of the change gives no right at the base", async () => {
  const repository = after();
  const base = repository.git("rev-parse", "HEAD").trim();
  repository.write("a.txt", DONE).write("b.txt", "not planned\n");
  const head = repository.commit("the change");
  repository.plan(ENTRIES, { baseCommit: head });
  const verdict = await repository.gate({ base });
  expect(verdict).toMatchObject({ error: "", status: 1 });
  expect(verdict.findings).toEqual(
    expect.arrayContaining(["stale-entry a.txt", "unmapped-occurrence a.txt"]),
  );
});

test.each([
  ["a tree", (repository: GatedRepository) => repository.git("rev-parse", "HEAD^{tree}").trim()],
  ["a file", (repository: GatedRepository) => repository.git("rev-parse", "HEAD:a.txt").trim()],
])("a map of %s instead of a commit is refused", async (_name, idOf) => {
  const repository = after();
  repository.plan(ENTRIES, { baseCommit: idOf(repository) });
  repository.write("a.txt", DONE);
  expect(await repository.gate()).toMatchObject({ status: 2 });
});

test("a planned commit that is not there is refused with the command that fetches it", async () => {
  const repository = after();
  const missing = "0123456789abcdef0123456789abcdef01234567";
  repository.plan(ENTRIES, { baseCommit: missing });
  const verdict = await repository.gate();
  expect(verdict).toMatchObject({ status: 2 });
  expect(verdict.next).toContain(`git fetch --depth=1 origin ${missing}`);
});
