/**
 * The update: a map brought from the revision that it describes to another one, by scanning again with its own
 * strings and scope. People's decisions and words stay (update/follow.ts, map/edit.ts); this job collects what
 * is needed to know what became of them.
 */
import type { Sorter } from "../classify/sorter.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import { resolveRevision } from "../git/tree.ts";
import { groupByPath } from "../map/by-path.ts";
import { editableMap, type Addition, type MapEdit } from "../map/edit.ts";
import { NO_COMMENTS } from "../map/entry-text.ts";
import type { MapLayout } from "../map/layout.ts";
import { writeLineComment } from "../map/line-comment.ts";
import { withLineComment, type Revision as EntryRevision } from "../map/edit-entry.ts";
import { replacementsOf, stringsOf, type Entry, type OccurrenceMap } from "../map/model.ts";
import { Needles } from "../occurrence/needles.ts";
import { refreshed, wordsLeft, type Sources } from "../update/comments.ts";
import { followFile, type Step as EntryStep } from "../update/follow-file.ts";
import { follow, type FollowedEntry, type Following } from "../update/follow.ts";
import { changedFiles, distanceTo, type Distance } from "./history.ts";
import { readListedFiles, sourcesOf, type ListedFile } from "./listed-files.ts";
import { readMapText, reloadMap, writeMapText, type MapText } from "./map-text.ts";
import type { PlannedEntry } from "./plan-files.ts";
import { scan, type ScanResult } from "./scan.ts";

export interface UpdateRequest {
  readonly folder: string;
  /** Absolute; default at the root. */
  readonly mapFile?: string;
  /** The revision that the map is to describe; default HEAD. */
  readonly rev?: string;
  /** Folder of the plan itself; default: the map's folder, unless that is the root. */
  readonly planFolder?: string;
  /** Drop entries whose occurrence is gone, too. */
  readonly prune?: boolean;
  /** Find out, and write nothing. */
  readonly dryRun?: boolean;
  readonly now: Date;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly sorter?: Sorter;
}

/** What was done, or with `dryRun` would be. */
export interface Update extends Following {
  readonly mapName: string;
  readonly map: OccurrenceMap;
  readonly added: readonly Entry[];
  /** Full ids; `from` is undefined where the map named no base. */
  readonly base: { readonly from: string | undefined; readonly to: string };
  /** Is the text of the map another one? */
  readonly changed: boolean;
  readonly scanned: Pick<ScanResult, "ledger" | "uncommitted" | "unmappable">;
}

/** Throws `OccmapError`: no map, an invalid one, no repository, no such revision, a base_commit that is not there. */
export function update(request: UpdateRequest): Promise<Update> {
  return joinInvocation(async () => {
    const repository = await openRepository(request.folder, request.variables);
    const map = await readMapText(repository.root, request.mapFile);
    const distance = await distanceOf(repository, map, request.rev ?? "HEAD");
    const { to } = distance;
    const editable = editableMap(map.text, map.loaded);
    const { following, edit } = await followEntries(
      repository,
      { map: map.loaded.map, layout: editable.layout },
      { distance, prune: request.prune === true },
    );
    const scanned = await scan({
      folder: request.folder,
      target: map.loaded.map.targetString,
      related: map.loaded.map.relatedStrings,
      ...(map.loaded.map.replacement === undefined ? {} : { replacement: map.loaded.map.replacement }),
      targets: map.loaded.map.targets,
      rev: to.commit,
      scope: map.loaded.map.scope,
      mission: { id: map.loaded.map.missionId, slug: map.loaded.map.missionSlug },
      mapFile: map.file,
      ...(request.planFolder === undefined ? {} : { planFolder: request.planFolder }),
      now: request.now,
      variables: request.variables,
      ...(request.sorter === undefined ? {} : { sorter: request.sorter }),
      known: groupByPath(following.followed.map((one) => one.to)),
    });
    const wanted = { ...edit, added: additions(scanned.planned) };
    const moved = map.loaded.map.baseCommit !== to.commit;
    const changed = moved || editable.edited(wanted) !== map.text;
    const text = changed
      ? editable.edited({
          ...wanted,
          generatedAt: scanned.map.generatedAt,
          ...(moved ? { baseCommit: to.commit } : {}),
        })
      : map.text;
    const loaded = await reloadMap(map, text);
    if (changed && request.dryRun !== true) await writeMapText(map, text);
    return {
      ...following,
      mapName: map.name,
      map: loaded.map,
      added: scanned.planned.map(({ entry }) => entry),
      base: { from: map.loaded.map.baseCommit, to: to.commit },
      changed,
      scanned,
    };
  });
}

