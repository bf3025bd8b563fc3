/** The fast reader against the full one: it may give up, it may never say something else. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseDocument } from "yaml";
import { readPlainYaml } from "../../src/yaml/plain.ts";

/** The full reading: undefined where there is any error or warning. */
function full(source: string): unknown {
  const document = parseDocument(source, { schema: "core", strict: true });
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
  return document.toJS({ maxAliasCount: 0 });
}

function agrees(source: string): boolean {
  const fast = readPlainYaml(source);
  if (fast === undefined) return false;
  expect({ source, value: fast }).toEqual({ source, value: full(source) });
  return true;
}

const MAP = `# yaml-language-server: $schema=x
mission_id: 01KQ7YXHA5AMZHJT3HQ8XPTZ6B
mission_slug: retire-x-01KQ7YXH
target_string: "/a.\\u00e9 \\"q\\" # no comment"
related_strings: ["a", "b c", "d: e"]
generated_at: 2026-04-27T18:00:45Z
base_commit: 4f0c000000000000000000000000000000000000
categories:
  code_symbols:
    remove:
      # the line
      - path: src/a b.ts
        line: 12 # here
        reason: identifier, method of class X (2 on this line)
      - path: "x#y.ts"
        line: 0
        end_line: 3
        reason: "say: so"
    keep: []
  import_paths: { remove: [], keep: [] }
totals: { remove_count: 2, keep_count: 0 }
`;

describe("the fast reader of plain YAML", () => {
  test("reads a map as it is written", () => {
    expect(agrees(MAP)).toBe(true);
    expect(readPlainYaml(MAP)).toMatchObject({
      categories: { code_symbols: { remove: [{ path: "src/a b.ts", line: 12 }, { end_line: 3 }] } },
      totals: { remove_count: 2, keep_count: 0 },
    });
  });

  test.each([
    "a: &x 1\nb: *x\n",
    "a: 1\na: 2\n",
    "a: |\n  text\n",
    "a: one\n  two\n",
    "a: 'single'\n",
    "a: !!str 1\n",
    "a:\n",
    "a: ~\n",
    "a: null\n",
    "a: TRUE\n",
    "a: 0x1F\n",
    "a: 1e5\n",
    "a: 0123456789\n",
    "a: 1_000\n",
    "a: .inf\n",
    "a: -1\n",
    "a: b: c\n",
    "a: b:\n",
    "a:b\n",
    "a: 1\n---\nb: 2\n",
    "a: 1\n...\n",
    "%YAML 1.2\n---\na: 1\n",
    "\ufeffa: 1\n",
    "a: 1\r\n",
    "a:\t1\n",
    "a: [1,\n  2]\n",
    "a: [1, ]\n",
    "a: {b:1}\n",
    "a: {b}\n",
    'a: "x" y\n',
    'a: "x"#y\n',
    'a: "\\x41"\n',
    'a: "one\n  two"\n',
    "a:\n- b\n",
    "? a\n: 1\n",
    "- - a\n",
    "a: @b\n",
    "__proto__: 1\n",
    "null: 1\n",
    " a: 1\n",
    "text\n",
    "",
    "# only a comment\n",
    "a: 1\n b: 2\n",
    "a:\n  b: 1\n c: 2\n",
  ])("gives up on, or agrees about, %j", (source) => {
    agrees(source);
  });

  test("gives up where a value is not what it looks like", () => {
    for (const source of [
      "a: &x 1\n",
      "a: 1\na: 2\n",
      "a: 0x1F\n",
      "a: 1e5\n",
      "a: null\n",
      "a: b: c\n",
      "a: |\n  t\n",
    ])
      expect(readPlainYaml(source)).toBeUndefined();
  });

  test("agrees with the full reader about whatever it reads: pieces of YAML put together at random", () => {
    const scalar = fc.constantFrom(
      "a",
      "null",
      "True",
      "12",
      "007",
      "1.5",
      "1e3",
      "0o7",
      "0xAF",
      "-3",
      "~",
      "yes",
      "x y",
      "x: y",
      "x #y",
      "x#y",
      "x:",
      '"q"',
      '"q\\u00e9"',
      '"a\\x41"',
      "'s'",
      "[]",
      "{}",
      "[a, b]",
      '["a", 1]',
      "{ a: 1 }",
      "{a: 1}",
      "{ a: , b }",
      "[a, ]",
      "2026-04-27T18:00:45Z",
      "01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
      "12e4",
      "4f0c00",
      "|",
      ">",
      "&a b",
      "*a",
      "!x y",
      "@x",
      "`x",
      "%x",
      "- a",
      "? a",
      "é",
      "a\u2028b",
      "𝒳",
      "",
      " ",
      "# c",
      "a  ",
      "a  # c",
      '"a" # c',
      "e5",
      "E",
      "a,b",
      "a]b",
      "[a]b",
      "{ a: [1, { b: 2 }] }",
    );
    const line = fc
      .tuple(
        fc.constantFrom("", " ", "  ", "    ", "      ", "\t"),
        fc.constantFrom("", "- ", "-", "-  "),
        fc.constantFrom(
          "a: ",
          "b: ",
          "c:",
          "path: ",
          "line: ",
          "",
          "a:",
          "__proto__: ",
          "null: ",
          '"a": ',
          "a : ",
        ),
        scalar,
      )
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), (lines) => {
        agrees(`${lines.join("\n")}\n`);
      }),
      { numRuns: 6000, seed: 20260427 },
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(scalar, { minLength: 1, maxLength: 4 }), fc.boolean(), (scalars, nested) => {
        const lines = scalars.map((one, index) => `${nested ? "  " : ""}k${index}: ${one}`);
        if (agrees(`${[...(nested ? ["top:"] : []), ...lines].join("\n")}\n`)) read += 1;
      }),
      { numRuns: 3000, seed: 20260429 },
    );
    // It is no reader if it gives up on everything.
    expect(read).toBeGreaterThan(500);
  });

  test("agrees about maps with one character changed anywhere", () => {
    const characters = Array.from("\n :#\"'-[]{},&*!|>%@`~0a\t\\");
    for (let at = 0; at < MAP.length; at += 1) {
      for (const character of characters) agrees(MAP.slice(0, at) + character + MAP.slice(at + 1));
      agrees(MAP.slice(0, at) + MAP.slice(at + 1));
    }
  });

  test("agrees about random strings, quoted and as they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        agrees(`a: ${JSON.stringify(text)}\n`);
        agrees(`a: ${text}\n`);
        agrees(`a:\n  - b: x${text}\n    c: 1\n`);
      }),
      { numRuns: 3000, seed: 20260428 },
    );
  });
});
