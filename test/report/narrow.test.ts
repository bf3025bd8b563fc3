/** What a person sees in a narrow window: less beside each other, and never less of what matters. */
import { describe, expect, test } from "@jest/globals";
import { viewOption } from "../../src/cli/options.ts";
import { parseArguments } from "../../src/cli/arguments.ts";
import type { Environment, Output } from "../../src/cli/environment.ts";
import { lookFirst } from "../../src/report/look-first.ts";
import { excerpt } from "../../src/report/findings-text.ts";
import { PLAIN } from "../../src/report/paint.ts";

describe("two long lines that differ", () => {
  const one = { first: 1, last: 1 };
  const shown = (before: string, after: string, width: number): string[] =>
    excerpt(
      { path: "a", base: one, head: one, before: [before], after: [after] },
      { paint: PLAIN, width, all: false },
    ).map((line) => line.slice(18));

  test.each([40, 60, 80])("show where they do at a width of %i", (width) => {
    const lead = "x".repeat(300);
    const [gone = "", come = ""] = shown(`${lead}before();`, `${lead}after();`, width);
    expect(gone).toMatch(/^…x+before\(\);$/);
    expect(come).toMatch(/^…x+after\(\);$/);
    expect(Math.max(gone.length, come.length)).toBeLessThanOrEqual(width - 18);
    expect(gone.indexOf("before")).toBe(come.indexOf("after"));
  });

  test("stand whole where they fit, and from their beginning where that differs", () => {
    expect(shown("short", "other", 40)).toEqual(["short", "other"]);
    const [gone = "", come = ""] = shown(`a${"x".repeat(90)}`, `b${"x".repeat(90)}`, 40);
    expect([gone[0], come[0]]).toEqual(["a", "b"]);
    expect(gone.endsWith("…")).toBe(true);
  });

  test("are not cut within a character", () => {
    const lead = "😀".repeat(50);
    for (let width = 40; width < 50; width += 1)
      for (const line of shown(`${lead}1`, `${lead}22`, width)) expect(line).not.toMatch(/\\u/);
  });
});

describe("the width of a report", () => {
  const width = async (stdout: Partial<Output>, variables: Record<string, string> = {}): Promise<number> => {
    const environment: Environment = {
      cwd: "/",
      variables,
      stdin: () => Promise.resolve(Buffer.alloc(0)),
      stdout: { isTerminal: false, write: () => Promise.resolve(), ...stdout },
      stderr: { isTerminal: false, write: () => Promise.resolve() },
      now: () => new Date(0),
    };
    const args = parseArguments({ name: "gate", flags: ["all"] }, []);
    return (await viewOption(args, environment, "/")).width;
  };

  test("is that of the window, else COLUMNS, else 100; never below 40", async () => {
    expect(await width({ isTerminal: true, columns: 132 }, { COLUMNS: "60" })).toBe(132);
    expect(await width({ isTerminal: true, columns: 20 })).toBe(40);
    expect(await width({}, { COLUMNS: "60" })).toBe(60);
    expect(await width({}, { COLUMNS: "12" })).toBe(40);
    for (const odd of ["", "0", "-5", "wide", "99999"]) expect(await width({}, { COLUMNS: odd })).toBe(100);
    expect(await width({})).toBe(100);
  });
});

test("all files with many entries are counted, those with most first", () => {
  const fresh = Array.from({ length: 8 }, (_, file) =>
    Array.from({ length: 10 + file }, (_, line) => ({
      entry: {
        path: `f${file}`,
        line: line + 1,
        category: "code_symbols" as const,
        decision: "remove" as const,
        reason: "r",
      },
      close: undefined,
      inLongerName: false,
    })),
  ).flat();
  const { crowded } = lookFirst(fresh);
  expect(crowded.map(({ path }) => path)).toEqual(["f7", "f6", "f5", "f4", "f3", "f2", "f1", "f0"]);
});
