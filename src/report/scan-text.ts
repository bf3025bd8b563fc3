/** What a scan tells a person: the plan in numbers, the account of the files, what is not in it, what next. */
import { CATEGORIES, CATEGORY_TITLES } from "../map/categories.ts";
import { countTotals, stringsOf, type OccurrenceMap } from "../map/model.ts";
import { printable } from "../text/printable.ts";
import type { ScanFacts } from "./documents.ts";
import { count } from "./words.ts";
import type { Paint } from "./paint.ts";

const LEDGER_WORDS: Readonly<Record<string, string>> = {
  searched: "searched",
  submodules: "submodules, not searched",
  outOfScope: "out of scope",
  map: "the map itself",
  unrepresentable: "with a name no map can hold",
  unreadable: "unreadable",
};
const NAMED = 3;

export function scanText(map: OccurrenceMap, facts: ScanFacts, paint: Paint): string {
  const lines = [
    ...table(map, paint),
    ledgerLine(facts.ledger),
    ...uncommittedLines(facts),
    ...unmappableLines(facts, paint),
    ...nextLines(map, facts),
  ];
  return `${lines.join("\n")}\n`;
}

function table(map: OccurrenceMap, paint: Paint): string[] {
  if (map.entries.length === 0) {
    return [
      `No occurrence of ${stringsOf(map)
        .map((text) => printable(JSON.stringify(text)))
        .join(", ")} was found.`,
    ];
  }
  const totals = countTotals(map.entries);
  const width = Math.max(...CATEGORIES.map((category) => CATEGORY_TITLES[category].length));
  const row = (title: string, remove: number | string, keep: number | string): string =>
    `  ${title.padEnd(width)}  ${String(remove).padStart(6)}  ${String(keep).padStart(6)}`;
  return [
    paint.bold(row("category", "remove", "keep")),
    ...CATEGORIES.map((category) => {
      const { remove, keep } = countTotals(map.entries.filter((entry) => entry.category === category));
      return row(CATEGORY_TITLES[category], remove, keep);
    }),
    paint.bold(row("total", totals.remove, totals.keep)),
  ];
}

function ledgerLine(ledger: Readonly<Record<string, number>>): string {
  const parts = Object.entries(LEDGER_WORDS).flatMap(([key, words]) =>
    (ledger[key] ?? 0) > 0 ? [`${ledger[key] ?? 0} ${words}`] : [],
  );
  return `${count(ledger["files"] ?? 0, "file")}: ${parts.join(", ") || "none"}`;
}

function uncommittedLines({ uncommitted }: ScanFacts): string[] {
  if (uncommitted.length === 0) return [];
  const total = uncommitted.reduce((sum, { occurrences }) => sum + occurrences, 0);
  const named = uncommitted
    .slice(0, NAMED)
    .map(({ path, occurrences }) => `${printable(path)} (${occurrences})`);
  const more = uncommitted.length > NAMED ? `, and ${uncommitted.length - NAMED} more` : "";
  return [
    `Uncommitted, not in the map: ${count(total, "occurrence")} in ${count(uncommitted.length, "file")}: ${named.join(", ")}${more}`,
  ];
}

function unmappableLines({ unmappable }: ScanFacts, paint: Paint): string[] {
  if (unmappable.length === 0) return [];
  return [
    paint.bad(
      `Not complete: ${count(unmappable.length, "file")} with occurrences cannot stand in a map because of ${unmappable.length === 1 ? "its name" : "their names"}:`,
    ),
    ...unmappable.map((path) => `  ${printable(path)}`),
    "  next: rename them (git mv), commit, and scan again",
  ];
}

function nextLines(map: OccurrenceMap, { output, closeCalls }: ScanFacts): string[] {
  const close =
    closeCalls === 0 ? [] : [`${count(closeCalls, "close call")}: marked in the map, look there first`];
  if (map.entries.length === 0)
    return [
      `Wrote ${printable(output)}. Is the string spelled as it stands in the code? Matching is literal and case-sensitive.`,
    ];
  return [
    ...close,
    `Wrote ${printable(output)}. Review it line by line, make the change, then run: occmap gate`,
  ];
}
