import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileSettings } from "../../src/classify/compiled-settings.ts";
import { fileFacts, type Format } from "../../src/classify/files.ts";
import { readSites } from "../../src/classify/read.ts";
import { sort } from "../../src/classify/rules.ts";
import { subjectOf } from "../../src/classify/subject.ts";
import { CATEGORIES } from "../../src/map/categories.ts";

/** One path for each format. The compiler sees to it that none is forgotten. */
const PATHS: Readonly<Record<Format, string>> = {
  json: "a.json",
  yaml: ".github/workflows/a.yml",
  toml: "pyproject.toml",
  ini: "setup.cfg",
  markup: "a.vue",
  document: "a.md",
  requirements: "requirements.txt",
  lock: "yarn.lock",
  gomod: "go.mod",
  paths: ".dockerignore",
  owners: "CODEOWNERS",
  services: "META-INF/services/a.B",
  table: "a.csv",
  make: "Makefile",
  just: "justfile",
  docker: "Dockerfile",
  cmake: "CMakeLists.txt",
  schema: "a.proto",
  sql: "a.sql",
  catalog: "a.po",
  log: "a.log",
  words: "a.dic",
  list: ".python-version",
  crontab: "crontab",
  solution: "a.sln",
  recorded: "a.feature",
};
const settings = compileSettings({});
const formats = Object.entries(PATHS) as [Format, string][];

/** Sites for every place of `needle`, judged too: nothing may throw. */
function sitesOf(path: string, source: string, needle: string): number {
  const places = [...source.matchAll(new RegExp(needle, "g"))].map(({ index }) => ({
    start: index,
    end: index + needle.length,
  }));
  const file = fileFacts(path, source.split("\n", 1)[0] ?? "", settings);
  const sites = readSites(source, places, file);
  expect(sites).toHaveLength(places.length);
  for (const site of sites) {
    expect(site.text.slice(site.start, site.end)).toBe(needle);
    expect(CATEGORIES).toContain(sort(subjectOf(site, file, settings)).category);
  }
  return places.length;
}

test.each(formats)("%s is read from %s", (format, path) => {
  expect(fileFacts(path, "", settings).format).toBe(format);
});

describe("any text gets exactly one site for each place", () => {
  const piece = fc.constantFrom(
    ..."x x x x a: - = \" ' ` { } [ ] ( ) # // /* */ <!-- --> <a <script> </script> {{ }} <% %> , < > ${ $( \\ --- ``` | & RUN FROM ENV [t] 'x' x: @ ; é 😀".split(
      " ",
    ),
    "\n",
    "\n",
    "  ",
    "\t",
    " ",
    "\r\n",
  );
  test.each(formats)("%s", (_format, path) => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        sitesOf(path, pieces.join(""), "x");
      }),
      { numRuns: 60 },
    );
  });
});

/** Texts on which a reader that looks back or searches again and again would never end: the test would time out. */
describe("reads lines of 200 kB in linear time", () => {
  const hostile = [" ", "x:", "x=", '"', "'x", "{", "[", "<x>", "${x", "\\\n"];
  test.each(formats)("%s", (_format, path) => {
    for (const unit of hostile) {
      const text = unit.repeat(100_000 / unit.length);
      const source = `${text}\n${text}x`;
      const file = fileFacts(path, "", settings);
      const at = source.length - 1;
      const sites = readSites(source, [{ start: at, end: at + 1 }], file);
      expect(sites).toHaveLength(1);
      sort(subjectOf(sites[0]!, file, settings));
    }
  });
});

test("many matches on one long line are read in linear time", () => {
  for (const [, path] of formats) {
    const source = `a: ${"x ".repeat(20_000)}`;
    const places = Array.from({ length: 20_000 }, (_, index) => ({
      start: 3 + 2 * index,
      end: 4 + 2 * index,
    }));
    const file = fileFacts(path, "", settings);
    expect(readSites(source, places, file)).toHaveLength(20_000);
  }
});

test("a section of slashes is read in linear time", () => {
  const source = `[${"/".repeat(200_000)} x]`;
  const at = source.length - 2;
  expect(readSites(source, [{ start: at, end: at + 1 }], fileFacts("a.ini", "", settings))).toHaveLength(1);
});

test("brackets and strings nested 100 000 deep are read in linear time", () => {
  const source = `${"f(\n".repeat(100_000)}${'"x"\n'.repeat(100_000)}`;
  const file = fileFacts("a.scala", "", settings);
  const at = source.lastIndexOf("x");
  expect(readSites(source, [{ start: at, end: at + 1 }], file)).toHaveLength(1);
});
