/** The command line without a process of its own: the same `main`, its streams kept as text. */
// Jest's loader stumbles over two dynamic imports at once, and main begins with this one beside the command's own.
import "../../src/cli/enter.ts";
import { main } from "../../src/main.ts";
import type { Terminal } from "../../src/cli/environment.ts";

export interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly cwd: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly now?: Date;
  readonly terminal?: Terminal;
}

export async function call(args: readonly string[], options: CallOptions): Promise<Answer> {
  const { cwd, variables = {}, stdin = "", now = new Date("2026-05-01T10:20:30.456Z"), terminal } = options;
  const said = { stdout: "", stderr: "" };
  const output = (
    name: keyof typeof said,
  ): { isTerminal: boolean; write: (text: string) => Promise<void> } => ({
    isTerminal: false,
    write: async (text) => {
      said[name] += text;
      await Promise.resolve();
    },
  });
  const status = await main(args, {
    cwd,
    variables: {
      PATH: process.env["PATH"],
      HOME: cwd,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      ...variables,
    },
    stdin: () => Promise.resolve(Buffer.from(stdin)),
    stdout: output("stdout"),
    stderr: output("stderr"),
    now: () => now,
    ...(terminal === undefined ? {} : { terminal }),
  });
  return { status, ...said };
}
