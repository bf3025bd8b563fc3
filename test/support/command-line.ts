/** The built command line, run as a user runs it: a process of its own, nothing of this machine's settings. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

export const BIN = join(import.meta.dirname, "..", "..", "bin.cjs");

export interface Run {
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Modules that are loaded before the command line. */
  readonly preload?: readonly string[];
  readonly stdin?: string;
  /** Leave standard input open, as a terminal does. */
  readonly keepStdin?: boolean;
  /** Standard output as a file descriptor; what is written there is not in `stdout`. */
  readonly stdout?: number;
  /** The user to run as, where the tests may choose. */
  readonly uid?: number;
  readonly onStart?: (child: ChildProcess) => void;
}

export async function occmap(args: readonly string[], options: RunOptions): Promise<Run> {
  const {
    cwd,
    variables = {},
    preload = [],
    stdin = "",
    keepStdin = false,
    stdout: output = "pipe",
    uid,
    onStart,
  } = options;
  const loaded = preload.flatMap((path) => ["--import", `file://${path}`]);
  const child = spawn(process.execPath, [...loaded, BIN, ...args], {
    cwd,
    env: { ...isolated(cwd), ...variables },
    stdio: ["pipe", output, "pipe"],
    ...(uid === undefined ? {} : { uid }),
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
  child.stdin?.on("error", () => undefined);
  if (!keepStdin) child.stdin?.end(stdin);
  onStart?.(child);
  await once(child, "close");
  return { status: child.exitCode, signal: child.signalCode, stdout, stderr };
}

/** What a process needs to run at all; no user's or system's settings of git. */
function isolated(home: string): Record<string, string> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    ...(process.env["SystemRoot"] === undefined ? {} : { SystemRoot: process.env["SystemRoot"] }),
  };
}

/** Runs git in a test's repository. */
export function git(cwd: string, ...args: readonly string[]): string {
  const identity = [
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.invalid",
    "-c",
    "commit.gpgsign=false",
  ];
  return execFileSync("git", [...identity, ...args], { cwd, env: isolated(cwd), encoding: "utf8" });
}
