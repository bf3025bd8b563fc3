/**
 * The shape of a mission's `meta.json`, as far as occmap relies on it. `schemas/mission-meta.schema.json` is
 * written from this constant. The file belongs to Spec Kitty: fields that are not named here are its own.
 */
import type { JsonSchema } from "../yaml/schema-check.ts";
import { ULID_PATTERN, ULID_RULE } from "./ulid.ts";

const slug = {
  type: "string",
  pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$",
  $comment: "must be a slug: letters, digits, dots, dashes and underscores",
} as const;

export const missionMetaSchema: JsonSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:occmap:schema:mission-meta",
  title: "meta.json of a mission",
  description: "Who a mission is and how it changes the repository.",
  type: "object",
  required: ["mission_id"],
  anyOf: [
    { properties: { mission_slug: true }, required: ["mission_slug"] },
    { properties: { slug: true }, required: ["slug"] },
  ],
  properties: {
    mission_id: {
      type: "string",
      pattern: ULID_PATTERN,
      $comment: ULID_RULE,
      description: "ULID of the mission.",
    },
    mission_slug: { ...slug, description: "Readable name of the mission." },
    slug: { ...slug, description: "The same, in older files." },
    change_mode: {
      type: ["string", "null"],
      description: "bulk_edit: the change must follow an occurrence map.",
    },
    target_branch: { type: ["string", "null"], description: "The branch that the mission is merged into." },
  },
};
