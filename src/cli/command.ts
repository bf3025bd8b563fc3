/**
 * What a command is: its words, its flags, and a function from arguments to an outcome.
 *
 * Commands do not write: they return their payload, and main.ts alone writes it, sees whether it got out, and
 * sets the exit status. So "printed success but failed" cannot be written down.
 */
import type { Arguments, Signature } from "./arguments.ts";
import type { Environment } from "./environment.ts";

/** 0: done, or accepted. 1: rejected, or the map is invalid. 2: could not judge. Trouble outranks findings. */
export type ExitStatus = 0 | 1 | 2;

/** Each part ends where a line ends, and is made when it is asked for. */
export interface PayloadParts {
  readonly parts: Iterable<string>;
}

export interface Outcome {
  readonly status: ExitStatus;
  /** What goes to standard output, whole; in parts where it is too large to be held as one text. */
  readonly payload: string | PayloadParts;
  /** A payload for a program, which must arrive as it is. All other text is guarded against CI commands. */
  readonly exact?: true;
  /** Lines for standard error beside the diagnostics; not printed with --json or --quiet. */
  readonly remarks?: readonly string[];
}

export interface CommandSummary extends Signature {
  /** One line for the list of commands. */
  readonly about: string;
  readonly details: readonly string[];
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  /**
   * How the command stands to the compatibility gate of contract E1. Left out: nothing runs in a project that
   * blocks work. `exempt` works in every project; `judges` asks itself, about the head that it judges.
   */
  readonly compatibility?: "exempt" | "judges";
  /** `own`: the command finds its mission itself. Left out: it is found before the command runs. */
  readonly mission?: "own";
}

export type CommandRun = (args: Arguments, environment: Environment) => Promise<Outcome>;

/** A command whose words are at hand, and whose code is loaded when it runs. */
export interface RegisteredCommand {
  readonly summary: CommandSummary;
  readonly load: () => Promise<CommandRun>;
}
