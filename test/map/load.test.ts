/** Everything that can be wrong with a map: each fault with its place, the offending text and the mend. */
import { describe, expect, test } from "@jest/globals";
import { loadMap } from "../../src/map/load.ts";
import type { OccurrenceMap } from "../../src/map/model.ts";
import type { Fault } from "../../src/yaml/fault.ts";
import { HEAD, keeping, mapText, removal } from "../support/map-text.ts";

async function faultsOf(text: string | Buffer): Promise<readonly Fault[]> {
  const loading = await loadMap(Buffer.from(text));
  if (!("faults" in loading)) throw new Error("the map was accepted");
  return loading.faults;
}

async function accepted(text: string): Promise<OccurrenceMap> {
  const loading = await loadMap(Buffer.from(text));
  if ("faults" in loading) throw new Error(JSON.stringify(loading.faults));
  return loading.map;
}

/** The faults, each with the part of its source line that it points at. */
async function seen(text: string): Promise<string[]> {
  const lines = text.split("\n");
  return (await faultsOf(text)).map(({ code, line, column, text: shown, message, next }) => {
    const source = lines[line - 1] ?? "";
    expect(source.trim().slice(0, 60)).toBe(shown.slice(0, 60));
    expect(message).not.toBe("");
    expect(next).not.toBe("");
    return `${code} @ ${source.slice(column - 1).slice(0, 18)}`;
  });
}

function replaced(key: string, line: string): string[] {
  return HEAD.map((one) => (one.startsWith(`${key}:`) ? line : one));
}

describe("a valid map", () => {
  test("with the required keys alone", async () => {
    const map = await accepted(
      mapText({
        entries: {
          "code_symbols.remove": [removal("src/b.ts", 2), removal("src/a.ts", 10), removal("src/a.ts", 9)],
          "logs_telemetry.keep": [keeping("src/c.ts", 1)],
        },
      }),
    );
    expect(map).toMatchObject({ operation: "remove", scope: { include: [], exclude: [] }, exceptions: [] });
    // In the map's order, whatever the order in the file.
    expect(map.entries.map(({ path, line }) => `${path}:${line}`)).toEqual([
      "src/a.ts:9",
      "src/a.ts:10",
      "src/b.ts:2",
      "src/c.ts:1",
    ]);
  });

  test("with every optional key", async () => {
    const map = await accepted(
      mapText({
        head: [
          ...HEAD,
          `base_commit: "${"0123456789".repeat(4)}"`,
          "operation: remove",
          "scope: { include: [src/**], exclude: ['*.min.js'] }",
          "exceptions: [{ path: test/new.test.ts, reason: guards the removal, allow_occurrences: true }]",
        ],
        entries: {
          "code_symbols.remove": [removal("a.ts", 2, ", end_line: 4"), removal("a.ts", 9, ", column: 3")],
          "code_symbols.keep": [keeping("a.ts", 9, ", column: 12")],
        },
      }),
    );
    expect(map.exceptions).toEqual([
      { path: "test/new.test.ts", reason: "guards the removal", allowOccurrences: true },
    ]);
    expect(map.entries.map(({ endLine, column }) => [endLine, column])).toEqual([
      [4, undefined],
      [undefined, 3],
      [undefined, 12],
    ]);
  });

  test("the place of an entry is known", async () => {
    const text = mapText({ entries: { "import_paths.remove": [removal("a.ts", 1)] } });
    const loading = await loadMap(Buffer.from(text));
    if ("faults" in loading) throw new Error("faults");
    const [entry] = loading.map.entries;
    const { line, column } = loading.positionOf(entry!);
    expect(text.split("\n")[line - 1]?.slice(column - 1)).toBe(removal("a.ts", 1));
  });

  test("the same line may be removed in two categories, and removed and kept at two columns", async () => {
    await accepted(
      mapText({
        entries: {
          "code_symbols.remove": [removal("a.ts", 1), removal("b.ts", 1, ", column: 1")],
          "import_paths.remove": [removal("a.ts", 1)],
          "code_symbols.keep": [keeping("b.ts", 1, ", column: 9")],
        },
      }),
    );
  });

  test("lines inside a removed file may be listed for removal", async () => {
    await accepted(mapText({ entries: { "code_symbols.remove": [removal("a.ts", 0), removal("a.ts", 3)] } }));
  });

  test("a byte-order mark and CRLF do no harm", async () => {
    await accepted(`\ufeff${mapText().replaceAll("\n", "\r\n")}`);
  });
});

