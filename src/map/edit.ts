/**
 * Changes a map by changing its text, at the places concerned and nowhere else: what people wrote, how they
 * laid it out and where their comments stand is theirs. docs/decisions/comment-round-trip.md says why.
 *
 * An entry that changes keeps its lines; only where keys come or go it is written anew, with its comments. An
 * entry that moves to another list takes its comments along. A list or category in flow style that has to hold
 * something else is written anew in block style. No comment is dropped here: of an entry that goes, the caller
 * says which ones stay.
 */
import { CATEGORIES, type Category } from "./categories.ts";
import { editEntry, linesText, withLineComment, type Revision } from "./edit-entry.ts";
import { listEdits, type Piece } from "./edit-list.ts";
import { entryText, NO_COMMENTS, type EntryComments } from "./entry-text.ts";
import { layOut, type EntryLayout, type MapLayout } from "./layout.ts";
import type { LoadedMap } from "./load.ts";
import { compareEntries, countTotals, type Decision, type Entry } from "./model.ts";
import { scalar } from "./scalars.ts";
import { headerLines, listsText, mapText } from "./write.ts";
import { applyEdits, type TextEdit } from "../text/edits.ts";

/** An entry that comes. */
export interface Addition {
  readonly entry: Entry;
  readonly comments: EntryComments;
}

export interface MapEdit {
  /** By the entry as it is. */
  readonly revised?: ReadonlyMap<Entry, Revision>;
  /** Entries that go, with the comment lines (with `#`) that stay in their place. */
  readonly dropped?: ReadonlyMap<Entry, readonly string[]>;
  readonly added?: readonly Addition[];
  /** New values at the top of the file. */
  readonly generatedAt?: string;
  readonly baseCommit?: string;
}

/** A map laid out once, for whoever looks at its text and then changes it. */
export interface EditableMap {
  readonly layout: MapLayout;
  /** The text with the edit made; byte for byte the same where nothing is asked for. */
  readonly edited: (edit: MapEdit) => string;
}

/** `text` is the valid map `loaded`. */
export function editableMap(text: string, loaded: LoadedMap): EditableMap {
  const open = text !== "" && !text.endsWith("\n");
  const layout = layOut(open ? `${text}\n` : text, loaded);
  const edited = (edit: MapEdit): string => {
    const result = layout.categories ? editBlocks(layout, loaded, edit) : writeAnew(layout, loaded, edit);
    return open && result.endsWith("\n") ? result.slice(0, -1) : result;
  };
  return { layout, edited };
}

function editBlocks(layout: MapLayout, loaded: LoadedMap, edit: MapEdit): string {
  const edits: TextEdit[] = [...topEdits(layout, edit), ...totalEdits(layout, loaded, edit)];
  for (const category of CATEGORIES) edits.push(...categoryEdits(layout, category, edit));
  return applyEdits(layout.text, edits);
}

function topEdits(layout: MapLayout, { generatedAt, baseCommit }: MapEdit): TextEdit[] {
  const time = layout.scalarAt("generated_at");
  const base = layout.scalarAt("base_commit");
  const edits: TextEdit[] = [];
  if (generatedAt !== undefined) edits.push(replaceScalar(layout, time, generatedAt));
  if (baseCommit !== undefined && base) edits.push(replaceScalar(layout, base, scalar(baseCommit)));
  if (baseCommit !== undefined && !base) {
    const at = layout.text.indexOf("\n", time?.range?.[1] ?? 0) + 1;
    edits.push({ start: at, end: at, text: `base_commit: ${scalar(baseCommit)}${layout.eol}` });
  }
  return edits;
}

function totalEdits(layout: MapLayout, loaded: LoadedMap, edit: MapEdit): TextEdit[] {
  const before = countTotals(loaded.map.entries);
  const after = countTotals(entriesAfter(loaded, edit));
  const change = (key: string, was: number, is: number): TextEdit[] =>
    was === is ? [] : [replaceScalar(layout, layout.scalarAt("totals", key), String(is))];
  return [
    ...change("remove_count", before.remove, after.remove),
    ...change("keep_count", before.keep, after.keep),
  ];
}

function entriesAfter({ map }: LoadedMap, { revised, dropped, added = [] }: MapEdit): Entry[] {
  const stay = map.entries.filter((entry) => dropped?.has(entry) !== true);
  return [...stay.map((entry) => revised?.get(entry)?.entry ?? entry), ...added.map(({ entry }) => entry)];
}

function replaceScalar(layout: MapLayout, node: ReturnType<MapLayout["scalarAt"]>, text: string): TextEdit {
  const [start, end] = node?.range ?? [0, 0];
  if (!node || start === end) throw new Error("the map has no such value");
  const block = layout.text.slice(start, end).endsWith("\n");
  return { start, end, text: block ? `${text}${layout.eol}` : text };
}

