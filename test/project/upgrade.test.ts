import fc from "fast-check";
import { describe, expect, test } from "@jest/globals";
import { readMetadata } from "../../src/project/metadata.ts";
import { planUpgrade, type UpgradePlan, type UpgradeRequest } from "../../src/project/upgrade.ts";
import { failedConditions } from "../../src/project/verify.ts";

const REQUEST: UpgradeRequest = {
  cliVersion: "3.2.0a5",
  now: new Date("2026-05-01T10:20:30.456Z"),
  machine: { platform: "linux", platformVersion: "Linux-6.1.0-x64" },
};
const NOW = "2026-05-01T10:20:30.456000+00:00";

const RECORD = (notes: string): string[] => [
  "- id: 3.2.0a5_occmap_upgrade",
  `  applied_at: '${NOW}'`,
  "  result: success",
  `  notes: '${notes}'`,
];
const CURRENT = "version 3.2.0a5 to 3.2.0a5; schema_version 3 to 3";
const LEGACY = "version 3.1.0 to 3.2.0a5; schema_version none to 3";

function planned(text: string): Extract<UpgradePlan, { kind: "planned" }> {
  const plan = planUpgrade(Buffer.from(text), REQUEST);
  if (plan.kind !== "planned") throw new Error(`${plan.block.case}: ${plan.block.reason}`);
  return plan;
}

function upgraded(text: string): string {
  return planned(text).after.toString("utf8");
}

function blocked(text: string): string {
  const plan = planUpgrade(Buffer.from(text), REQUEST);
  return plan.kind === "blocked" ? plan.block.case : "planned";
}

const join = (...lines: (string | string[])[]): string => `${lines.flat().join("\n")}\n`;

