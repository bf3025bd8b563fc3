/**
 * Parsing threads: as many as there are cores, the largest waiting file first, none left behind.
 *
 * Which thread sorts a file, and when, has no influence on the answer: a thread keeps nothing from one file to the
 * next but its grammars. The threads end with the pool, and with the invocation whatever its outcome (contract E4).
 */
import { Worker } from "node:worker_threads";
import type { SortingSettings } from "../classify/settings.ts";
import type { SortableFile } from "../classify/sorter.ts";
import { onShutdown } from "../diagnostics/shutdown.ts";
import { taskOf } from "./messages.ts";
import type { Answer } from "./messages.ts";

interface Waiting {
  readonly file: SortableFile;
  readonly resolve: (answer: Answer) => void;
  /** A thread died over a batch that held it: it may be the one. */
  readonly suspect: boolean;
}

/** Answers for a file whose thread died over it. */
export type Substitute = (file: SortableFile) => Answer;

/** Small files travel together: waking a thread takes longer than parsing a small file. */
const BATCH_BYTES = 256 * 1024;

export class Pool {
  readonly #settings: SortingSettings;
  readonly #threads: number;
  readonly #substitute: Substitute;
  readonly #waiting: Waiting[] = [];
  readonly #idle: Thread[] = [];
  readonly #all = new Set<Thread>();
  #closed = false;

  constructor(settings: SortingSettings, threads: number, substitute: Substitute) {
    this.#settings = settings;
    this.#threads = threads;
    this.#substitute = substitute;
  }

  /** Never rejects: see `Substitute`. */
  sort(file: SortableFile): Promise<Answer> {
    return new Promise((resolve) => {
      this.#waiting.push({ file, resolve, suspect: false });
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
    const thread = this.#idle.pop() ?? this.#start();
    if (!thread) return;
    const batch = this.#takeBatch();
    thread.work(
      batch.map(({ file }) => file),
      (answers) => {
        if (answers) this.#idle.push(thread);
        else this.#all.delete(thread);
        batch.forEach((one, index) => {
          const answer = answers?.[index];
          if (answer) one.resolve(answer);
          // Whatever it was batched with, a file that kills its thread gets the substitute, and no other does.
          else if (batch.length === 1) one.resolve(this.#substitute(one.file));
          else this.#waiting.push({ ...one, suspect: true });
        });
        this.#dispatch();
      },
    );
    this.#dispatch();
  }

  #start(): Thread | undefined {
    if (this.#all.size >= this.#threads) return undefined;
    const thread = new Thread(this.#settings);
    this.#all.add(thread);
    return thread;
  }

  /** The largest file that waits, and others behind it as long as they are small together. */
  #takeBatch(): Waiting[] {
    this.#waiting.sort((a, b) => sizeOf(a.file) - sizeOf(b.file));
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

class Thread {
  readonly #worker: Worker;
  readonly #ended: () => void;
  #done: ((answers: readonly Answer[] | undefined) => void) | undefined;

  constructor(settings: SortingSettings) {
    this.#worker = new Worker(new URL("./worker.js", import.meta.url), { workerData: settings });
    // A thread that waits for work must not keep the process; the scan that waits for an answer does.
    this.#ended = onShutdown("a parsing thread", () => this.#terminate());
    this.#worker.on("message", (answers: readonly Answer[]) => this.#finish(answers));
    this.#worker.on("error", () => {
      this.#ended();
      this.#finish(undefined);
    });
  }

  /** Calls `done` with an answer for each file, or with nothing when the thread died over them. */
  work(files: readonly SortableFile[], done: (answers: readonly Answer[] | undefined) => void): void {
    this.#done = done;
    const tasks = files.map(taskOf);
    this.#worker.postMessage(
      tasks,
      tasks.flatMap(({ text }) => (text ? [text.bytes.buffer] : [])),
    );
  }

  end(): void {
    this.#ended();
    this.#terminate();
  }

  #finish(answers: readonly Answer[] | undefined): void {
    const done = this.#done;
    this.#done = undefined;
    done?.(answers);
  }

  #terminate(): void {
    void this.#worker.terminate();
  }
}
