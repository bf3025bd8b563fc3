/** From the text of `meta.json` to the mission, or to everything that is wrong with it. Pure. */
import { describe } from "../diagnostics/errors.ts";
import { decode } from "../text/encoding.ts";
import { printable, shorten } from "../text/printable.ts";
import type { YamlDocument } from "../yaml/document.ts";
import { schemaFaults } from "../yaml/schema-check.ts";
import { missionMetaSchema } from "./meta-schema.ts";

export const BULK_EDIT = "bulk_edit";

export interface MissionMeta {
  readonly id: string;
  readonly slug: string;
  readonly changeMode: string | undefined;
  readonly targetBranch: string | undefined;
}

export type MetaReading = { readonly meta: MissionMeta } | { readonly faults: readonly string[] };

/** Never throws for any content. */
export async function readMissionMeta(bytes: Buffer): Promise<MetaReading> {
  const parsed = parse(bytes);
  if ("faults" in parsed) return parsed;
  const violations = await schemaFaults(missionMetaSchema, unplaced(parsed.value));
  if (violations.length > 0) return { faults: violations.map(({ message }) => message) };
  // The schema has made sure of both; the compiler has not.
  const slug = textOf(parsed.value, "mission_slug") ?? textOf(parsed.value, "slug");
  const id = textOf(parsed.value, "mission_id");
  if (id === undefined || slug === undefined) return { faults: ["it lacks the key mission_slug (or slug)"] };
  const changeMode = textOf(parsed.value, "change_mode");
  if (changeMode !== undefined && changeMode !== BULK_EDIT && isNearly(changeMode)) {
    return {
      faults: [`change_mode ${shown(changeMode)} must be written ${BULK_EDIT}, or it would not count`],
    };
  }
  return { meta: { id, slug, changeMode, targetBranch: textOf(parsed.value, "target_branch") } };
}

/** Does the mission promise a change that follows a map? */
export function isBulkEdit({ changeMode }: Pick<MissionMeta, "changeMode">): boolean {
  return changeMode === BULK_EDIT;
}

function parse(bytes: Buffer): { readonly value: unknown } | { readonly faults: readonly string[] } {
  try {
    return { value: JSON.parse(decode(bytes).replace(/^\ufeff/, "")) };
  } catch (error) {
    return { faults: [`it is not JSON: ${shown(describe(error))}`] };
  }
}

/** Data for the schema checker; a JSON file is small and is not quoted by line. */
function unplaced(value: unknown): YamlDocument {
  const start = { line: 1, column: 1 };
  return { value, locate: () => start, locateKey: () => start, sourceAt: () => "" };
}

function textOf(value: unknown, key: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** A mode that means a bulk edit and is misspelt would switch the gate's demand off without a word. */
function isNearly(mode: string): boolean {
  return mode.toLowerCase().replace(/[^a-z]/g, "") === "bulkedit";
}

function shown(text: string): string {
  return shorten(printable(text), 120);
}
