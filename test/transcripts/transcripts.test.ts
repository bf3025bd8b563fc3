/**
 * What a user sees: every command and every format, as it answers in a fixed sample project. Each scenario is one
 * readable file beside this one, with the commands, what they print, and their exit statuses.
 *
 * A difference is a failure. After looking at it, OCCMAP_UPDATE_TRANSCRIPTS=1 writes the files anew.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { USUAL_FORMATS } from "../../src/cli/arguments.ts";
import { COMMANDS } from "../../src/cli/registry.ts";
import { occmap } from "../support/command-line.ts";
import { call } from "../support/in-process.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { SCENARIOS, type Sample } from "./scenarios.ts";
import { sampleGit } from "./sample.ts";

const HERE = import.meta.dirname;
const DEMO = join(HERE, "..", "..", "fixtures", "demo");
const UPDATE = process.env["OCCMAP_UPDATE_TRANSCRIPTS"] === "1";

const folder = temporaryFolder();

/** A copy of the sample project, in a repository whose commits have the same ids everywhere. */
function makeSample(): Sample & { readonly text: () => string } {
  const root = join(folder(), "sample");
  const lines: string[] = [];
  cpSync(DEMO, root, { recursive: true });
  const git = sampleGit(root, folder());
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=Tidepool 2.4.0");
  return {
    root,
    git,
    say: (what) => void lines.push(`# ${what}`, ""),
    write: (path, content) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    run: async (command, status = 0) => {
      // The page's script and style are made by the build, and stand beside the built code alone.
      const answer = command.startsWith("report ")
        ? await occmap(words(command), { cwd: root })
        : await call(words(command), { cwd: root, variables: { HOME: folder() } });
      expect({ command, ...answer }).toMatchObject({ status });
      lines.push(`$ occmap ${command}`, ...laidOut(answer.stdout));
      if (answer.stderr !== "") lines.push("(standard error)", ...laidOut(answer.stderr));
      lines.push(`(exit status ${status})`, "");
    },
    text: () => neutral(lines.join("\n")),
  };
}

/** Without what belongs to this machine: the temporary folder, and what a project records of its platform. */
function neutral(text: string): string {
  return text
    .replaceAll(folder(), "/somewhere")
    .replace(/(platform(?:_version)?: )[^\n\\]+/g, "$1(this machine)");
}

/** The words of a command line; single quotes hold words together, as in a shell. */
function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

/** Lines of output; a JSON document, which is one line, is laid out so that a person can read it. */
function laidOut(output: string): string[] {
  if (output === "") return [];
  return output
    .replace(/\n$/, "")
    .split("\n")
    .flatMap((line) => {
      if (!/^[[{].*[\]}]$/.test(line)) return [line];
      return ["(JSON, laid out)", ...JSON.stringify(JSON.parse(line), null, 2).split("\n")];
    });
}

const ran = new Set<string>();

describe.each(Object.entries(SCENARIOS))("%s", (name, scenario) => {
  test("answers as its transcript says", async () => {
    const sample = makeSample();
    await scenario(sample);
    const text = sample.text();
    for (const [, command] of text.matchAll(/^\$ occmap (.*)$/gm))
      if (command !== undefined) ran.add(command);
    const file = join(HERE, `${name}.txt`);
    if (UPDATE) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, "utf8"));
  });
});

test("no transcript is left over", () => {
  const files = readdirSync(HERE).filter((name) => name.endsWith(".txt"));
  expect(files.sort()).toEqual(
    Object.keys(SCENARIOS)
      .map((name) => `${name}.txt`)
      .sort(),
  );
});

/** What other tests hold word by word, and what would only repeat the flag table here. */
const ELSEWHERE = new Set(["completion", "mcp"]);

test("every command answers in every format that it has", () => {
  const missing = COMMANDS.flatMap(({ summary: { name, formats = USUAL_FORMATS } }) => {
    const calls = [...ran].filter((command) => command === name || command.startsWith(`${name} `));
    return ELSEWHERE.has(name)
      ? []
      : formats
          .filter((format) => !calls.some((command) => formatOf(command) === format))
          .map((format) => `${name} ${format}`);
  });
  expect(missing).toEqual([]);
});

function formatOf(command: string): string {
  if (command.includes(" --json")) return "json";
  return / --format (\S+)/.exec(command)?.[1] ?? "text";
}
