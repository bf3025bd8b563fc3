/** The progress line: on a terminal, after a second, wiped at the end; otherwise nothing at all. */
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Arguments } from "../../src/cli/arguments.ts";
import type { Environment } from "../../src/cli/environment.ts";
import { COMMON_FLAGS } from "../../src/cli/flags.ts";
import { withProgress } from "../../src/cli/progress.ts";

let written: string[] = [];

function environment(isTerminal: boolean, columns?: number): Environment {
  const write = (text: string): Promise<void> => {
    written.push(text);
    return Promise.resolve();
  };
  const stderr = { isTerminal, write, ...(columns === undefined ? {} : { columns }) };
  return {
    cwd: "",
    variables: {},
    stdin: () => Promise.resolve(Buffer.alloc(0)),
    stdout: stderr,
    stderr,
    now: () => new Date(0),
  };
}

function flags(...on: readonly string[]): Arguments {
  return new Arguments(new Set(COMMON_FLAGS), new Map(on.map((name) => [name, true])), []);
}

/** A job of `milliseconds` that says one thing at its start and another after each second. */
async function job(args: Arguments, where: Environment, milliseconds: number): Promise<string> {
  const running = withProgress(args, where, async (report) => {
    report("searching 10 files");
    for (let passed = 0; passed < milliseconds; passed += 1000) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(1000, milliseconds - passed)));
      report(`sorting \u001b[31m${passed} `.padEnd(200, "x"));
    }
    return "done";
  });
  await jest.advanceTimersByTimeAsync(milliseconds + 1);
  return running;
}

beforeEach(() => {
  written = [];
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe("the progress line", () => {
  test("a job of less than a second shows nothing", async () => {
    expect(await job(flags(), environment(true), 900)).toBe("done");
    expect(written).toEqual([]);
  });

  test("a longer one is shown, within the window, made printable, and wiped", async () => {
    expect(await job(flags(), environment(true, 40), 2900)).toBe("done");
    const wipe = "\r\u001b[2K";
    expect(written[0]?.slice(wipe.length)).toMatch(/^(searching 10 files|sorting )/);
    expect(written.at(-1)).toBe(wipe);
    for (const line of written) {
      expect(line.startsWith(wipe)).toBe(true);
      expect(line.slice(wipe.length)).not.toMatch(/\p{Cc}/u);
      expect(line.length - wipe.length).toBeLessThan(40);
    }
  });

  test("it is wiped too when the job fails", async () => {
    const failing = withProgress(flags(), environment(true), async (report) => {
      report("working");
      await new Promise((resolve) => setTimeout(resolve, 1500));
      throw new Error("no");
    });
    const failed = expect(failing).rejects.toThrow("no");
    await jest.advanceTimersByTimeAsync(1501);
    await failed;
    expect(written.at(-1)).toBe("\r\u001b[2K");
  });

  test.each<[name: string, args: Arguments, isTerminal: boolean]>([
    ["in a pipe", flags(), false],
    ["with --json", flags("json"), true],
    ["with --quiet", flags("quiet"), true],
  ])("nothing %s", async (_name, args, isTerminal) => {
    expect(await job(args, environment(isTerminal), 5000)).toBe("done");
    expect(written).toEqual([]);
  });
});
