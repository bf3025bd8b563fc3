import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { scanDocumentSchema } from "../../src/report/schemas.ts";
import { conforms } from "../../src/yaml/schema-check.ts";
import { git, occmap } from "../support/command-line.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const SCAN = ["scan", "--target", "old_name"];
/** Windows has neither signals nor these devices. */
const onUnix = process.platform === "win32" ? describe.skip : describe;
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const until = async <T>(look: () => T | undefined): Promise<T> => {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

onUnix("a thousand files that cannot be read", () => {
  test("are one line, and all of them in the JSON", async () => {
    const names = Array.from({ length: 1000 }, (_, number) => `f${String(number).padStart(4, "0")}`);
    chmodSync(folder(), 0o777);
    for (const name of names) {
      writeFileSync(join(folder(), name), "old_name\n");
      chmodSync(join(folder(), name), 0o000);
    }
    // Root reads everything; then somebody else has to try.
    const as = process.getuid?.() === 0 ? { uid: 65534 } : {};
    const inText = await occmap(SCAN, { cwd: folder(), ...as });
    expect(inText.status).toBe(2);
    expect(inText.stderr).toBe(
      "occmap: 1000 files could not be read and were not searched: f0000, f0001, f0002, and 997 more [scan.unreadable_file]\n",
    );
    const inJson = await occmap([...SCAN, "--json", "--force"], { cwd: folder(), ...as });
    expect({ status: inJson.status, stderr: inJson.stderr }).toEqual({ status: 2, stderr: "" });
    const document: unknown = JSON.parse(inJson.stdout);
    expect(await conforms(scanDocumentSchema, document)).toBe(true);
    expect(document).toMatchObject({
      diagnostics: [{ key: "scan.unreadable_file", count: 1000, subjects: names }],
    });
  });
});

describe("a scratch folder that cannot be removed at once", () => {
  test.each([
    [1, []],
    [2, [expect.stringMatching(/^occmap-/)]],
  ])("%i failures do not hide what the command has to say", async (failures, left) => {
    writeFileSync(join(folder(), "a.txt"), "old_name\n");
    const scratch = join(folder(), "scratch");
    mkdirSync(scratch);
    const result = await occmap([...SCAN, "-o", "-", "--include", "*.txt"], {
      cwd: folder(),
      preload: [join(import.meta.dirname, "..", "support", "spoil-removal.js")],
      variables: { OCCMAP_TEST_STUCK: String(failures), TMPDIR: scratch },
    });
    expect(result.status).toBe(0);
    expect(result.stdout).toContain("remove_count: 1");
    expect(readdirSync(scratch)).toEqual(left);
  });
});

onUnix("a payload that did not get out whole", () => {
  const commands: string[][] = [
    ["--help"],
    ["scan", "--help"],
    ["--version"],
    ["project", "status"],
    [...SCAN, "-o", "-"],
  ];
  const onLinux = existsSync("/dev/full")
    ? test.each(commands.map((args) => [args]))
    : test.skip.each([[[""]]]);
  onLinux("is no success on a full disk: %j", async (args) => {
    writeFileSync(join(folder(), "a.txt"), "old_name\n");
    const full = openSync("/dev/full", "w");
    try {
      const result = await occmap(args, { cwd: folder(), stdout: full });
      expect(result.status).toBe(2);
      expect(result.stderr).toContain("occmap: standard output could not be written");
    } finally {
      closeSync(full);
    }
  });

  const WITH_MAP = [
    "check",
    "gate",
    "gate --json",
    ...["sarif", "github", "rdjson", "markdown", "junit"].map((format) => `gate --format ${format}`),
    "hook",
    "list",
    "explain a.txt:1",
    "explain keep-touched",
    "apply",
    "update --dry-run",
    "set --remove --path a.txt --reason r --dry-run",
    "diff occurrence_map.yaml occurrence_map.yaml",
    "convert --to csv",
    "report -o -",
    "completion bash",
    "init",
    "project init --json",
  ];
  const withMap = existsSync("/dev/full") ? test : test.skip;
  withMap("is no success on a full disk, whatever the command has to say of a map", async () => {
    writeFileSync(join(folder(), "a.txt"), "old_name\n");
    git(folder(), "init", "-q");
    git(folder(), "add", "-A");
    git(folder(), "commit", "-q", "-m", "Begin");
    expect(await occmap(SCAN, { cwd: folder() })).toMatchObject({ status: 0 });
    git(folder(), "add", "-A");
    const full = openSync("/dev/full", "w");
    try {
      for (const command of WITH_MAP) {
        const { status, stderr } = await occmap(command.split(" "), { cwd: folder(), stdout: full });
        expect({ command, status, stderr }).toEqual({
          command,
          status: 2,
          stderr: expect.stringContaining("standard output could not be written"),
        });
      }
    } finally {
      closeSync(full);
    }
  });

  test.each([[[...SCAN, "-o", "-"]], [[...SCAN, "--json"]]])(
    "is no success when the reader is gone: %j",
    async (args) => {
      writeFileSync(join(folder(), "a.txt"), "old_name\n");
      const result = await occmap(args, {
        cwd: folder(),
        onStart: (child) => child.stdout?.destroy(),
      });
      expect(result.status).toBe(2);
      expect(result.stderr).toContain("occmap: standard output could not be written");
    },
  );

  test.each<[name: string, command: string[]]>([
    ["a map", [...SCAN, "-o", "-"]],
    ["a JSON document", ["project", "status", "--json"]],
  ])("is no success when its reader leaves after the first bytes of %s", async (_name, command) => {
    // Far more than a pipe holds, so that it is still being written when the reader has gone.
    writeFileSync(join(folder(), "a.txt"), "old_name\n".repeat(20_000));
    mkdirSync(join(folder(), ".kittify"));
    writeFileSync(
      join(folder(), ".kittify", "metadata.yaml"),
      `spec_kitty:\n  schema_version: 3\nmigrations:\n  applied:\n${"  - id: a_long_name_of_a_migration\n".repeat(25_000)}`,
    );
    const result = await occmap(command, {
      cwd: folder(),
      onStart: (child) => child.stdout?.once("data", () => child.stdout?.destroy()),
    });
    expect(result.stdout.length).toBeGreaterThan(0);
    expect(result.status).toBe(2);
    // The error is the last word, and not one before it says that all went well.
    expect(result.stderr).toMatch(
      /(?:^|\n)occmap: standard output could not be written: .+\n {2}next: {2}.+\n$/,
    );
    expect(result.stderr).not.toMatch(/success|wrote/i);
  });
});

test("after a JSON payload nothing more is said, although there was something to say", async () => {
  writeFileSync(join(folder(), "a.bin"), Buffer.from("\0old_name\0"));
  const result = await occmap([...SCAN, "--json"], { cwd: folder() });
  expect({ status: result.status, stderr: result.stderr }).toEqual({ status: 0, stderr: "" });
  expect(JSON.parse(result.stdout)).toMatchObject({ diagnostics: [{ key: "scan.binary_file", count: 1 }] });
  expect(result.stdout.indexOf("\n")).toBe(result.stdout.length - 1);
});

test("what was noted before a failure is in the JSON of the error", async () => {
  git(folder(), "init", "-q", "-b", "work");
  mkdirSync(join(folder(), "kitty-specs", "broken"), { recursive: true });
  writeFileSync(join(folder(), "kitty-specs", "broken", "meta.json"), "{");
  const result = await occmap(["mission", "branch-context", "--json"], { cwd: folder() });
  expect({ status: result.status, stderr: result.stderr }).toEqual({ status: 2, stderr: "" });
  expect(JSON.parse(result.stdout)).toMatchObject({
    error: { code: "mission-missing" },
    diagnostics: [{ key: "mission.unreadable", count: 1, subjects: ["kitty-specs/broken"] }],
  });
});

onUnix("a signal in the middle of a long scan", () => {
  /** The children of a process, by asking the system. */
  const childOf = (pid: number, name: string): number | undefined => {
    for (const one of readdirSync("/proc")) {
      if (!/^\d+$/.test(one)) continue;
      try {
        const [, comm = "", , parent] =
          /^\d+ \((.*)\) (\S) (\d+)/.exec(readFileSync(`/proc/${one}/stat`, "utf8")) ?? [];
        if (Number(parent) === pid && comm === name) return Number(one);
      } catch {
        // It ended while we looked.
      }
    }
    return undefined;
  };
  const onLinux = existsSync("/proc/self/stat") ? test : test.skip;

  onLinux.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s while ripgrep searches: status %i, ripgrep gone, no map", async (signal, status) => {
    // 200 GB to search, most of a minute's work, that take 54 MB on the disk.
    const [first, ...others] = Array.from({ length: 4000 }, (_, number) => join(folder(), `big${number}`));
    writeFileSync(first ?? "", "a line without it\n".repeat(3_000_000));
    for (const other of others) linkSync(first ?? "", other);
    let ripgrep = 0;
    const result = await occmap([...SCAN, "--json"], {
      cwd: folder(),
      onStart: (child) => {
        void until(() => childOf(child.pid ?? 0, "rg")).then((pid) => {
          ripgrep = pid;
          child.kill(signal);
        });
      },
    });
    expect(result).toEqual({
      status,
      signal: null,
      stdout: "",
      stderr: `occmap: interrupted by ${signal}\n`,
    });
    expect(ripgrep).toBeGreaterThan(0);
    const ended = Date.now();
    await until(() => (isAlive(ripgrep) ? undefined : true));
    // By the signal, and not because it had finished.
    expect(Date.now() - ended).toBeLessThan(10_000);
    expect(existsSync(join(folder(), "occurrence_map.yaml"))).toBe(false);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)(
    "%s while git reads: status %i, git gone, no scratch folder, no map",
    async (signal, status) => {
      const repository = join(folder(), "repository");
      const scratch = join(folder(), "scratch");
      const bin = join(folder(), "bin");
      const pidFile = join(folder(), "pid");
      for (const path of [repository, scratch, bin]) mkdirSync(path);
      git(repository, "init", "-q");
      writeFileSync(join(repository, "a.txt"), "old_name\n");
      git(repository, "add", "-A");
      git(repository, "commit", "-q", "-m", "Begin");
      // A git that never answers when the revision is held against the index.
      writeFileSync(
        join(bin, "git"),
        `#!/bin/sh\ncase "$*" in *diff-index*) echo $$ > ${pidFile}.new; mv ${pidFile}.new ${pidFile}; exec sleep 600;; esac\nPATH=\${PATH#*:} exec git "$@"\n`,
      );
      chmodSync(join(bin, "git"), 0o755);
      const result = await occmap(SCAN, {
        cwd: repository,
        variables: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, TMPDIR: scratch },
        onStart: (child) => {
          void until(() => (existsSync(pidFile) ? true : undefined)).then(() => {
            expect(readdirSync(scratch)).toHaveLength(1);
            child.kill(signal);
          });
        },
      });
      expect(result).toEqual({
        status,
        signal: null,
        stdout: "",
        stderr: `occmap: interrupted by ${signal}\n`,
      });
      const reader = Number(readFileSync(pidFile, "utf8"));
      await until(() => (isAlive(reader) ? undefined : true));
      expect(readdirSync(scratch)).toEqual([]);
      expect(readdirSync(repository).sort()).toEqual([".git", "a.txt"]);
    },
  );
});
