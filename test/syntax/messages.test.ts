/** What a thread answers is read back as it was said, with this thread's own categories. */
import { expect, test } from "@jest/globals";
import type { Sorting } from "../../src/classify/sorter.ts";
import { CATEGORIES } from "../../src/map/categories.ts";
import { packed, replyIn, unpacked, written } from "../../src/syntax/messages.ts";

test("answers are read back, equal ones as one object", () => {
  const answer: Sorting[] = [
    ...CATEGORIES.map((category) => ({ category, reason: "a name" })),
    { category: "code_symbols", reason: "a name", close: "import_paths" },
    { category: "code_symbols", reason: "a name" },
    { category: "code_symbols", reason: "another" },
  ];
  const [reply] = replyIn(written([{ answer: packed(answer) }])) ?? [];
  if (!reply || !("answer" in reply)) throw new Error("expected an answer");
  const read = unpacked(reply.answer);
  expect(read).toEqual(answer);
  expect(read[0]).toBe(read[9]);
});

test("what is no reply is told", () => {
  expect([replyIn("ready"), replyIn(undefined), replyIn({})]).toEqual([undefined, undefined, undefined]);
});
