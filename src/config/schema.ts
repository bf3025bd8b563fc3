/** The shape of occmap.yaml as a JSON schema; `schemas/occmap-config.schema.json` is written from it. */
import { sortingSettingsSchema } from "../classify/settings.ts";
import { BUILT_IN_RULES, BUILT_IN_RULE_NAMES } from "../decide/rules.ts";
import { CATEGORIES } from "../map/categories.ts";
import type { JsonSchema } from "../yaml/schema-check.ts";

/** What a rule can be about; one without any of them would be about everything. */
const CONDITIONS = ["path", "category", "match"] as const;

const text = { type: "string", minLength: 1 } as const;

export const configSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:occmap:schema:occmap-config",
  title: "occmap.yaml",
  description: "How this project plans bulk edits.",
  type: "object",
  additionalProperties: false,
  properties: {
    decisions: {
      type: "object",
      additionalProperties: false,
      description: "What scan proposes for an occurrence: remove or keep.",
      properties: {
        disable: {
          type: "array",
          uniqueItems: true,
          items: { enum: BUILT_IN_RULE_NAMES },
          description: `Built-in rules to switch off. ${BUILT_IN_RULE_NAMES.map((name) => `${name}: ${BUILT_IN_RULES[name].about}`).join("; ")}.`,
        },
        rules: {
          type: "array",
          description:
            "The project's own rules; tried before the built-in ones, the first that applies wins.",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["decision"],
            anyOf: CONDITIONS.map((key) => ({ required: [key], properties: { [key]: true } })),
            properties: {
              decision: { enum: ["remove", "keep"] },
              reason: { ...text, description: "Why it is kept; goes into keep_reason. Required for keep." },
              path: { ...text, description: "Glob of the files that the rule is about." },
              category: { enum: [...CATEGORIES] },
              match: { ...text, description: "The target or related string that the rule is about." },
            },
          },
        },
      },
    },
    sorting: sortingSettingsSchema,
  },
};
