/** `occmap list`: the entries of a map. */
import { list } from "../jobs/list.ts";
import { countTotals } from "../map/model.ts";
import { documentText } from "../report/documents.ts";
import { entryTable, mapEntryJson } from "../report/entry-text.ts";
import { count } from "../report/words.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption, mapFileOption } from "./options.ts";
import { selectionOption } from "./selection.ts";

export async function runList(args: Arguments, environment: Environment): Promise<Outcome> {
  const mapFile = mapFileOption(args, environment);
  const { mapName, entries, of } = await list({
    folder: folderOption(args, environment),
    ...(mapFile === undefined ? {} : { mapFile }),
    selection: selectionOption(args, { decision: true }),
    variables: environment.variables,
  });
  const { remove, keep } = countTotals(entries);
  if (args.on("json")) {
    const document = {
      map: mapName,
      totals: { remove_count: remove, keep_count: keep },
      entries: entries.map(mapEntryJson),
    };
    return { status: 0, payload: documentText(document) };
  }
  const summary = `${remove} to remove, ${keep} to keep (${entries.length} of ${count(of, "entry", "entries")})`;
  return { status: 0, payload: `${[...entryTable(entries), summary].join("\n")}\n` };
}
