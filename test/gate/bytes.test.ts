/** Bytes in, bytes compared: what other tools take for a line end, a mark or nothing at all. */
import { describe, expect, test } from "@jest/globals";
import type { FileState } from "../../src/gate/sides.ts";
import { mapOf } from "./support/plans.ts";
import type { PlanEntry } from "./support/reference.ts";
import { judgeTrees, type Files } from "./support/trees.ts";

const remove = (first: number, last = first): PlanEntry => ({ path: "f", decision: "remove", first, last });
const keep = (line: number): PlanEntry => ({ path: "f", decision: "keep", first: line, last: line });

type Content = string | Buffer;

function codes(
  base: Content,
  head: Content,
  entries: readonly PlanEntry[],
  becomes?: ReadonlyMap<string, string>,
): string[] {
  const plan = { strings: ["XY"], entries, ...(becomes ? { becomes } : {}) };
  const verdict = judgeTrees(mapOf(plan), new Map([["f", base]]), new Map([["f", head]]));
  expect(verdict.pass).toBe(verdict.findings.length === 0);
  return verdict.findings.map(({ code }) => code);
}

const wide = (text: string, order: "le" | "be" = "le"): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
};
const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");

describe("line ends", () => {
  test.each<[name: string, base: Content, head: Content, expected: string[]]>([
    ["CRLF stays", "a\r\nXY\r\nb\r\n", "a\r\nb\r\n", []],
    ["CRLF becomes LF in a line that stands", "a\r\nXY\r\nb\r\n", "a\nb\r\n", ["extra-change"]],
    ["a replacement may end as it likes", "a\r\nXY\r\nb\r\n", "a\r\nc\nb\r\n", []],
    ["a lone CR ends no line", "a\rb\nXY\n", "a\rb\n", []],
    ["a lone CR cannot become LF", "a\rb\nXY\n", "a\nb\n", ["extra-change"]],
    ["a form feed ends no line", "a\fb\nXY\n", "a\f\nb\n", ["extra-change"]],
    ["U+2028 ends no line", utf8("a\u2028b\nXY\n"), utf8("a\u2028b\n"), []],
    ["U+2028 cannot become LF", utf8("a\u2028b\nXY\n"), utf8("a\nb\n"), ["extra-change"]],
    ["vertical tab and NEL are bytes", "a\x0b\x85\nXY\n", "a\x0b\x85\n", []],
    ["a lone CR that goes is a change", "a\r\nXY\n", "a\n", ["extra-change"]],
  ])("%s", (_name, base, head, expected) => {
    expect(codes(base, head, [remove(2)])).toEqual(expect.arrayContaining(expected));
    expect(codes(base, head, [remove(2)]).length > 0).toBe(expected.length > 0);
  });
});

describe("the last line", () => {
  test.each<[name: string, base: string, head: string, entries: PlanEntry[], accepted: boolean]>([
    ["goes, the one before keeps its line end", "a\nXY", "a\n", [remove(2)], true],
    ["goes, the one before loses its line end", "a\nXY", "a", [remove(2)], true],
    ["goes, but a CR goes with the line end", "a\r\nXY", "a", [remove(2)], false],
    ["goes, the CR stays", "a\r\nXY", "a\r", [remove(2)], true],
    ["goes from a closed file, which stays closed", "a\nXY\n", "a\n", [remove(2)], true],
    ["goes from a closed file, which cannot open", "a\nXY\n", "a", [remove(2)], false],
    ["is replaced and stays open", "a\nXY", "a\nb", [remove(2)], true],
    ["is replaced and cannot close", "a\nXY", "a\nb\n", [remove(2)], false],
    ["an open block shrinks and may close", "XY\nXY", "b\n", [remove(1, 2)], true],
    ["an open block shrinks and may stay open", "XY\nXY", "b", [remove(1, 2)], true],
    ["is the only one: the file is empty", "XY", "", [remove(1)], true],
    ["only a line feed is added", "XY\na", "a\n", [remove(1)], false],
    ["an empty file stays", "", "\n", [], false],
    ["a keep line before it may be last", "XY\nXY", "XY", [keep(1), remove(2)], true],
  ])("%s", (_name, base, head, entries, accepted) => {
    expect(codes(base, head, entries).length === 0).toBe(accepted);
  });
});

