/**
 * Parsing threads: as many as there are cores, the largest waiting file first, none left behind.
 *
 * Which thread sorts a file, and when, has no influence on the answer: a thread keeps nothing from one file to the
 * next but its grammars. The threads end with the pool, and with the invocation whatever its outcome (contract E4).
 * What a thread could not answer comes back with the reason: nothing is read another way behind anybody's back.
 */
import { Worker } from "node:worker_threads";
import type { SortingSettings } from "../classify/settings.ts";
import type { SortableFile } from "../classify/sorter.ts";
import { describe } from "../diagnostics/errors.ts";
import { onShutdown } from "../diagnostics/shutdown.ts";
import { handedOver, READY, replyIn, taskOf, unpacked } from "./messages.ts";
import type { Answer, Reply } from "./messages.ts";

/** What became of a file: sorted, or why not. */
export type Outcome =
  | { readonly kind: "sorted"; readonly answer: Answer }
  /** The thread that had it alone died over it. */
  | { readonly kind: "died"; readonly why: string }
  /** No thread could be started. The file was not tried. */
  | { readonly kind: "not started"; readonly why: string }
  /** The sorter itself failed, which no input may cause. */
  | { readonly kind: "failed"; readonly why: string };

interface Waiting {
  readonly file: SortableFile;
  readonly resolve: (outcome: Outcome) => void;
  /** A thread died over a batch that held it: it may be the one. */
  readonly suspect: boolean;
}

/**
 * One batch is worked on while the next one lies ready: a thread does not wait for the main thread. Until one dies:
 * from then on a thread has one, so that what it died over can be told.
 */
const BATCHES_A_THREAD = 2;

/** Small files travel together: waking a thread takes longer than parsing a small file. */
const BATCH_BYTES = 256 * 1024;

const WORKER = new URL("./worker.js", import.meta.url);

export class Pool {
  readonly #settings: SortingSettings;
  readonly #threads: number;
  readonly #worker: URL;
  /** The largest last. */
  readonly #waiting: Waiting[] = [];
  readonly #all = new Set<Thread>();
  #batchesEach = BATCHES_A_THREAD;
  /** Why no further thread is started. */
  #broken: string | undefined;
  #closed = false;

  /** `worker` is the module that threads run. */
  constructor(settings: SortingSettings, threads: number, worker: URL = WORKER) {
    this.#settings = settings;
    this.#threads = threads;
    this.#worker = worker;
  }

  /** Never rejects. */
  sort(file: SortableFile): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#wait({ file, resolve, suspect: false });
      this.#dispatch();
    });
  }

  /** Ends the threads; what still waits is never answered. */
  close(): void {
    this.#closed = true;
    for (const thread of this.#all) thread.end();
    this.#all.clear();
  }

  #dispatch(): void {
    if (this.#closed || this.#waiting.length === 0) return;
    const thread = this.#leastBusy();
    if (!thread) {
      if (this.#all.size === 0 && this.#broken !== undefined) this.#giveUp(this.#broken);
      return;
    }
    const batch = this.#takeBatch();
    thread.work(
      batch.map(({ file }) => file),
      (end) => {
        this.#finished(thread, batch, end);
        this.#dispatch();
      },
    );
    this.#dispatch();
  }

  #finished(thread: Thread, batch: readonly Waiting[], end: End): void {
    if (end.kind !== "answers") this.#all.delete(thread);
    if (end.kind === "not started") this.#broken ??= end.why;
    if (end.kind === "died") this.#batchesEach = 1;
    batch.forEach((one, index) => {
      const answer = end.kind === "answers" ? end.answers[index] : undefined;
      if (answer) one.resolve(answer);
      // Whatever it was batched with, a file that kills its thread is the only one that goes unsorted.
      else if (end.kind === "died" && end.alone && batch.length === 1)
        one.resolve({ kind: "died", why: end.why });
      else this.#wait({ ...one, suspect: one.suspect || end.kind === "died" });
    });
  }

  #wait(one: Waiting): void {
    const size = sizeOf(one.file);
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#waiting[middle];
      if (other && sizeOf(other.file) <= size) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, one);
  }

  #giveUp(why: string): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve({ kind: "not started", why });
  }

  /** A thread with nothing to do, else a new one, else one with room for a further batch. */
  #leastBusy(): Thread | undefined {
    const [least] = [...this.#all].sort((a, b) => a.busy - b.busy);
    if (least?.busy === 0) return least;
    return this.#start() ?? (least && least.busy < this.#batchesEach ? least : undefined);
  }

  #start(): Thread | undefined {
    if (this.#all.size >= this.#threads || this.#broken !== undefined) return undefined;
    const thread = new Thread(this.#worker, this.#settings);
    this.#all.add(thread);
    return thread;
  }

  /** The largest file that waits, and others behind it as long as they are small together. */
  #takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    let bytes = 0;
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) {
      batch.push(next);
      bytes += sizeOf(next.file);
      const following = this.#waiting.at(-1);
      if (next.suspect || following?.suspect !== false || bytes + sizeOf(following.file) > BATCH_BYTES) break;
    }
    return batch;
  }
}

