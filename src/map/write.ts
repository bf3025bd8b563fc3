/**
 * From a map to the text of occurrence_map.yaml: same map, same bytes.
 *
 * The file is for people who review it line by line, so each entry carries the source text as a comment, and
 * the layout is ours rather than a library's. Only strings that every YAML parser reads as themselves are
 * written plain; all others are quoted the JSON way, which YAML includes.
 */
import { CATEGORIES, perCategory, type Category } from "./categories.ts";
import { besideLine, entryText, SCAN_STYLE, type EntryComments } from "./entry-text.ts";
import { countTotals, type Decision, type Entry, type OccurrenceMap } from "./model.ts";
import { inMapOrder } from "./order.ts";
import { quoted, scalar } from "./scalars.ts";

export interface WriteOptions {
  /** What to show beside an entry: the source line, a note. Undefined for nothing. */
  readonly commentOf?: (entry: Entry) => string | undefined;
}

/** Where an editor finds the schema when occmap is a project's dependency. */
const SCHEMA_PATH = "./node_modules/occmap/schemas/occurrence-map.schema.json";

export function writeMap(map: OccurrenceMap, { commentOf = () => undefined }: WriteOptions = {}): string {
  return mapText(map, (entry) => besideLine(commentOf(entry)));
}

/** The text of a map with all comments of its entries; `remarks` are comments that belong to no entry. */
export function mapText(
  map: OccurrenceMap,
  commentsOf: (entry: Entry) => EntryComments,
  remarks: readonly string[] = [],
): string {
  return [...mapParts(map, ordered(map.entries), ({ entry }) => commentsOf(entry), remarks)].join("");
}

/** Characters of a part, more or less: large enough to be written at once, small beside everything else. */
const PART = 1 << 16;

/**
 * The text of a map in parts, made as they are asked for: that of a million entries is larger than all that is known
 * of them. `items` hold the entries of the map, in its order.
 */
export function* mapParts<T extends { readonly entry: Entry }>(
  map: OccurrenceMap,
  items: readonly T[],
  commentsOf: (item: T) => EntryComments,
  remarks: readonly string[] = [],
): Generator<string> {
  const lists = listsOf(items);
  let part = `${headLines(map, remarks).join("\n")}\n`;
  for (const category of CATEGORIES) {
    part += `  ${category}:\n`;
    for (const decision of DECISIONS) {
      const listed = lists[category][decision];
      part += listHead(decision, listed, "\n");
      for (const item of listed) {
        part += entryText(item.entry, commentsOf(item));
        if (part.length < PART) continue;
        yield part;
        part = "";
      }
    }
  }
  const totals = countTotals(map.entries);
  yield `${part}totals: { remove_count: ${totals.remove}, keep_count: ${totals.keep} }\n`;
}

/** Everything above the first category. */
function headLines(map: OccurrenceMap, remarks: readonly string[]): string[] {
  return [
    ...headerLines(map),
    ...remarks,
    `mission_id: ${scalar(map.missionId)}`,
    `mission_slug: ${scalar(map.missionSlug)}`,
    `target_string: ${quoted(map.targetString)}`,
    `related_strings: ${flowList(map.relatedStrings)}`,
    `generated_at: ${map.generatedAt}`,
    ...(map.baseCommit === undefined ? [] : [`base_commit: ${scalar(map.baseCommit)}`]),
    ...(map.operation === "remove" ? [] : [`operation: ${map.operation}`]),
    ...(map.replacement === undefined ? [] : [`replacement: ${quoted(map.replacement)}`]),
    ...targetLines(map),
    ...scopeLines(map),
    ...(map.shard === undefined ? [] : [`shard: { part: ${map.shard.part}, of: ${map.shard.of} }`]),
    ...exceptionLines(map),
    "categories:",
  ];
}

/** The comment at the top of every map that occmap writes. */
export function headerLines(map: OccurrenceMap): string[] {
  const rename = map.operation === "rename";
  const verb = rename ? "renamed" : "removed";
  const whole = rename ? "line 0 is the file's path" : "line 0 is the file as a whole";
  return [
    `# yaml-language-server: $schema=${SCHEMA_PATH}`,
    "#",
    "# Occurrence map: the plan of a bulk edit, made by `occmap scan`, reviewed by people.",
    `# Every occurrence of the strings below is listed once: under remove (to be ${verb}) or under keep (to stay,`,
    `# and why). \`line\` is 1-based at base_commit; ${whole}. Move an entry from one list to`,
    "# the other to change its decision (keep needs keep_reason), and set totals to the numbers of entries.",
    "# `occmap check` tells whether the map is valid and true, `occmap gate` whether a change is exactly this plan.",
  ];
}

function targetLines({ targets }: OccurrenceMap): string[] {
  if (targets.length === 0) return [];
  return ["targets:", ...targets.map(({ from, to }) => `  - { from: ${quoted(from)}, to: ${quoted(to)} }`)];
}

function scopeLines({ scope }: OccurrenceMap): string[] {
  if (scope.include.length === 0 && scope.exclude.length === 0) return [];
  return ["scope:", `  include: ${flowList(scope.include)}`, `  exclude: ${flowList(scope.exclude)}`];
}

function exceptionLines({ exceptions }: OccurrenceMap): string[] {
  if (exceptions.length === 0) return [];
  const items = exceptions.flatMap(({ path, reason, allowOccurrences }) => [
    `  - path: ${quoted(path)}`,
    `    reason: ${scalar(reason)}`,
    ...(allowOccurrences ? ["    allow_occurrences: true"] : []),
  ]);
  return ["exceptions:", ...items];
}

/** The whole lines of both lists of one category, `entries` being all of its entries. */
export function listsText(
  category: Category,
  entries: readonly Entry[],
  commentsOf: (entry: Entry) => EntryComments,
  eol: string,
): string {
  const lists = listsOf(ordered(entries))[category];
  return DECISIONS.map((decision) => {
    const listed = lists[decision].map(({ entry }) =>
      entryText(entry, commentsOf(entry), { ...SCAN_STYLE, eol }),
    );
    return listHead(decision, listed, eol) + listed.join("");
  }).join("");
}

const DECISIONS = ["remove", "keep"] as const satisfies readonly Decision[];

function listHead(decision: Decision, listed: readonly unknown[], eol: string): string {
  return `    ${decision}:${listed.length === 0 ? " []" : ""}${eol}`;
}

/** What each list of a map holds, in the order in which it was given. */
function listsOf<T extends { readonly entry: Entry }>(
  items: readonly T[],
): Readonly<Record<Category, Readonly<Record<Decision, readonly T[]>>>> {
  const lists = perCategory((): Record<Decision, T[]> => ({ remove: [], keep: [] }));
  for (const item of items) lists[item.entry.category][item.entry.decision].push(item);
  return lists;
}

function ordered(entries: readonly Entry[]): { readonly entry: Entry }[] {
  return inMapOrder(entries.map((entry) => ({ entry })));
}

function flowList(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(", ")}]`;
}
