import { describe, expect, test } from "@jest/globals";
import { findBreakage, type Breakage } from "../../src/apply/breakage.ts";
import type { How } from "../../src/apply/edits.ts";
import { planFile } from "../../src/apply/plan-file.ts";
import type { Syntax } from "../../src/apply/syntax.ts";
import type { Entry } from "../../src/map/model.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { fileSyntax } from "../../src/syntax/file-syntax.ts";

const syntax = fileSyntax();

/** A remove entry for every line that holds `needle`, a keep entry for every line that holds `KEEP` beside it. */
function entriesOf(path: string, content: string): Entry[] {
  return content.split("\n").flatMap((line, index): Entry[] => {
    if (!line.includes("needle")) return [];
    const entry = { category: "code_symbols", path, line: index + 1, reason: "r" } as const;
    return [
      line.includes("KEEP")
        ? { ...entry, decision: "keep", keepReason: "k" }
        : { ...entry, decision: "remove" },
    ];
  });
}

async function broken(
  path: string,
  content: string,
  replacement?: string,
  parsers: Syntax = syntax,
): Promise<Breakage | undefined> {
  const how: How = {
    operation: replacement === undefined ? "remove" : "rename",
    needles: new Needles(["needle"]),
    replacements: new Map(replacement === undefined ? [] : [["needle", replacement]]),
  };
  const entries = entriesOf(path, content);
  const chosen = entries.filter(({ decision }) => decision === "remove");
  const { deed } = planFile({ path, isLink: false, content: Buffer.from(content) }, chosen, how);
  if (!deed) throw new Error("nothing to do");
  return findBreakage(deed, { entries, chosen }, how, parsers);
}

/** `3-4` for a block that can go, `2-3 as …` for one to be rewritten, `3 stays` where there is none. */
async function proposed(path: string, lines: readonly string[]): Promise<string[]> {
  const breakage = await broken(path, `${lines.join("\n")}\n`);
  const places = (breakage?.places ?? []).map(({ first, proposal }) =>
    proposal === undefined
      ? `${first} has none`
      : `${proposal.first}-${proposal.last}${proposal.rewritten === undefined ? "" : ` as ${proposal.rewritten.trim()}`}`,
  );
  return breakage ? [breakage.why, ...places] : ["holds"];
}