describe("encodings", () => {
  test.each<[name: string, base: Content, head: Content, entries: PlanEntry[], accepted: boolean]>([
    ["broken UTF-8 stays", "\xffa\xc3\nXY\n", "\xffa\xc3\n", [remove(2)], true],
    ["broken UTF-8 is not repaired", "a\xc3\nXY\n", utf8("a\uFFFD\n"), [remove(2)], false],
    ["another broken byte is another line", "a\xc3\nXY\n", "a\xc4\n", [remove(2)], false],
    ["a UTF-8 mark stays with the file", utf8("\uFEFFXY\na\n"), utf8("\uFEFFa\n"), [remove(1)], true],
    ["a UTF-8 mark goes with line 1", utf8("\uFEFFXY\na\n"), utf8("a\n"), [remove(1)], true],
    ["a UTF-8 mark goes with another line", utf8("\uFEFFa\nXY\n"), utf8("a\n"), [remove(2)], false],
    ["a UTF-8 mark comes", utf8("XY\na\n"), utf8("\uFEFFa\n"), [remove(1)], false],
    ["a UTF-8 mark is all that is left", utf8("XY\n"), utf8("\uFEFF"), [remove(1)], false],
    ["UTF-16 LE, a line goes", wide("a\nXY\nb\n"), wide("a\nb\n"), [remove(2)], true],
    ["UTF-16 BE, a line goes", wide("a\nXY\nb\n", "be"), wide("a\nb\n", "be"), [remove(2)], true],
    ["UTF-16 begins with an empty line", wide("\nXY\nb\n"), wide("\nb\n"), [remove(2)], true],
    ["UTF-16, the mark goes with line 1", wide("XY\n\u6f22"), wide("\u6f22").subarray(2), [remove(1)], false],
    ["UTF-16, replaced by UTF-8", wide("XY\n"), utf8("a\n"), [remove(1)], false],
    ["UTF-16, the only line goes with the mark", wide("XY\n"), "", [remove(1)], true],
    ["UTF-16, another line goes", wide("a\nXY\nb\n"), wide("XY\nb\n"), [remove(2)], false],
    ["UTF-16, replaced", wide("a\nXY\n"), wide("a\nc\n"), [remove(2)], true],
    ["UTF-16, replaced and open", wide("a\nXY\n"), wide("a\nc"), [remove(2)], false],
    ["UTF-16 open, the last goes", wide("a\nXY"), wide("a\n"), [remove(2)], true],
    ["UTF-16 open, the last goes, open", wide("a\nXY"), wide("a"), [remove(2)], true],
    ["U+0A0A is no line end", wide("\u0a0aa\nXY\n"), wide("\u0a0aa\n"), [remove(2)], true],
    ["UTF-16 becomes UTF-8", wide("a\nXY\n"), utf8("a\n"), [remove(2)], false],
    ["LE becomes BE", wide("a\nXY\n"), wide("a\n", "be"), [remove(2)], false],
    [
      "a stray byte at the end comes",
      wide("a\nXY\n"),
      Buffer.concat([wide("a\n"), Buffer.from([0x41])]),
      [remove(2)],
      false,
    ],
    [
      "a stray byte at the end stays",
      Buffer.concat([wide("a\nXY\n"), Buffer.from([0x41])]),
      Buffer.concat([wide("a\n"), Buffer.from([0x41])]),
      [remove(2)],
      true,
    ],
  ])("%s", (_name, base, head, entries, accepted) => {
    expect(codes(base, head, entries).length === 0).toBe(accepted);
  });

  test("a NUL far down moves into the first 8,000 bytes: still the same text", () => {
    const filler = "a\n".repeat(3990);
    const base = `XY${"x".repeat(500)}\n${filler}b\0c\n`;
    expect(codes(base, `${filler}b\0c\n`, [remove(1)])).toEqual([]);
    expect(codes(base, `${filler}b\0c\n`.replace("\0", "\0\0"), [remove(1)])).toContain("binary-change");
  });

  test("a text that becomes binary is not carried out, whatever it holds", () => {
    expect(codes("a\nXY\n", "a\n\0\n", [remove(2)])).toEqual(["binary-change"]);
    expect(codes("a\nXY\n", "a\n\0XY\n", [remove(2)]).sort()).toEqual(["binary-change", "not-removed"]);
    expect(codes("a\nXY\n", "a\0\nXY\n", [keep(2)])).toEqual(["keep-touched"]);
  });
});

