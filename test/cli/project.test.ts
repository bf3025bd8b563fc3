import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { initSchema, statusSchema, upgradeSchema } from "../../src/project/documents.ts";
import { readMetadata } from "../../src/project/metadata.ts";
import { conforms, type JsonSchema } from "../../src/yaml/schema-check.ts";
import { git, occmap, type Run, type RunOptions } from "../support/command-line.ts";
import { call, type Answer, type CallOptions } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const file = (project = folder()): string => join(project, ".kittify", "metadata.yaml");
/** In this process, where a process of its own proves nothing more. */
const run = (args: string, options: Partial<CallOptions> = {}): Promise<Answer> =>
  call(args.split(" "), { cwd: folder(), ...options });
const start = (args: string, options: Partial<RunOptions> = {}): Promise<Run> =>
  occmap(args.split(" "), { cwd: folder(), ...options });

/**
 * Runs `scenario` for the first file call of a command, and for every `step`th after it, each in a folder of its
 * own, until one comes to its end without having been reached. Returns how many were.
 */
async function atFileCalls(
  step: number,
  scenario: (at: number, project: string) => Promise<"reached" | "past the end">,
): Promise<number> {
  let reached = 0;
  for (let from = 1; ; from += AT_ONCE * step) {
    const points = Array.from({ length: AT_ONCE }, (_, number) => from + number * step);
    const outcomes = await Promise.all(
      points.map((at) => {
        const project = join(folder(), String(at));
        mkdirSync(project);
        return scenario(at, project);
      }),
    );
    reached += outcomes.filter((outcome) => outcome === "reached").length;
    if (outcomes.includes("past the end")) return reached;
  }
}

/** Whoever comes now finds either no lock or a whole one, which names its process. */
function expectNoHalfLock(project: string): void {
  const lock = `${file(project)}.lock`;
  if (existsSync(lock))
    expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject({ pid: expect.any(Number) });
}

const AT_ONCE = 4;

const HARNESS = join(import.meta.dirname, "..", "support", "at-file-call.js");

const CURRENT = [
  "# Theirs",
  "spec_kitty:",
  "  version: 3.2.0a4   # was",
  "  schema_version: 3",
  "  initialized_at: '2026-04-07T09:10:40.826207'",
  "  last_upgraded_at: '2026-04-26T08:25:43.580548'",
  "  schema_capabilities: [x]",
  "environment:",
  "  python_version: 3.14.0",
  "  platform: darwin",
  "  platform_version: macOS",
  "migrations:",
  "  applied:",
  "  - id: first",
  "    applied_at: '2026-04-09T16:23:40.779059'",
  "    result: success",
  "    notes: 'folded",
  "      here'",
  "",
].join("\n");
const LEGACY = CURRENT.replace("  schema_version: 3\n", "");

function give(content: string | Buffer, project = folder()): void {
  mkdirSync(join(project, ".kittify"), { recursive: true });
  writeFileSync(file(project), content);
}

async function document(result: Answer, schema: JsonSchema): Promise<Record<string, unknown>> {
  expect(result.stderr).toBe("");
  const parsed: unknown = JSON.parse(result.stdout);
  expect(await conforms(schema, parsed)).toBe(true);
  if (typeof parsed !== "object" || parsed === null) throw new Error("no object");
  return { ...parsed };
}

beforeEach(() => {
  git(folder(), "init", "-q", "-b", "main");
});

const MISSION = {
  mission_id: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
  mission_slug: "retire-x-01KQ7YXH",
  change_mode: "bulk_edit",
  target_branch: "main",
};

function giveMission(name = "retire-x-01KQ7YXH", meta: object = MISSION): string {
  const path = join(folder(), "kitty-specs", name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "meta.json"), JSON.stringify(meta));
  writeFileSync(join(path, "plan.md"), "# Plan\n");
  return path;
}

