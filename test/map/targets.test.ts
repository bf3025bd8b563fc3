import { describe, expect, test } from "@jest/globals";
import { CATEGORIES } from "../../src/map/categories.ts";
import { loadMap, type LoadedMap } from "../../src/map/load.ts";
import { replacementsOf, stringsOf } from "../../src/map/model.ts";
import { writeMap } from "../../src/map/write.ts";

/** A map with these lines about its strings, and remove entries on line 0 of `paths`. */
function mapText(
  lines: readonly string[],
  paths: readonly string[] = [],
  kept: readonly string[] = [],
): Buffer {
  const item = (path: string, line: number, more = ""): string =>
    `{path: ${JSON.stringify(path)}, line: ${line}, reason: r${more}}`;
  const removes = paths.map((path) => item(path, 0)).join(", ");
  const keeps = kept.map((path) => item(path, 1, ", keep_reason: k")).join(", ");
  return Buffer.from(
    [
      "mission_id: 01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
      "mission_slug: rename-customer",
      ...lines,
      "generated_at: 2026-04-27T18:00:45Z",
      "categories:",
      ...CATEGORIES.map((category) =>
        category === "filesystem_paths"
          ? `  ${category}: { remove: [${removes}], keep: [${keeps}] }`
          : `  ${category}: { remove: [], keep: [] }`,
      ),
      `totals: { remove_count: ${paths.length}, keep_count: ${kept.length} }`,
      "",
    ].join("\n"),
  );
}

async function loaded(lines: readonly string[]): Promise<LoadedMap> {
  const loading = await loadMap(mapText(lines));
  if ("faults" in loading) throw new Error(JSON.stringify(loading.faults));
  return loading;
}

async function faults(text: Buffer): Promise<string[]> {
  const loading = await loadMap(text);
  return "faults" in loading
    ? loading.faults.map(({ code, line, message }) => `${line} ${code}: ${message}`)
    : [];
}

const TARGET = "target_string: customerId";
const RENAME = "operation: rename";

describe("a map of several targets", () => {
  test.each([
    [
      "replacement, and targets for the related strings",
      [
        TARGET,
        "related_strings: [customer_id]",
        RENAME,
        "replacement: clientId",
        "targets: [{from: customer_id, to: client_id}]",
      ],
    ],
    [
      "everything under targets",
      [
        TARGET,
        "related_strings: []",
        RENAME,
        "targets: [{from: customer_id, to: client_id}, {from: customerId, to: clientId}]",
      ],
    ],
    [
      "everything said twice",
      [
        TARGET,
        "related_strings: [customer_id]",
        RENAME,
        "replacement: clientId",
        "targets: [{from: customerId, to: clientId}, {from: customer_id, to: client_id}]",
      ],
    ],
  ])("%s says the same", async (_name, lines) => {
    const { map } = await loaded(lines);
    expect(stringsOf(map)).toEqual(["customerId", "customer_id"]);
    expect([...replacementsOf(map)]).toEqual([
      ["customerId", "clientId"],
      ["customer_id", "client_id"],
    ]);
    expect(await loadMap(Buffer.from(writeMap(map)))).toMatchObject({ map });
  });

  test("targets of a remove map are related strings", async () => {
    const { map } = await loaded([TARGET, "related_strings: []", "targets: [{from: customer_id}]"]);
    expect(stringsOf(map)).toEqual(["customerId", "customer_id"]);
    expect([...replacementsOf(map)]).toEqual([]);
  });

  test("chains and swaps are exact, because substitution is simultaneous", async () => {
    const { map } = await loaded([
      TARGET,
      "related_strings: [x]",
      RENAME,
      "replacement: x",
      "targets: [{from: x, to: customerId}]",
    ]);
    expect([...replacementsOf(map)]).toEqual([
      ["customerId", "x"],
      ["x", "customerId"],
    ]);
  });

  test.each([
    [
      "no replacement",
      [TARGET, "related_strings: []", RENAME],
      "5 bad-operation: operation: rename needs a replacement",
    ],
    [
      "a related string without a replacement",
      [TARGET, "related_strings: [customer_id]", RENAME, "replacement: clientId"],
      '4 bad-operation: in a rename map each string needs a replacement of its own, and "customer_id" has none',
    ],
    [
      "an item without to",
      [TARGET, "related_strings: []", RENAME, "replacement: clientId", "targets: [{from: customer_id}]"],
      '7 bad-operation: in a rename map each string needs a replacement of its own, and "customer_id" has none',
    ],
    [
      "a string that becomes itself",
      [TARGET, "related_strings: []", RENAME, "replacement: customerId"],
      '6 bad-operation: "customerId" becomes itself',
    ],
    [
      "two items for one string",
      [
        TARGET,
        "related_strings: []",
        RENAME,
        "replacement: c",
        "targets: [{from: a, to: b}, {from: a, to: c}]",
      ],
      '7 duplicate-string: "a" has an item already',
    ],
    [
      "two replacements for the target",
      [TARGET, "related_strings: []", RENAME, "replacement: c", "targets: [{from: customerId, to: d}]"],
      '7 contradiction: the target becomes "d" here, and "c" under replacement',
    ],
    [
      "to in a remove map",
      [TARGET, "related_strings: []", "targets: [{from: a, to: b}]"],
      "5 bad-operation: to needs operation: rename",
    ],
    [
      "a replacement in a remove map",
      [TARGET, "related_strings: []", "replacement: b"],
      "5 bad-operation: a replacement needs operation: rename",
    ],
  ])("%s is a fault", async (_name, lines, expected) => {
    expect(await faults(mapText(lines))).toEqual([expected]);
  });
});

describe("where files of a rename map move to", () => {
  const lines = (to: string): string[] => [
    TARGET,
    "related_strings: [customer_id]",
    RENAME,
    `replacement: ${JSON.stringify(to)}`,
    `targets: [{from: customer_id, to: ${JSON.stringify(to)}}]`,
  ];

  test("two files cannot move to one path", async () => {
    const where = "its new path client.ts is where customerId.ts and customer_id.ts would go";
    expect(await faults(mapText(lines("client"), ["customerId.ts", "customer_id.ts"]))).toEqual([
      expect.stringContaining(`colliding-move: customerId.ts would move, and ${where}`),
      expect.stringContaining(`colliding-move: customer_id.ts would move, and ${where}`),
    ]);
  });

  test("a file cannot move onto one that the map knows to be there", async () => {
    expect(await faults(mapText(lines("client"), ["customerId.ts"], ["client.ts"]))).toEqual([
      expect.stringContaining(
        "colliding-move: customerId.ts would move, and its new path client.ts is there already",
      ),
    ]);
  });

  test.each(["..", "a/../../b", "/etc/x", ".git"])("a replacement %j cannot lead a file away", async (to) => {
    expect(await faults(mapText(lines(to), ["customerId"]))).toEqual([expect.stringContaining("bad-path")]);
  });
});
