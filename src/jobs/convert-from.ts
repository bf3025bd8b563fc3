/**
 * A Spec Kitty map made a map of ours: its items are held against the occurrences of one revision, and the scan says
 * what the author missed. Nothing is guessed: what is not clear, and what is missing, is handed to the caller.
 */
import { relative } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import { readIfThere } from "../files/read.ts";
import { openRepository } from "../git/repository.ts";
import { resolveRevision } from "../git/tree.ts";
import type { Loss } from "../interchange/loss.ts";
import { resolveItems, type Unresolved } from "../interchange/resolve.ts";
import { frameOf } from "../interchange/spec-kitty-frame.ts";
import { readSpecKitty, type SpecKittyMap } from "../interchange/spec-kitty-read.ts";
import { groupByPath } from "../map/by-path.ts";
import { besideLine } from "../map/entry-text.ts";
import { loadMap } from "../map/load.ts";
import { compareEntries, type Entry, type OccurrenceMap, type Scope, type Target } from "../map/model.ts";
import { mapText } from "../map/write.ts";
import { Needles } from "../occurrence/needles.ts";
import { printable } from "../text/printable.ts";
import { readListedFiles, sourcesOf } from "./listed-files.ts";
import { insideRoot } from "./map-source.ts";
import { mapInvalid } from "./map-text.ts";
import { namedStrings } from "./named-strings.ts";
import { scan, type MissionIdentity, type ScanRequest, type ScanResult } from "./scan.ts";

export interface ConvertFromRequest {
  readonly folder: string;
  /** The Spec Kitty map; absolute. */
  readonly file: string;
  /** Further strings, which the format cannot name; in a rename map all of them in `targets`. */
  readonly related?: readonly string[];
  readonly targets?: readonly Target[];
  readonly scope?: Scope;
  /** Default HEAD. */
  readonly rev?: string;
  /** Given the operation and the term, because a name may be made of them. */
  readonly missionOf: (map: Pick<SpecKittyMap, "term" | "operation">) => MissionIdentity;
  /** Where the map will lie, absolute; that file is never searched. Default: the Spec Kitty map itself. */
  readonly mapFile?: string;
  readonly planFolder?: string;
  readonly now: Date;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface ImportedMap {
  readonly map: OccurrenceMap;
  readonly text: string;
  readonly losses: readonly Loss[];
  readonly unresolved: readonly Unresolved[];
  /** What scan would list for occurrences of which no item speaks. They are not in the map. */
  readonly missed: readonly Entry[];
  readonly scanned: Pick<ScanResult, "ledger" | "unmappable">;
}

/** Throws `OccmapError`: file-unreadable, map-invalid, bad-revision, usage for strings that cannot be searched. */
export function convertFrom(request: ConvertFromRequest): Promise<ImportedMap> {
  return joinInvocation(async () => {
    const repository = await openRepository(request.folder, request.variables);
    const source = await readSource(request.file);
    const strings: Pick<ScanRequest, "target" | "related" | "replacement" | "targets"> = {
      target: source.term,
      ...(request.related === undefined ? {} : { related: request.related }),
      ...(source.replacement === undefined ? {} : { replacement: source.replacement }),
      ...(request.targets === undefined ? {} : { targets: request.targets }),
    };
    const needles = new Needles([source.term, ...namedStrings(strings).related]);
    const revision = await resolveRevision(repository, request.rev ?? "HEAD");
    const items = source.categories.flatMap((category) => category.items);
    const paths = new Set(items.map(({ path }) => path));
    const files = await readListedFiles(repository, revision, paths, needles);
    const mapFile = request.mapFile ?? request.file;
    const resolution = resolveItems(items, {
      occurrences: new Map([...files].map(([path, { occurrences }]) => [path, occurrences])),
      operation: source.operation,
      mapPath: insideRoot(repository.root, mapFile),
    });
    const scanned = await scan({
      folder: request.folder,
      ...strings,
      rev: revision.commit,
      ...(request.scope === undefined ? {} : { scope: request.scope }),
      mission: request.missionOf(source),
      mapFile,
      ...(request.planFolder === undefined ? {} : { planFolder: request.planFolder }),
      now: request.now,
      variables: request.variables,
      known: groupByPath(resolution.entries),
    });
    const frame = frameOf(source);
    const map: OccurrenceMap = {
      ...scanned.map,
      exceptions: frame.exceptions,
      entries: [...resolution.entries].sort(compareEntries),
    };
    const shown = relative(request.folder, request.file).replaceAll("\\", "/");
    const remarks = [`# Converted from ${printable(shown)}; its notes:`, ...frame.remarks];
    const text = mapText(
      map,
      (entry) => besideLine(sourcesOf(entry, files.get(entry.path))[0]),
      frame.remarks.length === 0 ? [] : remarks,
    );
    await ensureValid(request.file, text);
    const open = openPlaces(resolution.unresolved);
    return {
      map,
      text,
      losses: frame.losses,
      unresolved: resolution.unresolved,
      missed: scanned.planned
        .map(({ entry }) => entry)
        .filter(({ path, line }) => open.get(path)?.has(line) !== true),
      scanned,
    };
  });
}

async function readSource(file: string): Promise<SpecKittyMap> {
  const bytes = await readIfThere(file);
  if (bytes === undefined)
    throw new OccmapError({
      code: "file-unreadable",
      message: "there is no such file",
      where: file,
      next: "name a map of Spec Kitty",
    });
  const reading = await readSpecKitty(bytes);
  if ("faults" in reading) throw mapInvalid(file, reading.faults);
  return reading.map;
}

/** Entries that contradict each other across files (a rename into one name) show only in the whole map. */
async function ensureValid(file: string, text: string): Promise<void> {
  const loading = await loadMap(Buffer.from(text));
  if ("faults" in loading) throw mapInvalid(`the map made of ${file}`, loading.faults);
}

/** Lines that an item which is not clear may speak of: they are open, not missed. */
function openPlaces(unresolved: readonly Unresolved[]): ReadonlyMap<string, ReadonlySet<number>> {
  const open = new Map<string, Set<number>>();
  for (const { item, candidates } of unresolved) {
    const lines = open.get(item.path) ?? new Set<number>();
    if (item.line === undefined) lines.add(0);
    for (const line of candidates) lines.add(line);
    open.set(item.path, lines);
  }
  return open;
}
