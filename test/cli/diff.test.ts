/** `occmap diff`, run as a user runs it: files, revisions, and maps of different commits. */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { diffDocumentSchema } from "../../src/report/life-schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { occmap, type Run } from "../support/command-line.ts";
import { makeRepository, writeFiles, type TestRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const MAP = "occurrence_map.yaml";
const COMMITTED = `HEAD:${MAP}`;

interface Place {
  readonly repository: TestRepository;
  readonly run: (...args: readonly string[]) => Promise<Run>;
  readonly edit: (change: (text: string) => string) => void;
}

async function committedMap(): Promise<Place> {
  const root = folder();
  const repository = makeRepository(root, {
    "a.py": "import x\nfoo = old_name(1)\nbar = 2\nlog.info('old_name')\n",
    "doc.md": "# Doc\n\nold_name is here\n",
  });
  const run = (...args: readonly string[]): Promise<Run> => occmap(args, { cwd: root });
  expect(await run("scan", "--target", "old_name")).toMatchObject({ status: 0 });
  repository.commit("map");
  const edit = (change: (text: string) => string): void =>
    writeFileSync(`${root}/${MAP}`, change(readFileSync(`${root}/${MAP}`, "utf8")));
  return { repository, run, edit };
}

async function differences(run: Place["run"], first: string, second: string): Promise<unknown> {
  const { stdout } = await run("diff", first, second, "--json");
  const document: unknown = JSON.parse(stdout);
  expect(await conforms(diffDocumentSchema, document)).toBe(true);
  return document;
}

describe("occmap diff", () => {
  test("layout, comments and time are no difference", async () => {
    const { run, edit } = await committedMap();
    edit((text) =>
      text
        .replace(/generated_at: .*/, "generated_at: 2020-01-01T00:00:00Z")
        .replace("categories:", "# mine\ncategories:"),
    );
    expect(await run("diff", COMMITTED, MAP)).toEqual({
      status: 0,
      signal: null,
      stdout: `${COMMITTED} and ${MAP} say the same.\n`,
      stderr: "",
    });
    expect(await differences(run, COMMITTED, MAP)).toMatchObject({ same: true, differences: [] });
  });

  test("names what was decided otherwise, by effect, with its reasons", async () => {
    const { run } = await committedMap();
    expect(await run("set", "--keep", "--reason", "stays\u001b[31m", "--path", "doc.md")).toMatchObject({
      status: 0,
    });
    const { status, stdout } = await run("diff", COMMITTED, MAP);
    expect(status).toBe(1);
    expect(stdout).toContain("1 tightened: a change may do less\n  doc.md:3 moved from remove to keep\n");
    expect(stdout).toContain("kept: stays\\x1b[31m\n");
    expect(stdout).toContain(`1 difference between ${COMMITTED} and ${MAP}\n`);
    expect((await run("diff", MAP, COMMITTED)).stdout).toContain(
      "1 loosened: a change may do more\n  doc.md:3 moved from keep to remove\n",
    );
  });

  test("entries follow their lines to the other map's commit", async () => {
    const { repository, run } = await committedMap();
    repository.write({
      "a.py": "import x\nimport y\n\nfoo = old_name(1)\nbar = 2\n",
      "doc.md": "# Doc\n\nold_name is here\nand old_name there\n",
    });
    repository.git("mv", "doc.md", "guide.md");
    repository.commit();
    expect(await run("update")).toMatchObject({ status: 0 });
    const document = await differences(run, COMMITTED, MAP);
    expect(document).toMatchObject({
      lines: "followed",
      differences: [
        { effect: "tightened", kind: "entry-gone", from: { path: "a.py", line: 4 } },
        { effect: "loosened", kind: "entry-added", to: { path: "guide.md", line: 4 } },
        { effect: "rebased", kind: "base" },
      ],
    });
  });

  test("where the commits cannot be brought together, it says so", async () => {
    const { run, edit } = await committedMap();
    edit((text) => text.replace(/base_commit: .*/, `base_commit: ${"a".repeat(40)}`));
    expect(await differences(run, COMMITTED, MAP)).toMatchObject({
      lines: "as-numbers",
      differences: [{ effect: "rebased" }],
    });
    expect((await run("diff", COMMITTED, MAP)).stdout).toContain("could not be brought together");
  });

  test("two files, without a repository", async () => {
    const cwd = folder();
    writeFiles(cwd, { "a.py": "old_name\n" });
    expect(await occmap(["scan", "--target", "old_name", "-o", "one.yaml"], { cwd })).toMatchObject({
      status: 0,
    });
    copyFileSync(`${cwd}/one.yaml`, `${cwd}/two.yaml`);
    expect(await occmap(["diff", "one.yaml", "two.yaml"], { cwd })).toMatchObject({
      status: 0,
      stdout: "one.yaml and two.yaml say the same.\n",
    });
    expect(await occmap(["diff", "one.yaml", "HEAD:two.yaml"], { cwd })).toMatchObject({ status: 2 });
  });

  test.each([
    ["one map alone", [MAP], "name two maps"],
    ["a file that is not there", [MAP, "none.yaml"], "there is no occurrence map"],
    ["a path that the revision has not", [MAP, "HEAD:none.yaml"], "there is no occurrence map"],
    ["a revision that is not there", [MAP, `nowhere:${MAP}`], "is not a revision"],
    ["a path out of the repository", [MAP, `HEAD:../${MAP}`], "the path after the colon holds .."],
    ["a file that is no map", [MAP, "a.py"], "a.py is not valid"],
  ])("%s is an error that says what is wrong", async (_name, maps, words) => {
    const { run } = await committedMap();
    expect(await run("diff", ...maps)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining(words),
    });
  });
});
