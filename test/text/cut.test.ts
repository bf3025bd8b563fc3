/** The line around a place, found by looking near it alone, against the same read from the whole text. */
import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { lineStart, sourceLine, withoutCutEnd, withoutCutStart } from "../../src/text/cut.ts";

/** What is shown of the line, by way of all lines: at most 400 bytes, from 40 before the place. */
function expected(text: string, at: number): string {
  const ends = /\r?\n/g;
  let start = 0;
  for (let end = ends.exec(text); end; end = ends.exec(text)) {
    if (at < end.index + end[0].length) return piece(text.slice(start, end.index), at - start);
    start = end.index + end[0].length;
  }
  return piece(text.slice(start), at - start);
}

function piece(line: string, at: number): string {
  if (line.length <= 400) return line;
  const from = Math.max(0, at - 40);
  return `${from > 0 ? "…" : ""}${line.slice(from, from + 400)}`;
}

describe("the line around a place", () => {
  test("is that of the whole text, however long lines are and however they end", () => {
    const length = fc.oneof(fc.nat({ max: 3 }), fc.integer({ min: 355, max: 445 }), fc.nat({ max: 1000 }));
    const line = fc
      .tuple(length, fc.constantFrom("\n", "\r\n", "\r", "\n\n"))
      .map(([letters, end]) => `${"abcdefghij".repeat(100).slice(0, letters)}${end}`);
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.boolean(),
        (lines, drawn, open) => {
          const text = `${lines.join("")}${open ? "x" : ""}`;
          const at = drawn % text.length;
          expect(sourceLine(Buffer.from(text), at)).toBe(expected(text, at));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("shows characters whole where a long line is cut in their middle", () => {
    const line = Buffer.from(`x${"é".repeat(500)}needle${"💥".repeat(500)}\n`);
    const shown = sourceLine(line, line.indexOf("needle"));
    expect(shown).toBe(`…${"é".repeat(20)}needle${"💥".repeat(88)}`);
  });

  test("shows a line that is not UTF-8 byte by byte", () => {
    expect(sourceLine(Buffer.from("a\ncaf\xe9 needle\r\nb", "latin1"), 7)).toBe("café needle");
  });
});

test("the beginning of a line is looked for as far as asked", () => {
  const bytes = Buffer.from("ab\n1234\n");
  expect([3, 5, 7].map((at) => lineStart(bytes, at, 4))).toEqual([3, 3, 3]);
  expect([0, 1].map((at) => lineStart(bytes, at, 0))).toEqual([0, undefined]);
  expect(lineStart(bytes, 7, 3)).toBeUndefined();
});

test.each<[bytes: number[], start: string, end: string]>([
  [[0x61, 0x62], "ab", "ab"],
  [[0xa9, 0x61], "a", "\ufffda"],
  [[0x9f, 0x92, 0xa5, 0x61], "a", "\ufffd\ufffd\ufffda"],
  [[0x61, 0xc3], "a\ufffd", "a"],
  [[0x61, 0xf0, 0x9f, 0x92], "a\ufffd", "a"],
  [[0x61, 0xc3, 0xa9], "aé", "aé"],
  [[], "", ""],
])("halves of characters at the cuts of %j", (bytes, start, end) => {
  expect(withoutCutStart(Buffer.from(bytes)).toString()).toBe(start);
  expect(withoutCutEnd(Buffer.from(bytes)).toString()).toBe(end);
});
