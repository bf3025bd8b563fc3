import { describe, expect, test } from "@jest/globals";
import { isBulkEdit, readMissionMeta } from "../../src/mission/meta.ts";

const ID = "01KQ7YXHA5AMZHJT3HQ8XPTZ6B";
const read = (value: unknown): ReturnType<typeof readMissionMeta> =>
  readMissionMeta(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)));

describe("readMissionMeta", () => {
  test.each<[name: string, value: unknown, meta: object]>([
    [
      "every field",
      { mission_id: ID, mission_slug: "a-b", change_mode: "bulk_edit", target_branch: "main", vcs: "git" },
      { id: ID, slug: "a-b", changeMode: "bulk_edit", targetBranch: "main" },
    ],
    [
      "the least",
      { mission_id: ID, slug: "x" },
      { id: ID, slug: "x", changeMode: undefined, targetBranch: undefined },
    ],
    ["both slugs: the newer name", { mission_id: ID, mission_slug: "new", slug: "old" }, { slug: "new" }],
    [
      "nothing for null",
      { mission_id: ID, slug: "x", change_mode: null, target_branch: null },
      { changeMode: undefined },
    ],
    ["another mode", { mission_id: ID, slug: "x", change_mode: "standard" }, { changeMode: "standard" }],
    ["a byte-order mark", `\ufeff{"mission_id": "${ID}", "slug": "x"}`, { slug: "x" }],
  ])("reads %s", async (_name, value, meta) => {
    expect(await read(value)).toMatchObject({ meta });
  });

  test.each<[name: string, value: unknown, fault: string]>([
    ["nothing", "", "it is not JSON"],
    ["half a file", '{"mission_id": "', "it is not JSON"],
    ["deep brackets", "[".repeat(100_000), "it is not JSON"],
    ["a list", [], "the file must be a mapping"],
    ["no id", { slug: "x" }, 'the file lacks the key "mission_id"'],
    ["no slug", { mission_id: ID }, 'the file lacks the key "mission_slug"'],
    ["an id that is no ULID", { mission_id: "104", slug: "x" }, "mission_id must be a ULID"],
    ["an id in small letters", { mission_id: ID.toLowerCase(), slug: "x" }, "mission_id must be a ULID"],
    ["an id beyond 128 bits", { mission_id: `8${ID.slice(1)}`, slug: "x" }, "mission_id must be a ULID"],
    ["an id with an I", { mission_id: `${ID.slice(0, -1)}I`, slug: "x" }, "mission_id must be a ULID"],
    ["an id that is a number", { mission_id: 1, slug: "x" }, "mission_id must be a text"],
    ["a slug that is a path", { mission_id: ID, slug: "../x" }, "slug must be a slug"],
    ["a mode that is a list", { mission_id: ID, slug: "x", change_mode: [] }, "change_mode must be"],
    ["a misspelt mode", { mission_id: ID, slug: "x", change_mode: "Bulk-Edit" }, "must be written bulk_edit"],
  ])("refuses %s", async (_name, value, fault) => {
    const reading = await read(value);
    expect("faults" in reading && reading.faults.join("; ")).toContain(fault);
  });

  test("knows a bulk edit", async () => {
    const reading = await read({ mission_id: ID, slug: "x", change_mode: "bulk_edit" });
    expect("meta" in reading && isBulkEdit(reading.meta)).toBe(true);
  });
});
