/** What a conversion tells: a document for a program, words for a person. */
import { diagnosticsJson, type Diagnostic } from "../diagnostics/invocation.ts";
import type { Loss } from "../interchange/loss.ts";
import type { Unresolved } from "../interchange/resolve.ts";
import { countTotals, type Entry } from "../map/model.ts";
import { compareStrings } from "../text/order.ts";
import { printable } from "../text/printable.ts";
import type { JsonObject } from "./documents.ts";
import { entryTable, mapEntryJson } from "./entry-text.ts";
import { count } from "./words.ts";

export interface ConvertReport {
  readonly from: string;
  readonly to: string;
  /** As messages name them. */
  readonly source: string;
  readonly output: string;
  readonly entries: readonly Entry[];
  readonly losses: readonly Loss[];
  readonly unresolved: readonly Unresolved[];
  readonly missed: readonly Entry[];
  /** Files with occurrences that no map can hold. */
  readonly unmappable: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export function convertDocument(report: ConvertReport): JsonObject {
  const { remove, keep } = countTotals(report.entries);
  return {
    from: report.from,
    to: report.to,
    source: report.source,
    output: report.output,
    totals: { remove_count: remove, keep_count: keep },
    losses: report.losses.map(({ place, what }) => ({ place, what })),
    unresolved: report.unresolved.map(({ item, why, candidates }) => ({
      category: item.category,
      path: item.path,
      ...(item.line === undefined ? {} : { line: lineText(item.line) }),
      decision: item.decision,
      reason: item.reason,
      written_at: item.writtenAt,
      why,
      candidates,
    })),
    missed: report.missed.map(mapEntryJson),
    unmappable: report.unmappable,
    diagnostics: diagnosticsJson(report.diagnostics),
  };
}

function lineText({ at, about }: { readonly at: number; readonly about: boolean }): string {
  return `${about ? "~" : ""}${at}`;
}

/** Everything but the last line of a report: what is open, what was missed, what was lost. */
export function convertLines(report: ConvertReport): string[] {
  const { unresolved, missed, losses, unmappable, source } = report;
  return [
    ...section(
      `${count(unresolved.length, "item")} of ${source} not taken over`,
      unresolved.flatMap((one) => unresolvedLines(one)),
    ),
    ...section(
      `${count(missed.length, "entry", "entries")} that ${source} misses; each with what scan would decide (occmap update adds them)`,
      // What would go is more urgent than what would stay.
      entryTable([...missed].sort((a, b) => compareStrings(b.decision, a.decision))),
    ),
    ...section(
      "files with occurrences that cannot stand in a map (rename them)",
      unmappable.map((path) => printable(path)),
    ),
    ...section(
      "not carried over",
      losses.map(({ place, what }) => `${printable(place)}: ${printable(what)}`),
    ),
  ];
}

export function convertSummary({ entries, output, to }: ConvertReport): string {
  const { remove, keep } = countTotals(entries);
  return `Wrote ${printable(output)} (${to}): ${count(remove, "entry", "entries")} to remove, ${keep} to keep`;
}

function section(title: string, rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : [`${printable(title)}:`, ...rows.map((row) => `  ${row}`)];
}

const SHOWN_LINES = 12;

function unresolvedLines({ item, why, candidates }: Unresolved): string[] {
  const line = item.line === undefined ? "" : `:${lineText(item.line)}`;
  const shown = candidates.slice(0, SHOWN_LINES).join(", ");
  const more = candidates.length > SHOWN_LINES ? ` and ${candidates.length - SHOWN_LINES} more` : "";
  const could =
    candidates.length === 0
      ? ""
      : `; occurrences stand on ${candidates.length === 1 ? "line" : "lines"} ${shown}${more}`;
  return [
    printable(
      `${item.path}${line} (${item.category}, ${item.decision}, line ${item.writtenAt}): ${why}${could}`,
    ),
  ];
}
