import { expect, test } from "@jest/globals";
import { standsInLongerName } from "../../src/decide/longer-name.ts";

/** `[x]` marks the match; expected is the longer name, or undefined. */
test.each<[text: string, expected: string | undefined]>([
  ["see [checklist.md] here", undefined],
  ["see cutover-[checklist.md]", "cutover-checklist.md"],
  ["see a/[checklist.md]", undefined],
  ["[checklist.md].bak", "checklist.md.bak"],
  ["the [checklist.md]. Next", undefined],
  ["[checklist.md]-", undefined],
  ["--[checklist.md]", undefined],
  ["my-[checklist]", "my-checklist"],
  ["[user]Name", "userName"],
  ["[user].name", undefined],
  ["[user]_id", "user_id"],
  ["get[User]Name", "getUserName"],
  ["x--[user]", undefined],
  ["x[--user]", undefined],
  ["x[--user]-id", "--user-id"],
  ["é[user]", "éuser"],
  ["日本[user]", "日本user"],
  ["💥[user]", undefined],
  ["[/app.run]ner", "/app.runner"],
  ["my[/app.run]", undefined],
  ["a.b-[config.yml]", "a.b-config.yml"],
])("%s", (text, expected) => {
  const [, before = "", needle = "", after = ""] = /^(.*)\[(.*)\](.*)$/.exec(text) ?? [];
  expect(standsInLongerName(needle, { before, after })).toBe(expected);
});
