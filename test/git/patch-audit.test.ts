/** Patches that say more, less or something else than git reads in them: none of them is judged. */
import { expect, test } from "@jest/globals";
import { auditPatch } from "../../src/git/patch-audit.ts";
import { carryOut, plannedRepository } from "../support/threat.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

const GOOD = `diff --git a/src/app.txt b/src/app.txt
--- a/src/app.txt
+++ b/src/app.txt
@@ -1,3 +1,2 @@
 one
-use OLD here
 three
`;
const OTHER = `diff --git a/other.txt b/other.txt
--- a/other.txt
+++ b/other.txt
@@ -1 +1 @@
-plain
+changed
`;

const REFUSED: Readonly<Record<string, string>> = {
  "a line after the last hunk": `${GOOD}+one line more\n`,
  "a deleted line after the last hunk": `${GOOD}-three\n`,
  "a hunk without a file": `@@ -1 +1 @@\n-plain\n+changed\n${GOOD}`,
  "a hunk in the prose of a mail": `Subject: x\n\n@@ -1 +1 @@\n-plain\n+changed\n---\n${GOOD}`,
  "a file without hunks": `--- a/other.txt\n+++ b/other.txt\n${GOOD}`,
  "a file without hunks at the end": `${GOOD}--- a/other.txt\n+++ b/other.txt\n`,
  "one of two names": `${GOOD}--- a/other.txt\n`,
  "a hunk that says fewer lines than it has": GOOD.replace("-1,3 +1,2", "-1,2 +1,1"),
  "a hunk that says more lines than it has": GOOD.replace("-1,3 +1,2", "-1,4 +1,3"),
  "a hunk that is cut off": GOOD.slice(0, -8),
  "text between two files": `${GOOD}Please also look at this:\n${OTHER}`,
  "a hunk for another place": GOOD.replace("@@ -1,3 +1,2 @@", "@@ -2,3 +2,2 @@"),
  "a hunk without context for another place": `--- a/src/app.txt\n+++ b/src/app.txt\n@@ -3 +2,0 @@\n-use OLD here\n`,
  "content that is not there": GOOD.replace("one", "two"),
  "a file that is not there": OTHER.replaceAll("other.txt", "missing.txt"),
  "a file that is there already": "--- /dev/null\n+++ b/other.txt\n@@ -0,0 +1 @@\n+changed\n",
  "a name that leads out": OTHER.replaceAll("other.txt", "../other.txt"),
  "an absolute name": "--- /dev/null\n+++ b//etc/../../evil\n@@ -0,0 +1 @@\n+x\n",
  "a name inside .git": "--- /dev/null\n+++ b/.git/hooks/pre-commit\n@@ -0,0 +1 @@\n+x\n",
  "names with and without prefixes": GOOD + OTHER.replaceAll(/[ab]\/other/g, "other"),
  "two names that are not each other's": OTHER.replace("+++ b/other.txt", "+++ b/docs/kept.txt"),
  "a header and names that differ": OTHER.replace(
    "diff --git a/other.txt b/other.txt",
    "diff --git a/docs/kept.txt b/docs/kept.txt",
  ),
  "a binary file without its content":
    "diff --git a/other.txt b/other.txt\nindex 1..2\nBinary files a/other.txt and b/other.txt differ\n",
  "a binary content that is cut off":
    "diff --git a/n.bin b/n.bin\nnew file mode 100644\nindex 0000000000000000000000000000000000000000..f76dd238ade08917e6712764a16a22005a50573d\nGIT binary patch\nliteral 100\ncmZPo\n\nliteral 0\nHcmV?d00001\n\n",
  "a combined diff":
    "diff --cc other.txt\nindex 1,2..3\n--- a/other.txt\n+++ b/other.txt\n@@@ -1,1 -1,1 +1,1 @@@\n--plain\n -plain\n++changed\n",
  "line ends of another system": GOOD.replaceAll("\n", "\r\n"),
  "prose alone": "there is nothing here\n",
  "a wrong file mode": OTHER.replace("--- a", "old mode 100755\nnew mode 100644\n--- a"),
};