describe("planUpgrade", () => {
  test("changes the values of its own fields in their places and adds its record", () => {
    const before = join(
      "# Written by hand",
      "",
      "spec_kitty:",
      '  version: "3.2.0a4"   # the one before',
      "  schema_version: 2",
      "  initialized_at: '2026-04-07T09:10:40.826207'",
      "  last_upgraded_at: '2026-04-26T08:25:43.580548'",
      "  schema_capabilities: [a,   b]",
      "environment:",
      "  python_version: 3.14.0",
      "  platform: darwin # mine",
      "  platform_version: macOS-15.7.3",
      "migrations:",
      "  applied:",
      "  - id: first",
      "    applied_at: '2026-04-09T16:23:40.779059'",
      "    result: success",
      "    notes: 'a long note that somebody",
      "      folded: here'",
      "  # the end",
      "theirs:   {  x: 1 }",
    );
    const after = join(
      "# Written by hand",
      "",
      "spec_kitty:",
      '  version: "3.2.0a5"   # the one before',
      "  schema_version: 3",
      "  initialized_at: '2026-04-07T09:10:40.826207'",
      `  last_upgraded_at: '${NOW}'`,
      "  schema_capabilities: [a,   b]",
      "environment:",
      "  python_version: 3.14.0",
      "  platform: linux # mine",
      "  platform_version: Linux-6.1.0-x64",
      "migrations:",
      "  applied:",
      "  - id: first",
      "    applied_at: '2026-04-09T16:23:40.779059'",
      "    result: success",
      "    notes: 'a long note that somebody",
      "      folded: here'",
      RECORD("version 3.2.0a4 to 3.2.0a5; schema_version 2 to 3").map((line) => `  ${line}`),
      "  # the end",
      "theirs:   {  x: 1 }",
    );
    expect(upgraded(before)).toBe(after);
  });

  test("names each change with what stood there before", () => {
    const { changes } = planned("spec_kitty: {version: 3.1.0}\nenvironment: {platform: linux}\n");
    expect(changes).toEqual([
      { field: "spec_kitty.version", from: "3.1.0", to: "3.2.0a5" },
      { field: "spec_kitty.schema_version", from: null, to: 3 },
      { field: "spec_kitty.last_upgraded_at", from: null, to: NOW },
      { field: "environment.python_version", from: null, to: "unknown" },
      { field: "environment.platform_version", from: null, to: "Linux-6.1.0-x64" },
      { field: "migrations.applied[0]", from: null, to: "3.2.0a5_occmap_upgrade" },
    ]);
  });

  const kitty = ["spec_kitty:", "  version: 3.2.0a5", "  schema_version: 3", `  last_upgraded_at: '${NOW}'`];
  const environment = [
    "environment:",
    "  python_version: 3.14.0",
    "  platform: linux",
    "  platform_version: Linux-6.1.0-x64",
  ];
  const ledger = ["migrations:", "  applied:", ...RECORD(CURRENT).map((line) => `  ${line}`)];

  test.each<[name: string, before: string[], after: string[]]>([
    [
      "a schema version after the version",
      [
        "spec_kitty:",
        "  version: 3.1.0 # was",
        `  last_upgraded_at: '${NOW}'`,
        ...environment,
        "migrations: {}",
      ],
      [
        "spec_kitty:",
        "  version: 3.2.0a5 # was",
        "  schema_version: 3",
        `  last_upgraded_at: '${NOW}'`,
        ...environment,
        "migrations: { applied: [ {id: x} ] }",
      ],
    ],
    ["the groups that are missing, at the end", kitty, [...kitty, ...unknownMachine(), ...ledger]],
    [
      "a list that is empty",
      [...kitty, ...environment, "migrations:", "  applied: []  # none yet", "x: 1"],
      [
        ...kitty,
        ...environment,
        "migrations:",
        "  applied:  # none yet",
        ...RECORD(CURRENT).map((line) => `  ${line}`),
        "x: 1",
      ],
    ],
    [
      "a list that is null",
      [...kitty, ...environment, "migrations:", "  applied:"],
      [...kitty, ...environment, ...ledger],
    ],
    [
      "a list that is ~",
      [...kitty, ...environment, "migrations:", "  applied: ~"],
      [...kitty, ...environment, ...ledger],
    ],
    [
      "a group that is null",
      [...kitty, ...environment, "migrations:"],
      [...kitty, ...environment, ...ledger],
    ],
    [
      "an indented list",
      [
        ...kitty,
        ...environment,
        "migrations:",
        "    applied:",
        "        -   id: a",
        "            result: ok",
        "",
        "# end",
      ],
      [
        ...kitty,
        ...environment,
        "migrations:",
        "    applied:",
        "        -   id: a",
        "            result: ok",
        ...RECORD(CURRENT).map((line) => `        ${line}`),
        "",
        "# end",
      ],
    ],
    [
      "a list in brackets",
      [...kitty, ...environment, "migrations:", "  applied: [{id: a}, {id: b} ]"],
      [
        ...kitty,
        ...environment,
        "migrations:",
        `  applied: [{id: a}, {id: b}, { id: 3.2.0a5_occmap_upgrade, applied_at: '${NOW}', result: success, notes: '${CURRENT}' } ]`,
      ],
    ],
    [
      "a block of text as the last note",
      [
        ...kitty,
        ...environment,
        "migrations:",
        "  applied:",
        "  - id: a",
        "    notes: |",
        "      one",
        "      # two",
      ],
      [
        ...kitty,
        ...environment,
        "migrations:",
        "  applied:",
        "  - id: a",
        "    notes: |",
        "      one",
        "      # two",
        ...RECORD(CURRENT).map((line) => `  ${line}`),
      ],
    ],
    [
      "a field that is null",
      [
        "spec_kitty:",
        "  version: 3.2.0a5",
        "  schema_version: 3",
        "  last_upgraded_at: # never",
        ...environment,
        "migrations:",
      ],
      [
        "spec_kitty:",
        "  version: 3.2.0a5",
        "  schema_version: 3",
        `  last_upgraded_at: '${NOW}' # never`,
        ...environment,
        ...ledger,
      ],
    ],
    [
      "a field that is a block of text",
      [
        "spec_kitty:",
        "  version: |- # odd",
        "     3.2.0a4",
        "  schema_version: 3",
        `  last_upgraded_at: '${NOW}'`,
        ...environment,
        "migrations:",
      ],
      [
        "spec_kitty:",
        "  version: |- # odd",
        "     3.2.0a5",
        "  schema_version: 3",
        `  last_upgraded_at: '${NOW}'`,
        ...environment,
        "migrations:",
        "  applied:",
        ...RECORD("version 3.2.0a4 to 3.2.0a5; schema_version 3 to 3").map((line) => `  ${line}`),
      ],
    ],
  ])("puts in %s", (_name, before, after) => {
    const expected = after.map((line) =>
      line === "migrations: { applied: [ {id: x} ] }"
        ? `migrations: { applied: [{ id: 3.2.0a5_occmap_upgrade, applied_at: '${NOW}', result: success, notes: '${LEGACY}' }] }`
        : line,
    );
    expect(upgraded(join(...before))).toBe(join(...expected));
    // The same without a final newline, and with Windows' line ends.
    expect(upgraded(before.join("\n"))).toBe(expected.join("\n"));
    expect(upgraded(join(...before).replaceAll("\n", "\r\n"))).toBe(
      join(...expected).replaceAll("\n", "\r\n"),
    );
  });

  test("keeps a byte-order mark, a document's start and its end", () => {
    const before = "\ufeff%YAML 1.1\n---\nspec_kitty:\n  version: 3.2.0a4\n...\n";
    const after = upgraded(before);
    expect(
      after.startsWith("\ufeff%YAML 1.1\n---\nspec_kitty:\n  version: 3.2.0a5\n  schema_version: 3\n"),
    ).toBe(true);
    expect(after.endsWith(`'\n...\n`)).toBe(true);
  });

  test.each([
    ["newer version", "spec_kitty: {version: 3.2.0a6, schema_version: 3}", "PROJECT_TOO_NEW_FOR_CLI"],
    [
      "newer release of the same",
      "spec_kitty: {version: 3.2.0, schema_version: 3}",
      "PROJECT_TOO_NEW_FOR_CLI",
    ],
    ["newer schema", "spec_kitty: {version: 3.0.0, schema_version: 4}", "PROJECT_TOO_NEW_FOR_CLI"],
    ["corrupt file", "spec_kitty: [", "PROJECT_METADATA_CORRUPT"],
    ["form that cannot be edited", "? spec_kitty\n: version: 3.1.0\n", "PROJECT_METADATA_CORRUPT"],
    ["the same version, spelt otherwise", "spec_kitty: {version: 3.2.0alpha5, schema_version: 3}", "planned"],
  ])("%s: %s", (_name, text, expected) => {
    expect(blocked(text)).toBe(expected);
  });
});

