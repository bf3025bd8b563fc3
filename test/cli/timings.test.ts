/** `--timings`: what it says and where; and that the threads of the built program do their work. */
import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkDocumentSchema, gateDocumentSchema, scanDocumentSchema } from "../../src/report/schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { occmap } from "../support/command-line.ts";
import { makeRepository, type Files } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

const CODE = `import old_name

def old_name_of(thing):
    return thing.old_name or "old_name"
`;

describe("--timings", () => {
  test("is a table on standard error", async () => {
    const repository = makeRepository(folder(), { "app.py": CODE });
    const { status, stdout, stderr } = await occmap(["scan", "--target", "old_name", "--timings"], {
      cwd: repository.root,
    });
    expect(status).toBe(0);
    expect(stdout).not.toContain("timings");
    expect(stderr).toMatch(/^timings .*\n(?: {2}\S.* ms +\d+ %\n)+ {2}peak memory: \d+ MB/m);
    for (const words of ["search with ripgrep", "parse, sort and decide", "write the map", "in all"])
      expect(stderr).toContain(words);
  });

  test.each([
    { command: ["scan", "--target", "old_name", "--force"], schema: scanDocumentSchema, stage: "search" },
    { command: ["gate"], schema: gateDocumentSchema, stage: "judge" },
    { command: ["check"], schema: checkDocumentSchema, stage: "map" },
  ])("is a part of the document of $command.0 with --json", async ({ command, schema, stage }) => {
    const repository = makeRepository(folder(), { "app.py": CODE });
    await occmap(["scan", "--target", "old_name"], { cwd: repository.root });
    const { stdout, stderr } = await occmap([...command, "--json", "--timings"], { cwd: repository.root });
    const document = JSON.parse(stdout) as { timings?: { stages: { stage: string }[] } };
    expect(stderr).toBe("");
    expect(await conforms(schema, document)).toBe(true);
    expect(document.timings?.stages.map((one) => one.stage)).toContain(stage);
    const without = await occmap([...command, "--json"], { cwd: repository.root });
    expect(JSON.parse(without.stdout)).not.toHaveProperty("timings");
  });
});

test("the threads of the built program parse as its main thread does", async () => {
  const scanned = async (name: string, files: Files): Promise<string[]> => {
    const repository = makeRepository(join(folder(), name), files);
    const { status } = await occmap(["scan", "--target", "old_name"], { cwd: repository.root });
    expect(status).toBe(0);
    const map = readFileSync(join(repository.root, "occurrence_map.yaml"), "utf8");
    return (map.match(/^ {6}- path: zebra\.py\n(?: {8}.*\n)+/gm) ?? []).map(String);
  };
  // More text than one thread sorts before others are started (src/syntax/sorter.ts).
  const filling = `old_name = 1\n${"nothing = [to, see, here]\n".repeat(50_000)}`;
  const alone = await scanned("alone", { "zebra.py": CODE });
  const beside = await scanned("beside", { "aardvark.py": filling, "zebra.py": CODE });
  expect(alone.length).toBeGreaterThanOrEqual(3);
  expect(beside).toEqual(alone);
});
