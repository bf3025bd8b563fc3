/** The data of a report's page: the map, its base's lines around every entry, and perhaps the gate's verdict. */
import { joinInvocation } from "../diagnostics/invocation.ts";
import { readContents } from "../git/blobs.ts";
import { hostingAt } from "../git/hosting.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import { listTree, resolveRevision } from "../git/tree.ts";
import { groupByPath } from "../map/by-path.ts";
import type { Category } from "../map/categories.ts";
import type { LoadedMap } from "../map/load.ts";
import { stringsOf, type Entry, type OccurrenceMap } from "../map/model.ts";
import { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath, occurrencesInText } from "../occurrence/occurrence.ts";
import { assemblePage } from "../report/html/assemble.ts";
import type { PageData } from "../report/html/page-data.ts";
import { headline, mendContext, type Report } from "../report/report.ts";
import { readText, type FileText } from "../text/encoding.ts";
import type { Fault } from "../yaml/fault.ts";
import { createSyntaxSorter } from "../syntax/sorter.ts";
import { readMap } from "./map-source.ts";
import { readConfig } from "./scan.ts";

export interface PageRequest {
  /** Any folder in the repository. */
  readonly folder: string;
  /** Absolute path of the map; default: at the root. */
  readonly mapFile?: string;
  /** The verdict that the page is to show beside the plan, with the map it was held against. */
  readonly judged?: { readonly report: Extract<Report, { kind: "gate" }>; readonly loaded: LoadedMap };
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export type PageResult =
  | { readonly data: PageData }
  | { readonly mapName: string; readonly root: string; readonly faults: readonly Fault[] };

/** Throws `OccmapError` where there is no map, no repository, no such base. */
export function makePage({ folder, mapFile, judged, variables }: PageRequest): Promise<PageResult> {
  return joinInvocation(async () => {
    const repository = await openRepository(folder, variables);
    const reading = await readMap(repository.root, mapFile);
    if ("faults" in reading) return { mapName: reading.name, root: repository.root, faults: reading.faults };
    const map = judged?.loaded.map ?? reading.map;
    const base = await resolveRevision(repository, map.baseCommit ?? judged?.report.facts.base ?? "HEAD");
    const [texts, hosting] = await Promise.all([
      readTexts(repository, base.tree, map.entries),
      hostingAt(repository, base.commit),
    ]);
    const close = await closeCalls(repository, map, texts);
    const data = assemblePage({
      mapName: reading.name,
      map,
      baseCommit: base.commit,
      texts,
      closeOf: (entry) => close.get(placeKey(entry)),
      linkOf: (path) => hosting && { url: hosting.fileUrl(path), lineMark: hosting.lineMark },
      ...(judged
        ? {
            verdict: {
              verdict: judged.report.verdict,
              headline: headline(judged.report),
              context: mendContext(judged.report),
            },
          }
        : {}),
    });
    return { data };
  });
}

async function readTexts(
  repository: Repository,
  tree: string,
  entries: readonly Entry[],
): Promise<Map<string, FileText>> {
  const wanted = new Set(entries.map(({ path }) => path));
  const files = (await listTree(repository, tree)).filter(({ path }) => wanted.has(path));
  const contents = await readContents(repository, files);
  const texts = new Map<string, FileText>();
  for (const { path, oid } of files) {
    const content = contents.get(oid);
    if (content) texts.set(path, readText(content));
  }
  return texts;
}

/** Sorts again, as the scan did: a map keeps its close calls in comments, which are for people. */
async function closeCalls(
  repository: Repository,
  map: OccurrenceMap,
  texts: ReadonlyMap<string, FileText>,
): Promise<Map<string, Category>> {
  const sort = createSyntaxSorter((await readConfig(repository.root)).sorting);
  const needles = new Needles(stringsOf(map));
  const close = new Map<string, Category>();
  for (const path of groupByPath(map.entries).keys()) {
    const text = texts.get(path);
    const occurrences = [
      ...occurrencesInPath(path, needles),
      ...(text ? occurrencesInText(path, text, needles) : []),
    ];
    const sortings = await sort({ path, text, occurrences });
    occurrences.forEach(({ line }, index) => {
      const sorting = sortings[index];
      if (sorting?.close !== undefined)
        close.set(placeKey({ path, line, category: sorting.category }), sorting.close);
    });
  }
  return close;
}

function placeKey({ path, line, category }: Pick<Entry, "path" | "line" | "category">): string {
  return JSON.stringify([path, line, category]);
}