describe("renaming", () => {
  const becomes = new Map([["XY", "Ä"]]);
  test.each<[name: string, base: Content, head: Content, accepted: boolean]>([
    ["UTF-8", utf8("a\nöXYö\n"), utf8("a\nöÄö\n"), true],
    [
      "in a file that is no UTF-8, as UTF-8",
      Buffer.from("a\n\xffXY\n", "latin1"),
      Buffer.concat([Buffer.from("a\n\xff", "latin1"), utf8("Ä\n")]),
      true,
    ],
    ["after a UTF-8 mark", utf8("\uFEFF\nXY\n"), utf8("\uFEFF\nÄ\n"), true],
    ["UTF-16 LE", wide("a\n😀XY\n"), wide("a\n😀Ä\n"), true],
    ["UTF-16 BE", wide("a\n😀XY\n", "be"), wide("a\n😀Ä\n", "be"), true],
    ["CRLF stays", "a\r\nXY\r\n", utf8("a\r\nÄ\r\n"), true],
    ["CRLF goes", "a\r\nXY\r\n", utf8("a\r\nÄ\n"), false],
    ["open stays open", "a\nXY", utf8("a\nÄ"), true],
    ["open cannot close", "a\nXY", utf8("a\nÄ\n"), false],
    ["something else", "a\nXY\n", utf8("a\nÖ\n"), false],
    ["the line goes", "a\nXY\n", "a\n", false],
  ])("%s", (_name, base, head, accepted) => {
    expect(codes(base, head, [remove(2)], becomes).length === 0).toBe(accepted);
  });
});

describe("a rename that was not carried out as planned", () => {
  const becomes = new Map([["XY", "Ä"]]);
  const found = (base: Content, head: Content): object[] => {
    const plan = { strings: ["XY"], entries: [remove(2)], becomes };
    const { findings } = judgeTrees(mapOf(plan), new Map([["f", base]]), new Map([["f", head]]));
    return findings.map(({ code, before, after, planned }) => ({ code, before, after, planned }));
  };
  const stray = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.from([0x41])]);

  test.each<[name: string, base: Content, head: Content]>([
    ["UTF-8", utf8("a\nöXY!\r\n"), utf8("a\nöZ!\r\n")],
    ["UTF-16 LE", wide("a\nöXY!\r\n"), wide("a\nöZ!\r\n")],
    ["UTF-16 BE", wide("a\nöXY!\r\n", "be"), wide("a\nöZ!\r\n", "be")],
    ["half a character at the end, LE", stray(wide("a\nöXY!")), stray(wide("a\nöZ!"))],
    ["half a character at the end, BE", stray(wide("a\nöXY!", "be")), stray(wide("a\nöZ!", "be"))],
  ])("names the wanted line: %s", (_name, base, head) => {
    expect(found(base, head)).toEqual([
      { code: "extra-change", before: ["öXY!"], after: ["öZ!"], planned: ["öÄ!"] },
    ]);
  });

  test("says so where the string is still there", () => {
    expect(found(wide("a\nXY\n", "be"), wide("a\nXY XY\n", "be"))).toEqual([
      { code: "still-present", before: ["XY"], after: ["XY XY"], planned: ["Ä"] },
    ]);
  });

  test("half a character that changes behind the last line is shown as nothing", () => {
    const plan = { strings: ["XY"], entries: [] };
    const [base, head] = [stray(wide("a\n")), Buffer.concat([wide("a\n"), Buffer.from([0x42])])];
    expect(judgeTrees(mapOf(plan), new Map([["f", base]]), new Map([["f", head]])).findings).toMatchObject([
      { code: "extra-change", before: [""], after: [""] },
    ]);
  });
});

