/** The parsers' runtime: it gives up within its bounds, and another takes the place of one that died. */
import { describe, expect, test } from "@jest/globals";
import { stepsFor } from "../../src/syntax/bounds.ts";
import { RuntimeKeeper, type Runtime } from "../../src/syntax/runtime.ts";

const keeper = new RuntimeKeeper();

async function ready(): Promise<Runtime> {
  const runtime = await keeper.ready();
  await runtime.load("javascript");
  return runtime;
}

function parses(runtime: Runtime, source: string, steps = stepsFor(source.length)): boolean {
  const tree = runtime.parse("javascript", source, steps);
  tree?.delete();
  return tree !== undefined;
}

/** Parses where the stack is all but used up, so that the runtime overflows it while it works. */
function kill(runtime: Runtime): void {
  try {
    kill(runtime);
  } catch {
    // The frames below had no room left even to call the parser.
  }
  if (!runtime.dead) parses(runtime, "let a = [1, [2, [3]]];\n".repeat(200));
}

describe("a runtime", () => {
  test("parses, again and again", async () => {
    const runtime = await ready();
    expect([parses(runtime, "let a = 1;"), parses(runtime, "let b = (")]).toEqual([true, true]);
  });

  test("has no tree for a grammar that was not loaded", async () => {
    const runtime = await keeper.ready();
    expect(runtime.parse("no-such-grammar", "x", 100)).toBeUndefined();
  });

  test("gives up after the steps that it may take, and parses the next text none the worse", async () => {
    const runtime = await ready();
    const source = "const value = compute(first, second);\n".repeat(8000);
    expect(parses(runtime, source)).toBe(true);
    expect(parses(runtime, source, 10)).toBe(false);
    expect(runtime.dead).toBe(false);
    expect(parses(runtime, "let a = 1;")).toBe(true);
  });

  test("that died answers nothing more, and another takes its place", async () => {
    const runtime = await ready();
    kill(runtime);
    expect(runtime.dead).toBe(true);
    expect(parses(runtime, "let a = 1;")).toBe(false);
    const [next, same] = await Promise.all([ready(), ready()]);
    expect(next).toBe(same);
    expect(next).not.toBe(runtime);
    expect(parses(next, "let a = 1;")).toBe(true);
  });
});

test.each([
  [0, 1500],
  [100_000, 3500],
  [4_000_000, 40_000],
])("a text of %i characters may take %i steps", (length, steps) => {
  expect(stepsFor(length)).toBe(steps);
});
