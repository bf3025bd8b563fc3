import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import type { PageData } from "../../src/report/html/page-data.ts";
import { reportDocumentSchema } from "../../src/report/schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { git, occmap, type Run } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const run = (...args: readonly string[]): Promise<Run> => occmap(args, { cwd: folder() });
const put = (name: string, text: string): void => writeFileSync(join(folder(), name), text);

beforeEach(async () => {
  git(folder(), "init", "-q", "-b", "main");
  put(".gitignore", "*.html\n");
  put("app.py", "import os\n\ndef old_name():\n    return 1\n\nprint(old_name())\n");
  git(folder(), "add", ".");
  git(folder(), "commit", "-q", "-m", "start");
  expect((await run("scan", "--target", "old_name")).status).toBe(0);
});

function dataOf(file: string): PageData {
  const html = readFileSync(join(folder(), file), "utf8");
  const [, json = ""] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json) as PageData;
}

describe("occmap report", () => {
  test("flags about a verdict want one, and --summary is written beside the page", async () => {
    const refused = await run("report", "-o", "plan.html", "--head", "no-such-revision");
    expect(refused).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("--head is about a verdict"),
    });
    const judged = await run("report", "-o", "review.html", "--gate", "--summary", "summary.md");
    // Nothing of the plan is carried out.
    expect(judged).toMatchObject({ status: 1, stderr: "" });
    expect(readFileSync(join(folder(), "summary.md"), "utf8")).toContain("occmap");
  });

  test("shows every entry of the map with the lines around it", async () => {
    const { status, stdout } = await run("report", "-o", "plan.html");
    expect([status, stdout]).toEqual([0, "wrote plan.html: 2 entries in 1 file\n"]);
    const { items, files, baseCommit, verdict } = dataOf("plan.html");
    expect(items.map(({ line, shown, category }) => [line, shown, category])).toEqual([
      [3, [1, 5], "code_symbols"],
      [6, [4, 6], "code_symbols"],
    ]);
    expect(files[0]?.lines["3"]).toEqual({ text: "def old_name():", marks: [[4, 12]] });
    expect(files[0]?.url).toBeUndefined();
    expect(baseCommit).toBe(git(folder(), "rev-parse", "HEAD").trim());
    expect(verdict).toBeUndefined();
  });

  test.each([
    ["git@github.com:some/thing.git", "https://github.com/some/thing/blob/", "#L"],
    ["https://gitlab.com/a/b/c.git", "https://gitlab.com/a/b/c/tree/", "#L"],
    ["ssh://git@bitbucket.org/a/b.git", "https://bitbucket.org/a/b/src/", "#lines-"],
  ])("links to the host of %s at the base", async (remote, address, mark) => {
    git(folder(), "remote", "add", "origin", remote);
    await run("report", "-o", "plan.html");
    const [file] = dataOf("plan.html").files;
    expect(file?.url).toBe(`${address}${git(folder(), "rev-parse", "HEAD").trim()}/app.py`);
    expect(file?.lineMark).toBe(mark);
  });

  test.each(["https://example.invalid/a/b.git", "/some/where", "javascript:alert(1)"])(
    "does not guess a link for %s",
    async (remote) => {
      git(folder(), "config", "remote.origin.url", remote);
      expect((await run("report", "-o", "plan.html")).status).toBe(0);
      expect(dataOf("plan.html").files[0]?.url).toBeUndefined();
    },
  );

  test("with --gate the verdict is the gate's, and findings stand beside their entries", async () => {
    put("app.py", "import os\n\nprint(old_name())\nextra\n");
    const gate = await run("gate");
    const { status, stdout } = await run("report", "--gate", "-o", "review.html");
    expect(status).toBe(gate.status);
    expect(stdout.split("\n")[0]).toMatch(/^rejected: /);
    const { items, verdict } = dataOf("review.html");
    const beside = items.flatMap(({ findings }) => findings.map((index) => verdict?.findings[index]?.code));
    expect(beside).toEqual(["still-present"]);
    expect(verdict?.findings.map(({ code }) => code)).toContain("extra-change");
  });

  test("--json is one document of its schema", async () => {
    const { stdout } = await run("report", "-o", "plan.html", "--json");
    const parsed: unknown = JSON.parse(stdout);
    expect(await conforms(reportDocumentSchema, parsed)).toBe(true);
    expect(parsed).toMatchObject({ page: "plan.html", entries: 2, files: 1 });
  });

  test("an invalid map makes no page", async () => {
    put("occurrence_map.yaml", "nonsense: true\n");
    const { status, stdout } = await run("report", "-o", "plan.html");
    expect(status).toBe(1);
    expect(stdout).toContain("map-invalid");
    expect(existsSync(join(folder(), "plan.html"))).toBe(false);
  });
});
