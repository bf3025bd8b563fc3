import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { sieve } from "../../src/search/ripgrep.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();

function write(files: Readonly<Record<string, string>>): { path: string }[] {
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder(), path), content);
  return Object.keys(files).map((path) => ({ path }));
}

describe("sieve", () => {
  test("begins before anybody asks for an answer, and tells of each file at once", async () => {
    const files = write({ "a.txt": "old_name\n", "b.txt": "nothing\n" });
    const told = await new Promise((resolve) => {
      sieve(folder(), files, ["old_name"], resolve);
    });
    expect(told).toBe("a.txt");
  });

  test("answers in the order of the files, with those that cannot be opened named", async () => {
    const files = write({ "c.txt": "old_name\n", "a.txt": "old_name\n", "b.txt": "nothing\n" });
    mkdirSync(join(folder(), "gone"));
    const answers = [];
    for await (const answer of sieve(folder(), [...files, { path: "gone/d.txt" }], ["old_name"]))
      answers.push(answer);
    expect(answers).toEqual([
      {
        promising: [{ path: "c.txt" }, { path: "a.txt" }, { path: "gone/d.txt" }],
        unreadable: ["gone/d.txt"],
      },
    ]);
  });

  test("leaves no file out where one batch ends and the next begins", async () => {
    const [file] = write({ "a.txt": "old_name\n" });
    const files = Array.from({ length: 80_000 }, () => file!);
    const numbers: number[] = [];
    for await (const { promising } of sieve(folder(), files, ["old_name"])) numbers.push(promising.length);
    expect(numbers.length).toBeGreaterThan(1);
    expect(numbers.reduce((sum, number) => sum + number, 0)).toBe(files.length);
  });

  test("gives no answer for no files", async () => {
    expect(await sieve(folder(), [], ["old_name"]).next()).toEqual({ done: true, value: undefined });
  });
});
