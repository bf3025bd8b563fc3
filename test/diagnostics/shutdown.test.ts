import { EventEmitter } from "node:events";
import { describe, expect, test } from "@jest/globals";
import { diagnostics, markInvocationSucceeded, runInvocation } from "../../src/diagnostics/invocation.ts";
import { onShutdown, shutDown, watchForEnd, type EndHost } from "../../src/diagnostics/shutdown.ts";

/** A process that only takes notes. */
class Host extends EventEmitter implements EndHost {
  readonly exits: number[] = [];
  exit(status: number): void {
    this.exits.push(status);
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("shutDown", () => {
  test("undoes what the invocation left, newest first, each once", () => {
    const done: string[] = [];
    runInvocation(() => {
      onShutdown("a", () => done.push("a"));
      const settled = onShutdown("b", () => done.push("b"));
      onShutdown("c", () => done.push("c"));
      settled();
      runInvocation(() => {
        onShutdown("other's", () => done.push("other's"));
        shutDown();
        expect(done).toEqual(["other's"]);
      });
      shutDown();
      shutDown();
    });
    expect(done).toEqual(["other's", "c", "a"]);
  });

  test("goes on when one thing cannot be put away, and names it", () => {
    runInvocation(() => {
      const done: string[] = [];
      onShutdown("a", () => done.push("a"));
      onShutdown("stuck", () => {
        throw new Error("no");
      });
      shutDown();
      expect(done).toEqual(["a"]);
      expect(diagnostics()).toEqual([{ key: "shutdown.left_behind", subjects: ["stuck"] }]);
    });
  });
});

describe("watchForEnd", () => {
  test.each([
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["uncaughtException", 2],
  ] as const)("%s puts away, speaks, then ends with %i", async (event, status) => {
    const host = new Host();
    const said: unknown[] = [];
    await runInvocation(async () => {
      const words = async (what: unknown): Promise<void> => {
        said.push(what);
        await pause();
        // Begun while the words went out; it is put away too.
        onShutdown("late", () => said.push("undo late"));
      };
      const watch = watchForEnd(host, { onSignal: words, onCrash: words });
      onShutdown("early", () => said.push("undo early"));
      expect(watch.ending).toBe(false);
      host.emit(event, event);
      expect(watch.ending).toBe(true);
      await pause();
      await pause();
      watch.stop();
    });
    expect(said).toEqual(["undo early", event, "undo late"]);
    expect(host.exits).toEqual([status]);
    expect(host.eventNames()).toEqual([]);
  });

  test("says nothing after a payload that is out, and does not wait a second time", async () => {
    const host = new Host();
    const said: unknown[] = [];
    await runInvocation(async () => {
      const words = (what: unknown): Promise<void> => Promise.resolve(void said.push(what));
      const watch = watchForEnd(host, { onSignal: words, onCrash: words });
      markInvocationSucceeded();
      host.emit("SIGTERM", "SIGTERM");
      host.emit("SIGTERM", "SIGTERM");
      await pause();
      watch.stop();
    });
    expect(said).toEqual([]);
    expect(host.exits).toEqual([143, 143]);
  });
});
