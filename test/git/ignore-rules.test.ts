/** Which rules could hide an ignore file, and which names git could take for one. */
import { expect, test } from "@jest/globals";
import { canHideIgnoreFile, isIgnoreFile, joinIgnoreFiles } from "../../src/git/ignore-rules.ts";

test.each([
  [".gitignore", true],
  ["/.gitignore", true],
  ["sub/.gitignore", true],
  ["*", true],
  ["/*", true],
  [".*", true],
  [".git*", true],
  ["*ignore", true],
  [".gitignor[e]", true],
  [".GitIgnore", true],
  ["\\.gitignore", true],
  ["docs/**", true],
  [".g*t*n*e", true],
  ["*.git*ignore*", true],
  ["*[g]*", true],
  [".git?gnore", true],
  ["*.generated.*", false],
  [".git*git*", false],
  ["*ignore*ignore", false],
  ["*.log", false],
  ["*.log\nbuild/\n.env*", false],
  ["*.log\n.gitignore", true],
  [".gitignore/", false],
  ["!.gitignore", false],
  ["# .gitignore", false],
  [".gitattributes", false],
  [".gitignore.bak", false],
  ["gitignore", false],
  ["node_modules", false],
  ["", false],
])("%j can hide an ignore file: %s", (rules, expected) => {
  const joined = joinIgnoreFiles([{ path: ".gitignore", content: Buffer.from(rules) }]);
  expect(canHideIgnoreFile(joined)).toBe(expected);
});

test.each([
  [".gitignore", true],
  ["deep/.gitignore", true],
  [".GITIGNORE", true],
  [".git\u200cignore", true],
  ["gitignore", false],
  [".gitignore/file", false],
  [".gitignored", false],
])("%j is taken for an ignore file: %s", (path, expected) => {
  expect(isIgnoreFile(path)).toBe(expected);
});