describe("what is no YAML text, or not the kind that is read", () => {
  test.each<[name: string, content: string | Buffer, codes: string[]]>([
    ["an empty file", "", ["wrong-type"]],
    ["comments alone", "# nothing\n", ["wrong-type"]],
    ["a list", "- a\n", ["wrong-type"]],
    ["bytes that are no UTF-8", Buffer.from("mission_id: \xff\n", "latin1"), ["not-utf8"]],
    ["a NUL", "mission_id: \0\n", ["not-text"]],
    ["UTF-16", Buffer.from("\ufeffa: 1\n", "utf16le"), ["not-text"]],
    ["broken quotes", 'a: "b\n', ["yaml-syntax"]],
    ["a tab for indentation", "a:\n\tb: 1\n", ["yaml-syntax"]],
    ["two documents", `${mapText()}---\na: 1\n`, ["yaml-syntax"]],
    ["a tag of one's own", "a: !!js/function x\n", ["yaml-syntax"]],
    ["a bomb of aliases", bomb(), expect.arrayContaining(["alias"]) as unknown as string[]],
    ["an alias to itself", "a: &a [*a]\n", ["alias"]],
    ["deep nesting", `a: ${"[".repeat(100_000)}`, ["too-deep"]],
    ["merge keys", "<<: { a: 1 }\n", expect.arrayContaining(["unknown-key"]) as unknown as string[]],
  ])("%s", async (_name, content, codes) => {
    const faults = await faultsOf(content);
    expect(faults.map(({ code }) => code)).toEqual(codes);
    expect(faults.every(({ line, column, next }) => line >= 1 && column >= 1 && next !== "")).toBe(true);
  });

  /** Nine levels of nine: written out it would be 3.4 GB. */
  function bomb(): string {
    const levels = Array.from({ length: 9 }, (_, level) => {
      const inner = level === 0 ? "lol" : `*a${level - 1}`;
      return `a${level}: &a${level} [${Array.from({ length: 9 }, () => inner).join(", ")}]`;
    });
    return `${levels.join("\n")}\n`;
  }

  test("a file of more than 64 MiB is refused by its size", async () => {
    const [fault] = await faultsOf(Buffer.alloc(64 * 1024 * 1024 + 1, "#"));
    expect(fault).toMatchObject({ code: "too-large", line: 1 });
  });

  test("a hundred thousand keys in one mapping take no square of time", async () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join("\n");
    const faults = await faultsOf(`${keys}\nk0: 2\n`);
    expect(faults.map(({ code, line }) => `${code} ${line}`)).toEqual(["duplicate-key 100001"]);
  });
});

describe("the shape", () => {
  test.each<[name: string, text: string, expected: string[]]>([
    ["an unknown key", mapText({ head: [...HEAD, "colour: red"] }), ["unknown-key @ colour: red"]],
    [
      "an unknown key in an entry",
      mapText({ entries: { "code_symbols.remove": ["{ path: a, line: 1, reason: x, note: y }"] } }),
      ["unknown-key @ note: y }"],
    ],
    [
      "a keep_reason on a remove entry",
      mapText({ entries: { "code_symbols.remove": ["{ path: a, line: 1, reason: x, keep_reason: y }"] } }),
      ["unknown-key @ keep_reason: y }"],
    ],
    [
      "a keep entry without its reason",
      mapText({ entries: { "code_symbols.keep": ["{ path: a, line: 1, reason: x }"] } }),
      ["missing-key @ { path: a, line: 1"],
    ],
    ["a key twice", mapText({ head: [...HEAD, "mission_slug: x"] }), ["duplicate-key @ mission_slug: x"]],
    ["a missing key", mapText({ head: HEAD.slice(1) }), ["missing-key @ mission_slug: reti"]],
    [
      "a missing category",
      mapText().replace(/ {2}cli_commands:\n.*\n.*\n/, ""),
      ["missing-key @ code_symbols:"],
    ],
    [
      "a category that is none",
      mapText().replace("  cli_commands:", "  commands:"),
      ["missing-key @ code_symbols:", "unknown-key @ commands:"],
    ],
    [
      "no ULID",
      mapText({ head: replaced("mission_id", "mission_id: 01KQ7YXHA5AMZHJT3HQ8XPTZ6I") }),
      ["wrong-value @ 01KQ7YXHA5AMZHJT3H"],
    ],
    [
      "a slug with a slash",
      mapText({ head: replaced("mission_slug", "mission_slug: a/b") }),
      ["wrong-value @ a/b"],
    ],
    [
      "a target of two lines",
      mapText({ head: replaced("target_string", 'target_string: "a\\nb"') }),
      ['wrong-value @ "a\\nb"'],
    ],
    [
      "an empty target",
      mapText({ head: replaced("target_string", 'target_string: ""') }),
      ['wrong-value @ ""', 'wrong-value @ ""'],
    ],
    [
      "a number for a target",
      mapText({ head: replaced("target_string", "target_string: 42") }),
      ["wrong-type @ 42"],
    ],
    [
      "a time without a zone",
      mapText({ head: replaced("generated_at", "generated_at: 2026-04-27T18:00:45") }),
      ["wrong-value @ 2026-04-27T18:00:4"],
    ],
    ["a short base commit", mapText({ head: [...HEAD, "base_commit: abc123"] }), ["wrong-value @ abc123"]],
    ["an operation that is none", mapText({ head: [...HEAD, "operation: move"] }), ["wrong-value @ move"]],
    [
      "a negative line",
      mapText({ entries: { "code_symbols.remove": [removal("a", -1)] } }),
      ["wrong-value @ -1, reason: seen }"],
    ],
    [
      "half a line",
      mapText({ entries: { "code_symbols.remove": [removal("a", 1.5)] } }),
      ["wrong-type @ 1.5, reason: seen "],
    ],
    [
      "a column of 0",
      mapText({ entries: { "code_symbols.remove": [removal("a", 1, ", column: 0")] } }),
      ["wrong-value @ 0, reason: seen }"],
    ],
    ["null for a list", mapText().replace("    remove: []", "    remove:"), ["wrong-type @ "]],
  ])("%s", async (_name, text, expected) => {
    expect(await seen(text)).toEqual(expected);
  });
});