describe("the states of a project", () => {
  test.each<[state: string, prepare: () => void, status: number, caseName: string | null]>([
    ["no-project", () => undefined, 0, null],
    ["uninitialized", () => mkdirSync(join(folder(), ".kittify")), 2, "PROJECT_NOT_INITIALIZED"],
    ["legacy", () => give(LEGACY), 2, "PROJECT_MIGRATION_NEEDED"],
    ["stale", () => give(CURRENT.replace("version: 3\n", "version: 2\n")), 2, "PROJECT_MIGRATION_NEEDED"],
    ["compatible", () => give(CURRENT), 0, null],
    ["compatible", () => give(CURRENT.replace("3.2.0a4", "3.3.0")), 0, null],
    ["too-new", () => give(CURRENT.replace("version: 3\n", "version: 4\n")), 2, "PROJECT_TOO_NEW_FOR_CLI"],
    ["corrupt", () => give("spec_kitty: ["), 2, "PROJECT_METADATA_CORRUPT"],
  ])("%s", async (state, prepare, status, caseName) => {
    giveMission();
    prepare();
    const inText = await run("project status");
    expect({ status: inText.status, stderr: inText.stderr }).toEqual({ status, stderr: "" });
    expect(inText.stdout).toContain(caseName === null ? `${state}: ` : `${caseName} (${state}): `);
    expect(inText.stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(4);

    const inJson = await run("project status --json");
    expect(inJson.status).toBe(status);
    expect(await document(inJson, statusSchema)).toMatchObject({ state, case: caseName });

    // The same gate stands before a command that works in the project.
    const work = await run("mission branch-context --mission kitty-specs/retire-x-01KQ7YXH");
    expect(work.status).toBe(status);
    if (caseName !== null) {
      expect(work.stdout).toBe("");
      expect(work.stderr).toContain(caseName);
      expect(work.stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(4);
      const workInJson = await run("mission branch-context --json --mission kitty-specs/retire-x-01KQ7YXH");
      expect(workInJson.stderr).toBe("");
      expect(JSON.parse(workInJson.stdout)).toMatchObject({ version: 1, error: { code: caseName } });
    }
  });

  test("is that of the nearest project above, and nothing above the repository counts", async () => {
    give("spec_kitty: [");
    const inner = join(folder(), "packages", "inner");
    mkdirSync(join(inner, "deep"), { recursive: true });
    expect((await run("project status", { cwd: join(inner, "deep") })).status).toBe(2);
    expect((await run("project init --repo packages/inner/deep")).status).toBe(2);
    mkdirSync(join(inner, ".kittify"));
    writeFileSync(join(inner, ".kittify", "metadata.yaml"), CURRENT);
    expect((await run("project status", { cwd: join(inner, "deep") })).status).toBe(0);
    git(join(inner, "deep"), "init", "-q");
    expect((await run("project status", { cwd: join(inner, "deep") })).stdout).toMatch(/^no-project/);
  });
});

describe("a project below the root of its repository", () => {
  const INNER = "packages/in ner";
  const inner = (): string => join(folder(), INNER);
  const deep = (): string => join(inner(), "deep");

  beforeEach(() => {
    give(CURRENT, inner());
    mkdirSync(deep());
    git(folder(), "add", "-A");
    git(folder(), "commit", "-q", "-m", "Before");
  });

  test("is named from the root, and the command that restores it works from any folder", async () => {
    give("[", inner());
    const status = await run("project status", { cwd: deep() });
    expect(status.stdout).toContain(
      `PROJECT_METADATA_CORRUPT (corrupt): ${INNER}/.kittify/metadata.yaml:1:2: `,
    );
    const work = await run("check", { cwd: deep() });
    expect(work.stderr).toContain(`  where: ${INNER}/.kittify/metadata.yaml\n`);
    const restore = /restore it \((git checkout .+)\) or mend/;
    for (const text of [status.stdout, work.stderr]) {
      give("[", inner());
      execFileSync("sh", ["-c", restore.exec(text)?.[1] ?? "false"], { cwd: deep(), stdio: "pipe" });
      expect(readFileSync(file(inner()), "utf8")).toBe(CURRENT);
    }
  });

  test("is mended in its own folder, and no other project is", async () => {
    give(LEGACY, inner());
    give(LEGACY);
    const blocked = await run("project status --json", { cwd: deep() });
    expect(await document(blocked, statusSchema)).toMatchObject({
      file: `${INNER}/.kittify/metadata.yaml`,
      reason: `${INNER}/.kittify/metadata.yaml has no schema_version`,
      next: `run in ${INNER}: occmap project upgrade --yes`,
    });
    const upgrade = await run("project upgrade --yes", { cwd: inner() });
    expect(upgrade.stdout).toMatch(/^upgraded packages\/in ner\/\.kittify\/metadata\.yaml to /);
    expect((await run("project status", { cwd: deep() })).status).toBe(0);
    expect(readFileSync(file(), "utf8")).toBe(LEGACY);
    expect((await run("project init", { cwd: deep() })).stderr).toContain(
      `  where: ${INNER}/.kittify/metadata.yaml\n  next:  run in ${INNER}: occmap project status\n`,
    );
  });
});

describe("bad input", () => {
  const link = (path: string): void => {
    writeFileSync(join(folder(), "elsewhere"), CURRENT);
    symlinkSync(join(folder(), "elsewhere"), path);
  };
  test.each<[name: string, make: (path: string) => void, fault: string]>([
    ["empty", (path) => writeFileSync(path, ""), "empty"],
    ["binary", (path) => writeFileSync(path, Buffer.from([1, 0, 2])), "binary"],
    ["not UTF-8", (path) => writeFileSync(path, Buffer.from([0xff, 0x3a])), "not-utf8"],
    [
      "of 50 MB",
      (path) => {
        writeFileSync(path, CURRENT);
        truncateSync(path, 50e6);
      },
      "too-large",
    ],
    ["with a key twice", (path) => writeFileSync(path, `${CURRENT}migrations: {}\n`), "duplicate-key"],
    ["with tabs", (path) => writeFileSync(path, "spec_kitty:\n\tversion: 1\n"), "tab"],
    ["with aliases", (path) => writeFileSync(path, `${CURRENT}a: &a 1\nb: *a\n`), "alias"],
    ["of brackets", (path) => writeFileSync(path, "[".repeat(100_000)), "too-deep"],
    ["a folder", (path) => mkdirSync(path), "not-a-file"],
    ["a link", link, "symbolic-link"],
    [
      "with a number as version",
      (path) => writeFileSync(path, CURRENT.replace("3.2.0a4", "3.2")),
      "wrong-type",
    ],
    ["with no timestamp", (path) => writeFileSync(path, CURRENT.replace("2026-04-07T", "")), "bad-timestamp"],
    ["with no version", (path) => writeFileSync(path, CURRENT.replace("3.2.0a4", "latest")), "bad-version"],
  ])("a file %s is named and left alone", async (_name, make, fault) => {
    mkdirSync(join(folder(), ".kittify"));
    make(file());
    const before = fault === "not-a-file" ? "" : readFileSync(file());
    const status = await run("project status --json");
    expect(status.status).toBe(2);
    expect(await document(status, statusSchema)).toMatchObject({
      state: "corrupt",
      case: "PROJECT_METADATA_CORRUPT",
      fault: { code: fault },
    });
    const upgrade = await run("project upgrade --yes");
    expect(upgrade).toMatchObject({ status: 2, stdout: "" });
    expect(upgrade.stderr).toContain("PROJECT_METADATA_CORRUPT");
    const init = await run("project init");
    expect(init).toMatchObject({ status: 2, stdout: "" });
    if (before !== "") expect(readFileSync(file()).equals(before)).toBe(true);
    expect(readdirSync(join(folder(), ".kittify"))).toEqual(["metadata.yaml"]);
  });

  test.each<[name: string, content: string, args: string, caseName: string]>([
    ["newer version", CURRENT.replace("3.2.0a4", "3.2.0a6"), "", "PROJECT_TOO_NEW_FOR_CLI"],
    ["newer schema", CURRENT.replace("version: 3\n", "version: 4\n"), "", "PROJECT_TOO_NEW_FOR_CLI"],
    ["version newer than --cli-version", CURRENT, " --cli-version 3.1.0", "PROJECT_TOO_NEW_FOR_CLI"],
    [
      "form that cannot be edited",
      LEGACY.replace("spec_kitty:\n  version", "? spec_kitty\n: version"),
      "",
      "PROJECT_METADATA_CORRUPT",
    ],
  ])("a file with a %s is not upgraded", async (_name, content, args, caseName) => {
    give(content);
    const result = await run(`project upgrade --yes --json${args}`);
    expect(result).toMatchObject({ status: 2, stderr: "" });
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: caseName } });
    expect(readFileSync(file(), "utf8")).toBe(content);
  });

  test("a read-only file is named and left alone", async () => {
    give(CURRENT);
    chmodSync(file(), 0o444);
    const result = await run("project upgrade --yes");
    expect(result.status).toBe(2);
    expect(result.stderr).toContain("it is read-only");
    expect(readFileSync(file(), "utf8")).toBe(CURRENT);
    expect(readdirSync(join(folder(), ".kittify"))).toEqual(["metadata.yaml"]);
  });

  test(".kittify that is a file, or a link, is named", async () => {
    writeFileSync(join(folder(), ".kittify"), "");
    expect(JSON.parse((await run("project status --json")).stdout)).toMatchObject({
      fault: { code: "not-a-folder" },
    });
    expect((await run("project init")).status).toBe(2);
    rmSync(join(folder(), ".kittify"));
    mkdirSync(join(folder(), "outside"));
    symlinkSync("outside", join(folder(), ".kittify"));
    expect(JSON.parse((await run("project status --json")).stdout)).toMatchObject({
      fault: { code: "symbolic-link" },
    });
    expect((await run("project init")).status).toBe(2);
    expect(readdirSync(join(folder(), "outside"))).toEqual([]);
  });

  test.each([
    "project",
    "project frob",
    "project status extra",
    "project upgrade --cli-version latest",
    "project status --repo nowhere",
    "project init --yes",
    "mission",
    "mission infer",
    "mission infer a b",
  ])("occmap %s is refused", async (args) => {
    const result = await run(args);
    expect(result.status).toBe(2);
    expect(result.stdout).toBe("");
    expect(result.stderr).toMatch(/^occmap: .+\n/);
  });
});

