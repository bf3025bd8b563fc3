/** Scan, carry out what the map says by other means than occmap's, pass the gate; then any one edit more fails. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { appendFileSync, chmodSync, cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { carryOut } from "../../scripts/support/carry-out.js";
import { gate } from "../../src/jobs/gate.ts";
import { writeMap } from "../../src/map/write.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { scanned } from "../support/scan.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const DEMO = join(import.meta.dirname, "..", "..", "fixtures", "demo");
let repository: TestRepository;

/** Codes of the findings; none where the change is accepted. */
async function verdict(): Promise<string[]> {
  const result = await gate({ folder: folder(), variables: { PATH: process.env["PATH"], HOME: folder() } });
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  expect(result.pass).toBe(result.findings.length === 0);
  return result.findings.map(({ code }) => code);
}

function place(path: string): string {
  return join(folder(), path);
}

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(place(path), change(readFileSync(place(path), "utf8")));
}

beforeEach(async () => {
  cpSync(DEMO, folder(), { recursive: true });
  repository = makeRepository(folder(), {});
  const { result } = await scanned(folder(), "legacy-export", { related: ["legacy_export", "legacyExport"] });
  const text = writeMap(result.map);
  repository.write({ "occurrence_map.yaml": text });
  expect(new Set(await verdict())).toEqual(new Set(["not-removed"]));
  carryOut(folder(), parse(text));
  expect(await verdict()).toEqual([]);
});

describe("after the change that the map describes, one edit more", () => {
  test.each<[name: string, more: () => void, expected: string]>([
    ["a line added to another file", () => appendFileSync(place("web/download.ts"), "x\n"), "extra-change"],
    ["a line added to a changed file", () => appendFileSync(place("README.md"), "x\n"), "extra-change"],
    [
      "a line gone",
      () => edit("web/client.ts", (text) => text.slice(text.indexOf("\n") + 1)),
      "extra-change",
    ],
    [
      "a blank at a line's end",
      () => edit("agent/main.go", (text) => text.replace("\n", " \n")),
      "extra-change",
    ],
    ["other line ends", () => edit("agent/main.go", (text) => text.replace("\n", "\r\n")), "extra-change"],
    ["no final newline", () => edit("web/download.ts", (text) => text.trimEnd()), "extra-change"],
    [
      "a kept line changed",
      () => edit("CHANGELOG.md", (text) => text.replace("legacy-export", "export")),
      "keep-touched",
    ],
    ["a new file", () => repository.write({ "new.txt": "x\n" }), "extra-file"],
    [
      "a new file that is staged",
      () => (repository.write({ "new.txt": "x\n" }), void repository.git("add", "new.txt")),
      "extra-file",
    ],
    ["a file gone", () => rmSync(place("web/download.ts")), "extra-file"],
    ["another mode", () => chmodSync(place("web/download.ts"), 0o755), "mode-change"],
    [
      "an occurrence brought in",
      () => appendFileSync(place("web/download.ts"), "legacyExport\n"),
      "new-occurrence",
    ],
    ["an entry undone", () => void repository.git("checkout", "--", "agent/main.go"), "not-removed"],
  ])("%s", async (_name, more, expected) => {
    more();
    expect(await verdict()).toContain(expected);
  });

  test("touching a file without changing it is no edit", async () => {
    edit("web/download.ts", (text) => text);
    expect(await verdict()).toEqual([]);
  });
});
