/** Objects and history that stand for others: replace refs, grafts, alternates, shallow and partial clones. */
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { carryOut, plannedRepository, threats } from "../support/threat.ts";
import { judged, GatedRepository, MAP } from "../support/gated-repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const threat = threats(import.meta.filename);
const folder = temporaryFolder();

threat("a replace ref for a blob", {
  setting: (repository) => {
    const evil = repository.gitWith("changed\n", "hash-object", "-w", "--stdin").trim();
    repository.git("replace", repository.git("rev-parse", "HEAD:other.txt").trim(), evil);
  },
  hostile: (repository) => repository.write("other.txt", "changed\n"),
  rejected: ["extra-change other.txt"],
});

threat("a replace ref for the base commit", {
  setting: (repository) => {
    const base = repository.git("rev-parse", "HEAD").trim();
    repository.write("other.txt", "changed\n");
    const evil = repository.commit("another");
    repository.git("reset", "--quiet", "--hard", base);
    repository.git("replace", base, evil);
  },
  hostile: (repository) => repository.write("other.txt", "changed\n"),
  rejected: ["extra-change other.txt"],
});

threat("a graft", {
  setting: (repository) => {
    const base = repository.git("rev-parse", "HEAD").trim();
    repository.write("other.txt", "changed\n");
    repository.commit("second");
    repository.write("third.txt", "x\n");
    const third = repository.commit("third");
    // The third commit claims to come right after the first.
    repository.git("reset", "--quiet", "--hard", base);
    repository.write(".git/info/grafts", `${third}\n`);
  },
  request: () => ({ base: "HEAD" }),
  hostile: (repository) => repository.write("other.txt", "changed\n"),
  rejected: ["extra-change other.txt"],
});

threat("alternates, in a place whose name needs quotes", {
  name: 'odd :"; \\name',
  setting: (repository) => {
    const store = join(repository.home, "store");
    mkdirSync(store);
    renameSync(join(repository.root, ".git", "objects"), join(store, "objects"));
    mkdirSync(join(repository.root, ".git", "objects", "info"), { recursive: true });
    writeFileSync(
      join(repository.root, ".git", "objects", "info", "alternates"),
      `${join(store, "objects")}\n`,
    );
  },
  hostile: (repository) => repository.write("other.txt", "changed\n"),
  rejected: ["extra-change other.txt"],
});

threat("a commit graph and packed objects", {
  setting: (repository) => {
    repository.git("repack", "-adq");
    repository.git("commit-graph", "write", "--reachable");
    repository.git("pack-refs", "--all");
  },
  hostile: (repository) => repository.write("other.txt", "changed\n"),
  rejected: ["extra-change other.txt"],
});

threat("objects named by SHA-256", {
  initOptions: ["--object-format=sha256"],
  hostile: (repository) => repository.write("other.txt", "changed\n"),
  rejected: ["extra-change other.txt"],
});

threat("files beyond core.bigFileThreshold", {
  base: (repository) => repository.write("big.txt", `${"x".repeat(3_000_000)}\n`),
  setting: (repository) => repository.git("config", "core.bigFileThreshold", "1k"),
  hostile: (repository) => repository.write("big.txt", `${"x".repeat(3_000_000)}\nOLD\n`),
  rejected: ["extra-change big.txt", "new-occurrence big.txt"],
});

/** A commit whose tree, against git's own rules, has these entries at its front. */
function oddCommit(repository: GatedRepository, ...entries: readonly string[]): void {
  repository.git("add", "--all");
  const tree = repository.git("write-tree").trim();
  const known = execFileSync("git", ["cat-file", "tree", tree], { cwd: repository.root });
  const evil = repository.gitWith("evil\n", "hash-object", "-w", "--stdin").trim();
  const front = entries.map((entry) =>
    Buffer.from(`${entry}\0${Buffer.from(evil, "hex").toString("latin1")}`, "latin1"),
  );
  const odd = repository
    .gitWith(Buffer.concat([...front, known]), "hash-object", "-t", "tree", "-w", "--stdin", "--literally")
    .trim();
  repository.git(
    "reset",
    "--quiet",
    "--hard",
    repository.git("commit-tree", "-m", "odd", "-p", "HEAD", odd).trim(),
  );
}

for (const [name, entry] of [
  ["a file", "100644 other.txt"],
  ["the map", `100644 ${MAP}`],
] as const) {
  threat(`a tree that lists ${name} twice`, {
    hostile: (repository) => oddCommit(repository, entry),
    honest: (repository) => repository.commit("carried out"),
    request: () => ({ base: "HEAD~1", head: { kind: "revision", name: "HEAD" } }),
    rejected: { error: /lists a path twice/ },
  });
}

