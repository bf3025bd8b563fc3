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

/** The part of `process` that a signal handler needs. */
export interface SignalHost {
  on(signal: EndingSignal, listener: (signal: EndingSignal) => void): unknown;
  off(signal: EndingSignal, listener: (signal: EndingSignal) => void): unknown;
  exit(status: number): void;
}

/**
 * From now on a signal puts everything away and ends the process with its status. `lastWords` are said before,
 * unless this invocation's payload is already out. Returns the call that removes the handlers.
 */
export function endOnSignals(
  host: SignalHost,
  lastWords: (signal: EndingSignal) => Promise<void>,
): () => void {
  let ending = false;
  // A signal comes from outside of every invocation; the handler answers for the one that set it.
  const end = AsyncResource.bind((signal: EndingSignal): void => {
    const exit = (): void => host.exit(SIGNAL_STATUS[signal]);
    if (ending) {
      exit();
      return;
    }
    ending = true;
    undoAll([...tasks]);
    if (invocationSucceeded()) exit();
    else lastWords(signal).then(exit, exit);
  });
  for (const signal of ENDING_SIGNALS) host.on(signal, end);
  return () => {
    for (const signal of ENDING_SIGNALS) host.off(signal, end);
  };
}
