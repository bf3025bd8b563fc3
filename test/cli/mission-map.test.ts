import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { gateDocumentSchema } from "../../src/report/schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { git } from "../support/command-line.ts";
import { call, type Answer } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const ID = "01KQ7YXHA5AMZHJT3HQ8XPTZ6B";
const OTHER_ID = "01KQ7YXHA5AMZHJT3HQ8XPTZ6C";
const MISSION = "kitty-specs/retire-x";
const MAP = `${MISSION}/occurrence_map.yaml`;

const give = (path: string, content: string): void => {
  mkdirSync(dirname(join(folder(), path)), { recursive: true });
  writeFileSync(join(folder(), path), content);
};
const run = (args: string, cwd = folder()): Promise<Answer> => call(args.split(" "), { cwd });
const commit = (message: string): void => {
  git(folder(), "add", "-A");
  git(folder(), "commit", "-q", "-m", message);
};
const giveMission = (meta: object = {}, name = "retire-x"): void => {
  const content = { mission_id: ID, mission_slug: name, change_mode: "bulk_edit", ...meta };
  give(`kitty-specs/${name}/meta.json`, JSON.stringify(content));
  give(`kitty-specs/${name}/plan.md`, "# Plan to retire old_name\n");
};

beforeEach(() => {
  git(folder(), "init", "-q", "-b", "main");
  give("a.txt", "keep\nold_name\n");
  commit("Begin");
  git(folder(), "checkout", "-q", "-b", "kitty/mission-retire-x-lane-a");
});

describe("the mission's map", () => {
  test("is made, checked and gated beside plan.md, found by the branch", async () => {
    giveMission();
    commit("A mission");
    const scan = await run("scan --target old_name --json");
    expect(scan).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(scan.stdout)).toMatchObject({ map: MAP, mission_id: ID, mission_slug: "retire-x" });
    expect(existsSync(join(folder(), "occurrence_map.yaml"))).toBe(false);
    // The mission's own words about the change are kept: they are the plan.
    const map = readFileSync(join(folder(), MAP), "utf8");
    expect(map).toMatch(/keep:\n\s+.*\n?.*path: kitty-specs\/retire-x\/plan\.md/);
    expect((await run("check")).status).toBe(0);
    commit("Plan");
    give("a.txt", "keep\n");
    const gate = await run("gate");
    expect({ status: gate.status, stderr: gate.stderr }).toEqual({ status: 0, stderr: "" });
    expect(gate.stdout).toContain(MAP);
  });

  test.each([
    ["the current folder", "main", MISSION, ""],
    ["a folder within the mission", "main", `${MISSION}/notes`, ""],
    ["--mission", "main", ".", ` --mission ${MISSION}`],
    ["the branch", "retire-x", ".", ""],
  ])("is found by %s", async (_name, branch, cwd, flag) => {
    giveMission();
    mkdirSync(join(folder(), MISSION, "notes"));
    git(folder(), "checkout", "-q", "-B", branch);
    const result = await run(`scan --target old_name${flag}`, join(folder(), cwd));
    expect(result.status).toBe(0);
    expect(existsSync(join(folder(), MAP))).toBe(true);
  });

  test("is not guessed among several missions, nor for a branch that names none", async () => {
    giveMission({ target_branch: "work" });
    giveMission({ target_branch: "work", mission_id: OTHER_ID }, "retire-y");
    for (const branch of ["work", "other"]) {
      git(folder(), "checkout", "-q", "-B", branch);
      const gate = await run("gate");
      expect(gate.stderr).toContain("where: occurrence_map.yaml\n");
    }
  });

  test("a mission that the branch names and that cannot be read stops the command", async () => {
    giveMission();
    give(`${MISSION}/meta.json`, "{");
    const result = await run("scan --target old_name");
    expect(result).toMatchObject({ status: 2, stdout: "" });
    expect(result.stderr).toContain("meta.json of the mission is not valid: it is not JSON");
  });

  test.each<[name: string, meta: string | undefined, message: string]>([
    ["missing", undefined, "holds no meta.json"],
    ["no JSON", "{", "it is not JSON"],
    ["no ULID", JSON.stringify({ mission_id: "x", slug: "s" }), "ULID"],
    ["without a slug", JSON.stringify({ mission_id: ID }), "mission_slug"],
    [
      "nearly a bulk edit",
      JSON.stringify({ mission_id: ID, slug: "s", change_mode: "bulk-edit" }),
      "bulk_edit",
    ],
  ])("a named mission whose meta.json is %s stops the command", async (_name, meta, message) => {
    mkdirSync(join(folder(), MISSION), { recursive: true });
    if (meta !== undefined) give(`${MISSION}/meta.json`, meta);
    for (const command of ["scan --target old_name", "gate", "check"]) {
      const result = await run(`${command} --mission ${MISSION}`);
      expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 2, stdout: "" });
      expect(result.stderr).toContain(message);
    }
    expect(existsSync(join(folder(), MAP))).toBe(false);
  });

  test("does not take a name against the mission's", async () => {
    giveMission();
    const id = await run(`scan --target old_name --mission-id ${OTHER_ID}`);
    expect(id).toMatchObject({ status: 2, stdout: "" });
    expect(id.stderr).toContain("contradicts the mission");
    expect((await run("scan --target old_name --mission-slug other")).stderr).toContain("contradicts");
    expect((await run(`scan --target old_name --mission-id ${ID} --mission-slug retire-x`)).status).toBe(0);
  });

  test("covers nothing else in the mission's folder", async () => {
    giveMission();
    commit("A mission");
    expect((await run("scan --target old_name")).status).toBe(0);
    commit("Plan");
    give("a.txt", "keep\n");
    give(`${MISSION}/research.md`, "found\n");
    give(MAP, `${readFileSync(join(folder(), MAP), "utf8")}# reviewed\n`);
    const { status, stdout } = await run("gate --json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ code: "extra-file", path: `${MISSION}/research.md` }],
    });
  });

  test("that is another mission's is invalid", async () => {
    giveMission();
    expect((await run("scan --target old_name")).status).toBe(0);
    giveMission({ mission_id: OTHER_ID });
    const { status, stdout } = await run("gate --json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: "map-invalid", faults: [{ code: "mission" }] });
  });
});