function sizeOf({ text }: SortableFile): number {
  return text?.searchable.length ?? 0;
}

/** How the work of a thread on one batch ended. */
type End =
  | { readonly kind: "answers"; readonly answers: readonly Outcome[] }
  | { readonly kind: "not started"; readonly why: string }
  /** `alone`: it had no other batch, and no answer of it can have been lost. */
  | { readonly kind: "died"; readonly why: string; readonly alone: boolean };

class Thread {
  readonly #worker: Worker;
  readonly #ended: () => void;
  /** It said that it is there: what happens from then on is the fault of what it works on. */
  #ready = false;
  /** Of the batches that it has, in their order. */
  #done: ((end: End) => void)[] = [];

  constructor(module: URL, settings: SortingSettings) {
    this.#worker = new Worker(module, { workerData: settings });
    // A thread that waits for work must not keep the process; the scan that waits for an answer does.
    this.#ended = onShutdown("a parsing thread", () => this.#terminate());
    this.#worker.on("message", (message: unknown) => {
      if (message === READY) this.#ready = true;
      else this.#answered(replyIn(message));
    });
    this.#worker.on("messageerror", (error) => this.#fail(describe(error)));
    // An error may be heard of before what the thread said earlier; its end is not.
    let why: string | undefined;
    this.#worker.on("error", (error) => (why ??= describe(error)));
    // A thread may end without an error: nobody must wait for its answer.
    this.#worker.on("exit", (status) => this.#fail(why ?? `it ended with status ${status}`));
  }

  /** How many batches it has. */
  get busy(): number {
    return this.#done.length;
  }

  /** Calls `done` with an outcome for each file, or with how the thread ended. */
  work(files: readonly SortableFile[], done: (end: End) => void): void {
    this.#done.push(done);
    const tasks = files.map(taskOf);
    this.#worker.postMessage(tasks, tasks.flatMap(handedOver));
  }

  end(): void {
    this.#ended();
    this.#terminate();
  }

  #answered(reply: Reply | undefined): void {
    if (reply) this.#done.shift()?.({ kind: "answers", answers: reply.map(outcomeOf) });
    else this.#fail("it answered what nobody asked");
  }

  #fail(why: string): void {
    this.#ended();
    const open = this.#done.splice(0);
    const end: End = this.#ready
      ? { kind: "died", why, alone: open.length === 1 }
      : { kind: "not started", why };
    for (const done of open) done(end);
  }

  /** Whoever ends a thread asks for no answer any more. */
  #terminate(): void {
    this.#done = [];
    void this.#worker.terminate();
  }
}

function outcomeOf(reply: Reply[number]): Outcome {
  return "answer" in reply
    ? { kind: "sorted", answer: unpacked(reply.answer) }
    : { kind: "failed", why: reply.failed };
}
