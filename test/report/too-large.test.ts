/** When a plan is called too large to review, and what is advised. */
import { describe, expect, test } from "@jest/globals";
import type { Entry } from "../../src/map/model.ts";
import { narrowingAdvice } from "../../src/report/too-large.ts";

function entries(folder: string, count: number): Entry[] {
  return Array.from({ length: count }, (_, index): Entry => ({
    category: "code_symbols",
    path: folder === "" ? "top.py" : `${folder}/a/b.py`,
    line: index + 1,
    reason: "name",
    decision: "remove",
  }));
}

describe("advice on narrowing a plan", () => {
  test("is not given for a plan that people review", () => {
    expect(narrowingAdvice({ entries: entries("src", 3000) })).toBeUndefined();
  });

  test("names the folders that hold most of it, the largest first", () => {
    const plan = [
      ...entries("libs", 1500),
      ...entries("apps", 1500),
      ...entries("docs", 20),
      ...entries("x", 3),
    ];
    expect(narrowingAdvice({ entries: [...plan, ...entries("", 5000)] })).toContain(
      "8023 entries are more than anybody reviews line by line. Plan a part of the tree at a time: " +
        "--include 'apps/**' (1500 entries), --include 'libs/**' (1500 entries), --include 'docs/**' (20 entries). ",
    );
  });

  test("names no folder where there is only one to name", () => {
    expect(narrowingAdvice({ entries: entries("src", 3001) })).not.toContain("--include");
  });
});
