/** The entries of a map that somebody wants to see. */
import { joinInvocation } from "../diagnostics/invocation.ts";
import { findRepository, openRepository } from "../git/repository.ts";
import type { Entry } from "../map/model.ts";
import { mapInvalid } from "./map-text.ts";
import { readMap } from "./map-source.ts";
import { selectEntries, type Selection } from "./select.ts";

export interface ListRequest {
  readonly folder: string;
  /** Absolute; default at the root. */
  readonly mapFile?: string;
  readonly selection: Selection;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface Listing {
  readonly mapName: string;
  /** In the map's order. */
  readonly entries: readonly Entry[];
  /** Number of entries in the whole map. */
  readonly of: number;
}

/** Throws `OccmapError`: no map, an invalid one, a bad selection. */
export function list({ folder, mapFile, selection, variables }: ListRequest): Promise<Listing> {
  return joinInvocation(async () => {
    const root = (await findRepository(folder, variables))?.root ?? folder;
    const reading = await readMap(root, mapFile);
    if ("faults" in reading) throw mapInvalid(reading.name, reading.faults);
    const entries = await selectEntries(reading.map, selection, () => openRepository(folder, variables));
    return { mapName: reading.name, entries, of: reading.map.entries.length };
  });
}
