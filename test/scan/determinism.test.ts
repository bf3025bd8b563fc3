/** The same tree and settings give the same bytes, whatever order disk, git and cores hand things over in. */
import { expect, test } from "@jest/globals";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { writeMap } from "../../src/map/write.ts";
import { makeRepository } from "../support/repository.ts";
import { scanned } from "../support/scan.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const DEMO = join(import.meta.dirname, "..", "..", "fixtures", "demo");
const STRINGS = { target: "legacy-export", related: ["legacy_export", "legacyExport"] };

async function mapOf(root: string, when = "2026-04-27T18:00:45Z"): Promise<string> {
  const { result } = await scanned(root, STRINGS.target, { related: STRINGS.related, now: new Date(when) });
  const sources = new Map(result.planned.map(({ entry, source }) => [entry, source]));
  return writeMap(result.map, { commentOf: (entry) => sources.get(entry) });
}

test("twice in one repository: only the time differs", async () => {
  cpSync(DEMO, folder(), { recursive: true });
  makeRepository(folder(), {});
  const first = await mapOf(folder());
  const second = await mapOf(folder(), "2027-01-01T00:00:00Z");
  expect(second).not.toBe(first);
  expect(second.replace(/^generated_at: .*$/m, "")).toBe(first.replace(/^generated_at: .*$/m, ""));
});

test("as a repository and as a bare folder: only the base commit differs", async () => {
  const inGit = join(folder(), "in-git");
  const bare = join(folder(), "bare");
  cpSync(DEMO, inGit, { recursive: true });
  cpSync(DEMO, bare, { recursive: true });
  makeRepository(inGit, {});
  expect((await mapOf(inGit)).replace(/^base_commit: .*\n/m, "")).toBe(await mapOf(bare));
});

test("unchanged on disk, changed on disk and absent from disk: the revision counts", async () => {
  cpSync(DEMO, folder(), { recursive: true });
  const repository = makeRepository(folder(), {});
  const clean = await mapOf(folder());
  repository.write({ "tidepool/cli.py": "nothing\n", "README.md": "legacy-export\n" });
  repository.remove("web");
  expect(await mapOf(folder())).toBe(clean);
});

test("two scans at the same time do not mix", async () => {
  makeRepository(join(folder(), "a"), { "a.bin": Buffer.from("\0needle") });
  makeRepository(join(folder(), "b"), { "b.bin": Buffer.from("\0needle") });
  const [a, b] = await Promise.all([
    scanned(join(folder(), "a"), "needle"),
    scanned(join(folder(), "b"), "needle"),
  ]);
  expect(a.subjects("scan.binary_file")).toEqual(["a.bin"]);
  expect(b.subjects("scan.binary_file")).toEqual(["b.bin"]);
});