describe("removing lines", () => {
  test.each<[what: string, path: string, lines: readonly string[], ...answer: string[]]>([
    // What no bracket holds together.
    ["the only line of a function", "a.py", ["def f():", "    needle()", "", "x = 1"], "torn", "1-2"],
    [
      "every line of a function",
      "a.py",
      ["def f():", "    needle()", "    # why", "    needle()", "x = 1"],
      "torn",
      "1-4",
    ],
    ["one line of two", "a.py", ["def f():", "    needle()", "    x()"], "holds"],
    [
      "the only line of an else",
      "a.py",
      ["if a:", "    b()", "else:", "    needle()", "x = 1"],
      "torn",
      "3-4",
    ],
    ["the only line of a try", "a.py", ["try:", "    needle()", "except E:", "    pass"], "torn", "1-4"],
    [
      "the head of a function",
      "a.py",
      ["x = 1", "def needle():", "    a()", "    b()", "y = 1"],
      "torn",
      "2-4",
    ],
    [
      "the head of a method, whose lines would join the method before",
      "a.py",
      [
        "class A:",
        "    def a(self):",
        "        a()",
        "    @property",
        "    def needle(self):",
        "        b()",
        "    c = 1",
      ],
      "syntax",
      "4-6",
    ],
    ["a head with its lines", "a.py", ["def f():", "    if needle:", "        needle()", "    x()"], "holds"],
    ["an argument", "a.py", ["f(", "    a,", "    needle,", "    b,", ")"], "holds"],
    ["the end of a call", "a.py", ["f(a,", "  needle)", "b()"], "syntax", "1-2 as f(a)"],
    ["the beginning of a call", "a.py", ["needle(", "    a,", ")", "b()"], "syntax", "1-3"],
    ["the only name of an import", "a.py", ["from a import (", "    needle,", ")"], "syntax", "1-3"],
    ["the end of a condition", "a.py", ["x = (", "    a and", "    needle", ")"], "syntax", "2-3 as a"],
    ["what a test runs", "a.sh", ["if a; then", "  needle", "fi", "b"], "torn", "1-3"],
    ["what an else runs", "a.sh", ["if a; then", "  b", "else", "  needle", "fi"], "torn", "3-4"],
    ["what a loop runs", "a.sh", ["for a in b; do", "  needle", "done", "c"], "torn", "1-3"],
    ["what a function runs", "a.sh", ["f() {", "  # why", "  needle", "}", "c"], "torn", "1-4"],
    ["the end of a continued line", "a.sh", ["run \\", "  --a \\", "  --needle", "b"], "holds"],
    ["the body of an if without braces", "a.ts", ["if (a)", "  needle();", "b();"], "torn", "1-2"],
    [
      "the body of a loop without braces",
      "A.java",
      ["class A { void f() {", "while (a)", "  needle();", "b();", "} }"],
      "torn",
      "2-3",
    ],
    [
      "the body of an else without braces",
      "a.c",
      ["void f(void) {", "if (a) b();", "else", "  needle();", "c();", "}"],
      "torn",
      "3-4",
    ],
    ["the condition alone", "a.cs", ["class A { void F() {", "if (needle)", "  b();", "} }"], "torn", "2-3"],
    ["a body within braces", "a.ts", ["if (a) {", "  needle();", "}"], "holds"],
    // What brackets, commas and quotes hold together.
    ["a brace that opens", "a.ts", ["a();", "if (needle) {", "  b();", "}", "c();"], "syntax", "2-4"],
    [
      "a function, whose brace would close the one before",
      "a.ts",
      ["function a() {", "  b();", "}", "function needle() {", "  c();", "}"],
      "syntax",
      "4-6",
    ],
    [
      "the end of a declaration",
      "a.ts",
      ["const a = 1,", "  needle = 2;", "b();"],
      "syntax",
      "1-2 as const a = 1;",
    ],
    ["the value of a declaration", "a.ts", ["const a =", "  needle();", "b();"], "holds"],
    ["the value at the end of a file", "a.ts", ["b();", "const a =", "  needle();"], "syntax", "2-3"],
    ["the last of a union", "a.ts", ["type A =", "  | B", "  | Needle<needle>;", "type C = 1"], "holds"],
    [
      "the tag that opens",
      "a.tsx",
      ["const a = (", "  <p>", "  <a needle>", "    b", "  </a>", "  </p>", ");"],
      "syntax",
      "3-5",
    ],
    ["a call over lines", "a.js", ["needle(function () {", "  b();", "});", "c();"], "syntax", "1-3"],
    ["the head of a comment", "a.js", ["/* needle", " * it's */", "c();"], "syntax", "1-2"],
    [
      "the end of a call",
      "a.go",
      ["package a", "func f() {", "\tg(a,", "\t\tneedle)", "\th()", "}"],
      "syntax",
      "3-4 as g(a)",
    ],
    ["a function", "a.go", ["package a", "func needle() {", "\tg()", "}", "func h() {}"], "syntax", "2-4"],
    ["a field", "a.go", ["package a", "type A struct {", "\tneedle int", "}"], "holds"],
    [
      "a match",
      "a.rs",
      ["fn f() {", "    match needle {", "        _ => 1,", "    };", "    g();", "}"],
      "syntax",
      "2-4",
    ],
    ["the end of a call", "a.rs", ["fn f() {", "    g(a,", "      needle);", "}"], "syntax", "2-3 as g(a);"],
    ["an attribute", "a.rs", ["#[needle]", "fn f() {}"], "holds"],
    [
      "the last argument, which needs no comma",
      "A.java",
      ["class A { void f() { g(a,", "  needle", "); } }"],
      "syntax",
      "1-2 as class A { void f() { g(a",
    ],
    [
      "a method",
      "A.java",
      ["class A {", "  int a;", "  void needle() {", "    b();", "  }", "}"],
      "syntax",
      "3-5",
    ],
    ["a block", "a.rb", ["needle do |a|", "  b", "end", "c"], "syntax", "1-3"],
    ["the last argument", "a.cpp", ["void f() {", "  g(a,", "    needle);", "}"], "syntax", "2-3 as g(a);"],
    ["a rule", "a.css", [".needle {", "  b: c;", "}", "a { b: c }"], "syntax", "1-3"],
    ["the last selector", "a.css", ["a,", ".needle {", "  b: c;", "}"], "syntax", "1-2 as a {"],
    ["a function", "a.php", ["<?php", "function needle() {", "  b();", "}", "c();"], "syntax", "2-4"],
    ["a function", "a.kt", ["fun needle() {", "  b()", "}", "fun c() {}"], "syntax", "1-3"],
    // Data.
    ["the last member", "a.json", ["{", '  "a": 1,', '  "needle": 2', "}"], "syntax", '2-3 as "a": 1'],
    [
      "the head of a member",
      "a.json",
      ["{", '  "b": {', '    "x": 1', "  },", '  "needle": {', '    "y": 1', "  },", '  "c": 2', "}"],
      "syntax",
      "5-7",
    ],
    ["a member", "a.json", ["{", '  "needle": 1,', '  "b": 1', "}"], "holds"],
    [
      "the head of a mapping",
      "a.yaml",
      ["jobs:", "  a:", "    x: 1", "  needle:", "    y: 2", "  c: 1"],
      "torn",
      "4-5",
    ],
    ["all of a mapping", "a.yaml", ["a:", "  # why", "  needle: 1", "b: 2"], "torn", "1-3"],
    ["an item", "a.yml", ["a:", "  - needle", "  - b"], "holds"],
    ["the head of a text", "a.yml", ["a: 1", "needle: |", "  it: is", "  - so", "b: 1"], "syntax", "2-4"],
    [
      "the head of a table",
      "a.toml",
      ["[a]", "x = 1", "[needle]", "y = 2", "", "[b]", "z = 3"],
      "torn",
      "3-4",
    ],
    ["the only line of a table", "a.toml", ["[a]", "needle = 1", "[b]"], "torn", "1-2"],
    ["a string that opens", "a.toml", ["a = 1", 'needle = """', "it's", '"""', "b = 2"], "syntax", "2-4"],
    [
      "the end of a chain",
      "A.java",
      ["class A { int f() {", "  return a()", "    .needle();", "} }"],
      "syntax",
      "2-3 as return a();",
    ],
    ["an element", "a.toml", ["a = [", '  "needle",', "]"], "holds"],
  ])("%s (%s)", async (_what, path, lines, ...answer) => {
    expect(await proposed(path, lines)).toEqual(answer);
  });

  test("proposes nothing that takes in a keep entry", async () => {
    expect(await proposed("a.py", ["if needle:", "    a()", "    needle()  # KEEP", "b()"])).toEqual([
      "torn",
      "1 has none",
    ]);
  });

  test("finds the one that does the damage among many", async () => {
    const harmless = Array.from({ length: 60 }, (_, index) => `needle(${index});`);
    const lines = [...harmless, "if (needle) {", "  a();", "}", ...harmless];
    expect(await proposed("a.js", lines)).toEqual(["syntax", "61-63"]);
  });

  test("finds each that does damage, and proposes blocks that go together", async () => {
    const lines = ["if (needle) {", "  a();", "}", "b(c,", "  needle);", "while (needle) {", "}"];
    expect(await proposed("a.js", lines)).toEqual(["syntax", "1-3", "4-5 as b(c);", "6-7"]);
  });

  test.each([
    ["a name that every object has", "constructor", "a\nneedle\n"],
    ["YAML deeper than anybody nests", "a.yaml", `needle: 1\na: ${"[".repeat(5000)}${"]".repeat(5000)}\n`],
    [
      "a JSON file that nests as deep",
      "a.json",
      `{\n"needle": 1,\n"a": ${"[".repeat(5000)}${"]".repeat(5000)}}\n`,
    ],
  ])("claims nothing of %s", async (_what, path, content) => {
    expect(await broken(path, content)).toBeUndefined();
  });

  test("a key that comes to stand twice breaks YAML", async () => {
    expect(await broken("a.yaml", "needle: 1\npin: 2\n", "pin")).toMatchObject({ why: "syntax" });
  });

  test("claims nothing of a file that does not parse as it is, or that nobody can parse", async () => {
    expect(await proposed("a.json", ["{", '  "needle": 2,,'])).toEqual(["holds"]);
    expect(await proposed("a.ts", ["if (", "needle {"])).toEqual(["holds"]);
    expect(await proposed("a.txt", ["(", "needle)"])).toEqual(["holds"]);
  });

  test("says of a large file that breaks no more than its name", async () => {
    const asked: string[] = [];
    const counting: Syntax = {
      parses: (_path, content) => {
        asked.push(content.toString("latin1", 0, 1));
        return Promise.resolve(content.includes("needle"));
      },
      joints: () => Promise.resolve([]),
      around: () => Promise.resolve([]),
    };
    const content = `needle\n${"x".repeat(3_000_000)}\n`;
    expect(await broken("a.js", content, undefined, counting)).toEqual({
      path: "a.js",
      why: "syntax",
      places: [],
    });
    expect(asked).toEqual(["x", "n", "x"]);
  });
});

