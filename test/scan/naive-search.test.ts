/**
 * Every occurrence that an independent search finds is in the scan, and nothing else. The search here walks the
 * disk and compares character by character; it shares no code with src/.
 */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeRepository, writeFiles } from "../support/repository.ts";
import { recorder } from "../support/recorded.ts";
import { scanned } from "../support/scan.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

/** Longest first, then leftmost, no character twice: `index string` of what stands in `text`. */
function standing(
  text: string,
  strings: readonly string[],
): { readonly at: number; readonly found: string }[] {
  const size = (found: string): number => Buffer.byteLength(found);
  const all = [...new Set(strings)].flatMap((found) =>
    Array.from({ length: text.length }, (_, at) => at)
      .filter((at) => text.startsWith(found, at))
      .map((at) => ({ at, found })),
  );
  all.sort((a, b) => size(b.found) - size(a.found) || a.at - b.at);
  const taken: typeof all = [];
  for (const one of all) {
    const free = taken.every(
      (two) => one.at + one.found.length <= two.at || two.at + two.found.length <= one.at,
    );
    if (free) taken.push(one);
  }
  return taken;
}

/** All of a tree of UTF-8 text files: `path:line:column string`. */
function searchNaively(root: string, strings: readonly string[], below = ""): string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === ".git" ? [] : searchNaively(root, strings, path);
    const inName = standing(path, strings).map(({ at, found }) => `${path}:0:${columnOf(path, at)} ${found}`);
    const lines = readFileSync(join(root, path), "utf8").split("\n");
    const inLines = lines.flatMap((line, index) =>
      standing(line, strings).map(({ at, found }) => `${path}:${index + 1}:${columnOf(line, at)} ${found}`),
    );
    return [...inName, ...inLines];
  });
}

function columnOf(line: string, at: number): number {
  return Array.from(line.slice(0, at)).length + 1;
}

async function scanOccurrences(root: string, strings: readonly string[]): Promise<string[]> {
  const [target = "", ...related] = strings;
  const recorded = recorder();
  await scanned(root, target, { related, sorter: recorded.sorter });
  return recorded.occurrences.map(({ path, line, column, needle }) => `${path}:${line}:${column} ${needle}`);
}

/** What is inside a file that goes as a whole is counted and not listed. */
function withoutCovered(all: readonly string[], listed: readonly string[]): string[] {
  const whole = new Set(
    listed.filter((one) => /:0:\d+ /.test(one)).map((one) => one.slice(0, one.indexOf(":0:"))),
  );
  const inside = new Set(listed.filter((one) => !/:0:\d+ /.test(one)));
  return all.filter((one) => {
    const path = one.slice(0, one.search(/:\d+:\d+ /));
    return !whole.has(path) || /:0:\d+ /.test(one) || inside.has(one);
  });
}

async function compare(root: string, strings: readonly string[]): Promise<number> {
  const listed = (await scanOccurrences(root, strings)).sort();
  const naive = withoutCovered(searchNaively(root, strings), listed).sort();
  expect(listed).toEqual(naive);
  return naive.length;
}

describe("trees of this repository", () => {
  test.each<[tree: string, strings: string[]]>([
    ["src", ["occurrence"]],
    ["src", ["Map", "map", "MapLoading"]],
    ["src", ["a"]],
    // Of the documents only those without pictures: the naive search reads text.
    ["docs/decisions", ["dependencies", "depend", "."]],
    ["fixtures/demo", ["legacy-export", "legacy_export", "legacyExport", "export"]],
    ["schemas", ["description", '"type"', "},"]],
  ])("%s for %j", async (tree, strings) => {
    cpSync(join(import.meta.dirname, "..", "..", tree), folder(), { recursive: true });
    makeRepository(folder(), {});
    expect(await compare(folder(), strings)).toBeGreaterThan(0);
  });
});

test("made-up trees of overlapping strings, in git and outside of it", async () => {
  const letters = fc.constantFrom("a", "b", "é", "-", " ", "\n", "\r\n", "💥");
  const word = fc.string({ unit: fc.constantFrom("a", "b", "é", "-"), minLength: 1, maxLength: 4 });
  const name = fc.string({ unit: fc.constantFrom("a", "b", "-"), minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(name, fc.string({ unit: letters, maxLength: 40 }), { minKeys: 1, maxKeys: 4 }),
      fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (files, strings, inGit) => {
        const root = join(folder(), "made-up");
        rmSync(root, { recursive: true, force: true });
        if (inGit) makeRepository(root, files);
        else writeFiles(root, files);
        await compare(root, strings);
      },
    ),
    { numRuns: 40 },
  );
});
