/** Which rules could hide an ignore file, and which names git could take for one. */
import { expect, test } from "@jest/globals";
import { canHideIgnoreFile, isIgnoreFile, joinIgnoreFiles, saysTheSame } from "../../src/git/ignore-rules.ts";

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
  ["sub/[a/.]gitignore", true],
  ["sub/[a/x\\].]gitignore", true],
  ["[Bb]in/x.txt", false],
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

test.each([
  [".gitignore", "*.log\r\n!kept.log\n", true],
  [".gitignore", "\ufeff*.log\n", true],
  [".gitignore", "\ufeff\ufeff*.log\n", false],
  [".gitignore", "x.log\r\r\n", false],
  ["sub/.gitignore", "x.log\r \r\n", false],
  [".gitignore", "*.log\0x\n", false],
  ["a\nb/.gitignore", "!x.log\n", false],
])("the list made of %j, with %j in it, says the same: %s", (path, rules, expected) => {
  const files = [{ path, content: Buffer.from(rules) }];
  expect(saysTheSame(joinIgnoreFiles(files), files)).toBe(expected);
});

test("a folder's name that is not UTF-8 stands in the list byte for byte", () => {
  const joined = joinIgnoreFiles([{ path: "a\udcffb/.gitignore", content: Buffer.from("!x.log\n") }]);
  expect(joined).toEqual(Buffer.from("!/a\xffb/**/x.log\n", "latin1"));
});