describe("renaming", () => {
  test.each<[path: string, content: string, replacement: string, places: readonly number[] | undefined]>([
    ["a.py", "needle = 1\n", "pin", undefined],
    ["a.py", "x = 1\nneedle = 1\nprint('needle')\n", "my pin", [2]],
    ["a.js", "const needle = 1;\nf('needle');\nf('needle');\n", "class", [1]],
    ["a.ts", "let a = 'needle';\n", "it's", [1]],
    ["a.go", "package a\n\nfunc needle() {}\n", "my-pin", [3]],
    ["a.rs", "fn needle() {}\n", "pin!", [1]],
    ["a.json", '{ "needle": 1 }\n', 'a"b', [1]],
    ["a.yaml", "a: needle\n", "b: c", [1]],
    ["a.toml", "needle = 1\n", "my pin", [1]],
  ])("%s: %j to %s", async (path, content, replacement, places) => {
    const breakage = await broken(path, content, replacement);
    expect(breakage?.places).toEqual(places?.map((line) => ({ first: line, last: line })));
  });
});

test.each(["utf8", "latin1", "utf16le"] as const)(
  "lines are counted in %s as the map counts them",
  async (encoding) => {
    const content = "# é\ndef f():\n    needle()\n";
    const how: How = { operation: "remove", needles: new Needles(["needle"]), replacements: new Map() };
    const entries = entriesOf("a.py", content);
    const before = {
      path: "a.py",
      isLink: false,
      content: Buffer.from(encoding === "latin1" ? content : `\ufeff${content}`, encoding),
    };
    const { deed } = planFile(before, entries, how);
    if (!deed) throw new Error("nothing to do");
    expect(await findBreakage(deed, { entries, chosen: entries }, how, syntax)).toEqual({
      path: "a.py",
      why: "torn",
      places: [{ first: 3, last: 3, proposal: { first: 2, last: 3 } }],
    });
  },
);
