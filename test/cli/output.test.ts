/** `-o FILE`: what every command that takes it owes the caller, before it does anything. */
import { expect, test } from "@jest/globals";
import { call } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

const MISSING = "-o FILE is missing";
const BOTH = "both want standard output";

test.each([
  [["report"], MISSING],
  [["report", "-o", "-", "--json"], BOTH],
  [["merge", "one.yaml", "two.yaml"], MISSING],
  [["merge", "one.yaml", "two.yaml", "-o", "-", "--json"], BOTH],
  [["convert", "--to", "csv", "--json"], BOTH],
  [["convert", "--to", "csv", "--json", "--output=-"], BOTH],
  [["scan", "--target", "needle", "-o", "-", "--json"], BOTH],
])("%j is refused", async (argv, message) => {
  const { status, stdout, stderr } = await call(argv, { cwd: folder() });
  expect(status).toBe(2);
  expect(stdout + stderr).toContain(message);
});