threat("objects that are missing, and programs that would fetch them", {
  setting: (repository) => {
    const program = repository.program("fetch");
    for (const [key, value] of [
      ["core.repositoryFormatVersion", "1"],
      ["extensions.partialClone", "origin"],
      ["remote.origin.promisor", "true"],
      ["remote.origin.url", `ext::${program}`],
      ["remote.origin.uploadpack", program],
      ["core.sshCommand", program],
      ["core.gitProxy", program],
      ["credential.helper", `!${program}`],
      ["protocol.allow", "always"],
    ] as const)
      repository.git("config", key, value);
    const oid = repository.git("rev-parse", "HEAD:src/app.txt").trim();
    rmSync(join(repository.root, ".git", "objects", oid.slice(0, 2), oid.slice(2)));
  },
  hostile: (repository) => repository.write("other.txt", "changed\n"),
  rejected: { error: /is missing/ },
  refusesAll: /is missing/,
});

threat("an object that is damaged", {
  hostile: (repository) => {
    const oid = repository.git("rev-parse", "HEAD:src/app.txt").trim();
    const file = join(repository.root, ".git", "objects", oid.slice(0, 2), oid.slice(2));
    rmSync(file);
    writeFileSync(file, "damaged");
  },
  rejected: { error: /git-failed/ },
});

threat("an object that is missing, of a file that stands", {
  setting: (repository) => {
    const oid = repository.git("rev-parse", "HEAD:docs/kept.txt").trim();
    rmSync(join(repository.root, ".git", "objects", oid.slice(0, 2), oid.slice(2)));
  },
  // What lies on disk has the very id: the content is known, and the verdict exact.
  hostile: (repository) => repository.write("other.txt", "changed\n"),
  rejected: ["extra-change other.txt"],
});

threat("a tag with the name of the base branch", {
  setting: (repository) => repository.git("checkout", "--quiet", "-b", "feature"),
  // The tag makes the change its own base.
  hostile: (repository) => {
    repository.write("other.txt", "changed\n").commit("hidden behind the tag");
    repository.git("tag", "main", "feature");
  },
  honest: (repository) => repository.commit("carried out"),
  request: () => ({ base: "main" }),
  rejected: { error: /"main" is ambiguous/ },
});

/** A clone of a planned repository with the plan carried out in a second commit. */
function clone(...options: readonly string[]): GatedRepository {
  const origin = plannedRepository(join(folder(), "origin"));
  const base = origin.git("rev-parse", "HEAD").trim();
  origin.git("config", "uploadpack.allowFilter", "true");
  origin.git("config", "uploadpack.allowAnySHA1InWant", "true");
  carryOut(origin);
  origin.commit("carried out");
  const cloned = new GatedRepository(folder(), "clone");
  cloned.remove("");
  cloned.gitIn(dirname(cloned.root), "clone", "--quiet", ...options, `file://${origin.root}`, cloned.root);
  cloned.variables["BASE"] = base;
  return cloned;
}

test("a shallow clone without the base is refused with the command that fetches it", async () => {
  const cloned = clone("--depth=1");
  const base = cloned.variables["BASE"] ?? "";
  const verdict = await judged({
    folder: cloned.root,
    variables: cloned.occmapVariables(),
    base,
    head: { kind: "revision", name: "HEAD" },
  });
  expect(verdict).toMatchObject({ status: 2 });
  expect(verdict.error).toMatch(/^bad-revision: .*history is shallow/);
  expect(verdict.next).toContain(`git fetch --depth=1 origin ${base}`);
  cloned.git("fetch", "--quiet", "--depth=1", "origin", base);
  expect(await cloned.gate({ base, head: { kind: "revision", name: "HEAD" } })).toMatchObject({
    status: 0,
    error: "",
  });
});

test("a partial clone without the objects is refused, nothing is fetched, and the command it names mends it", async () => {
  const cloned = clone("--filter=blob:none", "--no-checkout");
  const before = cloned.fingerprint();
  const request = { base: "HEAD~1", head: { kind: "revision", name: "HEAD" } } as const;
  const verdict = await cloned.gate(request);
  expect(verdict).toMatchObject({ status: 2 });
  expect(verdict.error).toMatch(/partial clone/);
  expect(cloned.fingerprint()).toEqual(before);
  const [, command = ""] = /run: git (.*)/.exec(verdict.next) ?? [];
  cloned.git(...command.split(" "));
  expect(await cloned.gate(request)).toMatchObject({ status: 0, error: "" });
});
