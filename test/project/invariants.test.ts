import { describe, expect, test } from "@jest/globals";
import { metadataViolations } from "../../src/project/invariants.ts";

const file = (change: (text: string) => string = (text) => text): Buffer =>
  Buffer.from(
    change(
      [
        "spec_kitty:",
        "  version: 3.2.0a4",
        "  schema_version: 3",
        "  initialized_at: '2026-04-07T09:10:40'",
        "migrations:",
        "  applied:",
        "  - id: a",
        "    notes: x",
        "  - id: b",
        "    extra: 1",
        "",
      ].join("\n"),
    ),
  );
const replaced = (from: string, to: string): Buffer => file((text) => text.replace(from, to));

describe("metadataViolations", () => {
  test.each<[name: string, base: Buffer | undefined, head: Buffer | undefined, fields: string[]]>([
    ["nothing changed", file(), file(), []],
    ["a newer version", file(), replaced("3.2.0a4", "3.2.0a5"), []],
    ["a record more", file(), file((text) => `${text}  - id: c\n`), []],
    ["other quotes", file(), replaced("'2026-04-07T09:10:40'", '"2026-04-07T09:10:40"'), []],
    ["a higher schema", replaced("schema_version: 3", "schema_version: 2"), file(), []],
    ["a schema where none was", replaced("  schema_version: 3\n", ""), file(), []],
    ["a new file", undefined, file(), []],
    ["no file at all", undefined, undefined, []],
    ["a corrupt file mended", Buffer.from("["), file(), []],
    ["initialized_at where none was", replaced("  initialized_at: '2026-04-07T09:10:40'\n", ""), file(), []],
    ["the file deleted", file(), undefined, [""]],
    ["the file broken", file(), Buffer.from("["), [""]],
    ["a new file that is broken", undefined, Buffer.from("["), [""]],
    ["a field broken", file(), replaced("version: 3.2.0a4", "version: x"), ["spec_kitty.version"]],
    [
      "initialized_at changed",
      file(),
      replaced("2026-04-07T09", "2026-04-07T10"),
      ["spec_kitty.initialized_at"],
    ],
    [
      "initialized_at removed",
      file(),
      replaced("  initialized_at: '2026-04-07T09:10:40'\n", ""),
      ["spec_kitty.initialized_at"],
    ],
    [
      "the schema lowered",
      file(),
      replaced("schema_version: 3", "schema_version: 2"),
      ["spec_kitty.schema_version"],
    ],
    ["the schema dropped", file(), replaced("  schema_version: 3\n", ""), ["spec_kitty.schema_version"]],
    ["the last record dropped", file(), replaced("  - id: b\n    extra: 1\n", ""), ["migrations.applied[1]"]],
    [
      "the first record dropped",
      file(),
      replaced("  - id: a\n    notes: x\n", ""),
      ["migrations.applied[0]"],
    ],
    ["a record put before", file(), replaced("  - id: a", "  - id: z\n  - id: a"), ["migrations.applied[0]"]],
    ["a record's notes changed", file(), replaced("notes: x", "notes: y"), ["migrations.applied[0]"]],
    ["a record's unknown field changed", file(), replaced("extra: 1", "extra: 2"), ["migrations.applied[1]"]],
    [
      "the ledger gone",
      file(),
      file((text) => text.slice(0, text.indexOf("migrations"))),
      ["migrations.applied[0]"],
    ],
    [
      "all at once",
      file(),
      Buffer.from("spec_kitty: {schema_version: 1}\n"),
      ["spec_kitty.initialized_at", "spec_kitty.schema_version", "migrations.applied[0]"],
    ],
  ])("%s", (_name, base, head, fields) => {
    expect(metadataViolations(base, head).map(({ field }) => field)).toEqual(fields);
  });

  test("says what was expected and what was found", () => {
    expect(metadataViolations(file(), replaced("  - id: b", "  - id: c"))).toEqual([
      {
        field: "migrations.applied[1]",
        message: "the ledger of migrations is rewritten; records are only appended",
        expected: "b",
        found: "c",
      },
    ]);
  });
});