describe("a binary file that an exception covers", () => {
  const found = (base: string, head: string): string[] => {
    const map = {
      ...mapOf({ strings: ["XY"], entries: [{ path: "f", decision: "keep" as const, first: 0, last: 0 }] }),
      exceptions: [{ path: "g", reason: "r", allowOccurrences: false }],
    };
    const files = (g: string): Files =>
      new Map([
        ["f", "\0XY"],
        ["g", g],
      ]);
    return judgeTrees(map, files(base), files(head), { inScope: (path) => path !== "g" }).findings.map(
      ({ code }) => code,
    );
  };

  test("may change, and brings in no occurrence that was not there", () => {
    expect(found("\0XY", "\0XY and more")).toEqual([]);
    expect(found("\0XY", "\0")).toEqual([]);
    expect(found("\0XY", "\0XY XY")).toEqual(["new-occurrence"]);
    expect(found("\0", "\0XY")).toEqual(["new-occurrence"]);
  });
});

describe("size", () => {
  test("one line of 5 MB", () => {
    const line = "x".repeat(5_000_000);
    expect(codes(`${line}XY\n`, "", [remove(1)])).toEqual([]);
    expect(codes(`${line}XY\n`, `${line}\n`, [remove(1)])).toEqual([]);
    expect(codes(`${line}XY\n`, `${line}XY \n`, [remove(1)])).toEqual(["still-present"]);
    expect(codes(line, `${line}y`, [])).toEqual(["extra-change"]);
  });

  test("a line of 5 MB with a million occurrences", () => {
    const line = "abcdXY".repeat(1_000_000);
    expect(codes(`${line}\n`, "", [remove(1)])).toEqual([]);
    expect(
      codes(`${line}\n`, `${line.replaceAll("XY", "Z")}\n`, [remove(1)], new Map([["XY", "Z"]])),
    ).toEqual([]);
  });
});

describe("many lines", () => {
  const many = (word: string): string =>
    Array.from({ length: 300_000 }, (_, index) => `${word}${index}\n`).join("");

  // Half a minute is a hundred times what it takes: the time must not grow with the square of the lines.
  test.each<[name: string, base: string, head: string, expected: string[]]>([
    ["came, all alike", "a\n", "b\n".repeat(300_000), ["extra-change"]],
    ["came, each another", "a\n", many("b"), ["extra-change"]],
    ["went", many("b"), "a\n", ["extra-change"]],
    ["became others", many("a"), many("b"), ["extra-change"]],
  ])(
    "%s",
    (_name, base, head, expected) => {
      expect(codes(base, head, [])).toEqual(expected);
    },
    30_000,
  );
});

describe("a link of two occurrences, one of them to go", () => {
  const link = (target: string): FileState => ({ mode: "120000", oid: "", content: Buffer.from(target) });
  const first: PlanEntry = { ...remove(1), column: 1 };
  // Outside of the scope the other one needs no entry.
  const passes = (head: Files): boolean =>
    judgeTrees(mapOf({ strings: ["XY"], entries: [first] }), new Map([["f", link("XY/XY")]]), head, {
      inScope: () => false,
    }).pass;

  test("may lead elsewhere with the other one, and cannot go", () => {
    expect(passes(new Map([["f", link("a/XY")]]))).toBe(true);
    expect(passes(new Map([["f", link("a")]]))).toBe(false);
    expect(passes(new Map())).toBe(false);
  });
});
