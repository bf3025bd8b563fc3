/** A map in another format, with what that format cannot say. Reads the map alone, and nothing of the repository. */
import { joinInvocation } from "../diagnostics/invocation.ts";
import { findRepository } from "../git/repository.ts";
import type { Loss } from "../interchange/loss.ts";
import { mapDocument } from "../interchange/map-json.ts";
import { specKittyLosses, specKittyText } from "../interchange/spec-kitty-write.ts";
import { tableLosses, tableText } from "../interchange/table.ts";
import { stringsOf, type OccurrenceMap } from "../map/model.ts";
import { headerLines } from "../map/write.ts";
import { Needles } from "../occurrence/needles.ts";
import { prettyJsonText } from "../report/json-text.ts";
import { readWithComments } from "../yaml/comments.ts";
import { readMapText } from "./map-text.ts";

export type Format = "spec-kitty" | "csv" | "json";

export interface ConvertRequest {
  readonly folder: string;
  /** Absolute; default at the root. */
  readonly mapFile?: string;
  readonly to: Format;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface Conversion {
  readonly mapName: string;
  readonly map: OccurrenceMap;
  readonly text: string;
  readonly losses: readonly Loss[];
}

/** Throws `OccmapError`: map-missing, map-invalid. */
export function convert({ folder, mapFile, to, variables }: ConvertRequest): Promise<Conversion> {
  return joinInvocation(async () => {
    const root = (await findRepository(folder, variables))?.root ?? folder;
    const source = await readMapText(root, mapFile);
    const { map } = source.loaded;
    const written = await WRITERS[to](map);
    const losses = [...written.losses, ...commentsLoss(source.text, map)];
    return { mapName: source.name, map, text: written.text, losses };
  });
}

const WRITERS: Readonly<
  Record<Format, (map: OccurrenceMap) => Promise<{ readonly text: string; readonly losses: readonly Loss[] }>>
> = {
  "spec-kitty": (map) =>
    Promise.resolve({
      text: specKittyText(map),
      losses: specKittyLosses(map, new Needles(stringsOf(map))),
    }),
  csv: async (map) => ({ text: await tableText(map), losses: tableLosses(map) }),
  json: (map) => Promise.resolve({ text: prettyJsonText(mapDocument(map)), losses: [] }),
};

/** The header is made anew with every map; all other comments are lost. */
function commentsLoss(text: string, map: OccurrenceMap): Loss[] {
  const header = new Set(headerLines(map));
  const { length } = readWithComments(text).comments.all.filter((comment) => !header.has(comment.text));
  return length === 0
    ? []
    : [{ place: "comments", what: `${length} are left out: source lines and people's words` }];
}
