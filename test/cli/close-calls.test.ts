/** A close call the whole way: from the rules to the map's comment, the summary and the places to look at first. */
import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { occmap } from "../support/command-line.ts";
import { makeRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

test("is sorted by the earlier rule, marked in the map, counted, listed and explained", async () => {
  makeRepository(folder(), {
    "a.py": 'raise ValueError("use --wid instead, wid")\n',
    "b.py": "def wid(): pass\n",
  });
  const { status, stdout } = await occmap(["scan", "--target", "wid"], { cwd: folder() });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ +1 close call, marked in the map; occmap explain PATH:LINE says why$/m);
  expect(stdout).toMatch(/^ +a\.py:1 +cli_commands, nearly user_facing_strings$/m);

  const map = readFileSync(join(folder(), "occurrence_map.yaml"), "utf8").split("\n");
  const marked = map.filter((line) => line.includes("close: "));
  expect(marked).toEqual([expect.stringContaining("line: 1 # close: user_facing_strings")]);
  expect(map[map.indexOf(marked[0] ?? "") - 1]).toContain("path: a.py");

  const explained = await occmap(["explain", "a.py:1", "--target", "wid"], { cwd: folder() });
  expect(explained.stdout).toContain("user_facing_strings");
});
