/** JSON schemas of the documents about the life of a map. */
import { DIFFERENCE_KINDS, EFFECTS } from "../gate/difference.ts";
import { CATEGORIES } from "../map/categories.ts";
import { count, diagnostics, document, mapEntry, object, text, texts, totals } from "./schemas.ts";

const version = { const: 1 } as const;
const entries = { type: "array", items: mapEntry } as const;
const movements = { type: "array", items: object({ from: mapEntry, to: mapEntry }) } as const;

export const updateDocumentSchema = document("update-result", "What `occmap update --json` prints", [
  object({
    version,
    map: text,
    changed: { type: "boolean", description: "Is the map another one than before?" },
    written: { type: "boolean", description: "False with --dry-run, and where nothing changed." },
    base: {
      ...object({ from: text, to: text }, ["from"]),
      description: "Full ids of the commits that the map described and describes.",
    },
    totals,
    added: entries,
    moved: movements,
    conflicting: { ...movements, description: "The decision now stands on another text." },
    vanished: { ...entries, description: "Nothing stands there any more; still in the map." },
    dropped: { type: "array", items: object({ why: { enum: ["carried-out", "pruned"] }, entry: mapEntry }) },
    uncommitted: { type: "array", items: object({ path: text, occurrences: count }) },
    unmappable: { ...texts, description: "Files with occurrences that no map can hold." },
    diagnostics,
  }),
]);

export const diffDocumentSchema = document("diff-result", "What `occmap diff --json` prints", [
  object({
    version,
    first: { ...text, description: "The first map, as it was named." },
    second: text,
    same: { type: "boolean", description: "Do both say the same?" },
    lines: {
      enum: ["same", "followed", "as-numbers"],
      description:
        "How lines were compared: of one base, followed through the history, or, where that was not possible, by number.",
    },
    differences: {
      type: "array",
      items: object(
        {
          effect: { enum: [...EFFECTS] },
          kind: { enum: [...DIFFERENCE_KINDS] },
          what: text,
          from: { ...mapEntry, description: "The entry in the first map, at the second map's base." },
          to: { ...mapEntry, description: "The entry in the second map." },
          values: object({ from: texts, to: texts }),
        },
        ["from", "to", "values"],
      ),
    },
    diagnostics,
  }),
]);

export const listDocumentSchema = document("list-result", "What `occmap list --json` prints", [
  object({ version, map: text, totals, entries }),
]);

export const setDocumentSchema = document("set-result", "What `occmap set --json` prints", [
  object({
    version,
    map: text,
    changed: { ...movements, description: "Entries that were changed, as they were and as they are." },
    joined: { ...entries, description: "With --block: the entries that the block took in." },
    unchanged: { ...count, description: "Entries that were already as asked." },
    written: { type: "boolean" },
    totals,
  }),
]);

export const mergeDocumentSchema = document("merge-result", "What `occmap merge --json` prints", [
  object({ version, map: text, parts: count, totals }),
]);

export const convertDocumentSchema = document("convert-result", "What `occmap convert --json` prints", [
  object({
    version,
    from: { enum: ["occmap", "spec-kitty"] },
    to: { enum: ["occmap", "spec-kitty", "csv", "json"] },
    source: text,
    output: text,
    totals,
    losses: {
      type: "array",
      description: "What the other format cannot say.",
      items: object({ place: text, what: text }),
    },
    unresolved: {
      type: "array",
      description: "Items of the source that are not clear, and are not in the output.",
      items: object(
        {
          category: { enum: [...CATEGORIES] },
          path: text,
          line: { ...text, description: "As it is written, like 40 or ~40." },
          decision: text,
          reason: text,
          written_at: { ...count, description: "Line of the source, 1-based." },
          why: text,
          candidates: { type: "array", items: count, description: "Lines that it could mean." },
        },
        ["line"],
      ),
    },
    missed: {
      ...entries,
      description:
        "Occurrences of which the source does not speak, as scan would list them; not in the output.",
    },
    unmappable: { ...texts, description: "Files with occurrences that no map can hold." },
    diagnostics,
  }),
]);
