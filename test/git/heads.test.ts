/**
 * One change, four heads: as working tree, index, revision and patch, however the patch is drawn. The verdict is
 * the same, because each becomes the same tree.
 */
import { expect, test } from "@jest/globals";
import { chmodSync } from "node:fs";
import { GatedRepository, type Judged } from "../support/gated-repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

const LINES = Array.from({ length: 40 }, (_, index) => (index % 7 === 3 ? "same\n" : `line ${index + 1}\n`));
const WITH = [...LINES.slice(0, 9), "use OLD here\n", "}\n", "use OLD here\n", "}\n", ...LINES.slice(9)].join(
  "",
);
const WITHOUT = [...LINES.slice(0, 9), "}\n", "}\n", ...LINES.slice(9)].join("");

function repositoryToChange(): GatedRepository {
  const repository = new GatedRepository(folder());
  repository
    .write("src/app.txt", WITH)
    .write("app.txt", WITH)
    .write("src/gone.txt", "OLD\nand more\n")
    .write("docs/kept.txt", "OLD stays\nand this\n")
    .write("docs/tail.txt", "first\nOLD last")
    .write('other folder/ä "quoted".txt', "plain\nuse OLD\nplain\n")
    .write("crlf.txt", "one\r\nOLD two\r\nthree\r\n")
    .write("pixels.bin", Buffer.from([0, 1, 2, 255, 0]))
    .write("script.sh", "echo hello\n")
    .link("link", "docs/kept.txt")
    .plan([
      { path: "app.txt", line: 10 },
      { path: "app.txt", line: 12 },
      { path: "crlf.txt", line: 2 },
      { path: "docs/kept.txt", line: 1, keep: true },
      { path: "docs/tail.txt", line: 2 },
      { path: 'other folder/ä "quoted".txt', line: 2 },
      { path: "src/app.txt", line: 10 },
      { path: "src/app.txt", line: 12 },
      { path: "src/gone.txt", line: 0 },
    ]);
  repository.commit("base");
  return repository;
}

const HONEST = (repository: GatedRepository): void => {
  repository
    .write("src/app.txt", WITHOUT)
    .write("app.txt", WITHOUT)
    .write("docs/tail.txt", "first\n")
    .write('other folder/ä "quoted".txt', "plain\nplain\n")
    .write("crlf.txt", "one\r\nthree\r\n")
    .remove("src/gone.txt");
};

const CHANGES: Readonly<Record<string, (repository: GatedRepository) => void>> = {
  "the plan and nothing else": HONEST,
  "one line too many is deleted": (repository) => {
    HONEST(repository);
    repository.write("src/app.txt", WITHOUT.replace("}\n", ""));
  },
  "a kept line is moved": (repository) => {
    HONEST(repository);
    repository.write("docs/kept.txt", "and this\nOLD stays\n");
  },
  "files are renamed, copied, made and retyped": (repository) => {
    HONEST(repository);
    repository
      .write("docs/renamed.txt", repository.read("docs/kept.txt"))
      .remove("docs/kept.txt")
      .write("src/copy.txt", WITH)
      .write("empty.txt", "")
      .write("new/no newline.txt", "OLD")
      .remove("link")
      .write("link", "docs/kept.txt");
    chmodSync(repository.at("script.sh"), 0o755);
  },
  "a binary file and line ends change": (repository) => {
    HONEST(repository);
    repository.write("pixels.bin", Buffer.from([0, 9, 9, 255, 0, 10])).write("script.sh", "echo hello\r\n");
  },
  "the plan is carried out in part": (repository) => {
    repository.write("app.txt", WITHOUT).write("crlf.txt", "one\r\nOLD three\r\nthree\r\n");
  },
};

const DRAWINGS: readonly (readonly string[])[] = [
  ["--diff-algorithm=myers"],
  ["--diff-algorithm=minimal", "--no-indent-heuristic"],
  ["--diff-algorithm=patience"],
  ["--diff-algorithm=histogram", "--indent-heuristic"],
  ["--unified=0"],
  ["--unified=1"],
  ["--unified=100", "--function-context"],
  ["--inter-hunk-context=20"],
  ["--find-renames=10%"],
  ["--find-copies-harder", "--find-copies=10%"],
  ["--no-renames", "--full-index"],
  ["--no-prefix"],
  ["--no-prefix", "--unified=0"],
  ["--src-prefix=i/", "--dst-prefix=w/"],
  ["--src-prefix=old/", "--dst-prefix=new/"],
  ["--break-rewrites"],
  ["-R"],
];

const verdictOf = ({ status, findings, error }: Judged): Pick<Judged, "status" | "findings" | "error"> => {
  return { status, findings, error };
};

for (const [name, change] of Object.entries(CHANGES)) {
  test(`four heads and every drawing: ${name}`, async () => {
    const repository = repositoryToChange();
    change(repository);
    const worktree = verdictOf(await repository.gate());
    expect(worktree).toMatchObject({ error: "", status: name === "the plan and nothing else" ? 0 : 1 });
    repository.git("add", "--all");
    expect(verdictOf(await repository.gate({ head: { kind: "index" } }))).toEqual(worktree);
    repository.commit("head");
    const revision = { base: "HEAD~1", head: { kind: "revision", name: "HEAD" } } as const;
    expect(verdictOf(await repository.gate(revision))).toEqual(worktree);
    for (const drawing of DRAWINGS) {
      const turned = drawing.includes("-R") ? ["HEAD", "HEAD~1"] : ["HEAD~1", "HEAD"];
      const patch = repository.git("diff", "--binary", ...drawing, ...turned);
      const head = { kind: "patch", name: "-", content: Buffer.from(patch) } as const;
      expect([drawing, verdictOf(await repository.gate({ base: "HEAD~1", head }))]).toEqual([
        drawing,
        worktree,
      ]);
    }
    const mail = Buffer.from(repository.git("format-patch", "--stdout", "--binary", "-1", "HEAD"));
    const head = { kind: "patch", name: "-", content: mail } as const;
    expect(verdictOf(await repository.gate({ base: "HEAD~1", head }))).toEqual(worktree);
  }, 180_000);
}

test("a series of mails is one change", async () => {
  const repository = repositoryToChange();
  repository.write("app.txt", WITHOUT);
  repository.commit("first part\n\n- with a list\n+ of two kinds");
  HONEST(repository);
  repository.commit("second part");
  const content = Buffer.from(repository.git("format-patch", "--stdout", "--binary", "HEAD~2"));
  const verdict = await repository.gate({ base: "HEAD~2", head: { kind: "patch", name: "-", content } });
  expect(verdict).toMatchObject({ error: "", status: 0 });
});

test("an empty patch changes nothing", async () => {
  const repository = repositoryToChange();
  for (const text of ["", "\n\n"]) {
    const head = { kind: "patch", name: "-", content: Buffer.from(text) } as const;
    const verdict = await repository.gate({ head });
    expect(verdict.status).toBe(1);
    expect(verdict.findings.every((finding) => finding.startsWith("not-removed "))).toBe(true);
  }
});
