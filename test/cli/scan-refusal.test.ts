/**
 * `occmap scan` where there is a map already: it refuses at once. What that map says, which is a matter of seconds where
 * it is large, matters only to whoever writes over it.
 */
import { expect, jest, test } from "@jest/globals";
import { makeRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

// In a process of its own nobody could see whether the map was loaded: its faults are no matter to a scan.
const loadMap = jest.fn(() => Promise.reject(new Error("the old map was loaded")));
jest.unstable_mockModule("../../src/map/load.ts", () => ({ loadMap }));
const { call } = await import("../support/in-process.ts");

const folder = temporaryFolder();
const SCAN = ["scan", "--target", "needle"];

test("the refusal is said, and not what is wrong with the old map", async () => {
  makeRepository(folder(), { "a.py": "needle\n", "occurrence_map.yaml": "- what: [a person\n- wrote\n" });
  const refused = await call(SCAN, { cwd: folder() });
  expect([refused.status, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toContain("there is a map already");
  expect(loadMap).not.toHaveBeenCalled();
  const forced = await call([...SCAN, "--force"], { cwd: folder() });
  expect(forced.status).toBe(2);
  expect(forced.stderr).toContain("the old map was loaded");
});
