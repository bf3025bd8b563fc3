/** From a map to the text of a Spec Kitty map, with everything that the other format cannot say. */
import { CATEGORIES, type Category } from "../map/categories.ts";
import { countTotals, placeOf, type Entry, type OccurrenceMap } from "../map/model.ts";
import { quoted, scalar } from "../map/scalars.ts";
import type { Needles } from "../occurrence/needles.ts";
import { encodePath } from "../paths/repo-path.ts";
import type { Loss } from "./loss.ts";

export function specKittyText(map: OccurrenceMap): string {
  const { remove, keep } = countTotals(map.entries);
  const used = (decision: Entry["decision"]): number =>
    new Set(map.entries.filter((entry) => entry.decision === decision).map(({ category }) => category)).size;
  return [
    "# Written by `occmap convert --to spec-kitty`.",
    "target:",
    `  term: ${quoted(map.targetString)}`,
    `  operation: ${map.operation}`,
    `  replacement: ${map.replacement === undefined ? "null" : quoted(map.replacement)}`,
    "categories:",
    ...CATEGORIES.flatMap((category) => categoryLines(category, map)),
    ...exceptionLines(map),
    "status:",
    "  totals:",
    `    remove_count: ${remove}`,
    `    keep_count: ${keep}`,
    `  remove_categories_used: ${used("remove")}`,
    `  keep_categories_used: ${used("keep")}`,
    "",
  ].join("\n");
}

/** Users' files say `rename` of a category in which everything goes, whatever the operation, else `manual_review`. */
export function actionFor(decisions: readonly Entry["decision"][]): string {
  return decisions.length > 0 && decisions.every((decision) => decision === "remove")
    ? "rename"
    : "manual_review";
}

function categoryLines(category: Category, { entries }: OccurrenceMap): string[] {
  const listed = entries.filter((entry) => entry.category === category);
  return [
    `  ${category}:`,
    `    action: ${actionFor(listed.map(({ decision }) => decision))}`,
    ...(listed.length === 0 ? [] : ["    occurrences:", ...listed.flatMap(itemLines)]),
  ];
}

function itemLines(entry: Entry): string[] {
  return [
    `      - path: ${scalar(entry.path)}`,
    ...(entry.line === 0 ? [] : [`        line: ${entry.line}`]),
    `        decision: ${entry.decision === "remove" ? "REMOVE" : "KEEP"}`,
    `        reason: ${scalar(entry.decision === "keep" ? entry.keepReason : entry.reason)}`,
  ];
}

function exceptionLines({ exceptions }: OccurrenceMap): string[] {
  if (exceptions.length === 0) return [];
  const items = exceptions.flatMap(({ path, reason }) => [
    `  - path: ${quoted(path)}`,
    "    action: manual_review",
    `    reason: ${scalar(reason)}`,
  ]);
  return ["exceptions:", ...items];
}

/** What `specKittyText` leaves out. */
export function specKittyLosses(map: OccurrenceMap, needles: Needles): Loss[] {
  const keeps = map.entries.filter(({ decision }) => decision === "keep");
  const { include, exclude } = map.scope;
  return [
    { place: "mission_id, mission_slug", what: "the format names no mission" },
    { place: "generated_at", what: "the format has no time" },
    ...(map.baseCommit === undefined
      ? []
      : [
          {
            place: "base_commit",
            what: `its lines name no commit; read it back with --rev ${map.baseCommit}`,
          },
        ]),
    ...map.relatedStrings.map((from) => relatedLoss(from, map)),
    ...(include.length + exclude.length === 0
      ? []
      : [
          {
            place: "scope",
            what: "the format covers the whole tree; read it back with --include and --exclude",
          },
        ]),
    ...map.exceptions.flatMap(({ path, allowOccurrences }) =>
      allowOccurrences ? [{ place: `exceptions ${path}`, what: "allow_occurrences has no counterpart" }] : [],
    ),
    ...(keeps.length === 0
      ? []
      : [
          {
            place: "keep entries",
            what: "of two reasons the keep_reason is written, the other one is left out",
          },
        ]),
    ...map.entries.flatMap((entry) => entryLosses(entry, needles)),
  ];
}

function relatedLoss(from: string, { targets }: OccurrenceMap): Loss {
  const pair = targets.find((target) => target.from === from);
  const flags = pair ? `--related and --related-replacement ${JSON.stringify(pair.to)}` : "--related";
  return {
    place: "related_strings",
    what: `${JSON.stringify(from)}: the format has one term; read it back with ${flags}`,
  };
}

function entryLosses(entry: Entry, needles: Needles): Loss[] {
  const place = placeOf(entry);
  const losses: Loss[] = [];
  if (entry.endLine !== undefined)
    losses.push({ place, what: `the format has no blocks: only line ${entry.line} is written` });
  if (entry.column !== undefined)
    losses.push({ place, what: "the format has no columns: the line alone is written" });
  if (entry.line === 0 && !needles.in(encodePath(entry.path)))
    losses.push({
      place,
      what: "the name holds none of the strings: without a line it means the lines that do, not the file",
    });
  return losses;
}