/**
 * From where to where. A history in which only the map itself was committed leaves the map true as it is, and its
 * base with it: committing an update must not call for another one.
 */
async function distanceOf(repository: Repository, { loaded, path }: MapText, rev: string): Promise<Distance> {
  const distance = await distanceTo(repository, loaded.map, await resolveRevision(repository, rev));
  const { from, changes } = distance;
  return changes.every((change) => change.path === path) ? { from, to: from, changes: [] } : distance;
}

interface Followed {
  readonly following: Following;
  /** What that makes of the entries in the text of the map. */
  readonly edit: Pick<MapEdit, "revised" | "dropped">;
}

async function followEntries(
  repository: Repository,
  { map, layout }: { readonly map: OccurrenceMap; readonly layout: MapLayout },
  { distance, prune }: { readonly distance: Distance; readonly prune: boolean },
): Promise<Followed> {
  const { from, to } = distance;
  const needles = new Needles(stringsOf(map));
  const strings = { needles, replacements: replacementsOf(map) };
  const byPath = groupByPath(map.entries);
  const steps = new Map<Entry, EntryStep>();
  for (const history of await changedFiles(repository, map, distance))
    for (const [entry, step] of followFile(history, byPath.get(history.path) ?? [], strings))
      steps.set(entry, step);
  const paths = new Set(byPath.keys());
  for (const step of steps.values()) if ("entry" in step) paths.add(step.entry.path);
  const nows = await readListedFiles(repository, to, paths, needles);
  const following = follow({
    entries: map.entries,
    steps,
    occurrences: new Map([...nows].map(([path, { occurrences }]) => [path, occurrences])),
    operation: map.operation,
    prune,
  });
  // Only of these entries can the comment that occmap wrote be another one, or have to be told from a person's.
  const looked = following.followed.filter((one) => mayChangeComment(one, layout));
  const before = new Set(
    [...looked.map((one) => one.from), ...following.dropped.map(({ entry }) => entry)].map(
      ({ path }) => path,
    ),
  );
  const olds = from.commit === to.commit ? nows : await readListedFiles(repository, from, before, needles);
  return { following, edit: entryEdit(following, looked, layout, { olds, nows }) };
}

interface BothSides {
  readonly olds: ReadonlyMap<string, ListedFile>;
  readonly nows: ReadonlyMap<string, ListedFile>;
}

function entryEdit(
  { followed, dropped }: Following,
  looked: readonly FollowedEntry[],
  layout: MapLayout,
  sides: BothSides,
): Followed["edit"] {
  const revised = new Map<Entry, EntryRevision>();
  for (const one of followed) if (one.fate !== "same") revised.set(one.from, { entry: one.to });
  for (const one of looked) {
    const comment = refreshed(one, layout.entries.get(one.from)?.lineComment?.text, sources(one, sides));
    if (comment !== undefined) revised.set(one.from, { entry: one.to, lineComment: comment });
  }
  return {
    revised,
    dropped: new Map(
      dropped.map((one) => {
        const comments = layout.entries.get(one.entry)?.comments ?? NO_COMMENTS;
        const fate = one.why === "pruned" ? "pruned" : "carried out";
        return [
          one.entry,
          wordsLeft(one.entry, fate, comments, sourcesOf(one.entry, sides.olds.get(one.entry.path))),
        ];
      }),
    ),
  };
}

function additions(planned: readonly PlannedEntry[]): Addition[] {
  return planned.map((one) => ({
    entry: one.entry,
    comments: withLineComment(
      NO_COMMENTS,
      writeLineComment({ mark: "new", close: one.close, source: one.source }),
    ),
  }));
}

function mayChangeComment({ from, fate }: FollowedEntry, layout: MapLayout): boolean {
  const beside = layout.entries.get(from)?.lineComment?.text ?? "";
  return (
    fate === "changed" || fate === "vanished" || from.column !== undefined || beside.startsWith("# vanished:")
  );
}

function sources({ from, to }: FollowedEntry, { olds, nows }: BothSides): Sources {
  const [now] = sourcesOf(to, nows.get(to.path));
  return { before: sourcesOf(from, olds.get(from.path)), now };
}
