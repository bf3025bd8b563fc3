/** `occmap scan` and `occmap check` as a user runs them. */
import { describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { existsSync, openSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { SCHEMAS } from "../../src/schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { BIN, occmap, type Run, type RunOptions } from "../support/command-line.ts";
import { makeRepository, writeFiles } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const MAP = "occurrence_map.yaml";
const SPOILED = join(import.meta.dirname, "..", "support", "spoil-search.js");

function run(args: readonly string[], options: Partial<RunOptions> = {}): Promise<Run> {
  return occmap(args, { cwd: folder(), ...options });
}

function map(path = MAP): Record<string, unknown> {
  return parse(readFileSync(join(folder(), path), "utf8")) as Record<string, unknown>;
}

/** The one document on standard output; it conforms to its schema, and nothing else was printed. */
async function document({ stdout, stderr }: Run, schema: string): Promise<Record<string, unknown>> {
  expect(stderr).toBe("");
  expect(stdout.endsWith("}\n")).toBe(true);
  const parsed = JSON.parse(stdout) as Record<string, unknown>;
  expect(await conforms(SCHEMAS[schema]!, parsed)).toBe(true);
  return parsed;
}

describe("scan", () => {
  test("writes the map, says what it found, and what comes next", async () => {
    makeRepository(folder(), { "a.py": "import needle\n", "CHANGELOG.md": "- needle\n" });
    const { status, stdout, stderr } = await run(["scan", "--target", "needle"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("2 files: 2 searched");
    expect(stdout).toContain("occmap gate");
    expect(map()).toMatchObject({
      mission_slug: "remove-needle",
      target_string: "needle",
      totals: { remove_count: 1, keep_count: 1 },
    });
    expect(readFileSync(join(folder(), MAP), "utf8")).toContain("line: 1 # import needle");
  });

  test("zero occurrences is said, not celebrated", async () => {
    makeRepository(folder(), { "a.py": "hay\n" });
    const { status, stdout } = await run(["scan", "--target", "needle", "--related", "pin"]);
    expect(status).toBe(0);
    expect(stdout).toContain('No occurrence of "needle", "pin" was found.');
    // Wrapped to the width of a page.
    expect(stdout.replace(/\s+/g, " ")).toContain("literal and case-sensitive");
  });

  test("an existing map is not overwritten without --force, and its mission is kept with it", async () => {
    makeRepository(folder(), { "a.py": "needle\n" });
    await run(["scan", "--target", "needle", "--mission-slug", "my-mission"]);
    const before = readFileSync(join(folder(), MAP), "utf8");
    const refused = await run(["scan", "--target", "needle"]);
    expect([refused.status, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toContain("--force");
    expect(readFileSync(join(folder(), MAP), "utf8")).toBe(before);
    const { mission_id: id } = map();
    expect((await run(["scan", "--target", "needle", "--force"])).status).toBe(0);
    expect(map()).toMatchObject({ mission_id: id, mission_slug: "my-mission" });
    // A plan for another string is another mission.
    expect((await run(["scan", "--target", "needles", "--force"])).status).toBe(0);
    expect(map()).toMatchObject({ mission_slug: "remove-needles" });
    expect(map()["mission_id"]).not.toBe(id);
  });

  test("a file that is no map is not overwritten without --force either", async () => {
    makeRepository(folder(), { "a.py": "needle\n", "notes.yaml": "- what: [a person\n- wrote\n" });
    const before = readFileSync(join(folder(), "notes.yaml"), "utf8");
    const refused = await run(["scan", "--target", "needle", "-o", "notes.yaml"]);
    expect([refused.status, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toContain("there is a map already");
    expect(readFileSync(join(folder(), "notes.yaml"), "utf8")).toBe(before);
    expect((await run(["scan", "--target", "needle", "-o", "notes.yaml", "--force"])).status).toBe(0);
    expect(map("notes.yaml")).toMatchObject({ mission_slug: "remove-needle" });
  });

  test.each([
    ["/spec-kitty.checklist", "remove-spec-kitty-checklist"],
    ["--Legacy_Flag", "remove-legacy-flag"],
    ["→", "remove-string"],
  ])("the slug of %s is %s", async (target, slug) => {
    makeRepository(folder(), { "a.txt": "x\n" });
    await run(["scan", `--target=${target}`]);
    expect(map()["mission_slug"]).toBe(slug);
    expect(map()["mission_id"]).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });

  test("-o - prints the map alone on standard output, the report on standard error, and writes nothing", async () => {
    makeRepository(folder(), { "a.py": "needle\n" });
    const { status, stdout, stderr } = await run(["scan", "--target", "needle", "-o", "-"]);
    expect(status).toBe(0);
    expect(parse(stdout)).toMatchObject({ target_string: "needle" });
    expect(stderr).toContain("1 file: 1 searched");
    expect(existsSync(join(folder(), MAP))).toBe(false);
  });

  test("a map of many parts is printed and written to the same bytes", async () => {
    makeRepository(folder(), { "a.py": "needle = 1\n".repeat(3000) });
    const asked = ["scan", "--target", "needle", "--mission-id", "01KQ7YXHA5AMZHJT3HQ8XPTZ6B"];
    const printed = await run([...asked, "-o", "-"]);
    await run([...asked, "-o", MAP]);
    const written = readFileSync(join(folder(), MAP), "utf8");
    const timeless = (text: string): string => text.replace(/^generated_at: .*$/m, "");
    expect(written.length).toBeGreaterThan(200_000);
    expect(timeless(printed.stdout)).toBe(timeless(written));
  });

  test("-o FILE writes there, and that file is not searched the next time", async () => {
    makeRepository(folder(), { "a.py": "needle\n" }).git("status");
    await run(["scan", "--target", "needle", "-o", "plan.yaml"]);
    expect(map("plan.yaml")).toMatchObject({ totals: { remove_count: 1 } });
    const again = await run(["scan", "--target", "needle", "-o", "plan.yaml", "--force"]);
    expect(again.stdout).not.toContain("ncommitted");
  });

  test("--json prints one document that conforms to its schema", async () => {
    makeRepository(folder(), { "a.py": "needle\n", "b.bin": Buffer.from("\0needle") });
    const result = await document(await run(["scan", "--target", "needle", "--json"]), "scan-result");
    expect(result).toMatchObject({
      map: MAP,
      totals: { remove_count: 1, keep_count: 1 },
      ledger: { files: 2, searched: 2 },
      diagnostics: [{ key: "scan.binary_file", count: 1, subjects: ["b.bin"] }],
    });
  });

  test("one cause, one line with a count; the JSON has every name", async () => {
    const binaries = Array.from(
      { length: 9 },
      (_, index) => [`${index}.bin`, Buffer.from("\0needle")] as const,
    );
    makeRepository(folder(), Object.fromEntries(binaries));
    const { stderr } = await run(["scan", "--target", "needle", "-o", "a.yaml"]);
    expect(stderr.split("\n").filter((line) => line.includes("scan.binary_file"))).toHaveLength(1);
    expect(stderr).toContain("9 binary files");
    expect(stderr).toContain("and 6 more");
    expect((await run(["scan", "--target", "needle", "-o", "b.yaml", "--quiet"])).stderr).toBe("");
  });

  test("a file that vanishes or cannot be opened is named, and the scan is not a success", async () => {
    writeFiles(folder(), { "a.txt": "needle\n", "b.txt": "needle\n" });
    const { status, stdout, stderr } = await run(["scan", "--target", "needle"], {
      preload: [SPOILED],
      variables: { OCCMAP_TEST_REMOVE: join(folder(), "b.txt") },
    });
    expect(status).toBe(2);
    expect(stdout).toContain("2 files: 1 searched, 1 unreadable");
    expect(stderr).toContain("b.txt");
    expect(map()).toMatchObject({ totals: { remove_count: 1 } });
  });

  test("in a repository such a file is read from git", async () => {
    makeRepository(folder(), { "a.txt": "needle\n", "b.txt": "needle\n" });
    const { status } = await run(["scan", "--target", "needle"], {
      preload: [SPOILED],
      variables: { OCCMAP_TEST_REMOVE: join(folder(), "b.txt") },
    });
    expect(status).toBe(0);
    expect(map()).toMatchObject({ totals: { remove_count: 2 } });
  });

  test("ripgrep's status 2 is an error, even after matches, and nothing is written", async () => {
    makeRepository(folder(), { "a.txt": "needle\n" });
    const { status, stdout, stderr } = await run(["scan", "--target", "needle"], {
      preload: [SPOILED],
      variables: { OCCMAP_TEST_RG: "fail" },
    });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("ripgrep failed: boom");
    expect(existsSync(join(folder(), MAP))).toBe(false);
  });

  describe("without ripgrep", () => {
    const missing = { preload: [SPOILED], variables: { OCCMAP_TEST_RG: "missing" } };

    test.each(["a repository", "a folder"])("nothing is found in %s, and that is an error", async (place) => {
      if (place === "a repository") makeRepository(folder(), { "a.txt": "needle\n" });
      else writeFiles(folder(), { "a.txt": "needle\n" });
      const { status, stdout, stderr } = await run(["scan", "--target", "needle"], missing);
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toBe(
        "occmap: ripgrep failed: its package could not be loaded: it is not installed\n" +
          "  next:  reinstall occmap (npm ci) if its ripgrep package is missing; nothing was written\n",
      );
      expect(existsSync(join(folder(), MAP))).toBe(false);
    });

    test("what lies in git alone is found all the same", async () => {
      const repository = makeRepository(folder(), { "a.txt": "needle\n" });
      repository.git("rm", "--quiet", "a.txt");
      const { status, stderr } = await run(["scan", "--target", "needle"], missing);
      expect([status, stderr]).toEqual([0, ""]);
      expect(map()).toMatchObject({ totals: { remove_count: 1 } });
    });
  });

  test("a file with occurrences whose name no map can hold makes the plan incomplete", async () => {
    makeRepository(folder(), { "back\\slash.txt": "needle\n" });
    const { status, stdout } = await run(["scan", "--target", "needle"]);
    expect(status).toBe(2);
    expect(stdout).toContain("Not complete");
    expect(stdout).toContain("back\\slash.txt");
  });

  test("names and lines with escape sequences reach no terminal", async () => {
    makeRepository(folder(), { "a\u001b[31m\u202e.txt": "needle \u001b]0;pwned\u0007 \u202e\n" });
    const { stdout, stderr } = await run(["scan", "--target", "needle", "-o", "-"]);
    expect(`${stdout}${stderr}`.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test("the configuration counts, and a link in its place is not followed", async () => {
    makeRepository(folder(), { "a.jsonl": "needle\n", "occmap.yaml": "decisions: { disable: [ledger] }\n" });
    await run(["scan", "--target", "needle"]);
    expect(map()).toMatchObject({ totals: { remove_count: 1, keep_count: 0 } });
    writeFiles(folder(), { "occmap.yaml": "decisions: { disable: [ledgers], colour: 1 }\n" });
    const wrong = await run(["scan", "--target", "needle", "--force"]);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/occmap\.yaml:1:\d+: .*ledger/);
    expect(wrong.stderr).toMatch(/occmap\.yaml:1:\d+: .*"colour"/);

    const outside = join(folder(), "outside");
    makeRepository(outside, { "a.txt": "needle\n" });
    symlinkSync("/etc/passwd", join(outside, "occmap.yaml"));
    const linked = await run(["scan", "--target", "needle"], { cwd: outside });
    expect(linked.status).toBe(2);
    expect(linked.stderr).toContain("symbolic link");
    expect(linked.stderr).not.toContain("root:");
  });
});

describe("check", () => {
  test("a map that was just made is valid and true", async () => {
    makeRepository(folder(), { "a.py": "needle\n" });
    await run(["scan", "--target", "needle"]);
    expect((await run(["check"])).status).toBe(0);
    await document(await run(["check", "--json"]), "check-result");
  });

  test("entries without an occurrence and occurrences without an entry are findings", async () => {
    const repository = makeRepository(folder(), { "a.py": "needle\nx\nneedle\n", "b.py": "x\n" });
    await run(["scan", "--target", "needle"]);
    const text = readFileSync(join(folder(), MAP), "utf8");
    repository.write({ [MAP]: text.replace("line: 3", "line: 2").replace(/ # needle/g, "") });
    const { status, stdout } = await run(["check"]);
    expect(status).toBe(1);
    expect(stdout).toContain("stale-entry");
    expect(stdout).toContain("unmapped-occurrence");
    const result = await document(await run(["check", "--json"]), "check-result");
    expect(result["verdict"]).toBe("untrue");
  });

  test("an invalid map is exit status 1, with every fault", async () => {
    const repository = makeRepository(folder(), { "a.py": "needle\n" });
    await run(["scan", "--target", "needle"]);
    const text = readFileSync(join(folder(), MAP), "utf8");
    repository.write({
      [MAP]: text.replace("remove_count: 1", "remove_count: 7").replace("path: a.py", "path: ../a.py"),
    });
    for (const command of ["check", "gate"]) {
      const { status, stdout } = await run([command]);
      expect(status).toBe(1);
      expect(stdout).toContain(".. and could leave the repository");
      expect(stdout).toContain("write remove_count: 1");
    }
    const result = await document(await run(["check", "--json"]), "check-result");
    expect(result["verdict"]).toBe("map-invalid");
  });

  test.each(["check", "gate"])("%s without a map says how to make one", async (command) => {
    makeRepository(folder(), { "a.py": "needle\n" });
    const { status, stderr } = await run([command]);
    expect(status).toBe(2);
    expect(stderr).toContain("occmap scan --target");
    const failed = await document(await run([command, "--json"]), "error");
    expect(failed).toMatchObject({ error: { code: "map-missing" } });
  });
});

describe("what does not get out is no success", () => {
  const onLinux = existsSync("/dev/full");
  function into(descriptor: number | "pipe", args: readonly string[]): number | null {
    return spawnSync(process.execPath, [BIN, ...args], {
      cwd: folder(),
      env: { PATH: process.env["PATH"], HOME: folder() },
      stdio: ["ignore", descriptor, "pipe"],
    }).status;
  }

  test.each([
    [["--version"]],
    [["--help"]],
    [["scan", "--target", "needle", "-o", "-"]],
    [["scan", "--target", "needle", "--json"]],
    [["check"]],
  ])("a full disk behind standard output: %j", async (args) => {
    // Where there is no such device there is nothing to write to that fails.
    expect(onLinux || process.platform !== "linux").toBe(true);
    if (!onLinux) return;
    makeRepository(folder(), { "a.py": "needle\n" });
    if (args[0] === "check") await run(["scan", "--target", "needle"]);
    expect(into(openSync("/dev/full", "w"), args)).toBe(2);
  });

  test("a reader that goes away", async () => {
    makeRepository(folder(), { "a.txt": "needle\n".repeat(20_000) });
    const { status } = await run(["scan", "--target", "needle", "-o", "-"], {
      onStart: (child) => child.stdout?.destroy(),
    });
    expect(status).toBe(2);
  });
});
