/** What the documents show must work: their links, their commands, their maps, and the README's first session. */
import { describe, expect, test } from "@jest/globals";
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseArguments } from "../../src/cli/arguments.ts";
import { findCommand } from "../../src/cli/find-command.ts";
import { COMMANDS } from "../../src/cli/registry.ts";
import { parseConfig } from "../../src/config/load.ts";
import { loadMap } from "../../src/map/load.ts";
import { occmap } from "../support/command-line.ts";
import { makeRepository } from "../support/repository.ts";
import { temporaryFolder } from "../support/temporary.ts";

const root = join(import.meta.dirname, "..", "..");
const folder = temporaryFolder();

const documents = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md"],
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `docs/${path}`),
];

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The fenced blocks of a language. */
function blocks(path: string, language: string): string[] {
  return [...read(path).matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, name, text]) =>
    name === language && text !== undefined ? [text] : [],
  );
}

/** Words of a command line as a shell splits them: quotes, no expansion. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}

/** Everything that a document calls occmap with, in blocks and in tables. */
function calls(path: string): string[] {
  const inBlocks = [...blocks(path, "sh"), ...blocks(path, "yaml")].flatMap((text) =>
    text.replaceAll("\\\n", " ").split("\n"),
  );
  const inLines = [...read(path).matchAll(/`(occmap [^`]+)`/g)].map(([, call]) => call ?? "");
  return [...inBlocks, ...inLines].flatMap((line) => {
    const call = /(?:^|[\s])occmap ((?:[a-z]|--).*)$/.exec(line.replace(/^\s*#.*/, ""))?.[1];
    return call === undefined ? [] : [call.replace(/\s+#.*$/, "")];
  });
}

describe.each(documents)("%s", (path) => {
  test("its links lead somewhere", () => {
    const links = [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? "");
    const broken = links.filter(
      (link) => !/^https?:/.test(link) && !existsSync(resolve(root, dirname(path), link)),
    );
    expect(broken).toEqual([]);
  });

  test("its commands exist, with the flags that it shows", () => {
    for (const call of calls(path)) {
      // A pattern of calls, with brackets and alternatives, is no call.
      if (/^COMMAND|[[\]|]/.test(call)) continue;
      // Both are answered before there is a command.
      if (/^--(?:version|help)$/.test(call)) continue;
      const { command, rest } = findCommand(COMMANDS, words(call));
      expect(() => parseArguments(command.summary, rest)).not.toThrow();
    }
  });
});

test("the commands of the README are found by the test above", () => {
  expect(calls("README.md").length).toBeGreaterThan(8);
  expect(calls("docs/ci.md").length).toBeGreaterThan(1);
});

test("the map in docs/map-format.md is valid", async () => {
  const [smallest = ""] = blocks("docs/map-format.md", "yaml");
  expect(await loadMap(Buffer.from(smallest))).not.toHaveProperty("faults");
});

test("the configurations in docs/configuration.md are valid", async () => {
  const examples = blocks("docs/configuration.md", "yaml");
  const configs = await Promise.all(examples.map((text) => parseConfig(Buffer.from(text), "occmap.yaml")));
  expect(configs.flatMap(({ projectRules }) => projectRules)).toHaveLength(3);
});

test("the README's first session runs as it says, on the sample project", async () => {
  cpSync(join(root, "fixtures", "demo"), folder(), { recursive: true });
  makeRepository(folder(), {});
  const session = blocks("README.md", "sh")
    .flatMap((text) => text.split("\n"))
    .filter((line) => line.startsWith("occmap "));
  const statuses: (number | null)[] = [];
  let shown = "";
  for (const line of session) {
    const { status, stdout } = await occmap(words(line).slice(1), { cwd: folder() });
    statuses.push(status);
    shown += stdout;
  }
  // Nothing is carried out in between, and the gate says so.
  expect(session.map((line) => words(line)[1])).toEqual(["scan", "check", "gate"]);
  expect(statuses).toEqual([0, 0, 1]);
  expect(shown).toContain("18 files: 18 searched");
  expect(shown).toContain("not-removed");
  await occmap(["apply", "--write"], { cwd: folder() });
  appendFileSync(join(folder(), "web", "download.ts"), "export const RETRIES = 3;\n");
  shown += (await occmap(["gate"], { cwd: folder() })).stdout;
  const answers = blocks("README.md", "text");
  expect(answers).toHaveLength(2);
  // An ellipsis alone on a line stands for lines that are left out.
  for (const part of answers.flatMap((text) => text.split(/^ *…\n/m))) expect(shown).toContain(part);
  // The entries of the map, each as it stands in the whole one; what is above them is shortened.
  const map = readFileSync(join(folder(), "occurrence_map.yaml"), "utf8");
  const [excerpt = ""] = blocks("README.md", "yaml");
  const entries = excerpt.match(/^ +- path: .*\n(?: {6}.*\n)+/gm) ?? [];
  expect(entries.length).toBeGreaterThan(1);
  for (const entry of entries) expect(map).toContain(entry.replace(/^(?=.)/gm, "  "));
});

/** The anchors of a document: its headings as GitHub makes them. */
function anchors(path: string): Set<string> {
  const headings = read(path).match(/^#+ .*$/gm) ?? [];
  return new Set(
    headings.map((line) =>
      line
        .replace(/^#+ /, "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

test.each(documents)("%s: its links to a section lead to one", (path) => {
  const links = [...read(path).matchAll(/\]\(([^)#\s]*)#([^)]+)\)/g)];
  const broken = links.flatMap(([link, target = "", section = ""]) => {
    if (/^https?:/.test(target)) return [];
    const there = target === "" ? path : relative(root, resolve(root, dirname(path), target));
    return anchors(there).has(section) ? [] : [link];
  });
  expect(broken).toEqual([]);
});
