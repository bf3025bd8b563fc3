/**
 * What must be put away when an invocation ends: children, workers, temporary files and folders.
 *
 * Contract E4. Whoever makes such a thing registers here how it is undone, and takes that back once it is
 * undone. The work runs in one place: at the end of the invocation, whatever its outcome, or when a signal
 * ends the process. It is synchronous, so it can neither hang nor be cut short by the end of the process.
 * What cannot be put away is noted; whether that is said is decided by `invocationSucceeded`.
 */
import { AsyncResource } from "node:async_hooks";
import { currentInvocation, invocationSucceeded, note, type Invocation } from "./invocation.ts";

interface Task {
  readonly owner: Invocation;
  readonly what: string;
  readonly undo: () => void;
}

/** Of all invocations in this process, oldest first: a signal ends them all. */
const tasks = new Set<Task>();

/** Registers `undo`, which puts `what` away. Returns the call that takes the registration back. */
export function onShutdown(what: string, undo: () => void): () => void {
  const task: Task = { owner: currentInvocation(), what, undo };
  tasks.add(task);
  return () => {
    tasks.delete(task);
  };
}

/** Puts away what this invocation has left, newest first. */
export function shutDown(): void {
  const owner = currentInvocation();
  undoAll([...tasks].filter((task) => task.owner === owner));
}

function undoAll(due: readonly Task[]): void {
  for (const task of due.toReversed()) {
    tasks.delete(task);
    try {
      task.undo();
    } catch {
      // One thing that cannot be put away must not keep the others from it.
      note("shutdown.left_behind", task.what);
    }
  }
}

/** The signals that end an invocation, and the exit status that tells so to whoever started us. */
export const SIGNAL_STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

export type EndingSignal = keyof typeof SIGNAL_STATUS;

const ENDING_SIGNALS: readonly EndingSignal[] = ["SIGHUP", "SIGINT", "SIGTERM"];

/** The status of a process that a bug ended: it could not judge. Node's own would be 1, "rejected". */
const CRASH_STATUS = 2;

/** The part of `process` that is needed to notice an end from outside, or a bug that nothing awaits. */
export interface EndHost {
  on(event: EndingSignal, listener: (signal: EndingSignal) => void): unknown;
  on(event: "uncaughtException", listener: (error: unknown) => void): unknown;
  off(event: EndingSignal, listener: (signal: EndingSignal) => void): unknown;
  off(event: "uncaughtException", listener: (error: unknown) => void): unknown;
  exit(status: number): void;
}

export interface EndWatch {
  /** Has the end begun? Whatever fails from then on fails because of it, and is not worth a word. */
  readonly ending: boolean;
  stop(): void;
}

/** What is said when the process ends before its time; not said when this invocation's payload is already out. */
export interface LastWords {
  readonly onSignal: (signal: EndingSignal) => Promise<void>;
  readonly onCrash: (error: unknown) => Promise<void>;
}

/** From now on a signal, or an error that nobody catches, puts everything away and ends the process. */
export function watchForEnd(host: EndHost, { onSignal, onCrash }: LastWords): EndWatch {
  let ending = false;
  const end = (status: number, speak: () => Promise<void>): void => {
    const exit = (): void => {
      // What was begun while the words went out.
      undoAll([...tasks]);
      host.exit(status);
    };
    if (ending) {
      exit();
      return;
    }
    ending = true;
    undoAll([...tasks]);
    if (invocationSucceeded()) exit();
    else speak().then(exit, exit);
  };
  // Both come from outside of every invocation; the handlers answer for the one that set them.
  const signalled = AsyncResource.bind((signal: EndingSignal): void =>
    end(SIGNAL_STATUS[signal], () => onSignal(signal)),
  );
  const crashed = AsyncResource.bind((error: unknown): void => end(CRASH_STATUS, () => onCrash(error)));
  for (const signal of ENDING_SIGNALS) host.on(signal, signalled);
  host.on("uncaughtException", crashed);
  return {
    get ending() {
      return ending;
    },
    stop: () => {
      for (const signal of ENDING_SIGNALS) host.off(signal, signalled);
      host.off("uncaughtException", crashed);
    },
  };
}
