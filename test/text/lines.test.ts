/** Lines: a line ends at LF and at nothing else, whatever the file's encoding. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Lines } from "../../src/text/lines.ts";

const all = (lines: Lines): string[] =>
  Array.from({ length: lines.count }, (_, index) => lines.get(index + 1).toString("latin1"));

test.each<[what: string, text: string, lines: string[]]>([
  ["an empty file has none", "", []],
  ["one with its end", "a\n", ["a\n"]],
  ["one without", "a", ["a"]],
  ["an empty one", "\n", ["\n"]],
  ["two empty ones", "\n\n", ["\n", "\n"]],
  ["CRLF", "a\r\nb\r\n", ["a\r\n", "b\r\n"]],
  ["a lone CR ends nothing", "a\rb\n", ["a\rb\n"]],
  ["form feed and vertical tab end nothing", "a\fb\vc\n", ["a\fb\vc\n"]],
  ["mixed ends", "a\r\nb\nc", ["a\r\n", "b\n", "c"]],
])("%s", (_what, text, lines) => {
  expect(all(Lines.of(Buffer.from(text, "latin1")))).toEqual(lines);
});

test("U+2028, U+2029 and U+0085 end nothing", () => {
  const text = "a\u2028b\u2029c\u0085d\n";
  expect(Lines.of(Buffer.from(text)).count).toBe(1);
});

test.each([
  ["a\r\n", "a"],
  ["a\n", "a"],
  ["a\r", "a\r"],
  ["a\r\r\n", "a\r"],
  ["\r\n", ""],
  ["a", "a"],
])("the content of %j is %j", (line, content) => {
  expect(Lines.of(Buffer.from(line)).content(1).toString()).toBe(content);
});

describe.each(["utf16le", "utf16be"] as const)("%s", (encoding) => {
  const bytesOf = (text: string): Buffer => {
    const bytes = Buffer.from(text, "utf16le");
    return encoding === "utf16be" ? bytes.swap16() : bytes;
  };

  test("ends its lines at the unit 000A, not at a byte 0A", () => {
    // U+0A0A and U+0A00 hold the byte, U+000A is the line feed.
    const parts = ["a\u0a0a\u0a00\n", "b\r\n", "c"];
    const lines = Lines.of(bytesOf(parts.join("")), encoding);
    expect(Array.from({ length: lines.count }, (_, index) => lines.get(index + 1))).toEqual(
      parts.map(bytesOf),
    );
  });
});

test("the lines joined are the file, and each byte lies in the line that is named for it", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "\n", "\r", "\u2028", "\xe4")), (pieces) => {
      const bytes = Buffer.from(pieces.join(""));
      const lines = Lines.of(bytes);
      const each = Array.from({ length: lines.count }, (_, index) => lines.get(index + 1));
      expect(Buffer.concat(each)).toEqual(bytes);
      each.forEach((line, index) => {
        expect(line.subarray(0, -1).includes(0x0a)).toBe(false);
        for (let at = lines.start(index + 1); at < lines.start(index + 2); at += 1)
          expect(lines.lineAt(at)).toBe(index + 1);
      });
    }),
  );
});

test("a line that is not there is a bug, and says so", () => {
  const lines = Lines.of(Buffer.from("a\nb\n"));
  expect(() => lines.get(3)).toThrow(RangeError);
  expect(() => lines.start(0)).toThrow("line 0 of 2");
});
