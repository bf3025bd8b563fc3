import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { CAUSES } from "../../src/diagnostics/causes.ts";
import {
  diagnostics,
  invocationSucceeded,
  joinInvocation,
  markInvocationSucceeded,
  note,
  reportOnce,
  resetForInvocation,
  runInvocation,
  unreported,
} from "../../src/diagnostics/invocation.ts";
import { renderDiagnostics } from "../../src/cli/render-diagnostics.ts";
import { scan } from "../../src/jobs/scan.ts";
import { temporaryFolder } from "../support/temporary.ts";

const folder = temporaryFolder();
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("reportOnce", () => {
  test("is true the first time of a cause in an invocation, however much goes on at once", async () => {
    const answers = await runInvocation(() =>
      Promise.all(
        Array.from({ length: 50 }, async () => {
          await pause();
          return [reportOnce("scan.binary_file"), reportOnce("git.shallow_clone")];
        }),
      ),
    );
    expect(answers.map(([first]) => first).filter(Boolean)).toHaveLength(1);
    expect(answers.map(([, second]) => second).filter(Boolean)).toHaveLength(1);
  });

  test("belongs to one invocation: others, beside it and within it, begin anew", async () => {
    const one = async (): Promise<boolean[]> => {
      const answers = [reportOnce("scan.submodule")];
      await pause();
      answers.push(reportOnce("scan.submodule"));
      return answers;
    };
    expect(await Promise.all([runInvocation(one), runInvocation(one)])).toEqual([
      [true, false],
      [true, false],
    ]);
    runInvocation(() => {
      expect(reportOnce("scan.submodule")).toBe(true);
      expect(runInvocation(() => reportOnce("scan.submodule"))).toBe(true);
      expect(joinInvocation(() => reportOnce("scan.submodule"))).toBe(false);
    });
  });

  test("is forgotten by resetForInvocation, in a scope and outside of any", () => {
    const check = (): void => {
      resetForInvocation();
      expect(reportOnce("scan.submodule")).toBe(true);
      note("scan.submodule", "a");
      markInvocationSucceeded();
      resetForInvocation();
      expect([reportOnce("scan.submodule"), diagnostics(), invocationSucceeded()]).toEqual([true, [], false]);
      resetForInvocation();
    };
    check();
    runInvocation(check);
  });
});

test("the keys are short, stable and unique; each has its words", () => {
  for (const [key, { one, many }] of Object.entries(CAUSES)) {
    expect(key).toMatch(/^[a-z]+\.[a-z_]+$/);
    expect(one).not.toBe(many);
  }
});

test("one cause is one line, with the count and the first three names", () => {
  runInvocation(() => {
    for (let number = 0; number < 1000; number += 1) note("scan.unreadable_file", `f${number}`);
    note("scan.unreadable_file", "f0");
    note("scan.submodule", "\u001b[31mred");
    expect(renderDiagnostics(unreported())).toEqual([
      "occmap: 1000 files could not be read and were not searched: f0, f1, f2, and 997 more [scan.unreadable_file]",
      "occmap: 1 submodule was not searched: \\x1b[31mred [scan.submodule]",
    ]);
    // Said once, whoever asks again.
    note("scan.unreadable_file", "late");
    expect(renderDiagnostics(unreported())).toEqual([]);
    expect(diagnostics()[0]?.subjects).toHaveLength(1001);
  });
});

test("scans at the same time in one process share nothing", async () => {
  const folders = Array.from({ length: 6 }, (_, number) => join(folder(), `tree${number}`));
  folders.forEach((path, number) => {
    mkdirSync(path);
    writeFileSync(join(path, `own${number}.bin`), Buffer.from("\0old_name\0"));
  });
  const noted = await Promise.all(
    folders.map((path) =>
      runInvocation(async () => {
        const mission = { id: "01KQ7YXHA5AMZHJT3HQ8XPTZ6B", slug: "x" };
        const { map } = await scan({
          folder: path,
          target: "old_name",
          mission,
          now: new Date(0),
          variables: { PATH: process.env["PATH"] },
        });
        return { entries: map.entries.length, noted: diagnostics() };
      }),
    ),
  );
  expect(noted).toEqual(
    folders.map((_path, number) => ({
      entries: 1,
      noted: [{ key: "scan.binary_file", subjects: [`own${number}.bin`] }],
    })),
  );
});
