/**
 * Where the parts of a map stand in its text: entries with the comments that belong to them, lists, totals.
 *
 * People's words in a map are worth more than its layout, so whoever changes a map changes the text at these
 * places and leaves all other bytes alone (edit.ts). A comment belongs to the entry that it stands in, or right
 * above; every other comment belongs to nobody and stays where it is.
 */
import { type CST, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from "yaml";
import { CATEGORIES, perCategory, type Category } from "./categories.ts";
import { ENTRY_KEYS, type EntryComments, type EntryKey } from "./entry-text.ts";
import type { LoadedMap } from "./load.ts";
import { compareEntries, type Decision, type Entry } from "./model.ts";
import { type Comment, type Comments, readWithComments } from "../yaml/comments.ts";

/** Offsets into the text, in UTF-16 units; `end` is the first one after. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface EntryLayout {
  readonly entry: Entry;
  readonly node: YAMLMap;
  /** Whole lines: the comment lines that belong to the entry, and the entry itself. */
  readonly attached: Stretch;
  readonly own: Stretch;
  readonly comments: EntryComments;
  /** The comment at the end of `line:` (of the whole entry, for one in flow style). */
  readonly lineComment: Comment | undefined;
}

export interface ListLayout {
  /** Right after the colon of `remove:` or `keep:`. */
  readonly afterColon: number;
  /** The `[]` of an empty list; undefined for one with items. */
  readonly empty: Stretch | undefined;
  readonly items: readonly EntryLayout[];
  /** How far the dashes stand from the left. */
  readonly indent: number;
}

export interface CategoryLayout {
  /** From after its colon to the end of its last line. */
  readonly value: Stretch;
  /** Undefined where it is written in flow style: such a category can only be written anew. */
  readonly lists: Readonly<Record<Decision, ListLayout>> | undefined;
  readonly items: readonly EntryLayout[];
  /** Comments in it that belong to no entry. */
  readonly loose: readonly Comment[];
}

export interface MapLayout {
  readonly text: string;
  readonly eol: string;
  /** Undefined where the file as a whole is in flow style (JSON): it can only be written anew. */
  readonly categories: Readonly<Record<Category, CategoryLayout>> | undefined;
  readonly entries: ReadonlyMap<Entry, EntryLayout>;
  /** All comments that belong to no entry, in the order of the file. */
  readonly loose: readonly Comment[];
  /** A value at the top of the file, or under `totals`. */
  scalarAt(...keys: readonly string[]): Scalar | undefined;
}

/** The layout of `text`, which is the valid map `loaded`. */
export function layOut(text: string, loaded: LoadedMap): MapLayout {
  const { document, comments } = readWithComments(text);
  const eol = /^[^\n]*\r\n/.test(text) ? "\r\n" : "\n";
  const written = loaded.written.values();
  const context: Context = { text, comments, nextEntry: () => entryOf(written.next()) };
  const root = document.contents;
  const categories = isMap(root) ? valueOf(root, "categories") : undefined;
  const found = isMap(categories)
    ? perCategory((category) => categoryLayout(categories, category, context))
    : undefined;
  const entries = new Map(
    CATEGORIES.flatMap((category) => found?.[category].items ?? []).map((item) => [item.entry, item]),
  );
  const owned = ownedBy([...entries.values()], comments);
  const inFlow = !isMap(root) || root.flow === true || !isMap(categories) || categories.flow === true;
  return {
    text,
    eol,
    categories: inFlow ? undefined : found,
    entries,
    loose: comments.all.filter((comment) => !owned.has(comment)),
    scalarAt: (...keys) => {
      const node: unknown = document.getIn(keys, true);
      return isScalar(node) ? node : undefined;
    },
  };
}

/** Were the entries of a list in the map's order? Then they stay so. */
export function isSorted(items: readonly { readonly entry: Entry }[]): boolean {
  return items.every(({ entry }, at) => {
    const next = items[at + 1];
    return next === undefined || compareEntries(entry, next.entry) <= 0;
  });
}

interface Context {
  readonly text: string;
  readonly comments: Comments;
  /** Entries in the order of the categories, remove before keep: the order in which they are asked for here. */
  readonly nextEntry: () => Entry;
}

function entryOf(next: IteratorResult<Entry, unknown>): Entry {
  if (next.done === true) throw new Error("the text holds more entries than the map");
  return next.value;
}

function categoryLayout(categories: YAMLMap, category: Category, context: Context): CategoryLayout {
  const pair = pairOf(categories, category);
  const node = pair.value;
  if (!isMap(node)) throw new Error(`the category ${category} is no mapping`);
  const value = { start: afterColon(pair), end: lineEnd(context.text, endOf(node)) };
  const remove = listLayout(pairOf(node, "remove"), context);
  const keep = listLayout(pairOf(node, "keep"), context);
  const items = [...remove.items, ...keep.items];
  const owned = ownedBy(items, context.comments);
  const loose = context.comments.within(value.start, value.end).filter((comment) => !owned.has(comment));
  const block = node.flow !== true && remove.block && keep.block;
  return { value, lists: block ? { remove, keep } : undefined, items, loose };
}