describe("a mission and a map at the root", () => {
  beforeEach(async () => {
    expect((await run("scan --target old_name")).status).toBe(0);
    commit("A plan at the root");
  });

  test("the one at the root is used where the mission has none and needs none", async () => {
    giveMission({ change_mode: null });
    commit("A mission");
    expect((await run("gate --allow-pending")).stdout).toContain("map: occurrence_map.yaml");
  });

  test("a bulk edit needs a map of its own", async () => {
    giveMission();
    commit("A mission");
    const result = await run("gate");
    expect(result).toMatchObject({ status: 2, stdout: "" });
    expect(result.stderr).toContain(`where: ${MAP}`);
    expect((await run("gate --allow-pending --map occurrence_map.yaml")).stderr).toBe("");
  });

  test("of two maps one has to be named", async () => {
    giveMission();
    expect((await run(`scan --target old_name --mission ${MISSION}`)).status).toBe(0);
    commit("Two plans");
    for (const command of ["gate", "check", "scan --target old_name --force"]) {
      const result = await run(command);
      expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 2, stdout: "" });
      expect(result.stderr).toContain("there are two maps");
    }
    expect((await run(`gate --allow-pending --mission ${MISSION}`)).stdout).toContain(`map: ${MAP}`);
    expect((await run("gate --allow-pending --map occurrence_map.yaml")).stdout).toContain(
      "map: occurrence_map.yaml",
    );
  });
});