describe("the rules", () => {
  test.each<[path: string, says: string]>([
    ["../a", "could leave the repository"],
    ["a/../b", "could leave the repository"],
    ["/etc/passwd", "is absolute"],
    ["C:/a", "is absolute"],
    ["c:a", "is absolute"],
    ["a\\b", "backslash"],
    ["a\0b", "NUL"],
    ["./a", ". segment"],
    ["a/./b", ". segment"],
    ["a/", "empty segment"],
    ["a//b", "empty segment"],
    [".git/config", "inside .git"],
    ["sub/.GIT/hooks/x", "inside .git"],
    ["a\ud800", "not valid Unicode"],
  ])("the path %j is refused", async (path, says) => {
    const written = removal("PATH", 1).replace('"PATH"', JSON.stringify(path));
    const faults = await faultsOf(mapText({ entries: { "code_symbols.remove": [written] } }));
    expect(faults).toMatchObject([{ code: "bad-path", message: expect.stringContaining(says) }]);
  });

  test("an empty path is refused by the shape", async () => {
    const [fault] = await faultsOf(mapText({ entries: { "code_symbols.remove": [removal("", 1)] } }));
    expect(fault).toMatchObject({ code: "wrong-value" });
  });

  test.each(["a..b", "..a", "...", ".github/x", "a b", "é/💥", "-", "gita/b"])(
    "the path %j is fine",
    async (path) => {
      await accepted(mapText({ entries: { "code_symbols.remove": [removal(path, 1)] } }));
    },
  );

  const bothWays = {
    "code_symbols.remove": [removal("a.ts", 3)],
    "import_paths.keep": [keeping("a.ts", 3)],
  };
  test.each<[name: string, text: string, expected: string[]]>([
    ["false totals", mapText({ totals: [1, 2] }), ["false-total @ 1, keep_count: 2 }", "false-total @ 2 }"]],
    [
      "the same entry twice",
      mapText({ entries: { "code_symbols.remove": [removal("a.ts", 3), removal("a.ts", 3)] } }),
      [`duplicate-entry @ ${removal("a.ts", 3).slice(0, 18)}`],
    ],
    [
      "a line removed and kept",
      mapText({ entries: bothWays }),
      [`contradiction @ ${keeping("a.ts", 3).slice(0, 18)}`],
    ],
    [
      "a line removed and kept, only one with a column",
      mapText({ entries: { ...bothWays, "import_paths.keep": [keeping("a.ts", 3, ", column: 2")] } }),
      [`contradiction @ ${keeping("a.ts", 3).slice(0, 18)}`],
    ],
    [
      "a kept line inside a removed block",
      mapText({
        entries: {
          "code_symbols.remove": [removal("a.ts", 1, ", end_line: 5")],
          "code_symbols.keep": [keeping("a.ts", 5)],
        },
      }),
      [`contradiction @ ${keeping("a.ts", 5).slice(0, 18)}`],
    ],
    [
      "a keep entry inside a removed file",
      mapText({
        entries: { "code_symbols.remove": [removal("a.ts", 0)], "code_symbols.keep": [keeping("a.ts", 5)] },
      }),
      [`contradiction @ ${keeping("a.ts", 5).slice(0, 18)}`],
    ],
    [
      "a file removed and kept",
      mapText({
        entries: { "code_symbols.remove": [removal("a.ts", 0)], "import_paths.keep": [keeping("a.ts", 0)] },
      }),
      [`contradiction @ ${keeping("a.ts", 0).slice(0, 18)}`],
    ],
    [
      "a block that ends before it begins",
      mapText({ entries: { "code_symbols.remove": [removal("a.ts", 3, ", end_line: 2")] } }),
      ["bad-block @ 2, reason: seen }"],
    ],
    [
      "a block of a whole file",
      mapText({ entries: { "code_symbols.remove": [removal("a.ts", 0, ", end_line: 2")] } }),
      ["bad-block @ 2, reason: seen }"],
    ],
    [
      "a column of a whole file, and of a block",
      mapText({
        entries: {
          "code_symbols.remove": [
            removal("a.ts", 0, ", column: 2"),
            removal("b.ts", 1, ", end_line: 2, column: 3"),
          ],
        },
      }),
      ["bad-column @ 2, reason: seen }", "bad-column @ 3, reason: seen }"],
    ],
    [
      "the target among the related strings",
      mapText({ head: replaced("related_strings", "related_strings: [needle]") }),
      ["duplicate-string @ needle]"],
    ],
    [
      "a time that never was",
      mapText({ head: replaced("generated_at", "generated_at: 2026-13-45T99:00:45Z") }),
      ["bad-time @ 2026-13-45T99:00:4"],
    ],
    [
      "half a character in the target",
      mapText({ head: replaced("target_string", 'target_string: "a\\ud800"') }),
      ['bad-string @ "a\\ud800"'],
    ],
    [
      "globs that are none",
      mapText({ head: [...HEAD, "scope: { include: ['[a', /abs, ../up], exclude: ['{a'] }"] }),
      [
        "bad-glob @ '[a', /abs, ../up]",
        "bad-glob @ /abs, ../up], excl",
        "bad-glob @ ../up], exclude: [",
        "bad-glob @ '{a'] }",
      ],
    ],
  ])("%s", async (_name, text, expected) => {
    expect(await seen(text)).toEqual(expected);
  });

  test.each([
    "*",
    "**",
    "**/*",
    "*/**",
    "src/**",
    "src/",
    "docs/**/*",
    "{src,docs}/**",
    "s*/**",
    "[s]rc/**",
    "?*",
    "*.*",
    "src/*",
    "**/*.*",
    "*[!a]",
    "[!o]*",
    "[!o]*/**",
    "{?,??,???,????,?????}",
    "{s,t}{rc,x}/**",
    "src/*.*",
    "[!x]rc/**",
    "[!x]rc/*",
    "s[!x]c/**",
    "[!A-Zaeoqxz0-9_-]*/**",
  ])("the exception %s is a blanket, and refused", async (glob) => {
    const head = [...HEAD, `exceptions: [{ path: ${JSON.stringify(glob)}, reason: x }]`];
    const faults = await faultsOf(mapText({ head }));
    expect(faults).toMatchObject([{ code: "blanket-exception", message: expect.stringContaining(glob) }]);
  });

  test.each([
    "CHANGELOG.md",
    "*.test.ts",
    "test/*.test.ts",
    "src/commands/**",
    "docs/{a,b}.md",
    "test/**/*.snap",
    "**/package.json",
  ])("the exception %s is fine", async (glob) => {
    await accepted(
      mapText({ head: [...HEAD, `exceptions: [{ path: ${JSON.stringify(glob)}, reason: x }]`] }),
    );
  });
});