function unknownMachine(): string[] {
  return [
    "environment:",
    "  python_version: unknown",
    "  platform: linux",
    "  platform_version: Linux-6.1.0-x64",
  ];
}

describe("whatever the file looks like", () => {
  const comment = fc.constantFrom("", "", " # why", "   # 'quoted' \"#\"");
  const between = fc.constantFrom<string[]>([], [], [""], ["# a line"], ["", "# two", ""]);
  const quoted = fc.constantFrom(
    (text: string) => text,
    (text: string) => `'${text}'`,
    (text: string) => `"${text}"`,
  );
  const unknown = fc.constantFrom<string[]>(
    [],
    ["  theirs: [1,  2]"],
    ["  more:", "    - a   # b", "    - 'c", "", "      d'"],
    ["  text: |", "     # not a comment", "", "     x"],
    ["  text: >-", "    folded", "    again"],
    ["  plain: many words", "    on two lines # end"],
  );
  const records = fc.array(
    fc.constantFrom(
      ["- id: a"],
      ["- id: b", "  applied_at: '2026-01-01T00:00:00'", "  result: success", "  notes:"],
      ["- id: c", "  notes: 'x: # y", "", "    z'   # here"],
      ["- id: d", "  notes: |+", "    kept", ""],
      ['- {id: e, notes: "in # braces", extra: [ ]}'],
      ["-   id: f", "    deep:", "      - {}", "      - - 1"],
    ),
    { maxLength: 4 },
  );

  /** Each line is somebody's: `own` lines belong to the upgrade and are marked by their key. */
  const file = fc
    .record({
      head: between,
      quote: quoted,
      remark: comment,
      inKitty: unknown,
      inEnvironment: unknown,
      gap: between,
      records,
      indent: fc.constantFrom("  ", "    "),
      schema: fc.constantFrom("", "1", "2", "3"),
      stamp: fc.constantFrom("", "null", "'2026-01-01T00:00:00'", "2026-01-01T00:00:00"),
      python: fc.boolean(),
      tail: between,
      eol: fc.constantFrom("\n", "\r\n"),
      final: fc.boolean(),
    })
    .map((part) => {
      const lines = [
        ...part.head,
        `spec_kitty:${part.remark}`,
        `  version: ${part.quote("3.1.0")}${part.remark}`,
        ...(part.schema === "" ? [] : [`  schema_version: ${part.schema}${part.remark}`]),
        `  initialized_at: ${part.quote("2026-01-01T00:00:00")}`,
        ...part.gap,
        ...(part.stamp === "" ? [] : [`  last_upgraded_at: ${part.stamp}${part.remark}`]),
        ...part.inKitty,
        ...part.gap,
        "environment:",
        ...(part.python ? ["  python_version: 3.14.0"] : []),
        `  platform: ${part.quote("darwin")}${part.remark}`,
        ...part.inEnvironment,
        ...part.gap,
        "migrations:",
        ...(part.records.length > 0
          ? ["  applied:", ...part.records.flat().map((line) => (line === "" ? "" : part.indent + line))]
          : ["  applied: []"]),
        ...part.tail,
      ];
      return lines.join(part.eol) + (part.final ? part.eol : "");
    });

  const OWNED_LINE =
    /^ *(?:- )?(?:version|schema_version|last_upgraded_at|platform|platform_version|python_version|applied): ?/;

  test("an upgrade keeps every line that is not its own, and its result is upgraded", () => {
    fc.assert(
      fc.property(file, (text) => {
        const { before, after, expectation } = planned(text);
        expect(failedConditions(before, after, expectation)).toEqual([]);
        // Not by our reader: the lines themselves. The new record is the one block that came in.
        const lines = after.toString("utf8").split(/(?<=\n)/);
        const start = lines.findIndex((line) => line.includes("- id: 3.2.0a5_occmap_upgrade"));
        expect(start).toBeGreaterThan(0);
        lines.splice(start, 4);
        const foreign = (all: readonly string[]): string =>
          all
            .filter((line) => !OWNED_LINE.test(line))
            .join("")
            .trimEnd();
        expect(foreign(lines)).toBe(foreign(text.split(/(?<=\n)/)));
        // A comment on a line of the upgrade's own stays too.
        for (const line of text.split(/\r?\n/).filter((one) => OWNED_LINE.test(one) && one.includes(" #"))) {
          const [key, remark] = [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(" #"))];
          expect(after.toString("utf8").split(/\r?\n/)).toContainEqual(
            expect.stringMatching(new RegExp(`^${key}:.*${remark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`)),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a second upgrade changes the moment and adds one more record", () => {
    fc.assert(
      fc.property(file, (text) => {
        const once = planned(text).after;
        const later = { ...REQUEST, now: new Date("2026-06-01T00:00:00Z") };
        const plan = planUpgrade(once, later);
        if (plan.kind !== "planned") throw new Error(plan.block.reason);
        expect(plan.changes.map(({ field }) => field.replace(/\d+/, "n"))).toEqual([
          "spec_kitty.last_upgraded_at",
          "migrations.applied[n]",
        ]);
      }),
      { numRuns: 100 },
    );
  });

  test("any text at all is read, upgraded in full, or refused by name", () => {
    const scrap = fc.constantFrom(
      "spec_kitty:",
      "version: 1",
      "schema_version: 2",
      "- ",
      "  ",
      "\n",
      "{",
      "}",
      "[",
      "]",
      "'",
      '"',
      ": ",
      "? ",
      "&a ",
      "*a",
      "!!int ",
      "|\n",
      "#x\n",
      "\t",
      "migrations:",
      "applied:",
      "environment:",
      "null",
      "\r\n",
      ", ",
      "id: a",
      "<<: ",
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 25 }), (parts) => {
        const bytes = Buffer.from(parts.join(""));
        const plan = planUpgrade(bytes, REQUEST);
        if (plan.kind === "planned") {
          expect(failedConditions(bytes, plan.after, plan.expectation)).toEqual([]);
          expect(readMetadata(plan.after).kind).toBe("metadata");
        } else expect(plan.block.case).toMatch(/^PROJECT_/);
      }),
      { numRuns: 3000 },
    );
  });
});
