/**
 * The sorter that reads code with parsers: in this thread for a few files, on all cores where that pays.
 *
 * The two give the same answers; they differ in time alone.
 */
import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { classify, factsOf } from "../classify/classify.ts";
import { compileSettings, type CompiledSettings } from "../classify/compiled-settings.ts";
import type { SortingSettings } from "../classify/settings.ts";
import type { SortableFile, Sorter, Sorting } from "../classify/sorter.ts";
import { note } from "../diagnostics/invocation.ts";
import { Pool } from "./pool.ts";
import { readWithoutParser, SyntaxReader } from "./reader.ts";

/** Bytes of text after which threads are started: parsing them takes about as long as starting the threads. */
const THREADS_PAY = 1024 * 1024;
/** More threads than this have little left to share: the search feeds them one file at a time. */
const MOST_THREADS = 8;

/** Sorts in this thread. Throws `OccmapError` (usage) for settings with a malformed glob. */
export function createSyntaxSorter(settings: SortingSettings): Sorter {
  return sorterBy(compileSettings(settings), new SyntaxReader());
}

function sorterBy(compiled: CompiledSettings, reader: SyntaxReader): Sorter {
  return async (file) => {
    const facts = factsOf(file, compiled);
    return classify(file, compiled, await reader.for(file, facts), facts);
  };
}

/** One file after the other, and between two of them the threads are heard, which may want more. */
function inTurns<T>(work: (file: SortableFile) => Promise<T>): (file: SortableFile) => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  return (file) => {
    const done = before.then(() => work(file));
    before = done.then(nextTurn, nextTurn);
    return done;
  };
}

/** A sorter that may have threads; whoever opened it closes it. */
export interface OpenSorter {
  readonly sort: Sorter;
  /** A file of this name will have to be sorted: begins to load what that takes. */
  readonly getReady: (path: string) => void;
  /** Ends its threads; what they still sort is never answered. */
  readonly close: () => void;
}

/**
 * A sorter that takes threads when there is much to sort. What a thread cannot do is done here, and noted: where none
 * starts, everything; where one dies over a file, that file by its words. `worker` is the module that the threads run.
 * Throws `OccmapError` (usage) for settings with a malformed glob.
 */
export function openSorter(settings: SortingSettings, worker?: URL): OpenSorter {
  const compiled = compileSettings(settings);
  const reader = new SyntaxReader();
  const sort = sorterBy(compiled, reader);
  const here = inTurns(sort);
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  const pool = new Pool(settings, threads, worker);
  const onThreads = async (file: SortableFile): Promise<readonly Sorting[]> => {
    const outcome = await pool.sort(file);
    switch (outcome.kind) {
      case "sorted":
        return outcome.answer;
      case "died":
        note("sorting.thread_died", file.path);
        return classify(file, compiled, readWithoutParser);
      case "not started":
        note("sorting.thread_not_started", outcome.why);
        return here(file);
      // What fails in a thread fails here too, and then nobody catches it.
      case "failed":
        return here(file);
    }
  };
  let seen = 0;
  const threadsPay = (): boolean => threads > 1 && seen > THREADS_PAY;
  // What still waits for its turn here when there is enough for threads goes to them.
  const whileFew = inTurns(async (file) => (threadsPay() ? undefined : await sort(file)));
  return {
    sort: async (file) => {
      seen += file.text?.searchable.length ?? 0;
      return (threadsPay() ? undefined : await whileFew(file)) ?? onThreads(file);
    },
    getReady: (path) => {
      // Whoever sorts the file hears of a failure.
      if (!threadsPay()) reader.getReady(path).catch(() => undefined);
    },
    close: () => pool.close(),
  };
}
