import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { PROBLEM_CODES } from "../../src/report/problems.ts";

const text = readFileSync(join(import.meta.dirname, "..", "..", "docs", "findings.md"), "utf8");
const sections = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .map((section): [string, string] => {
      const end = section.indexOf("\n");
      return [section.slice(0, end), section.slice(end).trim()];
    }),
);

describe("docs/findings.md", () => {
  test("has a section for each code, in the order of the codes, and no other", () => {
    expect([...sections.keys()]).toEqual(Object.keys(PROBLEM_CODES));
  });

  test.each([...sections])("%s says what it is and what to do", (_code, section) => {
    expect(section.split("\n\n").length).toBeGreaterThan(1);
  });
});
