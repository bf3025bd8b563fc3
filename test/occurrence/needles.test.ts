import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { Needles } from "../../src/occurrence/needles.ts";

function found(text: string, ...strings: string[]): string[] {
  const bytes = Buffer.from(text);
  return new Needles(strings).find(bytes).map(({ start, end, needle }) => {
    expect(bytes.toString("utf8", start, end)).toBe(needle);
    return `${start}:${needle}`;
  });
}

describe("Needles.find", () => {
  test.each<[name: string, text: string, strings: string[], expected: string[]]>([
    ["nothing", "abc", ["x"], []],
    ["several on a line", "a b a", ["a"], ["0:a", "4:a"]],
    ["the longest of two at one place", "checklist.md", ["checklist", "checklist.md"], ["0:checklist.md"]],
    [
      "the longest of two that overlap",
      "/k.checklist.md",
      ["/k.checklist", "k.checklist.md"],
      ["1:k.checklist.md"],
    ],
    ["a shorter one that only touches", "abab", ["ab", "aba"], ["0:aba"]],
    ["self-overlap: the first stands", "aaa", ["aa"], ["0:aa"]],
    ["self-overlap: what is free again", "aaaa", ["aa"], ["0:aa", "2:aa"]],
    ["two of one length: the first stands", "abc", ["bc", "ab"], ["0:ab"]],
    ["shorter ones around a longer one", "x xyz x", ["x", "xyz"], ["0:x", "2:xyz", "6:x"]],
    ["the same string given twice", "aa", ["a", "a"], ["0:a", "1:a"]],
    ["bytes, not case", "A a", ["a"], ["2:a"]],
    ["not ASCII", "é—é", ["—"], ["2:—"]],
  ])("%s", (_name, text, strings, expected) => {
    expect(found(text, ...strings)).toEqual(expected);
  });

  test("takes the longest match wherever matches overlap, whatever the strings are", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 24 }),
        fc.array(word, { minLength: 1, maxLength: 4 }),
        (text, strings) => {
          const standing = new Needles(strings).find(Buffer.from(text));
          // Written from the definition: longest first, then leftmost, and no byte twice.
          const all = [...new Set(strings)].flatMap((needle) =>
            Array.from(text).flatMap((_, start) =>
              text.startsWith(needle, start) ? [{ start, end: start + needle.length, needle }] : [],
            ),
          );
          all.sort((a, b) => b.needle.length - a.needle.length || a.start - b.start);
          const taken: typeof all = [];
          for (const span of all) {
            if (taken.every((other) => span.end <= other.start || span.start >= other.end)) taken.push(span);
          }
          taken.sort((a, b) => a.start - b.start);
          expect(standing).toEqual(taken);
        },
      ),
    );
  });
});
