/**
 * From a map to the text of occurrence_map.yaml: same map, same bytes.
 *
 * The file is for people who review it line by line, so each entry carries the source text as a comment, and
 * the layout is ours rather than a library's. Only strings that every YAML parser reads as themselves are
 * written plain; all others are quoted the JSON way, which YAML includes.
 */
import { CATEGORIES } from "./categories.ts";
import { compareEntries, countTotals, type Entry, type OccurrenceMap } from "./model.ts";
import { printable, shorten } from "../text/printable.ts";

export interface WriteOptions {
  /** What to show beside an entry: the source line, a note. Undefined for nothing. */
  readonly commentOf?: (entry: Entry) => string | undefined;
}

/** Where an editor finds the schema when occmap is a project's dependency. */
const SCHEMA_PATH = "./node_modules/occmap/schemas/occurrence-map.schema.json";
const LONGEST_COMMENT = 120;

export function writeMap(map: OccurrenceMap, { commentOf = () => undefined }: WriteOptions = {}): string {
  const totals = countTotals(map.entries);
  return [
    ...header(map),
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
    ...exceptionLines(map),
    "categories:",
    ...categoryLines(map.entries, commentOf),
    `totals: { remove_count: ${totals.remove}, keep_count: ${totals.keep} }`,
    "",
  ].join("\n");
}

function header(map: OccurrenceMap): string[] {
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

function categoryLines(entries: readonly Entry[], commentOf: (entry: Entry) => string | undefined): string[] {
  const sorted = [...entries].sort(compareEntries);
  const lines: string[] = [];
  for (const category of CATEGORIES) {
    lines.push(`  ${category}:`);
    for (const decision of ["remove", "keep"] as const) {
      const listed = sorted.filter((entry) => entry.category === category && entry.decision === decision);
      lines.push(`    ${decision}:${listed.length === 0 ? " []" : ""}`);
      for (const entry of listed) lines.push(...entryLines(entry, commentOf(entry)));
    }
  }
  return lines;
}

function entryLines(entry: Entry, comment: string | undefined): string[] {
  return [
    `      - path: ${scalar(entry.path)}`,
    `        line: ${entry.line}${comment === undefined ? "" : ` # ${shorten(printable(comment).trim(), LONGEST_COMMENT)}`}`,
    ...(entry.endLine === undefined ? [] : [`        end_line: ${entry.endLine}`]),
    ...(entry.column === undefined ? [] : [`        column: ${entry.column}`]),
    `        reason: ${scalar(entry.reason)}`,
    ...(entry.decision === "keep" ? [`        keep_reason: ${scalar(entry.keepReason)}`] : []),
  ];
}

function flowList(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(", ")}]`;
}

/** Words that some YAML parser takes for a boolean, null or number, in any case. */
const NOT_PLAIN = /^(true|false|yes|no|on|off|y|n|null|\.?nan|\.?inf|0x.*|0o.*|\.?\d.*)$/i;
const PLAIN = /^[A-Za-z0-9_./(](?:[A-Za-z0-9_./@()+=;,'"`*-]|:(?=\S)| (?=[^\s#]))*$/;

/** A string as a plain scalar of a block mapping where that is safe everywhere, else quoted. */
function scalar(text: string): string {
  const plain = PLAIN.test(text) && !NOT_PLAIN.test(text) && !text.endsWith(":") && !text.includes(": ");
  return plain ? text : quoted(text);
}

/** A JSON string, with everything beyond printable ASCII and letters escaped that a YAML reader may refuse. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/gu, (character) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}