function listLayout(pair: Pair, context: Context): ListLayout & { readonly block: boolean } {
  const { value: node, key } = pair;
  if (!isSeq(node)) throw new Error("a list of entries is no list");
  const keyStart = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
  const keyColumn = keyStart - lineStart(context.text, keyStart);
  const nodes = node.items.filter((item) => isMap(item));
  const start = node.range?.[0] ?? 0;
  const end = node.range?.[1] ?? 0;
  if (node.flow === true) {
    const items = nodes.map((item, at) =>
      flowItem(item, nodes[at - 1]?.range?.[1] ?? start, nodes[at + 1]?.range?.[0] ?? end, context),
    );
    const bare = items.length === 0 && context.comments.within(start, end).length === 0;
    return { afterColon: afterColon(pair), empty: { start, end }, items, indent: keyColumn + 2, block: bare };
  }
  const dashes = dashOffsets(node.srcToken);
  const items = nodes.map((item, at) => {
    const before = nodes[at - 1];
    return blockItem(
      item,
      dashes[at] ?? 0,
      before ? lineEnd(context.text, endOf(before)) : lineEnd(context.text, afterColon(pair)),
      context,
    );
  });
  const [dash = 0] = dashes;
  return {
    afterColon: afterColon(pair),
    empty: undefined,
    items,
    indent: dash - lineStart(context.text, dash),
    block: true,
  };
}

/** An entry after a dash. `from` is where the lines begin that can belong to it. */
function blockItem(node: YAMLMap, dash: number, from: number, context: Context): EntryLayout {
  const { text } = context;
  const own = { start: lineStart(text, dash), end: lineEnd(text, endOf(node)) };
  const lines = context.comments.within(from, own.start).filter(({ ownLine }) => ownLine);
  let start = own.start;
  const above: string[] = [];
  for (const comment of lines.toReversed()) {
    if (lineEnd(text, comment.end) !== start) break;
    start = lineStart(text, comment.start);
    above.unshift(comment.text);
  }
  return itemLayout(node, { attached: { start, end: own.start }, own, above }, context);
}

/** An entry within brackets; comments between two entries belong to the one on whose line they stand. */
function flowItem(node: YAMLMap, from: number, to: number, context: Context): EntryLayout {
  const { text } = context;
  const start = node.range?.[0] ?? from;
  const end = endOf(node);
  const before = context.comments
    .within(from, start)
    .filter((comment) => !sameLine(text, from, comment.start));
  const tail = context.comments.within(end, to).find((comment) => sameLine(text, end, comment.start));
  const first = before[0]?.start ?? start;
  return itemLayout(
    node,
    {
      attached: { start: first, end: start },
      own: { start, end: tail?.end ?? end },
      above: before.map((one) => one.text),
    },
    context,
  );
}

function itemLayout(
  node: YAMLMap,
  {
    attached,
    own,
    above,
  }: { readonly attached: Stretch; readonly own: Stretch; readonly above: readonly string[] },
  { comments, nextEntry, text }: Context,
): EntryLayout {
  const keys = node.items.flatMap(({ key }): { key: EntryKey; start: number }[] => {
    const name = isScalar(key) ? ENTRY_KEYS.find((known) => known === key.value) : undefined;
    return name === undefined || !isScalar(key) ? [] : [{ key: name, start: key.range?.[0] ?? 0 }];
  });
  const first = [...above];
  const before = new Map<EntryKey, string[]>();
  const at = new Map<EntryKey, string>();
  for (const comment of comments.within(own.start, own.end)) {
    const next = keys.find(({ start }) => start > comment.start);
    const last = keys.findLast(({ start }) => start < comment.start);
    if (!last) first.push(comment.text);
    else if (comment.ownLine && next) before.set(next.key, [...(before.get(next.key) ?? []), comment.text]);
    else at.set(last.key, at.has(last.key) ? `${at.get(last.key) ?? ""} ${comment.text}` : comment.text);
  }
  const entry = nextEntry();
  const anchor = node.flow === true ? endOf(node) : (scalarOf(node, "line")?.range?.[1] ?? own.start);
  const lineComment = comments.within(anchor, own.end).find(({ start }) => sameLine(text, anchor, start));
  return { entry, node, attached, own, comments: { above: first, before, at }, lineComment };
}

function ownedBy(items: readonly EntryLayout[], comments: Comments): Set<Comment> {
  return new Set(items.flatMap(({ attached, own }) => comments.within(attached.start, own.end)));
}

/** The scalar under `key` of an entry. */
export function scalarOf(node: YAMLMap, key: string): Scalar | undefined {
  const value = valueOf(node, key);
  return isScalar(value) ? value : undefined;
}

function valueOf(map: YAMLMap, key: string): unknown {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value;
}

function pairOf(map: YAMLMap, key: string): Pair {
  const pair = map.items.find((one) => isScalar(one.key) && one.key.value === key);
  if (!pair) throw new Error(`the map has no ${key}`);
  return pair;
}

function afterColon({ srcToken }: Pair): number {
  const colon = srcToken?.sep?.find(({ type }) => type === "map-value-ind");
  if (!colon) throw new Error("a key of the map has no colon");
  return colon.offset + 1;
}

function dashOffsets(token: CST.Token | undefined): number[] {
  if (token?.type !== "block-seq") return [];
  return token.items.flatMap(({ start }) => {
    const dash = start.findLast(({ type }) => type === "seq-item-ind");
    return dash ? [dash.offset] : [];
  });
}

/** Where the last character of a value lies. A block's own range may reach over the comments below it. */
function endOf(node: unknown): number {
  if (isMap(node) && node.flow !== true) {
    const last = node.items.at(-1);
    return last ? endOf(last.value) : (node.range?.[1] ?? 0);
  }
  if (isSeq(node) && node.flow !== true) return endOf(node.items.at(-1));
  return isMap(node) || isSeq(node) || isScalar(node) ? (node.range?.[1] ?? 0) : 0;
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** After the line end of the line that what ends at `offset` stands on. */
export function lineEnd(text: string, offset: number): number {
  // The text of a block scalar ends with its own line end.
  if (offset > 0 && text.charAt(offset - 1) === "\n") return offset;
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
}

function sameLine(text: string, from: number, to: number): boolean {
  return !text.slice(from, to).includes("\n");
}
