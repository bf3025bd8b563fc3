/**
 * Maps made for the parts of a tree (`scan --shard 2/8`), joined to the map that one scan would have made: the same
 * bytes, where nobody edited the parts and all were made at the same time. The latest time of the parts is the
 * joined map's; the mission is theirs, so that every part has to be made for the same one.
 */
import { OccmapError } from "../diagnostics/errors.ts";
import { readIfThere } from "../files/read.ts";
import { NO_COMMENTS, type EntryComments } from "../map/entry-text.ts";
import { layOut } from "../map/layout.ts";
import { loadMap, type LoadedMap } from "../map/load.ts";
import { compareEntries, type Entry, type OccurrenceMap, type Shard } from "../map/model.ts";
import { headerLines, mapText } from "../map/write.ts";
import { compareStrings } from "../text/order.ts";
import { mapMissing } from "./map-source.ts";
import { mapInvalid } from "./map-text.ts";

export interface Part {
  /** As the caller named it. */
  readonly name: string;
  readonly shard: Shard;
  readonly text: string;
  readonly loaded: LoadedMap;
}

export interface Merged {
  readonly map: OccurrenceMap;
  readonly text: string;
}

/** Reads a part from `file`. Throws `OccmapError`: map-missing, map-invalid, usage for a map that is whole. */
export async function readPart(name: string, file: string): Promise<Part> {
  const bytes = await readIfThere(file);
  if (bytes === undefined) throw mapMissing(name);
  const loaded = await loadMap(bytes, { parts: true });
  if ("faults" in loaded) throw mapInvalid(name, loaded.faults);
  const { shard } = loaded.map;
  if (shard === undefined)
    throw refused(
      name,
      "the map is whole, not a part of one",
      "name maps made with: occmap scan --shard PART/OF",
    );
  return { name, shard, text: bytes.toString("utf8").replace(/^\ufeff/, ""), loaded };
}

/** Throws `OccmapError` (usage) where the parts do not belong together, or one is missing or there twice. */
export function mergeMaps(parts: readonly Part[]): Merged {
  const [first] = parts;
  if (!first) throw refused("merge", "no map was named", "name all parts of the plan");
  for (const part of parts) ensureSamePlan(first, part);
  ensureComplete(parts, first.shard.of);
  const comments = new Map<Entry, EntryComments>();
  const remarks = new Set<string>();
  for (const { text, loaded } of parts) {
    const layout = layOut(text, loaded);
    for (const [entry, place] of layout.entries) comments.set(entry, place.comments);
    const ours = new Set(headerLines(loaded.map));
    for (const comment of layout.loose) if (!ours.has(comment.text)) remarks.add(comment.text);
  }
  const times = parts.map(({ loaded }) => loaded.map.generatedAt).sort(compareStrings);
  const map: OccurrenceMap = {
    ...whole(first.loaded.map),
    generatedAt: times.at(-1) ?? first.loaded.map.generatedAt,
    entries: [...comments.keys()].sort(compareEntries),
  };
  return { map, text: mapText(map, (entry) => comments.get(entry) ?? NO_COMMENTS, [...remarks]) };
}

function whole(map: OccurrenceMap): OccurrenceMap {
  const copy: { shard?: Shard } & OccurrenceMap = { ...map };
  delete copy.shard;
  return copy;
}

/** What all parts of one plan have alike. */
const FRAME = {
  missionId: "mission_id",
  missionSlug: "mission_slug",
  targetString: "target_string",
  relatedStrings: "related_strings",
  baseCommit: "base_commit",
  operation: "operation",
  replacement: "replacement",
  targets: "targets",
  scope: "scope",
  exceptions: "exceptions",
} as const satisfies Record<Exclude<keyof OccurrenceMap, "generatedAt" | "shard" | "entries">, string>;

function ensureSamePlan(first: Part, part: Part): void {
  const value = ({ loaded }: Part, key: string): string =>
    JSON.stringify(Reflect.get(loaded.map, key) ?? null);
  for (const [key, written] of Object.entries(FRAME)) {
    if (value(first, key) === value(part, key)) continue;
    throw refused(
      part.name,
      `its ${written} is another one than that of ${first.name}`,
      "make all parts with the same flags, at the same commit, for the same mission (--mission-id, --mission-slug)",
    );
  }
  if (part.shard.of !== first.shard.of)
    throw refused(
      part.name,
      `it is a part of ${part.shard.of}, ${first.name} of ${first.shard.of}`,
      "make all parts with the same number of parts",
    );
}

function ensureComplete(parts: readonly Part[], of: number): void {
  const seen = new Map<number, Part>();
  for (const part of parts) {
    const other = seen.get(part.shard.part);
    if (other)
      throw refused(
        part.name,
        `it is part ${part.shard.part}, and so is ${other.name}`,
        "name each part once",
      );
    seen.set(part.shard.part, part);
  }
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((part) => !seen.has(part));
  if (missing.length > 0)
    throw refused(
      "merge",
      `of ${of} parts these are missing: ${missing.slice(0, 20).join(", ")}`,
      `make them with: occmap scan --shard ${missing[0] ?? 1}/${of}`,
    );
}

function refused(where: string, message: string, next: string): OccmapError {
  return new OccmapError({ code: "usage", message, where, next });
}
