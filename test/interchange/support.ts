/** Spec Kitty maps in tests, and the occurrences that they are held against. */
import { resolveItems, type Resolution } from "../../src/interchange/resolve.ts";
import { readSpecKitty, type SpecKittyMap } from "../../src/interchange/spec-kitty-read.ts";
import { Needles } from "../../src/occurrence/needles.ts";
import { occurrencesInPath, occurrencesInText, type Occurrence } from "../../src/occurrence/occurrence.ts";
import { readText } from "../../src/text/encoding.ts";

export const NEEDLES = new Needles(["oldkey", "oldkey.md"]);

/** Occurrences of a tree, by path. */
export function occurrencesOf(files: Readonly<Record<string, string>>): Map<string, Occurrence[]> {
  return new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      [
        ...occurrencesInPath(path, NEEDLES),
        ...occurrencesInText(path, readText(Buffer.from(content)), NEEDLES),
      ],
    ]),
  );
}

/** Items in flow style, by category. */
export type Items = Readonly<Record<string, readonly string[]>>;

/** A Spec Kitty map with these items, each with the reason "said". */
export function written(items: Items, target = "operation: remove"): string {
  return [
    `target: { term: oldkey, ${target} }`,
    "categories:",
    ...Object.entries(items).flatMap(([category, list]) => [
      `  ${category}:`,
      "    action: manual_review",
      "    occurrences:",
      ...list.map((item) => `      - { ${item}, reason: said }`),
    ]),
  ].join("\n");
}

export async function read(text: string): Promise<SpecKittyMap> {
  const reading = await readSpecKitty(Buffer.from(text));
  if ("faults" in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.map;
}

export async function resolved(text: string, files: Readonly<Record<string, string>>): Promise<Resolution> {
  const map = await read(text);
  return resolveItems(
    map.categories.flatMap(({ items }) => items),
    { occurrences: occurrencesOf(files), operation: map.operation, mapPath: "plan/occurrence_map.yaml" },
  );
}
