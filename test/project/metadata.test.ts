import { describe, expect, test } from "@jest/globals";
import { readMetadata, type MetadataFault } from "../../src/project/metadata.ts";
import { judge, type StateName } from "../../src/project/state.ts";

function fault(content: string | Buffer): MetadataFault {
  const reading = readMetadata(Buffer.from(content));
  if (reading.kind === "fault") return reading.fault;
  throw new Error("expected a fault");
}

const kitty = (...lines: string[]): string =>
  ["spec_kitty:", ...lines.map((line) => `  ${line}`), ""].join("\n");

describe("readMetadata", () => {
  test("reads every field of contract E1", () => {
    const reading = readMetadata(
      Buffer.from(
        [
          "spec_kitty:",
          "  version: 3.2.0a4",
          "  schema_version: 3",
          "  initialized_at: '2026-04-07T09:10:40.826207'",
          "  last_upgraded_at: '2026-04-26T08:25:43.580548+02:00'",
          "environment:",
          "  python_version: 3.14.0",
          "  platform: darwin",
          "  platform_version: macOS",
          "migrations:",
          "  applied:",
          "  - {id: a, applied_at: 2026-04-09T16:23:40Z, result: success, notes: x, more: 1}",
          "  - {id: b, notes: null}",
        ].join("\n"),
      ),
    );
    expect(reading).toMatchObject({
      kind: "metadata",
      file: {
        metadata: {
          version: "3.2.0a4",
          schemaVersion: 3,
          initializedAt: "2026-04-07T09:10:40.826207",
          lastUpgradedAt: "2026-04-26T08:25:43.580548+02:00",
          environment: { pythonVersion: "3.14.0", platform: "darwin", platformVersion: "macOS" },
          applied: [{ id: "a" }, { id: "b" }],
        },
      },
    });
  });

  test.each<
    [
      name: string,
      content: string | Buffer,
      code: string,
      field: string | undefined,
      line: number | undefined,
    ]
  >([
    ["an empty file", "", "empty", undefined, undefined],
    ["only comments", "# nothing\n", "empty", undefined, undefined],
    ["a binary file", Buffer.from([0x73, 0, 1, 2]), "binary", undefined, undefined],
    ["UTF-16", Buffer.from("\ufeffspec_kitty:", "utf16le"), "binary", undefined, undefined],
    ["bytes that are not UTF-8", Buffer.from([0x61, 0x3a, 0xff]), "not-utf8", undefined, undefined],
    ["a syntax error", "spec_kitty: [\n", "syntax", undefined, 2],
    ["tabs for indentation", "spec_kitty:\n\tversion: 1\n", "tab", undefined, 2],
    ["a key twice", kitty("version: 1", '"version": 2'), "duplicate-key", undefined, 3],
    ["a key twice, deep in another's field", "a: {b: 1, c: {d: 1, d: 2}}\n", "duplicate-key", undefined, 1],
    ["an alias", "a: &x 1\nb: *x\n", "alias", undefined, 2],
    ["an alias as a key", "a: &x b\n*x : 1\n", "alias", undefined, 2],
    ["a billion laughs", `a: &a [x]\nb: &b [*a, *a]\n`, "alias", undefined, 2],
    ["a merge key", "a: &a {x: 1}\nb:\n  <<: *a\n", "alias", undefined, 3],
    ["brackets without end", "[".repeat(200_000), "too-deep", undefined, 1],
    [
      "deep blocks",
      Array.from({ length: 200 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
      "too-deep",
      undefined,
      65,
    ],
    ["a list as a key", "? [a]\n: b\n", "syntax", undefined, 1],
    ["two documents", "a: 1\n---\nb: 2\n", "several-documents", undefined, 2],
    ["a tag of Python", "spec_kitty: !!python/object:os.system {}\n", "unknown-tag", undefined, 1],
    ["a list", "- a\n", "wrong-type", undefined, 1],
    ["a word", "spec_kitty\n", "wrong-type", undefined, 1],
    ["no spec_kitty", "other: 1\n", "missing-field", "spec_kitty", undefined],
    ["spec_kitty empty", "spec_kitty:\n", "wrong-type", "spec_kitty", 1],
    ["spec_kitty a list", "spec_kitty: []\n", "wrong-type", "spec_kitty", 1],
    ["a number as version", kitty("version: 3.2"), "wrong-type", "spec_kitty.version", 2],
    ["a version that is none", kitty("version: three"), "bad-version", "spec_kitty.version", 2],
    ["an empty version", kitty("version: ''"), "bad-version", "spec_kitty.version", 2],
    ["a version with a line break", kitty('version: "1.0\\n"'), "bad-version", "spec_kitty.version", 2],
    ["an endless version", kitty(`version: ${"1.".repeat(60)}0`), "bad-version", "spec_kitty.version", 2],
    [
      "a schema version in quotes",
      kitty("schema_version: '3'"),
      "wrong-type",
      "spec_kitty.schema_version",
      2,
    ],
    [
      "a schema version with a point",
      kitty("schema_version: 3.0"),
      "wrong-type",
      "spec_kitty.schema_version",
      2,
    ],
    [
      "a schema version that is true",
      kitty("schema_version: true"),
      "wrong-type",
      "spec_kitty.schema_version",
      2,
    ],
    ["an empty schema version", kitty("schema_version:"), "wrong-type", "spec_kitty.schema_version", 2],
    [
      "a schema version beyond counting",
      kitty(`schema_version: 9${"0".repeat(400)}`),
      "wrong-type",
      "spec_kitty.schema_version",
      2,
    ],
    ["no timestamp", kitty("initialized_at: yesterday"), "bad-timestamp", "spec_kitty.initialized_at", 2],
    [
      "the 30th of February",
      kitty("initialized_at: '2026-02-30T00:00:00'"),
      "bad-timestamp",
      "spec_kitty.initialized_at",
      2,
    ],
    [
      "a timestamp that is a number",
      kitty("last_upgraded_at: 1774000000"),
      "wrong-type",
      "spec_kitty.last_upgraded_at",
      2,
    ],
    ["initialized_at null", kitty("initialized_at: null"), "wrong-type", "spec_kitty.initialized_at", 2],
    ["environment a word", `${kitty("version: 1.0")}environment: here\n`, "wrong-type", "environment", 3],
    [
      "python_version a number",
      `${kitty("version: 1.0")}environment: {python_version: 3.14}\n`.replace("1.0", "'1.0'"),
      "wrong-type",
      "environment.python_version",
      3,
    ],
    ["migrations a list", `${kitty("schema_version: 3")}migrations: []\n`, "wrong-type", "migrations", 3],
    [
      "applied a mapping",
      `${kitty("schema_version: 3")}migrations: {applied: {}}\n`,
      "wrong-type",
      "migrations.applied",
      3,
    ],
    [
      "a record that is a word",
      `${kitty("schema_version: 3")}migrations: {applied: [a]}\n`,
      "wrong-type",
      "migrations.applied[0]",
      3,
    ],
    [
      "a record without id",
      `${kitty("schema_version: 3")}migrations: {applied: [{id: a}, {x: 1}]}\n`,
      "missing-field",
      "migrations.applied[1].id",
      3,
    ],
    [
      "a record at no time",
      `${kitty("schema_version: 3")}migrations: {applied: [{id: a, applied_at: now}]}\n`,
      "bad-timestamp",
      "migrations.applied[0].applied_at",
      3,
    ],
    [
      "a record with a list of notes",
      `${kitty("schema_version: 3")}migrations: {applied: [{id: a, notes: []}]}\n`,
      "wrong-type",
      "migrations.applied[0].notes",
      3,
    ],
  ])("refuses %s", (_name, content, code, field, line) => {
    const found = fault(content);
    expect({ code: found.code, field: found.field, line: found.line }).toEqual({ code, field, line });
    expect(found.message).toMatch(/^[\x20-\x7e…]{5,220}$/);
  });

  test("shows nothing of the file raw", () => {
    expect(fault('"\\e[31mred": 1\n"\\e[31mred": 2\n').message).toBe("it holds the key \\x1b[31mred twice");
  });

  test("a hundred thousand keys cost no more than their number", () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`).join("\n");
    expect(fault(keys).code).toBe("missing-field");
  });
});

describe("judge", () => {
  const full = (schema: string): string =>
    kitty("version: 3.2.0a5", ...(schema === "" ? [] : [`schema_version: ${schema}`]));

  test.each<[name: string, content: string, state: StateName, caseName: string | undefined]>([
    ["the required schema", full("3"), "compatible", undefined],
    [
      "a newer version with the required schema",
      full("3").replace("3.2.0a5", "9.0"),
      "compatible",
      undefined,
    ],
    [
      "an older version with the required schema",
      full("3").replace("3.2.0a5", "'1.0'"),
      "compatible",
      undefined,
    ],
    ["nothing but the schema", kitty("schema_version: 3"), "compatible", undefined],
    ["no schema", full(""), "legacy", "PROJECT_MIGRATION_NEEDED"],
    ["an older schema", full("2"), "stale", "PROJECT_MIGRATION_NEEDED"],
    ["schema 0", full("0"), "stale", "PROJECT_MIGRATION_NEEDED"],
    ["a negative schema", full("-1"), "stale", "PROJECT_MIGRATION_NEEDED"],
    ["a newer schema", full("4"), "too-new", "PROJECT_TOO_NEW_FOR_CLI"],
    ["a broken file", "{", "corrupt", "PROJECT_METADATA_CORRUPT"],
  ])("%s", (_name, content, state, caseName) => {
    const found = judge({
      kind: "file",
      bytes: Buffer.from(content.replace("version: 9.0", "version: '9.0'")),
    });
    expect({ state: found.state, case: found.block?.case }).toEqual({ state, case: caseName });
  });

  test("no folder and no file", () => {
    expect(judge({ kind: "no-project" })).toMatchObject({ state: "no-project", block: undefined });
    expect(judge({ kind: "uninitialized" })).toMatchObject({
      state: "uninitialized",
      block: { case: "PROJECT_NOT_INITIALIZED", next: "run: occmap project init" },
    });
    expect(judge({ kind: "unreadable", fault: { code: "too-large", message: "it is large" } })).toMatchObject(
      {
        state: "corrupt",
        block: { case: "PROJECT_METADATA_CORRUPT", reason: ".kittify/metadata.yaml: it is large" },
      },
    );
  });

  test("says where a corrupt file is corrupt", () => {
    const { block } = judge({ kind: "file", bytes: Buffer.from(kitty("version: three")) });
    expect(block?.reason).toBe(".kittify/metadata.yaml:2:12: spec_kitty.version is no PEP 440 version");
  });
});
