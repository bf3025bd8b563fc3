/**
 * A map as JSON. It is the same format: JSON is YAML, so the file is a map for every command, by the same schema, and
 * nothing but comments is lost.
 */
import { perCategory } from "../map/categories.ts";
import { entryValues } from "../map/entry-text.ts";
import { compareEntries, countTotals, type Decision, type Entry, type OccurrenceMap } from "../map/model.ts";

/** The keys of occurrence_map.yaml, in their order. */
export function mapDocument(map: OccurrenceMap): Readonly<Record<string, unknown>> {
  const { remove, keep } = countTotals(map.entries);
  const { include, exclude } = map.scope;
  const sorted = [...map.entries].sort(compareEntries);
  return {
    mission_id: map.missionId,
    mission_slug: map.missionSlug,
    target_string: map.targetString,
    related_strings: map.relatedStrings,
    generated_at: map.generatedAt,
    ...(map.baseCommit === undefined ? {} : { base_commit: map.baseCommit }),
    ...(map.operation === "remove" ? {} : { operation: map.operation }),
    ...(map.replacement === undefined ? {} : { replacement: map.replacement }),
    ...(map.targets.length === 0 ? {} : { targets: map.targets.map(({ from, to }) => ({ from, to })) }),
    ...(include.length + exclude.length === 0 ? {} : { scope: { include, exclude } }),
    ...(map.exceptions.length === 0
      ? {}
      : {
          exceptions: map.exceptions.map(({ path, reason, allowOccurrences }) => ({
            path,
            reason,
            ...(allowOccurrences ? { allow_occurrences: true } : {}),
          })),
        }),
    categories: perCategory((category) => {
      const listed = (decision: Decision): unknown[] =>
        sorted
          .filter((entry) => entry.category === category && entry.decision === decision)
          .map((entry) => entryDocument(entry));
      return { remove: listed("remove"), keep: listed("keep") };
    }),
    totals: { remove_count: remove, keep_count: keep },
  };
}

function entryDocument(entry: Entry): Readonly<Record<string, string | number>> {
  return Object.fromEntries(entryValues(entry));
}
