/** The completion scripts: bash's own answer is asked, the others are held to the registry word by word. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { USUAL_FORMATS } from "../../src/cli/arguments.ts";
import { COMMON_FLAGS } from "../../src/cli/flags.ts";
import { COMMANDS } from "../../src/cli/registry.ts";
import { CATEGORIES } from "../../src/map/categories.ts";
import { FORMATS } from "../../src/report/reporter.ts";
import { call } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const scripts = new Map<string, string>();

beforeAll(async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { status, stdout, stderr } = await call(["completion", shell], { cwd: "/" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    scripts.set(shell, stdout);
  }
});

/** What bash offers for the last of these words. */
function complete(...words: readonly string[]): string[] {
  const file = join(folder(), "script");
  writeFileSync(
    file,
    `${scripts.get("bash") ?? ""}
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_occmap
printf '%s\\n' "\${COMPREPLY[@]}"
`,
  );
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", file, "occmap", ...words], {
    cwd: folder(),
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout.split("\n").filter(Boolean);
}

describe("bash", () => {
  test("first words are the commands", () => {
    const firsts = new Set(COMMANDS.map(({ summary }) => summary.name.split(" ")[0] ?? ""));
    expect(complete("")).toEqual([...firsts, "--help", "--version"]);
    expect(complete("ga")).toEqual(["gate"]);
    expect(complete("nothing", "")).toEqual([]);
  });

  test("a group is followed by its words", () => {
    expect(complete("project", "")).toEqual(["status", "init", "upgrade"]);
    expect(complete("project", "st")).toEqual(["status"]);
  });

  test.each(COMMANDS.map(({ summary }) => [summary.name, summary] as const))(
    "%s offers all its flags",
    (name, summary) => {
      const offered = complete(...name.split(" "), "--");
      expect(offered).toEqual([...summary.flags, ...COMMON_FLAGS].map((flag) => `--${flag}`));
    },
  );

  test.each([
    [["gate", "--format", ""], FORMATS],
    [["scan", "--format", ""], USUAL_FORMATS],
    [["gate", "--format", "=", "sa"], ["sarif"]],
    [["gate", "--format", "="], FORMATS],
    [["list", "--category", ""], CATEGORIES],
    [
      ["init", "--hook", ""],
      ["plain", "husky", "lefthook", "pre-commit"],
    ],
    [
      ["init", "--ci", "git"],
      ["github", "gitlab"],
    ],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["scan", "--target", ""], []],
  ])("%j is completed with what it can be", (words, expected) => {
    expect(complete(...words)).toEqual(expected);
  });

  test("files where a file is wanted, folders where a folder is", () => {
    writeFileSync(join(folder(), "some-map.yaml"), "");
    expect(complete("gate", "--map", "some")).toEqual(["some-map.yaml"]);
    expect(complete("gate", "--mission", "some")).toEqual([]);
    expect(complete("scan", "-o", "some")).toEqual(["some-map.yaml"]);
  });
});

describe.each(["zsh", "fish"])("%s", (shell) => {
  const text = (): string => scripts.get(shell) ?? "";

  test("knows every command with every flag", () => {
    for (const { summary } of COMMANDS) {
      const [first = "", second] = summary.name.split(" ");
      expect(text()).toContain(second ?? first);
      for (const flag of summary.flags)
        expect(text()).toContain(shell === "zsh" ? `*--${flag}` : ` -l ${flag}`);
    }
  });

  test("knows values", () => {
    expect(text()).toContain(FORMATS.join(" "));
    expect(text()).toContain(CATEGORIES.join(" "));
  });

  test("closes every quote", () => {
    const outside = text().replaceAll(shell === "zsh" ? "'\\''" : "\\'", "");
    expect((outside.match(/'/g) ?? []).length % 2).toBe(0);
  });

  test("passes the shell's own check, where the shell is there", () => {
    const file = join(folder(), "script");
    writeFileSync(file, text());
    const { error, status, stderr } = spawnSync(shell, ["-n", file], { encoding: "utf8" });
    if (error === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    else expect(error).toMatchObject({ code: "ENOENT" });
  });
});

test("another shell is refused by name", async () => {
  const { status, stderr } = await call(["completion", "tcsh"], { cwd: "/" });
  expect({ status, said: stderr.includes("bash, zsh, fish") }).toEqual({ status: 2, said: true });
});