function categoryEdits(layout: MapLayout, category: Category, edit: MapEdit): TextEdit[] {
  const place = layout.categories?.[category];
  if (!place) return [];
  const items = [...layout.entries.values()];
  const stays = ({ entry }: EntryLayout): boolean => edit.dropped?.has(entry) !== true;
  const home = (entry: Entry): string => `${entry.category} ${entry.decision}`;
  const arriving = (decision: Decision): Piece[] => {
    const here = `${category} ${decision}`;
    const moved = items.filter((item) => {
      const revision = edit.revised?.get(item.entry);
      return revision && home(revision.entry) === here && home(item.entry) !== here;
    });
    const added = (edit.added ?? []).filter(({ entry }) => home(entry) === here);
    const indent = place.lists?.[decision].indent ?? 6;
    return [
      ...moved.map((item) => movedPiece(layout, item, edit, indent)),
      ...added.map(({ entry, comments }) => ({
        entry,
        text: entryText(entry, comments, { indent, eol: layout.eol }),
      })),
    ].sort((a, b) => compareEntries(a.entry, b.entry));
  };
  const incoming = { remove: arriving("remove"), keep: arriving("keep") };
  const touched = place.items.some(
    ({ entry }) => edit.revised?.has(entry) === true || edit.dropped?.has(entry) === true,
  );
  if (!touched && incoming.remove.length === 0 && incoming.keep.length === 0) return [];
  if (!place.lists) return [flowCategoryEdit(layout, category, edit)];
  const { lists } = place;
  return (["remove", "keep"] as const).flatMap((decision) => {
    const pieces = lists[decision].items.map((item) => {
      const revision = edit.revised?.get(item.entry);
      const leaves = !stays(item) || (revision !== undefined && home(revision.entry) !== home(item.entry));
      return {
        item,
        piece: leaves ? undefined : stayingPiece(layout, item, revision, lists[decision].indent),
      };
    });
    return listEdits(layout, lists[decision], pieces, incoming[decision], edit.dropped);
  });
}

/** The lines of an entry that stays in its list, its comments above included. */
function stayingPiece(
  { text, eol }: MapLayout,
  item: EntryLayout,
  revision: Revision | undefined,
  indent: number,
): Piece {
  if (!revision) return { entry: item.entry, text: text.slice(item.attached.start, item.own.end) };
  return {
    entry: revision.entry,
    text: text.slice(item.attached.start, item.attached.end) + editEntry(text, eol, item, revision, indent),
  };
}

/** The lines of an entry for another list; its keys change with its decision, so it is written anew. */
function movedPiece(layout: MapLayout, item: EntryLayout, edit: MapEdit, indent: number): Piece {
  const revision = edit.revised?.get(item.entry) ?? { entry: item.entry };
  const comments = withLineComment(item.comments, revision.lineComment);
  return { entry: revision.entry, text: entryText(revision.entry, comments, { indent, eol: layout.eol }) };
}

/** A category in flow style, written anew in block style with all of its comments. */
function flowCategoryEdit(layout: MapLayout, category: Category, edit: MapEdit): TextEdit {
  const place = layout.categories?.[category];
  if (!place) throw new Error(`the map has no ${category}`);
  const { comments, remarks } = finalEntries(layout, edit);
  const own = new Set(place.items.map(({ entry }) => entry));
  const left = remarks.filter(({ of }) => own.has(of)).map(({ text }) => text);
  const entries = [...comments.keys()].filter((entry) => entry.category === category);
  const beside = place.loose.filter(
    ({ start }) => !layout.text.slice(place.value.start, start).includes("\n"),
  );
  const loose = place.loose.filter((comment) => !beside.includes(comment)).map(({ text }) => text);
  const above = [...loose, ...left].map((comment) => `    ${comment}`);
  const lists = listsText(category, entries, (entry) => comments.get(entry) ?? NO_COMMENTS, layout.eol);
  const head = beside.map(({ text }) => ` ${text}`).join("");
  return { ...place.value, text: `${head}${layout.eol}${linesText(above, layout.eol)}${lists}` };
}

/** A map in flow style (JSON is YAML too), written anew as scan writes maps, with all of its comments. */
function writeAnew(layout: MapLayout, loaded: LoadedMap, edit: MapEdit): string {
  const { comments, remarks } = finalEntries(layout, edit);
  const changed =
    (edit.revised?.size ?? 0) + (edit.dropped?.size ?? 0) + (edit.added?.length ?? 0) > 0 ||
    edit.generatedAt !== undefined ||
    edit.baseCommit !== undefined;
  if (!changed) return layout.text;
  const map = {
    ...loaded.map,
    entries: [...comments.keys()].sort(compareEntries),
    generatedAt: edit.generatedAt ?? loaded.map.generatedAt,
    ...(edit.baseCommit === undefined ? {} : { baseCommit: edit.baseCommit }),
  };
  const ours = new Set(headerLines(map));
  const loose = layout.loose.map(({ text }) => text).filter((text) => !ours.has(text));
  return mapText(map, (entry) => comments.get(entry) ?? NO_COMMENTS, [
    ...loose,
    ...remarks.map(({ text }) => text),
  ]);
}

/** All entries after the edit with their comments, and the comments that stay of those that go. */
function finalEntries(
  layout: MapLayout,
  { revised, dropped, added = [] }: MapEdit,
): {
  readonly comments: ReadonlyMap<Entry, EntryComments>;
  readonly remarks: readonly { readonly of: Entry; readonly text: string }[];
} {
  const comments = new Map<Entry, EntryComments>();
  const remarks: { of: Entry; text: string }[] = [];
  for (const item of layout.entries.values()) {
    const words = dropped?.get(item.entry);
    const revision = revised?.get(item.entry) ?? { entry: item.entry };
    if (words) remarks.push(...[...item.comments.above, ...words].map((text) => ({ of: item.entry, text })));
    else comments.set(revision.entry, withLineComment(item.comments, revision.lineComment));
  }
  for (const addition of added) comments.set(addition.entry, addition.comments);
  return { comments, remarks };
}
