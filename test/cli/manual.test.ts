/** The manual that the build makes: all of the command line, and nothing that roff would misread. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { COMMANDS } from "../../src/cli/registry.ts";

const manual = readFileSync(join(import.meta.dirname, "..", "..", "man", "occmap.1"), "utf8");

test.each(COMMANDS.map(({ summary }) => [summary.name, summary] as const))(
  "has %s with all its flags",
  (_name, summary) => {
    const title = `.SS "occmap ${[summary.name, ...(summary.positionals ?? [])].join(" ")}"`.replaceAll(
      "-",
      "\\-",
    );
    const section = manual.slice(manual.indexOf(title)).split("\n.S")[0] ?? "";
    expect(manual).toContain(title);
    for (const flag of summary.flags) expect(section).toContain(`\\-\\-${flag.replaceAll("-", "\\-")}\\fR`);
    for (const [command] of summary.examples)
      expect(section).toContain(command.replaceAll("\\", "\\e").replaceAll("-", "\\-"));
  },
);

test("only known requests stand at the beginning of a line", () => {
  const requests = new Set([...manual.matchAll(/^[.'](\S*)/gm)].map(([, name]) => name));
  expect([...requests].sort()).toEqual(["B", "I", "PP", "RE", "RS", "SH", "SS", "TH", "TP", "br"]);
});
