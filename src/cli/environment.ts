/**
 * What a command may know of the world: streams, folder, variables, clock. Given by bin.cjs, replaced in tests.
 */
import type { Readable, Writable } from "node:stream";
import type { EndHost } from "../diagnostics/shutdown.ts";
import type { ActiveMission } from "../jobs/mission.ts";

/** A place to write to. `write` resolves when the bytes are out and rejects when they cannot get out. */
export interface Output {
  readonly isTerminal: boolean;
  /** Width of the window; undefined where there is none. */
  readonly columns?: number;
  /** Does the terminal show hyperlinks? Asked only where somebody would write one. */
  readonly hyperlinks?: () => Promise<boolean>;
  write(text: string): Promise<void>;
}

/** The two ends of a terminal, and what Ctrl-C does there. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly interrupt: () => void;
}

/** Standard input and output as streams, for a command that talks over them as long as it runs. */
export interface Pipes {
  readonly input: Readable;
  readonly output: Writable;
}

export interface Environment {
  /** Where signals and stray errors come from; absent where the caller answers them itself. */
  readonly signals?: EndHost;
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readonly stdin: () => Promise<Buffer>;
  readonly pipes?: Pipes;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly now: () => Date;
  /** The mission that the command works for; set by cli/enter.ts before the command runs. */
  readonly mission?: ActiveMission;
  /** Where a person can be asked. Absent where there is nobody. */
  readonly terminal?: Terminal;
}
