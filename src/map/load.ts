/**
 * From the text of a map to the map, or to everything that is wrong with it.
 *
 * The only way in: YAML, then the schema, then the rules that span entries. Each step reports all of its
 * faults; a later step runs only on what the earlier ones accepted.
 */
import { CATEGORIES } from "./categories.ts";
import { compareEntries, type Entry, type Exception, type OccurrenceMap, type Shard } from "./model.ts";
import { faultAt } from "./fault-at.ts";
import { entryFaults, ruleFaults, type Located } from "./rules.ts";
import type { WrittenStrings, WrittenTarget } from "./string-rules.ts";
import { occurrenceMapSchema } from "./schema.ts";
import { readYaml, type YamlDocument } from "../yaml/document.ts";
import { compareFaults, type Fault, type Position } from "../yaml/fault.ts";
import { schemaFaults } from "../yaml/schema-check.ts";

/** A valid map, its entries in the map's order whatever the order of the file, and where each entry stands. */
export interface LoadedMap {
  readonly map: OccurrenceMap;
  readonly positionOf: (entry: Entry) => Position;
  /** The entries as the file has them: by category, remove before keep, each list in its own order. */
  readonly written: readonly Entry[];
}

export type MapLoading = LoadedMap | { readonly faults: readonly Fault[] };

export interface LoadOptions {
  /** Take a map that is only a part of a plan (`scan --shard`), too. To everybody but merge that is a fault. */
  readonly parts?: boolean;
}

/** Reads `bytes` as a map. Never throws for any content; what is wrong is in `faults`, in file order. */
export async function loadMap(bytes: Buffer, { parts = false }: LoadOptions = {}): Promise<MapLoading> {
  const reading = readYaml(bytes);
  if ("faults" in reading) return reading;
  const { document } = reading;
  const violations = await schemaFaults(occurrenceMapSchema, document);
  if (violations.length > 0) return { faults: violations };
  const loading = assemble(document);
  if ("faults" in loading || loading.map.shard === undefined || parts) return loading;
  const { part, of } = loading.map.shard;
  const next = "join all parts with: occmap merge MAP... -o occurrence_map.yaml";
  return {
    faults: [faultAt(document, ["shard"], "partial-map", `the map is part ${part} of ${of} of a plan`, next)],
  };
}

/** What the schema has just guaranteed. */
interface MapFile {
  readonly mission_id: string;
  readonly mission_slug: string;
  readonly target_string: string;
  readonly related_strings: readonly string[];
  readonly generated_at: string;
  readonly base_commit?: string;
  readonly operation?: "remove" | "rename";
  readonly replacement?: string;
  readonly targets?: readonly WrittenTarget[];
  readonly shard?: Shard;
  readonly scope?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] };
  readonly exceptions?: readonly {
    readonly path: string;
    readonly reason: string;
    readonly allow_occurrences?: boolean;
  }[];
  readonly categories: Readonly<
    Record<string, { readonly remove: readonly EntryFile[]; readonly keep: readonly EntryFile[] }>
  >;
  readonly totals: { readonly remove_count: number; readonly keep_count: number };
}

interface EntryFile {
  readonly path: string;
  readonly line: number;
  readonly end_line?: number;
  readonly column?: number;
  readonly reason: string;
  readonly keep_reason?: string;
}

function assemble(document: YamlDocument): MapLoading {
  // The one place where checked data becomes typed data: the schema above is the proof.
  const file = document.value as MapFile;
  const located = locatedEntries(file, document);
  const map = toMap(file, located);
  const faults = [
    ...located.flatMap((entry) => entryFaults(entry, document)),
    ...ruleFaults({ map, written: writtenStrings(file), entries: located, totals: file.totals, document }),
  ];
  if (faults.length > 0) return { faults: faults.sort(compareFaults) };
  const places = new Map<Entry, Located>(located.map((one) => [one.entry, one]));
  return {
    map,
    positionOf: (entry) => document.locate(places.get(entry)?.at ?? []),
    written: located.map(({ entry }) => entry),
  };
}

function locatedEntries(file: MapFile, document: YamlDocument): Located[] {
  return CATEGORIES.flatMap((category) =>
    (["remove", "keep"] as const).flatMap((decision) =>
      (file.categories[category]?.[decision] ?? []).map((written, index): Located => {
        const at = ["categories", category, decision, index];
        const { path, line, reason } = written;
        const place = {
          category,
          path,
          line,
          reason,
          ...(written.end_line === undefined ? {} : { endLine: written.end_line }),
          ...(written.column === undefined ? {} : { column: written.column }),
        };
        const entry: Entry =
          decision === "remove"
            ? { ...place, decision }
            : { ...place, decision, keepReason: written.keep_reason ?? "" };
        return { entry, at, document };
      }),
    ),
  );
}

function writtenStrings({ related_strings, replacement, targets = [] }: MapFile): WrittenStrings {
  return { related: related_strings, replacement, targets };
}

function toMap(file: MapFile, located: readonly Located[]): OccurrenceMap {
  const exceptions = (file.exceptions ?? []).map(({ path, reason, allow_occurrences }): Exception => {
    return { path, reason, allowOccurrences: allow_occurrences ?? false };
  });
  const { related, targets } = writtenStrings(file);
  const replacements = new Map(targets.map(({ from, to }) => [from, to]));
  // An item of targets is a related string with its replacement, and the target's own item is its replacement.
  const added = targets.map(({ from }) => from).filter((from) => from !== file.target_string);
  const relatedStrings = [...new Set([...related, ...added])];
  const replacement = file.replacement ?? replacements.get(file.target_string);
  return {
    missionId: file.mission_id,
    missionSlug: file.mission_slug,
    targetString: file.target_string,
    relatedStrings,
    generatedAt: file.generated_at,
    ...(file.base_commit === undefined ? {} : { baseCommit: file.base_commit }),
    operation: file.operation ?? "remove",
    ...(replacement === undefined ? {} : { replacement }),
    targets: relatedStrings.flatMap((from) => {
      const to = replacements.get(from);
      return to === undefined ? [] : [{ from, to }];
    }),
    scope: { include: file.scope?.include ?? [], exclude: file.scope?.exclude ?? [] },
    ...(file.shard === undefined ? {} : { shard: file.shard }),
    exceptions,
    entries: located.map(({ entry }) => entry).sort(compareEntries),
  };
}