test.each(["src[/]*", "src[.-0]*"])("the glob %s has a set that would cross folders", async (glob) => {
  const head = [...HEAD, `exceptions: [{ path: ${JSON.stringify(glob)}, reason: x }]`];
  expect(await faultsOf(mapText({ head }))).toMatchObject([
    { code: "bad-glob", message: expect.stringContaining("a set that holds a /") },
  ]);
});

test("every fault at once, in the order of the file", async () => {
  const faults = await faultsOf(
    mapText({
      head: [
        ...replaced("generated_at", "generated_at: 2026-99-27T18:00:45Z"),
        "exceptions: [{ path: '**', reason: x }]",
      ],
      entries: {
        "code_symbols.remove": [removal("../a", 1), removal("b", 5, ", end_line: 1")],
        "import_paths.keep": [keeping("b", 0), keeping("b", 0)],
      },
      totals: [9, 9],
    }),
  );
  expect(faults.map(({ code }) => code)).toEqual([
    "bad-time",
    "blanket-exception",
    "bad-path",
    "bad-block",
    "duplicate-entry",
    "false-total",
    "false-total",
  ]);
  const lines = faults.map(({ line }) => line);
  expect(lines).toEqual([...lines].sort((a, b) => a - b));
});

test("what a fault quotes can do a terminal no harm", async () => {
  const [fault] = await faultsOf(mapText({ head: [...HEAD, '"\\e[31m\\u202e": "x\u202ey"'] }));
  expect(fault?.text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});
