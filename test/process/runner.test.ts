/** Programs that cannot be started: one kind of error, whatever the system does to say so. */
import { expect, test } from "@jest/globals";
import { capture, StartError } from "../../src/process/runner.ts";

const cwd = import.meta.dirname;

test.each([
  ["there is no such program", { file: "no-such-program-of-occmap", args: [] }],
  // Some systems say so by throwing at once.
  ["its arguments are too long", { file: process.execPath, args: ["-e", "0", "x".repeat(3_000_000)] }],
  ["an argument holds a NUL", { file: process.execPath, args: ["-e", "0", "\0"] }],
])("%s", async (_name, command) => {
  await expect(capture({ ...command, cwd, env: {} })).rejects.toThrow(StartError);
});

test("a program's own failure is no failure to start it", async () => {
  const command = {
    file: process.execPath,
    args: ["-e", "console.error('no'); process.exit(3)"],
    cwd,
    env: {},
  };
  expect(await capture(command)).toMatchObject({ status: 3, stderr: "no" });
});
