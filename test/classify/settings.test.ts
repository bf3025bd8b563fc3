import { describe, expect, test } from "@jest/globals";
import type { SortingSettings } from "../../src/classify/settings.ts";
import type { Category } from "../../src/map/categories.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { occurrencesInPath, occurrencesInText } from "../../src/occurrence/occurrence.ts";
import { createSyntaxSorter } from "../../src/syntax/sorter.ts";
import { readText } from "../../src/text/encoding.ts";

async function sorted(path: string, content: string, settings: SortingSettings): Promise<Category[]> {
  const needles = new Needles(["harvest"]);
  const text = readText(Buffer.from(content));
  const occurrences = [...occurrencesInPath(path, needles), ...occurrencesInText(path, text, needles)];
  const sortings = await createSyntaxSorter(settings)({ path, text, occurrences });
  return sortings.map(({ category }) => category);
}

describe("what a project says about itself changes the answer", () => {
  test.each<
    [name: string, path: string, content: string, SortingSettings, before: Category, after: Category]
  >([
    [
      "a logger",
      "a.py",
      'bus.emit("a harvest")',
      { loggers: ["bus"] },
      "user_facing_strings",
      "logs_telemetry",
    ],
    [
      "a builder",
      "a.py",
      'declare("harvest")',
      { cliBuilders: ["declare"] },
      "serialized_keys",
      "cli_commands",
    ],
    [
      "a runner",
      "a.py",
      'tool("harvest plan now")',
      { cliRunners: ["tool"] },
      "user_facing_strings",
      "cli_commands",
    ],
    [
      "a resolver",
      "a.py",
      'lazy("a.harvest.b")',
      { moduleResolvers: ["lazy"] },
      "serialized_keys",
      "import_paths",
    ],
    [
      "a test location",
      "qa/a.py",
      "# harvest",
      { testLocations: ["qa/**"] },
      "user_facing_strings",
      "tests_fixtures",
    ],
    [
      "no test location",
      "features/a.py",
      "# harvest",
      { notTestLocations: ["features"] },
      "tests_fixtures",
      "user_facing_strings",
    ],
    [
      "an override",
      "a.py",
      "harvest()",
      { overrides: [{ paths: "*.py", category: "serialized_keys" }] },
      "code_symbols",
      "serialized_keys",
    ],
  ])("%s", async (_name, path, content, settings, before, after) => {
    expect(await sorted(path, content, {})).toEqual([before]);
    expect(await sorted(path, content, settings)).toEqual([after]);
  });

  test("an override leaves the path itself alone, and the first that matches wins", async () => {
    const overrides = [
      { paths: "harvest.md", category: "tests_fixtures" },
      { paths: "*.md", category: "serialized_keys" },
    ] as const;
    expect(await sorted("harvest.md", "harvest", { overrides })).toEqual([
      "filesystem_paths",
      "tests_fixtures",
    ]);
  });
});
