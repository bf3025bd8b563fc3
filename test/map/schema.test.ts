/** The schema that is shipped is the one that is applied, and what is written conforms to it. */
import { describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { loadMap } from "../../src/map/load.ts";
import { CATEGORIES } from "../../src/map/categories.ts";
import { writeMap } from "../../src/map/write.ts";
import { HEAD, keeping, mapText, removal } from "../support/map-text.ts";

const file = join(import.meta.dirname, "..", "..", "schemas", "occurrence-map.schema.json");
const schema = JSON.parse(readFileSync(file, "utf8")) as object;
const conforms = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

describe("the shipped schema, in ajv with draft 2020-12", () => {
  test.each<[name: string, text: string]>([
    ["the required keys alone", mapText()],
    [
      "entries",
      mapText({
        entries: { "code_symbols.remove": [removal("a", 1)], "import_paths.keep": [keeping("b", 0)] },
      }),
    ],
    [
      "every optional key",
      mapText({
        head: [
          ...HEAD,
          `base_commit: "${"a1".repeat(20)}"`,
          "operation: rename",
          "replacement: pin",
          "scope: { include: [src], exclude: [] }",
          "exceptions: [{ path: a.md, reason: x, allow_occurrences: false }]",
        ],
        entries: {
          "code_symbols.remove": [removal("a", 1, ", end_line: 3"), removal("b", 1, ", column: 3")],
        },
      }),
    ],
  ])("accepts %s, as loadMap does", async (_name, text) => {
    expect(conforms(parse(text))).toBe(true);
    expect(await loadMap(Buffer.from(text))).not.toHaveProperty("faults");
  });

  test("whatever it refuses, loadMap refuses", async () => {
    const text = mapText({
      entries: { "code_symbols.remove": [removal("a", 1)], "import_paths.keep": [keeping("b", 2)] },
    });
    const valid = parse(text) as Record<string, unknown>;
    const junk = fc.oneof(
      fc.constant(null),
      fc.integer(),
      fc.string(),
      fc.constant([]),
      fc.constant({}),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(valid), "surplus"),
        junk,
        fc.boolean(),
        async (key, value, drop) => {
          const changed = { ...valid };
          if (drop) Reflect.deleteProperty(changed, key);
          else changed[key] = value;
          const refused = "faults" in (await loadMap(Buffer.from(JSON.stringify(changed))));
          if (!conforms(changed)) expect(refused).toBe(true);
        },
      ),
    );
  });

  test("knows the eight categories, and no other", () => {
    const { properties } = schema as {
      properties: { categories: { required: string[]; properties: object } };
    };
    expect(properties.categories.required).toEqual([...CATEGORIES]);
    expect(Object.keys(properties.categories.properties)).toEqual([...CATEGORIES]);
  });

  test("is named by the header of every map that is written", async () => {
    const loading = await loadMap(Buffer.from(mapText()));
    if ("faults" in loading) throw new Error("faults");
    const [first] = writeMap(loading.map).split("\n");
    expect(first).toMatch(/^# yaml-language-server: \$schema=.*\/schemas\/occurrence-map\.schema\.json$/);
  });
});

test("no content whatever makes loadMap throw", async () => {
  const piece = fc.constantFrom(
    ...[
      "a",
      ": ",
      "- ",
      "\n",
      "  ",
      "[",
      "]",
      "{",
      "}",
      "&x ",
      "*x",
      "!!t ",
      "'",
      '"',
      "#",
      "|",
      ">",
      "?",
      "\t",
      "%",
      "---\n",
      "\0",
      "<<",
    ],
    ...HEAD.map((line) => `${line}\n`),
  );
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: piece }), fc.uint8Array()), async (content) => {
      const loading = await loadMap(Buffer.from(content));
      expect("faults" in loading && loading.faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});
