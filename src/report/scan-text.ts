/** What a scan tells a person: the plan in numbers, the account of the files, what is not in it, what next. */
import { CATEGORIES, CATEGORY_TITLES } from "../map/categories.ts";
import { countTotals, stringsOf, totalsByCategory, type OccurrenceMap } from "../map/model.ts";
import { printable } from "../text/printable.ts";
import type { ScanFacts } from "./documents.ts";
import { count, wrap } from "./words.ts";
import type { LookFirst } from "./look-first.ts";
import type { Paint } from "./paint.ts";
import { narrowingAdvice } from "./too-large.ts";
import type { View } from "./view.ts";

const LEDGER_WORDS: Readonly<Record<string, string>> = {
  searched: "searched",
  submodules: "submodules, not searched",
  outOfScope: "out of scope",
  otherShards: "in other parts",
  map: "the map itself",
  unrepresentable: "with a name no map can hold",
  unreadable: "unreadable",
};
const NAMED = 3;

export function scanText(map: OccurrenceMap, facts: ScanFacts, view: View): string {
  const lines = [
    ...table(map, view),
    ...lookFirstLines(facts.lookFirst, view),
    ...sentence(ledgerLine(facts.ledger), view),
    ...uncommittedLines(facts, view),
    ...unmappableLines(facts, view.paint),
    ...adviceLines(map, view),
    ...sentence(nextLine(map, facts), view),
  ];
  return `${lines.join("\n")}\n`;
}

function sentence(text: string, { width }: View): string[] {
  return wrap(text, width);
}

/** Columns of the longest bar. */
const BAR = 30;

function table(map: OccurrenceMap, { paint, width }: View): string[] {
  if (map.entries.length === 0) {
    return [
      `No occurrence of ${stringsOf(map)
        .map((text) => printable(JSON.stringify(text)))
        .join(", ")} was found.`,
    ];
  }
  const titles = Math.max(...CATEGORIES.map((category) => CATEGORY_TITLES[category].length));
  const byCategory = totalsByCategory(map.entries);
  const rows = CATEGORIES.map((category) => ({
    title: CATEGORY_TITLES[category],
    ...byCategory[category],
  }));
  const most = Math.max(...rows.map(({ remove, keep }) => remove + keep));
  const room = Math.min(BAR, width - titles - NUMBERS);
  const row = (title: string, remove: number | string, keep: number | string): string =>
    `  ${title.padEnd(titles)}  ${String(remove).padStart(6)}  ${String(keep).padStart(6)}`;
  const totals = countTotals(map.entries);
  return [
    paint.bold(row("category", map.operation === "rename" ? "rename" : "remove", "keep")),
    ...rows.map(
      ({ title, remove, keep }) => `${row(title, remove, keep)}${bars(remove, keep, most, room, paint)}`,
    ),
    paint.bold(row("total", totals.remove, totals.keep)),
    "",
  ];
}

/** Columns that a row has beside its title and its bar. */
const NUMBERS = 22;

/** Filled for what goes, shaded for what stays; whatever is there at all is seen. */
function bars(remove: number, keep: number, most: number, room: number, paint: Paint): string {
  if (room < 8 || remove + keep === 0) return "";
  const length = (number: number): number =>
    number === 0 ? 0 : Math.max(1, Math.round((number / most) * room));
  return `  ${paint.bad("█".repeat(length(remove)))}${paint.good("░".repeat(length(keep)))}`;
}

function lookFirstLines({ closeCalls, longerNames, crowded }: LookFirst, { paint, all }: View): string[] {
  const place = (path: string, line: number): string =>
    line === 0 ? printable(path) : `${printable(path)}:${line}`;
  const group = (title: string, items: readonly string[]): string[] => {
    if (items.length === 0) return [];
    const shown = all ? items : items.slice(0, NAMED);
    const more = items.length - shown.length;
    return [
      `  ${title}`,
      ...shown.map((item) => `    ${item}`),
      ...(more === 0 ? [] : [`    … ${more} more; --all shows them`]),
    ];
  };
  const lines = [
    ...group(
      `${count(closeCalls.length, "close call")}, marked in the map; occmap explain PATH:LINE says why`,
      closeCalls.map(
        ({ path, line, category, close }) => `${place(path, line)}  ${category}, nearly ${close}`,
      ),
    ),
    ...group(
      `${count(longerNames.length, "entry", "entries")} kept as part of a longer name`,
      longerNames.map(({ path, line }) => place(path, line)),
    ),
    ...group(
      "files with many entries",
      crowded.map(({ path, entries }) => `${printable(path)}  ${entries}`),
    ),
  ];
  return lines.length === 0 ? [] : [paint.bold("Look here first:"), ...lines, ""];
}

function ledgerLine(ledger: Readonly<Record<string, number>>): string {
  const parts = Object.entries(LEDGER_WORDS).flatMap(([key, words]) =>
    (ledger[key] ?? 0) > 0 ? [`${ledger[key] ?? 0} ${words}`] : [],
  );
  return `${count(ledger["files"] ?? 0, "file")}: ${parts.join(", ") || "none"}`;
}

function uncommittedLines({ uncommitted }: ScanFacts, view: View): string[] {
  if (uncommitted.length === 0) return [];
  const total = uncommitted.reduce((sum, { occurrences }) => sum + occurrences, 0);
  const shown = view.all ? uncommitted : uncommitted.slice(0, NAMED);
  const named = shown.map(({ path, occurrences }) => `${printable(path)} (${occurrences})`);
  const left = uncommitted.length - shown.length;
  const more = left === 0 ? "" : `, and ${left} more; --all names them`;
  return sentence(
    `Uncommitted, not in the map: ${count(total, "occurrence")} in ${count(uncommitted.length, "file")}: ${named.join(", ")}${more}`,
    view,
  );
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

function adviceLines(map: OccurrenceMap, view: View): string[] {
  const advice = narrowingAdvice(map);
  return advice === undefined ? [] : sentence(printable(advice), view);
}

function nextLine(map: OccurrenceMap, { output }: ScanFacts): string {
  const written = output === undefined ? "" : `Wrote ${printable(output)}. `;
  const next =
    map.entries.length === 0
      ? "Is the string spelled as it stands in the code? Matching is literal and case-sensitive."
      : "Review it line by line, make the change, then run: occmap gate";
  return `${written}${next}`;
}
