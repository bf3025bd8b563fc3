/**
 * The state of one invocation: which causes were reported, and whether the payload got out.
 *
 * Contracts E3 and E4. The state belongs to one call of the library or the command line and follows its
 * asynchronous work (AsyncLocalStorage), so that concurrent calls in one process share nothing. It is never
 * written to disk and never cleared while the invocation runs.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { CAUSES, type CauseKey } from "./causes.ts";

/** All that was said about one cause: its subjects in the order in which they came, each once. */
export interface Diagnostic {
  readonly key: CauseKey;
  readonly subjects: readonly string[];
}

/** A diagnostic in a JSON document: all of its subjects, where a terminal shows the first three. */
export interface DiagnosticJson {
  readonly key: string;
  readonly count: number;
  readonly subjects: readonly string[];
  // Documents are made of types that JSON can hold, and those have an index.
  readonly [name: string]: string | number | readonly string[];
}

export function diagnosticsJson(found: readonly Diagnostic[]): DiagnosticJson[] {
  return found.map(({ key, subjects }) => ({ key, count: subjects.length, subjects }));
}

/** The schema of one `DiagnosticJson`. */
export const DIAGNOSTIC_SCHEMA = {
  type: "object",
  additionalProperties: false,
  required: ["key", "count", "subjects"],
  properties: {
    key: { type: "string" },
    count: { type: "integer", minimum: 0 },
    subjects: { type: "array", items: { type: "string" } },
  },
} as const;

/** `running` parts of a stage are under way, the first of them since `since`; before that it took `spent`. */
export interface StageClock {
  spent: number;
  running: number;
  since: number;
}

/** The state itself; only diagnostics/ touches its fields. */
export interface Invocation {
  readonly reported: Set<CauseKey>;
  readonly subjects: Map<CauseKey, Set<string>>;
  /** How long each stage took (timings.ts), in milliseconds. */
  readonly stages: Map<string, StageClock>;
  succeeded: boolean;
}

const scope = new AsyncLocalStorage<Invocation>();
/** Used where no scope was opened: a library user who calls a pure function on its own. */
let fallback = newInvocation();

function newInvocation(): Invocation {
  return { reported: new Set(), subjects: new Map(), stages: new Map(), succeeded: false };
}

export function currentInvocation(): Invocation {
  return scope.getStore() ?? fallback;
}

/** Runs `work` in a fresh invocation; everything it starts, asynchronously too, shares that state. */
export function runInvocation<T>(work: () => T): T {
  return scope.run(newInvocation(), work);
}

/** Like `runInvocation`, but joins the invocation that is already open, if there is one. */
export function joinInvocation<T>(work: () => T): T {
  return scope.getStore() === undefined ? runInvocation(work) : work();
}

/** True the first time `causeKey` is given in this invocation, false ever after (contract E3). */
export function reportOnce(causeKey: CauseKey): boolean {
  const { reported } = currentInvocation();
  if (reported.has(causeKey)) return false;
  reported.add(causeKey);
  return true;
}

/** Notes that `subject` (a path, usually) has the cause `key`. The same subject is noted once. */
export function note(key: CauseKey, subject: string): void {
  const { subjects } = currentInvocation();
  const known = subjects.get(key);
  if (known) known.add(subject);
  else subjects.set(key, new Set([subject]));
}

/** Everything noted in this invocation, by cause in the order of the table. */
export function diagnostics(): Diagnostic[] {
  const { subjects } = currentInvocation();
  const all: Diagnostic[] = [];
  for (const key of Object.keys(CAUSES)) {
    if (!isCauseKey(key)) continue;
    const found = subjects.get(key);
    if (found) all.push({ key, subjects: [...found] });
  }
  return all;
}

/** What was noted and not yet shown; showing it again would be a second line for one cause. */
export function unreported(): Diagnostic[] {
  return diagnostics().filter(({ key }) => reportOnce(key));
}

function isCauseKey(key: string): key is CauseKey {
  return Object.hasOwn(CAUSES, key);
}

/** Called after the final write of a payload (contract E4); exit handlers then stay silent. */
export function markInvocationSucceeded(): void {
  currentInvocation().succeeded = true;
}

export function invocationSucceeded(): boolean {
  return currentInvocation().succeeded;
}

/** For tests: forgets everything about the current invocation. */
export function resetForInvocation(): void {
  const store = scope.getStore();
  if (!store) fallback = newInvocation();
  else {
    store.reported.clear();
    store.subjects.clear();
    store.stages.clear();
    store.succeeded = false;
  }
}
