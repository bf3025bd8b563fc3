import { describe, expect, test } from "@jest/globals";
import { parseConfig } from "../../src/config/load.ts";

const parse = (text: string): ReturnType<typeof parseConfig> => parseConfig(Buffer.from(text), "occmap.yaml");

describe("sorting: in occmap.yaml", () => {
  test("every key is read", async () => {
    const { sorting } = await parse(
      [
        "sorting:",
        "  loggers: [audit_bus]",
        "  cli_builders: [add_flag]",
        "  cli_runners: [run_tool]",
        "  test_locations: ['qa/**']",
        "  not_test_locations: ['src/features/**']",
        "  module_resolvers: [lazy]",
        "  overrides:",
        "    - { paths: 'locale/**', category: user_facing_strings, reason: our own catalog }",
      ].join("\n"),
    );
    expect(sorting).toEqual({
      loggers: ["audit_bus"],
      cliBuilders: ["add_flag"],
      cliRunners: ["run_tool"],
      testLocations: ["qa/**"],
      notTestLocations: ["src/features/**"],
      moduleResolvers: ["lazy"],
      overrides: [{ paths: "locale/**", category: "user_facing_strings", reason: "our own catalog" }],
    });
  });

  test("decisions and sorting stand beside each other, and either may be absent", async () => {
    const config = await parse("decisions:\n  disable: [ledger]\n");
    expect(config.disabled).toEqual(new Set(["ledger"]));
    expect(config.sorting.overrides).toEqual([]);
  });

  test.each<[name: string, yaml: string, faults: RegExp[]]>([
    ["an unknown key", "sorting:\n  logger: [x]\n", [/occmap\.yaml:2:3: .*unknown key "logger"/]],
    ["a name that is no text", "sorting:\n  loggers: [1]\n", [/occmap\.yaml:2:13: .*must be a text/]],
    [
      "a category that there is not",
      "sorting:\n  overrides:\n    - paths: a\n      category: strings\n",
      [/occmap\.yaml:4:17: .*must be one of: .*user_facing_strings/],
    ],
    [
      "an override without its glob",
      "sorting:\n  overrides:\n    - category: tests_fixtures\n",
      [/occmap\.yaml:3:7: .*lacks the key "paths"/],
    ],
    [
      "globs that are none, all of them, in the order of the file",
      "sorting:\n  test_locations: ['/abs']\n  not_test_locations: ['a[']\n  overrides:\n    - { paths: '{a', category: tests_fixtures }\ndecisions:\n  rules: [{ decision: keep, path: '../x' }]\n",
      [
        /occmap\.yaml:2:20: the glob "\/abs"/,
        /occmap\.yaml:3:24: the glob "a\["/,
        /occmap\.yaml:5:16: the glob "\{a"/,
        /occmap\.yaml:7:23: a rule that keeps needs a reason/,
        /occmap\.yaml:7:35: the glob "\.\.\/x"/,
      ],
    ],
  ])("%s is an error with its place", async (_name, yaml, faults) => {
    const error: unknown = await parse(yaml).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "config-invalid", where: "occmap.yaml" });
    const message = error instanceof Error ? error.message : "";
    let from = 0;
    for (const fault of faults) {
      expect(message.slice(from)).toMatch(fault);
      from += message.slice(from).search(fault) + 1;
    }
  });
});