describe("project init", () => {
  test("makes a file that every command accepts, once", async () => {
    const result = await run("project init --json");
    expect(result.status).toBe(0);
    expect(await document(result, initSchema)).toMatchObject({
      result: "initialized",
      cli_version: "3.2.0a5",
    });
    const written = readFileSync(file(), "utf8");
    expect((await run("project status")).status).toBe(0);
    const again = await run("project init");
    expect(again).toMatchObject({ status: 2, stdout: "" });
    expect(readFileSync(file(), "utf8")).toBe(written);
    expect(readdirSync(join(folder(), ".kittify"))).toEqual(["metadata.yaml"]);
  });

  test("fills a .kittify that is there, and takes the version that is installed", async () => {
    mkdirSync(join(folder(), ".kittify"));
    // What an init that was killed left behind.
    writeFileSync(join(folder(), ".kittify", ".metadata.yaml.0123456789abcdef.tmp"), "spec_kitty:\n");
    expect((await run("project init --cli-version 3.2", { cwd: folder() })).status).toBe(0);
    const reading = readMetadata(readFileSync(file()));
    expect(reading).toMatchObject({
      kind: "metadata",
      file: {
        metadata: {
          version: "3.2",
          schemaVersion: 3,
          lastUpgradedAt: null,
          environment: { pythonVersion: "unknown" },
        },
      },
    });
    expect(readdirSync(join(folder(), ".kittify"))).toEqual(["metadata.yaml"]);
    expect((await run("project upgrade --yes --cli-version 3.2")).status).toBe(0);
  });

  test("of many at once one makes the file, and an upgrade comes before or after it", async () => {
    const started = Promise.all(Array.from({ length: 4 }, () => start("project init")));
    const upgrades = await Promise.all(
      Array.from({ length: 3 }, () => start("project upgrade --yes --json --cli-version 3.2.1")),
    );
    const inits = await started;
    expect(inits.filter(({ status }) => status === 0)).toHaveLength(1);
    for (const { status, stderr } of inits) {
      if (status !== 0) expect(stderr).toMatch(/it exists already|the file is locked/);
    }
    for (const { status, stdout } of upgrades) {
      if (status !== 0)
        expect(stdout).toMatch(/"code":"(?:PROJECT_NOT_INITIALIZED|file-locked|file-changed)"/);
    }
    // Each upgrade that says so has written, after the init; no other has.
    const done = upgrades.filter(({ status }) => status === 0).length;
    expect(readMetadata(readFileSync(file()))).toMatchObject({
      kind: "metadata",
      file: {
        metadata: {
          version: done === 0 ? "3.2.0a5" : "3.2.1",
          schemaVersion: 3,
          applied: Array.from({ length: done }, () => ({ id: "3.2.1_occmap_upgrade" })),
        },
      },
    });
    expect(readdirSync(join(folder(), ".kittify"))).toEqual(["metadata.yaml"]);
  });

  test("killed at any of its file calls it leaves no file or a whole one, and the next one works", async () => {
    // Where there is no repository, the folder itself is the project.
    rmSync(join(folder(), ".git"), { recursive: true });
    const left = { none: 0, whole: 0 };
    const killed = await atFileCalls(1, async (at, project) => {
      const result = await start("project init", {
        cwd: project,
        preload: [HARNESS],
        variables: { OCCMAP_TEST_AT: String(at), OCCMAP_TEST_DO: "kill" },
      });
      if (result.signal !== "SIGKILL") {
        expect(result.status).toBe(0);
        return "past the end";
      }
      expect(result.stdout).toBe("");
      expectNoHalfLock(project);
      if (existsSync(file(project))) {
        left.whole += 1;
        expect((await run("project status", { cwd: project })).status).toBe(0);
        expect((await run("project init", { cwd: project })).stderr).toContain("it exists already");
        expect((await run("project upgrade --yes", { cwd: project })).status).toBe(0);
      } else {
        left.none += 1;
        expect((await run("project init", { cwd: project })).status).toBe(0);
      }
      expect(readdirSync(join(project, ".kittify"))).toEqual(["metadata.yaml"]);
      return "reached";
    });
    expect(killed).toBeGreaterThan(15);
    expect(left.none).toBeGreaterThan(10);
    expect(left.whole).toBeGreaterThan(2);
  }, 180_000);

  test("works where the file system has no hard links", async () => {
    const result = await start("project init", {
      preload: [HARNESS],
      variables: { OCCMAP_TEST_DO: "no-links" },
    });
    expect(result).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(join(folder(), ".kittify"))).toEqual(["metadata.yaml"]);
  });
});

