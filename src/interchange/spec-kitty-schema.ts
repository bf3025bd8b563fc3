/**
 * The shape of Spec Kitty's later maps, as their users' files show it: one target, and for each category an action
 * with hand-written occurrences. Whatever is not known here is refused by name, because it might change what the
 * rest means.
 */
import { CATEGORIES, perCategory } from "../map/categories.ts";
import type { JsonSchema } from "../yaml/schema-check.ts";

const text = { type: "string", minLength: 1 } as const;
const count = { type: "integer", minimum: 0 } as const;

export const specKittySchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:occmap:schema:spec-kitty-map",
  type: "object",
  additionalProperties: false,
  required: ["target", "categories"],
  properties: {
    target: {
      type: "object",
      additionalProperties: false,
      required: ["term", "operation"],
      properties: {
        term: text,
        operation: { enum: ["remove", "rename"] },
        replacement: { type: ["string", "null"] },
      },
    },
    categories: {
      type: "object",
      additionalProperties: false,
      properties: perCategory(() => ({
        type: "object",
        additionalProperties: false,
        required: ["action"],
        properties: {
          action: text,
          notes: { type: "string" },
          occurrences: {
            type: "array",
            items: {
              type: "object",
              additionalProperties: false,
              required: ["path", "decision", "reason"],
              properties: {
                path: text,
                line: {
                  type: ["integer", "string"],
                  minimum: 0,
                  pattern: "^~?[0-9]{1,9}$",
                  $comment: "must be a line number, or about which one: ~40",
                },
                decision: text,
                reason: text,
              },
            },
          },
        },
      })),
    },
    exceptions: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["path", "reason"],
        properties: { path: text, action: text, reason: text },
      },
    },
    moves: { type: "array" },
    status: {
      type: "object",
      additionalProperties: false,
      properties: {
        totals: {
          type: "object",
          additionalProperties: false,
          properties: { remove_count: count, keep_count: count },
        },
        remove_categories_used: { ...count, maximum: CATEGORIES.length },
        keep_categories_used: { ...count, maximum: CATEGORIES.length },
        notes: { type: "string" },
      },
    },
  },
};
