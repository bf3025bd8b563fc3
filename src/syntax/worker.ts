/** A parsing thread: sorts the files that it is given, one after the other. */
import { parentPort, workerData } from "node:worker_threads";
import type { SortingSettings } from "../classify/settings.ts";
import { describe } from "../diagnostics/errors.ts";
import { fileOf, packed, READY, written } from "./messages.ts";
import type { Reply, Task } from "./messages.ts";
import { createSyntaxSorter } from "./sorter.ts";

// The pool starts this module, and with nothing else.
const sort = createSyntaxSorter(workerData as SortingSettings);

async function sortAll(tasks: readonly Task[]): Promise<Reply> {
  const replies: Reply[number][] = [];
  for (const task of tasks) {
    try {
      replies.push({ answer: packed(await sort(fileOf(task))) });
    } catch (error) {
      replies.push({ failed: describe(error) });
    }
  }
  return replies;
}

/** The batch before: answers go out in the order of the questions. */
let before: Promise<unknown> = Promise.resolve();
parentPort?.on("message", (tasks: readonly Task[]) => {
  before = before.then(async () => parentPort?.postMessage(written(await sortAll(tasks))));
});
parentPort?.postMessage(READY);
