/** A plan that nobody can review line by line says so, and how to make smaller ones of it. */
import { countByPath } from "../map/by-path.ts";
import type { OccurrenceMap } from "../map/model.ts";
import { compareStrings } from "../text/order.ts";

/** At ten seconds an entry this is a working day. */
const REVIEWABLE = 3000;
const NAMED = 3;

/** One paragraph without a line break, not yet safe to print; undefined for a plan of a size that people review. */
export function narrowingAdvice({ entries }: Pick<OccurrenceMap, "entries">): string | undefined {
  if (entries.length <= REVIEWABLE) return undefined;
  const folders = new Map<string, number>();
  for (const [path, count] of countByPath(entries)) {
    const end = path.indexOf("/");
    if (end !== -1) folders.set(path.slice(0, end), (folders.get(path.slice(0, end)) ?? 0) + count);
  }
  const largest = [...folders]
    .sort(([a, many], [b, more]) => more - many || compareStrings(a, b))
    .slice(0, NAMED)
    .map(([folder, count]) => `--include '${folder}/**' (${count} entries)`);
  const parts = largest.length < 2 ? "" : `Plan a part of the tree at a time: ${largest.join(", ")}. `;
  return (
    `${entries.length} entries are more than anybody reviews line by line. ${parts}` +
    "Leave out what is generated or vendored with --exclude, or name a longer string that stands in fewer places."
  );
}
