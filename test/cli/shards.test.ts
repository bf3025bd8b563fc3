/** A scan in parts, joined. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { scan } from "../../src/jobs/scan.ts";
import { mergeMaps, readPart, type Part } from "../../src/jobs/merge.ts";
import { shardOf } from "../../src/jobs/universe.ts";
import { runInvocation } from "../../src/diagnostics/invocation.ts";
import { beside } from "../../src/map/line-comment.ts";
import { writeMap } from "../../src/map/write.ts";
import { mergeDocumentSchema } from "../../src/report/life-schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { occmap } from "../support/command-line.ts";
import { makeRepository } from "../support/repository.ts";
import { MISSION } from "../support/scan.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const PARTS = 3;
const IDENTITY = ["--mission-id", MISSION.id, "--mission-slug", MISSION.slug];

function repositoryOfManyFiles(): void {
  const names = Array.from({ length: 20 }, (_, at) => `src/file-${at}${at % 4 === 0 ? "-needle" : ""}.py`);
  makeRepository(folder(), Object.fromEntries(names.map((name, at) => [name, `x = ${at}\nneedle(${at})\n`])));
}

/** The text of a scan's map at a fixed time. */
async function textOf(shard?: { part: number; of: number }): Promise<{ text: string; files: number }> {
  const request = {
    folder: folder(),
    target: "needle",
    mission: MISSION,
    now: new Date(shard ? Date.UTC(2026, 3, shard.part) : Date.UTC(2026, 3, PARTS)),
    variables: { PATH: process.env["PATH"], HOME: folder() },
    ...(shard === undefined ? {} : { shard }),
  };
  const result = await runInvocation(() => scan(request));
  const comments = new Map(result.planned.map((one) => [one.entry, beside(one)]));
  return {
    text: writeMap(result.map, { commentOf: (entry) => comments.get(entry) }),
    files: result.ledger.searched,
  };
}

async function parts(): Promise<Part[]> {
  const made: Part[] = [];
  for (let part = 1; part <= PARTS; part += 1) {
    const file = `${folder()}/part-${part}.yaml`;
    writeFileSync(file, (await textOf({ part, of: PARTS })).text);
    made.push(await readPart(`part-${part}.yaml`, file));
  }
  return made;
}

test("the parts joined are byte for byte the map of one scan, in whatever order they come", async () => {
  repositoryOfManyFiles();
  const whole = await textOf();
  const made = await parts();
  expect(made.every(({ loaded }) => loaded.map.entries.length > 0)).toBe(true);
  expect(mergeMaps(made).text).toBe(whole.text);
  expect(mergeMaps(made.toReversed()).text).toBe(whole.text);
});

test("every path is in exactly one part, and stays there", () => {
  const paths = Array.from({ length: 500 }, (_, at) => `a/${at}.ts`);
  const sizes = [1, 2, 3, 4].map((part) => paths.filter((path) => shardOf(path, 4) === part).length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(500);
  expect(Math.min(...sizes)).toBeGreaterThan(80);
  // Fixed for ever: parts may be made by different versions.
  expect([shardOf("README.md", 8), shardOf("src/a.ts", 8)]).toEqual([6, 4]);
});

test("words that people wrote into a part stay", async () => {
  repositoryOfManyFiles();
  const [first, ...rest] = await parts();
  const file = `${folder()}/part-1.yaml`;
  const text = first!.text
    .replace("categories:", "# read this first\ncategories:")
    .replace("      - path: src", "      # ask Ann\n      - path: src");
  writeFileSync(file, text);
  const merged = mergeMaps([await readPart("part-1.yaml", file), ...rest]);
  expect(merged.text).toContain("# read this first\n");
  expect(merged.text).toContain("      # ask Ann\n      - path: src");
});

test("parts that do not belong together are refused by name", async () => {
  repositoryOfManyFiles();
  const [one, two, three] = await parts();
  expect(() => mergeMaps([one!, two!])).toThrow("of 3 parts these are missing: 3");
  expect(() => mergeMaps([one!, two!, three!, two!])).toThrow("it is part 2, and so is part-2.yaml");
  const other = {
    ...three!,
    loaded: { ...three!.loaded, map: { ...three!.loaded.map, targetString: "other" } },
  };
  expect(() => mergeMaps([one!, two!, other])).toThrow(
    "its target_string is another one than that of part-1.yaml",
  );
  const renaming = { ...three!.loaded.map, replacement: "pin" };
  expect(() => mergeMaps([one!, two!, { ...three!, loaded: { ...three!.loaded, map: renaming } }])).toThrow(
    "its replacement is another one than that of part-1.yaml",
  );
});

test("on the command line: a part is no plan, merge makes one", async () => {
  repositoryOfManyFiles();
  const run = (...args: string[]): ReturnType<typeof occmap> => occmap(args, { cwd: folder() });
  mkdirSync(`${folder()}/parts`);
  for (const part of [1, 2]) {
    const made = await run(
      "scan",
      "--target",
      "needle",
      "--shard",
      `${part}/2`,
      ...IDENTITY,
      "-o",
      `parts/${part}.yaml`,
    );
    expect([made.status, made.stdout]).toEqual([0, expect.stringContaining("in other parts")]);
  }
  const files = [1, 2].map((part) => `parts/${part}.yaml`);
  expect(await run("check", "--map", files[0]!)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("part 1 of 2"),
  });
  expect(await run("merge", files[0]!, "-o", "occurrence_map.yaml")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("missing: 2"),
  });
  const merged = await run("merge", ...files, "-o", "occurrence_map.yaml", "--json");
  expect(await conforms(mergeDocumentSchema, JSON.parse(merged.stdout))).toBe(true);
  expect(await run("check")).toMatchObject({ status: 0 });
  expect(readFileSync(`${folder()}/occurrence_map.yaml`, "utf8")).not.toContain("shard:");
  expect(await run("merge", ...files, "-o", "occurrence_map.yaml")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("there is a map already"),
  });
  expect(await run("scan", "--target", "needle", "--shard", "3/2", "-o", "other.yaml")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("PART/OF"),
  });
});