describe("project upgrade", () => {
  test("the whole way of a user: blocked, looked at, upgraded, working", async () => {
    give(LEGACY);
    giveMission();
    git(folder(), "checkout", "-q", "-b", "kitty/mission-retire-x-01KQ7YXH-lane-a");
    git(folder(), "add", "-A");
    git(folder(), "commit", "-q", "-m", "Before");

    expect((await start("mission branch-context --json")).status).toBe(2);
    expect((await start("project status")).stdout).toContain("run: occmap project upgrade --yes");

    const dry = await start("project upgrade --dry-run");
    expect(dry).toMatchObject({ status: 0, stderr: "" });
    expect(dry.stdout).toContain(
      "-  version: 3.2.0a4   # was\n+  version: 3.2.0a5   # was\n+  schema_version: 3\n",
    );
    const refused = await start("project upgrade");
    expect(refused).toMatchObject({ status: 2, stdout: "" });
    expect(refused.stderr).toContain("--yes");
    expect(git(folder(), "status", "--porcelain")).toBe("");

    const upgrade = await start("project upgrade --yes");
    expect(upgrade).toMatchObject({ status: 0, stderr: "" });
    expect(upgrade.stdout).toContain("upgraded .kittify/metadata.yaml to 3.2.0a5, schema version 3\n");
    const diff = git(folder(), "diff", "-U0")
      .split("\n")
      .filter((line) => /^[-+] /.test(line));
    expect(diff.filter((line) => line.startsWith("-")).map((line) => line.trim())).toEqual([
      "-  version: 3.2.0a4   # was",
      "-  last_upgraded_at: '2026-04-26T08:25:43.580548'",
      "-  platform: darwin",
      "-  platform_version: macOS",
    ]);
    expect(diff.filter((line) => line.startsWith("+"))).toHaveLength(9);
    expect(git(folder(), "status", "--porcelain")).toBe(" M .kittify/metadata.yaml\n");

    expect((await start("project status")).status).toBe(0);
    const context = await start("mission branch-context --json");
    expect(context).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(context.stdout)).toEqual({
      version: 1,
      result: "success",
      mission_id: MISSION.mission_id,
      mission_slug: MISSION.mission_slug,
      change_mode: "bulk_edit",
      current_branch: "kitty/mission-retire-x-01KQ7YXH-lane-a",
      target_branch: "main",
    });
  });

  test("the dry run shows what the upgrade writes", async () => {
    give(CURRENT);
    const planned = await document(await run("project upgrade --dry-run --json"), upgradeSchema);
    const upgraded = await document(await run("project upgrade --yes --json"), upgradeSchema);
    expect(planned["result"]).toBe("planned");
    expect(upgraded["result"]).toBe("upgraded");
    const timeless = (diff: unknown): string =>
      String(diff).replace(/'2026-[^']*\+00:00'|'20\d\d-[^']*\+00:00'/g, "NOW");
    expect(timeless(upgraded["diff"])).toBe(timeless(planned["diff"]));
  });

  test("hostile content reaches the terminal escaped", async () => {
    give(CURRENT.replace("# was", "# \u001b[31mred\u202e"));
    const { stdout } = await run("project upgrade --dry-run");
    expect(stdout).toContain("# \\x1b[31mred\\u202e");
    expect(stdout).not.toContain("\u001b");
  });

  test("several at once: each that says so has written, and nothing is lost", async () => {
    give(CURRENT);
    const results = await Promise.all(Array.from({ length: 6 }, () => start("project upgrade --yes --json")));
    const done = results.filter(({ status }) => status === 0);
    expect(done.length).toBeGreaterThan(0);
    for (const { status, stdout } of results) {
      if (status !== 0) expect(stdout).toMatch(/"code":"file-(?:locked|changed)"/);
    }
    const reading = readMetadata(readFileSync(file()));
    expect(reading.kind === "metadata" && reading.file.metadata.applied).toHaveLength(1 + done.length);
    expect(readdirSync(join(folder(), ".kittify"))).toEqual(["metadata.yaml"]);
  });

  test("killed at any of its file calls it leaves the old file or the new one, and the next one works", async () => {
    const killed = await atFileCalls(1, async (at, project) => {
      give(LEGACY, project);
      const result = await start("project upgrade --yes", {
        cwd: project,
        preload: [HARNESS],
        variables: { OCCMAP_TEST_AT: String(at), OCCMAP_TEST_DO: "kill" },
      });
      const content = readFileSync(file(project), "utf8");
      if (result.signal !== "SIGKILL") {
        expect(result.status).toBe(0);
        return "past the end";
      }
      expect(result.stdout).toBe("");
      expectNoHalfLock(project);
      if (content !== LEGACY) {
        expect(readMetadata(Buffer.from(content))).toMatchObject({
          kind: "metadata",
          file: { metadata: { version: "3.2.0a5", schemaVersion: 3 } },
        });
      }
      expect((await run("project upgrade --yes", { cwd: project })).status).toBe(0);
      expect(readdirSync(join(project, ".kittify"))).toEqual(["metadata.yaml"]);
      return "reached";
    });
    expect(killed).toBeGreaterThan(15);
  }, 180_000);

  test("asks on a terminal, and takes nothing but yes for yes", async () => {
    for (const [answer, isYes] of [
      ["y\n", true],
      ["YES\n", true],
      ["\n", false],
      ["n\n", false],
      ["yellow\n", false],
      ["", false],
    ] as const) {
      give(LEGACY);
      const input = new PassThrough();
      const output = new PassThrough();
      input.end(answer);
      const terminal = { input, output, interrupt: () => undefined };
      const result = await run("project upgrade", { terminal });
      expect(result.stderr).toContain("+  schema_version: 3\n");
      expect(String(output.read())).toContain("Write this to .kittify/metadata.yaml? [y/N] ");
      expect({ answer, status: result.status }).toEqual({ answer, status: isYes ? 0 : 2 });
      expect(readFileSync(file(), "utf8") === LEGACY).toBe(!isYes);
      if (!isYes) expect(result.stderr).toContain("not confirmed; nothing was written");
    }
  });

  test("again at the same version it records the moment and one record more", async () => {
    give(CURRENT);
    const at = (time: string): Promise<Answer> =>
      run("project upgrade --yes --json", { now: new Date(time) });
    expect((await at("2026-05-01T00:00:00Z")).status).toBe(0);
    const second = await document(await at("2026-05-02T00:00:00Z"), upgradeSchema);
    expect(second["changes"]).toEqual([
      {
        field: "spec_kitty.last_upgraded_at",
        from: "2026-05-01T00:00:00.000000+00:00",
        to: "2026-05-02T00:00:00.000000+00:00",
      },
      { field: "migrations.applied[2]", from: null, to: "3.2.0a5_occmap_upgrade" },
    ]);
  });

  test.each<[name: string, content: string, condition: string]>([
    ["drops the schema", LEGACY.replace("3.2.0a4", "3.2.0a5"), "schema_version (spec_kitty.schema_version"],
    ["writes the old file", CURRENT, "version (spec_kitty.version"],
    ["writes rubbish", "[", "readable (the file reads"],
    ["drops a comment", CURRENT.replace("# Theirs\n", ""), "comments (every comment"],
    ["drops a field", CURRENT.replace("  schema_capabilities: [x]\n", ""), "other_fields (every field"],
    [
      "drops a record",
      `${CURRENT.slice(0, CURRENT.indexOf("  - id"))}  - id: x\n`,
      "ledger (migrations.applied",
    ],
    ["changes initialized_at", CURRENT.replace("2026-04-07T", "2026-04-08T"), "initialized_at (spec_kitty"],
  ])("is no success when another program %s at once", async (_name, content, condition) => {
    give(CURRENT);
    const result = await start("project upgrade --yes", {
      preload: [HARNESS],
      variables: { OCCMAP_TEST_DO: "tamper", OCCMAP_TEST_CONTENT: content },
    });
    expect(result).toMatchObject({ status: 2, stdout: "" });
    expect(result.stderr).toContain(condition);
    // Nothing is restored half-way: what the other program wrote stands.
    expect(readFileSync(file(), "utf8")).toBe(content);
  });

  const onUnix = process.platform === "win32" ? test.skip : test;
  onUnix.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)(
    "%s ends it with %i at any of its file calls, nothing half done and nothing left",
    async (signal, status) => {
      // One signal at every call; of the others every fifth will do.
      const ended = await atFileCalls(signal === "SIGTERM" ? 1 : 5, async (at, project) => {
        give(LEGACY, project);
        const result = await start("project upgrade --yes", {
          cwd: project,
          preload: [HARNESS],
          variables: { OCCMAP_TEST_AT: String(at), OCCMAP_TEST_DO: "stall" },
          keepStdin: true,
          onStart: (child) => {
            child.stderr?.on("data", (chunk) => {
              if (String(chunk).includes("stalled")) child.kill(signal);
            });
          },
        });
        if (result.status === 0) return "past the end";
        expect(result).toMatchObject({ status, signal: null, stdout: "" });
        expect(result.stderr).toBe(`stalled\noccmap: interrupted by ${signal}\n`);
        const content = readFileSync(file(project), "utf8");
        if (content !== LEGACY) expect(content).toContain("  schema_version: 3\n");
        expect(readdirSync(join(project, ".kittify"))).toEqual(["metadata.yaml"]);
        return "reached";
      });
      expect(ended).toBeGreaterThan(3);
    },
    180_000,
  );
});
