/** What a command loads: only what it uses, because whoever waits for a command waits for that. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { occmap } from "../support/command-line.ts";
import { makeRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const NOTE_LOADED = join(import.meta.dirname, "..", "support", "note-loaded.js");

async function loadedBy(args: readonly string[], root: string): Promise<string[]> {
  const file = join(folder(), `loaded-by-${args[0] ?? ""}`);
  const variables = { NOTE_LOADED_IN: file };
  const { status, stderr } = await occmap(args, { cwd: root, preload: [NOTE_LOADED], variables });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return [...new Set(readFileSync(file, "utf8").trim().split("\n"))].sort();
}

test("a scan loads the search, the sorter and what makes an id, a check no more than what checks it", async () => {
  const { root } = makeRepository(join(folder(), "repository"), { "notes.txt": "old_name\n" });
  expect(await loadedBy(["scan", "--target", "old_name"], root)).toEqual([
    "@vscode/ripgrep",
    "the sorter",
    "ulid",
  ]);
  expect(await loadedBy(["check"], root)).toEqual([
    "@vscode/ripgrep",
    "ajv",
    "ajv/dist/runtime/ucs2length.js",
    "diff/lib/diff/array.js",
  ]);
});

test("a scan that finds nothing loads no sorter", async () => {
  const { root } = makeRepository(join(folder(), "repository"), { "notes.txt": "old_name\n" });
  expect(await loadedBy(["scan", "--target", "absent"], root)).toEqual(["@vscode/ripgrep", "ulid"]);
});
