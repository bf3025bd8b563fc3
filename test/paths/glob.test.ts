/** Globs: what each sign means, what is refused, and that no pattern of a stranger takes its time. */
import { describe, expect, test } from "@jest/globals";
import { compileGlob, compileGlobs, globFault, type GlobSense } from "../../src/paths/glob.ts";

const rows: readonly (readonly [
  glob: string,
  sense: GlobSense,
  matches: readonly string[],
  others: readonly string[],
])[] = [
  ["*.md", "files", ["a.md", "docs/a.md", ".md"], ["a.mdx", "a.md/b", "amd"]],
  ["docs/*.md", "files", ["docs/a.md"], ["docs/b/a.md", "a.md", "x/docs/a.md"]],
  ["src/**/*.ts", "files", ["src/a.ts", "src/b/c/a.ts"], ["src.ts", "lib/src/a.ts"]],
  ["src/**", "files", ["src/a", "src/b/c"], ["src", "srcs/a"]],
  ["**/test", "files", ["test", "a/b/test"], ["a/testing", "test/a"]],
  ["a**b", "files", ["ab", "axxb", "d/axb"], ["a/b"]],
  ["a?c", "files", ["abc", "a😀c"], ["ac", "a/c", "abbc"]],
  ["[a-c]x", "files", ["ax", "cx"], ["dx", "-x"]],
  ["[!a-c]x", "files", ["dx"], ["ax", "/x"]],
  ["[^a]x", "files", ["bx"], ["ax"]],
  ["[]a]x", "files", ["]x", "ax"], ["bx"]],
  ["*.{js,ts}", "files", ["a.js", "b/a.ts"], ["a.jsx", "a.{js,ts}"]],
  ["a,b}", "files", ["a,b}"], ["a"]],
  ["a+(b)|c$^.d", "files", ["a+(b)|c$^.d"], ["aab", "c"]],
  ["back\\slash", "files", ["back\\slash"], ["backslash"]],
  ["docs", "files", ["docs", "a/docs"], ["docs/a"]],
  ["docs", "trees", ["docs", "docs/a/b", "a/docs/b"], ["docsa", "adocs"]],
  ["docs/", "files", ["docs/a", "docs/a/b", "x/docs/a"], ["docs"]],
  ["docs/new", "files", ["docs/new"], ["docs/new/a"]],
  ["docs/new", "trees", ["docs/new", "docs/new/a"], ["docs/newer"]],
  ["line\nbreak*", "files", ["line\nbreak", "line\nbreak\n"], ["line"]],
];

test.each(rows)("%j among %s", (glob, sense, matches, others) => {
  const isMatch = compileGlob(glob, sense);
  expect(matches.filter((path) => !isMatch(path))).toEqual([]);
  expect(others.filter(isMatch)).toEqual([]);
});

test("of several globs one has to match, and of none nothing does", () => {
  expect(["a.md", "b.ts", "c.js"].filter(compileGlobs(["*.md", "b.*"], "files"))).toEqual(["a.md", "b.ts"]);
  expect(compileGlobs([], "trees")("a")).toBe(false);
});

test.each([
  ["", "is empty"],
  ["x".repeat(1001), "is longer than 1000 characters"],
  ["/etc/*", "must be relative"],
  ["./a", "must be relative"],
  ["a/../b", "must be relative"],
  ["a[bc", "has a [ without its ]"],
  ["{a,b", "has a { without its }"],
  ["{a,{b,c}}", "has braces within braces"],
  ["[z-a]", "cannot be read"],
  ["a[/]b", "has a set that holds a /"],
  ["a[+-9]b", "has a set that holds a /"],
])("%j is refused: it %s", (glob, why) => {
  expect(globFault(glob)).toContain(why);
});

describe("a pattern made to be slow", () => {
  test.each([
    ["many stars", `${"*a".repeat(200)}b`, "a".repeat(4000)],
    ["many double stars", `${"**/".repeat(200)}b`, `${"a/".repeat(2000)}c`],
    ["many alternatives", `${"{a,aa}".repeat(100)}b`, "a".repeat(4000)],
    ["many question marks", `${"*?".repeat(300)}b`, "a".repeat(4000)],
  ])("%s: four times the path takes no more than some ten times as long", (_what, glob, path) => {
    const isMatch = compileGlob(glob, "files");
    const time = (text: string): number => {
      const runs = [0, 1, 2].map(() => {
        const begin = process.hrtime.bigint();
        expect(isMatch(text)).toBe(false);
        return Number(process.hrtime.bigint() - begin) / 1e6;
      });
      return Math.min(...runs);
    };
    time(path);
    // Backtracking would not come back at all; the bound leaves room for a busy machine.
    expect(time(path.repeat(4))).toBeLessThan(10 * time(path) + 200);
  });
});
