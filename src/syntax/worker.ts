/** A parsing thread: sorts the files that it is given, one after the other. */
import { parentPort, workerData } from "node:worker_threads";
import type { SortingSettings } from "../classify/settings.ts";
import { fileOf } from "./messages.ts";
import type { Answer, Task } from "./messages.ts";
import { createSyntaxSorter } from "./sorter.ts";

// The pool starts this module, and with nothing else.
const sort = createSyntaxSorter(workerData as SortingSettings);

async function sortAll(tasks: readonly Task[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const task of tasks) answers.push(await sort(fileOf(task)));
  return answers;
}

parentPort?.on("message", (tasks: readonly Task[]) => {
  // A failure ends the thread; the pool sees that and reads the file another way.
  void sortAll(tasks).then((answers) => parentPort?.postMessage(answers));
});
