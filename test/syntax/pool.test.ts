/** Parsing threads that do not start, die, end or fail: each is said by name, and every file is sorted all the same. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { DEFAULT_SORTING_SETTINGS } from "../../src/classify/settings.ts";
import type { SortableFile, Sorting } from "../../src/classify/sorter.ts";
import { diagnostics, runInvocation } from "../../src/diagnostics/invocation.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { occurrencesInText } from "../../src/occurrence/occurrence.ts";
import { Pool, type Outcome } from "../../src/syntax/pool.ts";
import { createSyntaxSorter, openSorter } from "../../src/syntax/sorter.ts";
import { readText } from "../../src/text/encoding.ts";

/** A module for threads. Files are known to it by their paths alone. */
const moduleOf = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

const answering = (onTask: string): URL =>
  moduleOf(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", (tasks) => {
      const reply = tasks.map((task) => { ${onTask}; return { answer: { sortings: [[0, null, task.path]], order: [0] } }; });
      parentPort.postMessage(JSON.stringify(reply));
    });
    parentPort.postMessage("ready");
  `);

const fileOf = (path: string, content = "wid = 1\n"): SortableFile => {
  const text = readText(Buffer.from(content));
  return { path, text, occurrences: occurrencesInText(path, text, new Needles(["wid"])) };
};

let pool: Pool | undefined;
afterEach(() => pool?.close());

function sortAll(worker: URL, ...paths: string[]): Promise<Outcome[]> {
  const threads = (pool = new Pool(DEFAULT_SORTING_SETTINGS, 2, worker));
  return Promise.all(paths.map((path) => threads.sort(fileOf(path))));
}

describe("a pool of threads", () => {
  test("answers each file", async () => {
    const sorted = await sortAll(answering(""), "a", "b", "c");
    expect(sorted.map((one) => one.kind === "sorted" && one.answer[0]?.reason)).toEqual(["a", "b", "c"]);
  });

  test("says why no thread starts, for every file, and starts no more of them", async () => {
    const first = await sortAll(moduleOf('throw new Error("no room for threads")'), "a", "b", "c");
    const refused = { kind: "not started", why: expect.stringContaining("no room for threads") };
    expect(first).toEqual([refused, refused, refused]);
    expect(await pool?.sort(fileOf("d"))).toEqual(refused);
  });

  test("says so of a thread whose module is not there", async () => {
    const [one] = await sortAll(new URL("./no-such-worker.js", import.meta.url), "a");
    expect(one).toEqual({ kind: "not started", why: expect.stringContaining("no-such-worker.js") });
  });

  test.each([
    [
      "dies",
      'setTimeout(() => { throw new Error("out of memory"); }); throw new Error("out of memory")',
      "out of memory",
    ],
    ["ends without an error", "process.exit(3)", "it ended with status 3"],
  ])("leaves one file unsorted over which a thread %s, and no other", async (_how, deed, why) => {
    const sorted = await sortAll(
      answering(`if (task.path === "bad") { ${deed} }`),
      "a",
      "b",
      "bad",
      "c",
      "d",
    );
    expect(sorted.map(({ kind }) => kind)).toEqual(["sorted", "sorted", "died", "sorted", "sorted"]);
    expect(sorted[2]).toEqual({ kind: "died", why: expect.stringContaining(why) });
  });

  test("passes on that the sorter failed", async () => {
    const failing = moduleOf(`
      import { parentPort } from "node:worker_threads";
      parentPort.on("message", (tasks) => parentPort.postMessage(JSON.stringify(tasks.map(() => ({ failed: "a bug" })))));
      parentPort.postMessage("ready");
    `);
    expect(await sortAll(failing, "a")).toEqual([{ kind: "failed", why: "a bug" }]);
  });
});

describe("a sorter on threads", () => {
  const files = [
    fileOf("src/a.js", `${"x = 1;\n".repeat(160_000)}wid = "a/wid.md";\n`),
    fileOf("src/b.py", "wid = 1\n"),
  ];

  async function sortedBy(worker: URL): Promise<{ sortings: (readonly Sorting[])[]; noted: unknown }> {
    return runInvocation(async () => {
      const { sort, close } = openSorter(DEFAULT_SORTING_SETTINGS, worker);
      try {
        const sortings = await Promise.all(files.map((file) => sort(file)));
        return { sortings, noted: diagnostics() };
      } finally {
        close();
      }
    });
  }

  test("sorts in one thread where none starts, to the same answers, and notes it", async () => {
    const { sortings, noted } = await sortedBy(moduleOf('throw new Error("no room for threads")'));
    const alone = createSyntaxSorter(DEFAULT_SORTING_SETTINGS);
    expect(sortings).toEqual([await alone(files[0]!), await alone(files[1]!)]);
    expect(noted).toEqual([
      { key: "sorting.thread_not_started", subjects: [expect.stringContaining("no room for threads")] },
    ]);
  });

  test("sorts by its words what kills its thread, says so in the reason, and notes the file", async () => {
    const { sortings, noted } = await sortedBy(answering('if (task.path === "src/a.js") process.exit(1)'));
    expect(sortings[0]?.[0]).toEqual({
      category: "code_symbols",
      reason: "identifier; read by its words, no parser survives it",
    });
    expect(sortings[1]?.[0]?.reason).toBe("src/b.py");
    expect(noted).toEqual([{ key: "sorting.thread_died", subjects: ["src/a.js"] }]);
  });

  test("needs no thread for little", async () => {
    const noted = await runInvocation(async () => {
      const { sort, close } = openSorter(DEFAULT_SORTING_SETTINGS, moduleOf("throw 1"));
      try {
        await sort(fileOf("a.py"));
        return diagnostics();
      } finally {
        close();
      }
    });
    expect(noted).toEqual([]);
  });
});
