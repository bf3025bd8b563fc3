/**
 * Starts processes: never a shell, an environment that is given and not inherited,
 * stdout streamed, stderr drained beside it and kept apart, and children ended when we end.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Writable } from "node:stream";
import { describe } from "../diagnostics/errors.ts";
import { onShutdown } from "../diagnostics/shutdown.ts";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Written to the child's standard input, which is then closed; or an open file, by its number. Nothing by default. */
  readonly stdin?: Buffer | Iterable<Buffer> | number;
}

export interface Exit {
  /** null when a signal ended the process. */
  readonly status: number | null;
  readonly signal: string | null;
  readonly stderr: string;
}

/** A program that could not be started at all. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** A command is quoted in errors; its standard error too, up to this many characters. */
const LONGEST_STDERR = 64 * 1024;

/** Runs `command`, hands each piece of its output to `onStdout` and resolves when it has ended. */
export async function stream(command: Command, onStdout: (chunk: Buffer) => void): Promise<Exit> {
  const child = started(command);
  let failure: Error | undefined;
  // Both are piped by `start`; the types of a child process cannot say so.
  if (!child.stdout || !child.stderr) throw new StartError(`${command.file} was started without pipes`);
  child.stdout.on("data", (chunk: Buffer) => {
    if (failure !== undefined) return;
    try {
      onStdout(chunk);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(describe(error));
      child.kill();
    }
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    if (stderr.length < LONGEST_STDERR) stderr += chunk;
  });
  const ended = new Promise<Exit>((resolve, reject) => {
    child.once("error", (error) => {
      reject(new StartError(`${command.file} could not be started: ${describe(error)}`, { cause: error }));
    });
    child.once("close", (status, signal) => {
      resolve({ status, signal, stderr: stderr.trim() });
    });
  });
  if (child.stdin && typeof command.stdin === "object") feed(child.stdin, command.stdin);
  const exit = await ended;
  if (failure) throw failure;
  return exit;
}

/** Runs `command` and resolves with its whole output. */
export async function capture(command: Command): Promise<Exit & { readonly stdout: Buffer }> {
  const chunks: Buffer[] = [];
  const exit = await stream(command, (chunk) => chunks.push(chunk));
  return { ...exit, stdout: Buffer.concat(chunks) };
}

/** Some of what keeps a program from being started is thrown at once: arguments that are too long. */
function started(command: Command): ChildProcess {
  try {
    return start(command);
  } catch (error) {
    throw new StartError(`${command.file} could not be started: ${describe(error)}`, { cause: error });
  }
}

function start(command: Command): ChildProcess {
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: command.env,
    shell: false,
    windowsHide: true,
    stdio: [inputOf(command), "pipe", "pipe"],
  });
  const ended = onShutdown(command.file, () => child.kill());
  child.once("close", ended);
  child.once("error", ended);
  return child;
}

function inputOf({ stdin }: Command): "ignore" | "pipe" | number {
  if (stdin === undefined) return "ignore";
  return typeof stdin === "number" ? stdin : "pipe";
}

/** Writes `input` as fast as the child reads it. A child that stops reading says why by its exit status. */
function feed(stdin: Writable, input: Buffer | Iterable<Buffer>): void {
  let broken = false;
  stdin.on("error", () => {
    broken = true;
  });
  const write = async (): Promise<void> => {
    for (const chunk of Buffer.isBuffer(input) ? [input] : input) {
      if (broken) return;
      if (!stdin.write(chunk)) await Promise.race([once(stdin, "drain"), once(stdin, "close")]);
    }
    stdin.end();
  };
  write().catch(() => stdin.destroy());
}
