/** `action.yml` and `.pre-commit-hooks.yaml`, which others run straight from this repository. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { FRAMEWORK_SCRIPT } from "../../src/setup/hook-script.ts";
import { VERSION } from "../../src/version.ts";
import { GatedRepository, MAP } from "../support/gated-repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const top = join(import.meta.dirname, "..", "..");
const folder = temporaryFolder();
let repository: GatedRepository;

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly [{ readonly env: Record<string, string>; readonly run: string }];
  };
}
const action = parse(readFileSync(join(top, "action.yml"), "utf8")) as Action;
const [step] = action.runs.steps;

/** Runs the action's script as the runner would, with a stand-in for `npx` that says what it was called with. */
function run(inputs: Readonly<Record<string, string>> = {}): {
  status: number | null;
  said: string;
  called: string[];
} {
  const bin = join(folder(), "bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, "npx"), `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder()}/called'\nexit 1\n`);
  chmodSync(join(bin, "npx"), 0o755);
  writeFileSync(join(folder(), "called"), "");
  const env = Object.fromEntries(
    Object.entries(step.env).map(([name, expression]) => {
      const [, input = ""] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression) ?? [];
      return [name, inputs[input] ?? action.inputs[input]?.default ?? ""];
    }),
  );
  const { status, stdout, stderr } = spawnSync("bash", ["-c", step.run], {
    cwd: repository.root,
    encoding: "utf8",
    env: {
      ...repository.occmapVariables(),
      ...env,
      PATH: `${bin}:${process.env["PATH"] ?? ""}`,
      GITHUB_OUTPUT: join(folder(), "output"),
      GITHUB_STEP_SUMMARY: "/summary",
    },
  });
  const called = readFileSync(join(folder(), "called"), "utf8").split("\n").filter(Boolean);
  return { status, said: stdout + stderr, called };
}

beforeEach(() => {
  repository = new GatedRepository(folder());
  repository.write("a.txt", "a\n").commit("base");
  repository.write("a.txt", "b\n").commit("change");
});

describe("the action", () => {
  test("holds no expression in its script: inputs come through the environment", () => {
    expect(step.run).not.toContain("${{");
    expect(Object.values(step.env).every((value) => /^\$\{\{ inputs\.[\w-]+ \}\}$/.test(value))).toBe(true);
  });

  test("runs the version that it belongs to", () => {
    expect(action.inputs["version"]?.default).toBe(VERSION);
  });

  test("has nothing to judge where neither side has a map, unless one is required", () => {
    expect(run()).toMatchObject({ status: 0, called: [] });
    expect(run({ required: "true" })).toMatchObject({ status: 1, called: expect.arrayContaining(["gate"]) });
  });

  test.each(["HEAD", "HEAD^1"])("judges where %s has a map, with GitHub's format and summary", (side) => {
    repository.write(MAP, "x\n").commit("map");
    if (side === "HEAD^1") repository.remove(MAP).commit("no map");
    expect(run()).toMatchObject({
      status: 1,
      called: [
        "--yes",
        `occmap@${VERSION}`,
        "gate",
        "--base=HEAD^1",
        "--head=HEAD",
        "--format",
        "github",
      ].concat(["--summary=/summary", `--map=${MAP}`]),
    });
    expect(readFileSync(join(folder(), "output"), "utf8")).toBe("status=1\n");
  });

  test.each([
    ["base", "--output=/x"],
    ["head", "nowhere"],
    ["version", "1.0.0 --evil"],
    ["version", "file:/tmp/x"],
  ])("refuses %s %s", (input, value) => {
    expect(run({ required: "true", [input]: value })).toMatchObject({ status: 2, called: [] });
  });

  test("what stands in an input is data, whatever it looks like", () => {
    const evil = `$(touch '${folder()}/owned'); "; touch '${folder()}/owned'`;
    const { called } = run({ mission: evil, "map-from": evil });
    expect(called).toContain(`--mission=${evil}`);
    expect(spawnSync("ls", [folder()], { encoding: "utf8" }).stdout).not.toContain("owned");
  });
});

test("the hook of the pre-commit framework is a script of this repository, for this version", () => {
  const [hook] = parse(readFileSync(join(top, ".pre-commit-hooks.yaml"), "utf8")) as [
    { entry: string; language: string },
  ];
  expect(hook.language).toBe("script");
  const script = join(top, hook.entry);
  expect(readFileSync(script, "utf8")).toBe(FRAMEWORK_SCRIPT);
  expect(FRAMEWORK_SCRIPT).toContain(`npx --yes occmap@${VERSION} hook`);
  expect(statSync(script).mode & 0o111).toBe(0o111);
});