for (const [name, text] of Object.entries(REFUSED)) {
  test(`is not judged: ${name}`, async () => {
    const repository = plannedRepository(folder());
    const before = repository.fingerprint();
    const head = { kind: "patch", name: "-", content: Buffer.from(text) } as const;
    const verdict = await repository.gate({ head });
    expect(verdict).toMatchObject({ status: 2, findings: [] });
    expect(verdict.error).toMatch(/^patch-failed: the patch cannot be judged: /);
    expect(repository.fingerprint()).toEqual(before);
  });
}

const JUDGED: Readonly<Record<string, readonly [patch: string, findings: readonly string[]]>> = {
  "the plan": [GOOD, []],
  "the plan, with a signature": [`${GOOD}-- \n2.39.5\n\n`, []],
  "two diffs for one file, one after the other": [
    `${GOOD}${OTHER}${OTHER.replace("-plain", "-changed").replace("+changed", "+plain")}`,
    [],
  ],
  "a diff too many": [GOOD + OTHER, ["extra-change other.txt"]],
  "a new file with the prefix in its name": [
    `${GOOD}diff --git a/a/b b/a/b\nnew file mode 100644\n--- /dev/null\n+++ b/a/b\n@@ -0,0 +1 @@\n+x\n`,
    ["extra-file a/b"],
  ],
  "a change of mode alone": [
    `${GOOD}diff --git a/other.txt b/other.txt\nold mode 100644\nnew mode 100755\n`,
    ["mode-change other.txt"],
  ],
  "a patch of another tool, with times": [
    GOOD.replace(/^diff.*\n/, "").replace("--- a/src/app.txt", "--- a/src/app.txt\t2026-01-01 00:00:00"),
    [],
  ],
  "lines in the file that look like headers": [
    `${GOOD}--- /dev/null\n+++ b/new.txt\n@@ -0,0 +1,3 @@\n+-- a/x\n+++ b/x\n+@@ -1 +1 @@\n`,
    ["extra-file new.txt"],
  ],
};

for (const [name, [text, findings]] of Object.entries(JUDGED)) {
  test(`is judged: ${name}`, async () => {
    const repository = plannedRepository(folder());
    const head = { kind: "patch", name: "-", content: Buffer.from(text) } as const;
    expect(await repository.gate({ head })).toMatchObject({
      error: "",
      status: findings.length === 0 ? 0 : 1,
      findings,
    });
  });
}

test("settings of git do not change what a patch does", async () => {
  const repository = plannedRepository(folder());
  repository.git("config", "apply.ignoreWhitespace", "change");
  repository.git("config", "apply.whitespace", "fix");
  const spaced = GOOD.replace(" three", "  three");
  const head = { kind: "patch", name: "-", content: Buffer.from(spaced) } as const;
  expect(await repository.gate({ head })).toMatchObject({ status: 2 });
  carryOut(repository);
});

test("a patch that is too large to be read is refused by its size", async () => {
  const repository = plannedRepository(folder());
  const content = Buffer.alloc(256 * 1024 * 1024 + 1, "\n");
  const verdict = await repository.gate({ head: { kind: "patch", name: "-", content } });
  expect(verdict).toMatchObject({ status: 2, error: expect.stringContaining("the limit is") });
});

test("the shape of a patch", () => {
  expect(auditPatch(GOOD)).toEqual({
    text: GOOD,
    strip: 1,
    hasContext: true,
    files: 1,
    added: 0,
    deleted: 1,
  });
  const bare = OTHER.replaceAll(/[ab]\/other/g, "other");
  expect(auditPatch(bare)).toEqual({
    text: bare,
    strip: 0,
    hasContext: false,
    files: 1,
    added: 1,
    deleted: 1,
  });
  expect(auditPatch(`${GOOD}+x\n`)).toEqual({ stray: { line: 8, text: "+x" } });
});
