/** The findings about a map that the head changes, although it was to be read from a trusted revision. */
import type { Finding } from "../gate/findings.ts";
import { compareMaps } from "../gate/map-difference.ts";
import { loadMap, type LoadedMap } from "../map/load.ts";

/** `atHead` is null where the head has no map any more. */
export async function mapChanges(
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
  trusted: LoadedMap,
  atHead: Buffer | null,
): Promise<Finding[]> {
  if (atHead?.equals(bytes) === true) return [];
  const finding = (detail: string): Finding => ({
    code: "map-changed",
    path: name,
    detail,
    before: [],
    after: [],
  });
  if (atHead === null) return [finding("the map was deleted")];
  const later = await loadMap(atHead);
  if ("faults" in later) return [finding("the map is no longer valid")];
  const { loosened, tightened } = compareMaps(trusted.map, later.map);
  if (loosened.length > 0) return loosened.map((what) => finding(`loosened: ${what}`));
  if (tightened.length > 0) return tightened.map((what) => finding(`changed: ${what}`));
  // Reasons and comments are for people; where only they differ, the plan is the same, and still it was edited.
  return [finding("changed: its words, not its decisions")];
}
