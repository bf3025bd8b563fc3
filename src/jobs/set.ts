/**
 * Decisions changed in bulk, by rule instead of by hand: the map's text is edited, so that comments and layout stay.
 * When the map was made (`generated_at`) and what its lines refer to stay as they are.
 */
import { joinInvocation } from "../diagnostics/invocation.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import { openRepository, findRepository, type Repository } from "../git/repository.ts";
import { resolveRevision } from "../git/tree.ts";
import { editableMap, type MapEdit } from "../map/edit.ts";
import { NO_COMMENTS } from "../map/entry-text.ts";
import type { MapLayout } from "../map/layout.ts";
import { lastLine, placeOf, stringsOf, type Decision, type Entry, type OccurrenceMap } from "../map/model.ts";
import { Needles } from "../occurrence/needles.ts";
import { wordsLeft } from "../update/comments.ts";
import { readListedFiles, sourcesOf } from "./listed-files.ts";
import { readMapText, reloadMap, writeMapText, type MapText } from "./map-text.ts";
import { selectEntries, type Selection } from "./select.ts";

/** Lines of a file, 1-based, both included. */
export interface Block {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

export type Change =
  | {
      readonly kind: "decide";
      readonly selection: Selection;
      readonly decision: Decision;
      readonly reason: string;
    }
  /** Without a decision or reason the block has those of its entries. */
  | { readonly kind: "block"; readonly block: Block; readonly decision?: Decision; readonly reason?: string };

export interface SetRequest {
  readonly folder: string;
  /** Absolute; default at the root. */
  readonly mapFile?: string;
  readonly change: Change;
  readonly dryRun?: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface SetResult {
  readonly mapName: string;
  readonly map: OccurrenceMap;
  readonly changed: readonly { readonly from: Entry; readonly to: Entry }[];
  /** Entries that a block took in, beside the first one, which became the block. */
  readonly joined: readonly Entry[];
  /** Number of entries that were as asked already. */
  readonly unchanged: number;
  readonly written: boolean;
}

/** Throws `OccmapError` where nothing is concerned, or where the map would not be valid any more. */
export function set(request: SetRequest): Promise<SetResult> {
  return joinInvocation(async () => {
    const { folder, variables, change } = request;
    const root = (await findRepository(folder, variables))?.root ?? folder;
    const map = await readMapText(root, request.mapFile);
    const repository = (): Promise<Repository> => openRepository(folder, variables);
    const editable = editableMap(map.text, map.loaded);
    const planned =
      change.kind === "decide"
        ? await decide(map, change, repository)
        : await join(map, editable.layout, change, repository);
    const text = editable.edited(planned.edit);
    const loaded = await reloadMap(map, text);
    const written = text !== map.text && request.dryRun !== true;
    if (written) await writeMapText(map, text);
    const { changed, joined, unchanged } = planned;
    return { mapName: map.name, map: loaded.map, changed, joined, unchanged, written };
  });
}

interface Planned extends Pick<SetResult, "changed" | "joined" | "unchanged"> {
  readonly edit: MapEdit;
}

async function decide(
  map: MapText,
  { selection, decision, reason }: Extract<Change, { kind: "decide" }>,
  repository: () => Promise<Repository>,
): Promise<Planned> {
  const selected = await selectEntries(map.loaded.map, selection, repository);
  if (selected.length === 0) throw nothingConcerned(map.name);
  const decided = selected.map((from) => ({ from, to: decidedAs(from, decision, reason) }));
  const changed = decided.filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  return {
    edit: { revised: new Map(changed.map(({ from, to }) => [from, { entry: to }])) },
    changed,
    joined: [],
    unchanged: decided.length - changed.length,
  };
}

/** Why it is kept is a keep entry's keep_reason; a remove entry has one reason only. */
function decidedAs(entry: Entry, decision: Decision, reason: string): Entry {
  const { category, path, line, endLine, column } = entry;
  const place = {
    category,
    path,
    line,
    reason: decision === "remove" ? reason : entry.reason,
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { column }),
  };
  return decision === "remove" ? { ...place, decision } : { ...place, decision, keepReason: reason };
}

async function join(
  map: MapText,
  layout: MapLayout,
  { block, decision, reason }: Extract<Change, { kind: "block" }>,
  openMapRepository: () => Promise<Repository>,
): Promise<Planned> {
  const { path, first, last } = block;
  const on = map.loaded.map.entries.filter(
    (entry) => entry.path === path && entry.line > 0 && entry.line <= last && lastLine(entry) >= first,
  );
  const [head, ...others] = on.toSorted((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0));
  if (!head) throw nothingConcerned(map.name);
  const crossing = on.find((entry) => entry.line < first || lastLine(entry) > last);
  if (crossing)
    throw refused(map.name, `${placeOf(crossing)} reaches out of the block`, "take all of its lines in");
  const other = others.find((entry) => entry.decision !== head.decision);
  if (other && decision === undefined)
    throw refused(
      map.name,
      `${placeOf(head)} is to be ${past(head)}, ${placeOf(other)} is to be ${past(other)}`,
      "decide for all of them with --remove or --keep, and --reason",
    );
  const repository = await openMapRepository();
  const base = await resolveRevision(repository, map.loaded.map.baseCommit ?? "HEAD");
  const needles = new Needles(stringsOf(map.loaded.map));
  const file = (await readListedFiles(repository, base, new Set([path]), needles)).get(path);
  if (file?.lines === undefined || file.lines.count < last)
    throw refused(
      map.name,
      `${path} has ${file?.lines?.count ?? 0} lines at the map's base`,
      "name lines that it has",
    );
  const words = (entry: Entry): string[] =>
    wordsLeft(
      entry,
      "now in the block",
      layout.entries.get(entry)?.comments ?? NO_COMMENTS,
      sourcesOf(entry, file),
    );
  const kept = decision ?? head.decision;
  const own = head.decision === "keep" ? head.keepReason : head.reason;
  const decided =
    decision === undefined && reason === undefined ? head : decidedAs(head, kept, reason ?? own);
  const to = blockOf(decided, block);
  return {
    edit: {
      revised: new Map([[head, { entry: to }]]),
      dropped: new Map(others.map((entry) => [entry, words(entry)])),
    },
    changed: [{ from: head, to }],
    joined: others,
    unchanged: 0,
  };
}

function blockOf({ category, path, reason, ...entry }: Entry, { first, last }: Block): Entry {
  const place = { category, path, line: first, endLine: last, reason };
  return entry.decision === "keep"
    ? { ...place, decision: "keep", keepReason: entry.keepReason }
    : { ...place, decision: "remove" };
}

function past({ decision }: Entry): string {
  return decision === "remove" ? "removed" : "kept";
}

function nothingConcerned(map: string): OccmapError {
  return refused(map, "no entry of the map is concerned", "see which there are: occmap list");
}

function refused(where: string, message: string, next: string): OccmapError {
  return new OccmapError({ code: "usage", message, where, next });
}
