/** The project and mission jobs as a program imports them, and not as the command line wraps them. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import {
  branchContext,
  carryOutUpgrade,
  diagnostics,
  inferMission,
  initProject,
  prepareUpgrade,
  projectStatus,
  runInvocation,
  upgradeProject,
} from "../../src/index.ts";
import { git } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const metadata = (): string => join(folder(), ".kittify", "metadata.yaml");
const variables = { PATH: process.env["PATH"] };
const ask = (): { folder: string; variables: typeof variables } => ({ folder: folder(), variables });
const write = (day: string): ReturnType<typeof ask> & { now: Date } => ({
  ...ask(),
  now: new Date(`2026-05-${day}T10:20:30.456Z`),
});
const give = (path: string, content: string): void => {
  mkdirSync(join(folder(), path, ".."), { recursive: true });
  writeFileSync(join(folder(), path), content);
};

beforeEach(() => {
  git(folder(), "init", "-q", "-b", "main");
});

describe("a project", () => {
  test("is looked at, made, looked at again and upgraded, with plain data all the way", async () => {
    expect(await projectStatus(ask())).toEqual({
      path: ".kittify/metadata.yaml",
      state: "no-project",
      block: undefined,
      metadata: undefined,
      fault: undefined,
    });
    expect(await initProject(write("01"))).toEqual({ path: ".kittify/metadata.yaml", cliVersion: "3.2.0a5" });
    expect(await projectStatus(ask())).toMatchObject({
      state: "compatible",
      metadata: { version: "3.2.0a5", schemaVersion: 3, applied: [] },
    });
    const done = await upgradeProject({ ...write("02"), cliVersion: "3.2.1" });
    expect(done).toMatchObject({ path: ".kittify/metadata.yaml", cliVersion: "3.2.1" });
    expect(done.changes[0]).toEqual({ field: "spec_kitty.version", from: "3.2.0a5", to: "3.2.1" });
    expect(readFileSync(metadata()).equals(done.after)).toBe(true);
  });

  test("is planned without a write, and written only as it was planned", async () => {
    give(".kittify/metadata.yaml", "spec_kitty:\n  version: 3.2.0a4\n");
    const plan = await prepareUpgrade(write("01"));
    expect(readFileSync(metadata()).equals(plan.before)).toBe(true);
    writeFileSync(metadata(), "spec_kitty:\n  version: 3.2.0a3\n");
    await expect(carryOutUpgrade(plan)).rejects.toMatchObject({ code: "file-changed" });
    expect(readFileSync(metadata(), "utf8")).toBe("spec_kitty:\n  version: 3.2.0a3\n");
  });

  test("that blocks is a state, and for those that write an error with the case as its code", async () => {
    give(".kittify/metadata.yaml", "[");
    expect(await projectStatus(ask())).toMatchObject({
      state: "corrupt",
      block: { case: "PROJECT_METADATA_CORRUPT" },
    });
    await expect(upgradeProject(write("01"))).rejects.toMatchObject({ code: "PROJECT_METADATA_CORRUPT" });
    await expect(initProject(write("01"))).rejects.toMatchObject({ code: "file-exists" });
  });

  test("is not touched for a version that is none", async () => {
    await expect(initProject({ ...write("01"), cliVersion: "latest" })).rejects.toMatchObject({
      code: "usage",
    });
    expect(existsSync(metadata())).toBe(false);
  });
});

describe("a mission", () => {
  const META = { mission_id: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B", mission_slug: "retire-x" };

  test("is found by its branch, and its words are held against what it declares", async () => {
    give("kitty-specs/retire-x/meta.json", JSON.stringify(META));
    give("kitty-specs/retire-x/spec.md", "# Spec\n\nRename `old` to `new` everywhere.\n");
    git(folder(), "checkout", "-q", "-b", "retire-x");
    const { mission, branch } = await branchContext(ask());
    expect({ id: mission.id, slug: mission.slug, branch }).toEqual({
      id: META.mission_id,
      slug: META.mission_slug,
      branch: "retire-x",
    });
    const { phrases } = await inferMission(mission.folder);
    expect(phrases).toMatchObject([{ line: 3 }]);
  });

  test("that is not there is an error, and what was noted stays with its call", async () => {
    give("kitty-specs/broken/meta.json", "{");
    const [noting, quiet] = await Promise.all([
      runInvocation(async () => {
        await expect(branchContext(ask())).rejects.toMatchObject({ code: "mission-missing" });
        return diagnostics();
      }),
      runInvocation(async () => {
        await projectStatus(ask());
        return diagnostics();
      }),
    ]);
    expect(noting).toMatchObject([{ key: "mission.unreadable", subjects: ["kitty-specs/broken"] }]);
    expect(quiet).toEqual([]);
  });
});
