/** What stands around a match: on its line, as far as a name could reach, and nothing where no name can go on. */
import { describe, expect, test } from "@jest/globals";
import { surroundingsOf } from "../../src/decide/surroundings.ts";
import type { OccurrenceKind } from "../../src/occurrence/occurrence.ts";
import { readText } from "../../src/text/encoding.ts";

const NEEDLE = "needle";

function around(
  content: Buffer | string,
  kind: OccurrenceKind = "content",
  path = "a.txt",
): ReturnType<typeof surroundingsOf> {
  const bytes = Buffer.from(content);
  const start = (kind === "path" ? Buffer.from(path) : bytes).indexOf(NEEDLE);
  return surroundingsOf({ kind, path, start, end: start + NEEDLE.length }, readText(bytes));
}

describe("in a text", () => {
  test.each<[content: string | Buffer, before: string, after: string]>([
    ["needle", "", ""],
    ["see (needle), or not", "", ""],
    ["old-needle.bak is", "old-", ".bak is"],
    ["an_needle ", "an_", ""],
    [" needle9", "", "9"],
    ["high\nmy_needle\nlow", "my_", ""],
    ["high\nmy_needle_x\nlow", "my_", "_x\n"],
    ["éneedle日本", "é", "日本"],
    [Buffer.from("x \xe9needle\xe9", "latin1"), "x é", ""],
    [`${"é".repeat(200)}needle${"💥".repeat(200)}`, "é".repeat(80), "💥".repeat(40)],
  ])("%j", (content, before, after) => {
    expect(around(content)).toEqual({ before, after });
  });
});

test("in a path the folders are part of it, in a link the whole target, in a binary file nothing", () => {
  expect(around("", "path", "a/my-needle.txt")).toEqual({ before: "a/my-", after: ".txt" });
  expect(around("../my-needle\nnext", "link")).toEqual({ before: "../my-", after: "" });
  expect(around("\0my-needle.x", "binary")).toEqual({ before: "", after: "" });
});