describe("whether a map is required", () => {
  test.each(["gate", "gate --if-required", "gate --staged", "gate --head HEAD --base main"])(
    "a bulk edit without a map: occmap %s judges nothing and says how to make one",
    async (args) => {
      giveMission();
      commit("A mission");
      const result = await run(args);
      expect(result).toMatchObject({ status: 2, stdout: "" });
      expect(result.stderr).toBe(
        [
          "occmap: the mission retire-x is a bulk edit, and it has no occurrence map",
          `  where: ${MAP}`,
          `  next:  make one, and review it: occmap scan --target STRING --mission ${MISSION}`,
          "",
        ].join("\n"),
      );
    },
  );

  test("a bulk edit with an invalid map is rejected", async () => {
    giveMission();
    give(MAP, "mission_id: x\n");
    const result = await run("gate --if-required");
    expect(result.status).toBe(1);
    expect(result.stdout).toContain("map-invalid");
  });

  test.each([{ change_mode: null }, { change_mode: "standard" }, { change_mode: undefined }])(
    "a mission with %j needs none, and passes only when asked to",
    async (meta) => {
      giveMission(meta);
      commit("A mission");
      give("a.txt", "anything\n");
      const refused = await run("gate");
      expect(refused).toMatchObject({ status: 2, stdout: "" });
      expect(refused.stderr).toContain("no map is required: the mission retire-x has");
      expect(refused.stderr).toContain("--if-required");
      expect(JSON.parse((await run("gate --json")).stdout)).toMatchObject({
        error: { code: "map-not-required" },
      });

      const passed = await run("gate --if-required");
      expect(passed).toMatchObject({ status: 0, stderr: "" });
      expect(passed.stdout).toContain("no map is required");
      const inJson = await run("gate --if-required --json");
      const document: unknown = JSON.parse(inJson.stdout);
      expect(await conforms(gateDocumentSchema, document)).toBe(true);
      expect(document).toMatchObject({ verdict: "accepted", map_required: false, mission_id: ID });
    },
  );

  test("a map that is there is judged, required or not", async () => {
    giveMission({ change_mode: null });
    commit("A mission");
    expect((await run(`scan --target old_name --mission ${MISSION}`)).status).toBe(0);
    commit("Plan");
    expect((await run("gate --if-required")).status).toBe(1);
    give("a.txt", "keep\n");
    expect((await run("gate --if-required")).status).toBe(0);
  });

  test("project metadata is held to its rules without a map too", async () => {
    const metadata = "spec_kitty:\n  schema_version: 3\n  initialized_at: '2026-04-07T09:10:40'\n";
    giveMission({ change_mode: null });
    give(".kittify/metadata.yaml", metadata);
    commit("A project");
    give(".kittify/metadata.yaml", metadata.replace("04-07", "04-08"));
    const result = await run("gate --if-required");
    expect(result.status).toBe(1);
    expect(result.stdout).toContain("metadata-violation");
    const document: unknown = JSON.parse((await run("gate --if-required --json")).stdout);
    expect(await conforms(gateDocumentSchema, document)).toBe(true);
  });

  test("a change cannot take the demand away from itself", async () => {
    giveMission();
    expect((await run("scan --target old_name")).status).toBe(0);
    commit("Plan");
    giveMission({ change_mode: null });
    rmSync(join(folder(), MAP));
    give("a.txt", "keep\nold_name\nand more\n");
    const result = await run("gate --if-required");
    expect(result).toMatchObject({ status: 2, stdout: "" });
    expect(result.stderr).toContain("is a bulk edit, and it has no occurrence map");
  });

  test("nor by giving the mission another folder", async () => {
    giveMission();
    expect((await run("scan --target old_name")).status).toBe(0);
    commit("Plan");
    rmSync(join(folder(), MISSION), { recursive: true });
    giveMission({ change_mode: null }, "retire-z");
    git(folder(), "checkout", "-q", "-b", "kitty/mission-retire-z-lane-a");
    give("a.txt", "keep\nold_name\nand more\n");
    const result = await run("gate --if-required");
    expect(result).toMatchObject({ status: 2, stdout: "" });
    expect(result.stderr).toContain("is a bulk edit, and it has no occurrence map");
    // Another mission is another matter.
    giveMission({ change_mode: null, mission_id: OTHER_ID }, "retire-z");
    expect((await run("gate --if-required")).status).toBe(0);
  });

  test.each(["not JSON", '{"change_mode": "bulk-edit"}'])(
    "where the base does not tell (%s), nothing passes",
    async (content) => {
      giveMission();
      give(`${MISSION}/meta.json`, content);
      commit("A mission that cannot be read");
      giveMission({ change_mode: null });
      const result = await run("gate --if-required");
      expect(result).toMatchObject({ status: 2, stdout: "" });
      expect(result.stderr).toContain("was a bulk edit at the base cannot be told");
    },
  );

  test("without a mission nothing says that none is required", async () => {
    const result = await run("gate --if-required");
    expect(result).toMatchObject({ status: 2, stdout: "" });
    expect(result.stderr).toContain("there is no occurrence map");
  });
});
