/** Help: what every command owes its reader. */
import { expect, test } from "@jest/globals";
import { parseArguments } from "../../src/cli/arguments.ts";
import { findCommand } from "../../src/cli/find-command.ts";
import { commandHelp } from "../../src/cli/help.ts";
import { COMMANDS } from "../../src/cli/registry.ts";

const summaries = COMMANDS.map(({ summary }) => [summary.name, summary] as const);

test.each(summaries)(
  "%s --help has examples, all of which are calls that the parser takes",
  (name, summary) => {
    const help = commandHelp(summary);
    expect(summary.examples.length).toBeGreaterThan(0);
    for (const [command, meaning] of summary.examples) {
      expect(help).toContain(`  ${command}`);
      expect(meaning).not.toBe("");
      const [, line = ""] = /occmap (.*?)(?:\)| \|.*)?$/.exec(command) ?? [];
      const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
      const redirection = words.indexOf(">");
      const { command: found, rest } = findCommand(
        COMMANDS,
        redirection === -1 ? words : words.slice(0, redirection),
      );
      expect(() => parseArguments(found.summary, rest)).not.toThrow();
      expect(summary.examples.some(([one]) => one.includes(`occmap ${name}`))).toBe(true);
    }
  },
);

test.each(summaries)("%s --help fits in 120 columns, but for its examples", (_name, summary) => {
  const [prose = ""] = commandHelp(summary).split("\nExamples:\n");
  const long = prose.split("\n").filter((line) => line.length > 120);
  expect(long).toEqual([]);
});
