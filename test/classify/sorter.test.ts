import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DEFAULT_SORTING_SETTINGS } from "../../src/classify/settings.ts";
import type { Sorting } from "../../src/classify/sorter.ts";
import { CATEGORIES } from "../../src/map/categories.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { occurrencesInPath, occurrencesInText } from "../../src/occurrence/occurrence.ts";
import { createSyntaxSorter } from "../../src/syntax/sorter.ts";
import { readText } from "../../src/text/encoding.ts";

const sort = createSyntaxSorter(DEFAULT_SORTING_SETTINGS);

async function sorted(
  path: string,
  content: string | Buffer,
  ...strings: string[]
): Promise<readonly Sorting[]> {
  const needles = new Needles(strings);
  const text = readText(Buffer.from(content));
  const occurrences = [...occurrencesInPath(path, needles), ...occurrencesInText(path, text, needles)];
  const sortings = await sort({ path, text, occurrences });
  expect(sortings).toHaveLength(occurrences.length);
  return sortings;
}

describe("createSyntaxSorter", () => {
  test.each<[name: string, path: string, content: string, expected: string[]]>([
    ["its own path", "src/widget.py", "", ["filesystem_paths"]],
    // Names that every object has are names like any other.
    ["a CMake command", "CMakeLists.txt", "constructor(widget)\n", ["code_symbols"]],
    [
      "markup in a file",
      "a.constructor",
      "<html><body><p>a widget</p></body></html>\n",
      ["user_facing_strings"],
    ],
    ["a literal", "src/a.js", 'x.hasOwnProperty("a widget");\n', ["user_facing_strings"]],
    ["an import", "src/a.py", "import widget\n", ["import_paths"]],
    ["an imported name", "src/a.py", "from x import widget\n", ["code_symbols"]],
    ["an identifier", "src/a.py", "def widget(): pass\n", ["code_symbols"]],
    ["a comment", "src/a.py", "x = 1  # widget\n", ["user_facing_strings"]],
    ["a docstring", "src/a.py", 'def f():\n    """Widget: a widget."""\n', ["user_facing_strings"]],
    ["a message", "src/a.py", 'raise ValueError("no such widget")\n', ["user_facing_strings"]],
    ["a log message", "src/a.py", 'logger.info("widget %s", x)\n', ["logs_telemetry"]],
    ["a flag", "src/a.py", 'parser.add_argument("--widget", help="x")\n', ["cli_commands"]],
    ["a key", "src/a.py", 'x = {"widget": 1}\n', ["serialized_keys"]],
    ["a path", "src/a.py", 'x = "docs/widget.md"\n', ["filesystem_paths"]],
    ["a test", "tests/test_a.py", 'assert x == "a widget"\n', ["tests_fixtures"]],
    ["a name in a test", "tests/test_a.py", "widget()\n", ["code_symbols"]],
    ["documentation", "docs/a.md", "The `widget` is here\n", ["user_facing_strings"]],
    [
      "a JSON key and value",
      "a.json",
      '{"widget": "widget", "description": "the widget"}',
      ["serialized_keys", "serialized_keys", "user_facing_strings"],
    ],
    ["a YAML key", "a.yml", "widget:\n  - a: docs/widget.md\n", ["serialized_keys", "filesystem_paths"]],
    ["a script of package.json", "package.json", '{"scripts": {"widget": "node x.js"}}', ["cli_commands"]],
    ["a ledger", "kitty/status.events.jsonl", '{"widget": 1}\n', ["logs_telemetry"]],
    [
      "a JavaScript import",
      "src/a.ts",
      'import { widget } from "./widget.js";\n',
      ["code_symbols", "import_paths"],
    ],
    [
      "a run step",
      ".github/workflows/ci.yml",
      "jobs:\n  a:\n    steps:\n      - run: widget build\n",
      ["cli_commands"],
    ],
  ])("%s", async (_name, path, content, expected) => {
    const sortings = await sorted(path, content, "widget", "Widget");
    expect([...new Set(sortings.map(({ category }) => category))]).toEqual([...new Set(expected)]);
  });

  test("gives any bytes exactly one category", async () => {
    const ending = fc.constantFrom(
      "py ts go java rs rb c cs php sh css html json yaml toml ini md sql mk xml env jsonl txt unknown Dockerfile".split(
        " ",
      ),
    );
    const piece = fc.oneof(
      fc.constantFrom(
        ..."a x a: \" ' ` { } [ ] ( ) # // /* */ \n - = , < > ${ \\ --- ``` import from | <!-- <script> é 😀".split(
          " ",
        ),
        "\n",
        "  ",
        "\t",
      ),
      fc.uint8Array({ maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(ending, fc.array(piece, { maxLength: 60 }), async (endings, pieces) => {
        const content = Buffer.concat(pieces.map((one) => Buffer.from(one)));
        for (const one of endings) {
          const sortings = await sorted(`dir/file.${one}`, content, "a", "x");
          for (const { category, reason } of sortings) {
            expect(CATEGORIES).toContain(category);
            expect(reason).not.toBe("");
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
