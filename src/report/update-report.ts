/** What an update tells: a document for a program, words for a person. */
import { diagnosticsJson, type Diagnostic } from "../diagnostics/invocation.ts";
import { countTotals, placeOf, type Entry } from "../map/model.ts";
import type { DroppedEntry, FollowedEntry } from "../update/follow.ts";
import { printable } from "../text/printable.ts";
import type { JsonObject } from "./documents.ts";
import { entryLine, mapEntryJson } from "./entry-text.ts";
import type { Paint } from "./paint.ts";
import { count } from "./words.ts";

export interface UpdateReport {
  readonly map: string;
  readonly entries: readonly Entry[];
  readonly base: { readonly from: string | undefined; readonly to: string };
  readonly changed: boolean;
  readonly written: boolean;
  readonly added: readonly Entry[];
  readonly followed: readonly FollowedEntry[];
  readonly dropped: readonly DroppedEntry[];
  readonly uncommitted: readonly { readonly path: string; readonly occurrences: number }[];
  /** Files with occurrences that no map can hold; the map is incomplete. */
  readonly unmappable: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export function updateDocument(report: UpdateReport): JsonObject {
  const { remove, keep } = countTotals(report.entries);
  const of = (fate: FollowedEntry["fate"]): FollowedEntry[] =>
    report.followed.filter((one) => one.fate === fate);
  const movement = ({ from, to }: FollowedEntry): JsonObject => ({
    from: mapEntryJson(from),
    to: mapEntryJson(to),
  });
  return {
    map: report.map,
    changed: report.changed,
    written: report.written,
    base: { ...(report.base.from === undefined ? {} : { from: report.base.from }), to: report.base.to },
    totals: { remove_count: remove, keep_count: keep },
    added: report.added.map(mapEntryJson),
    moved: of("moved").map(movement),
    conflicting: of("changed").map(movement),
    vanished: of("vanished").map(({ from }) => mapEntryJson(from)),
    dropped: report.dropped.map(({ entry, why }) => ({ why, entry: mapEntryJson(entry) })),
    uncommitted: report.uncommitted.map(({ path, occurrences }) => ({ path, occurrences })),
    unmappable: report.unmappable,
    diagnostics: diagnosticsJson(report.diagnostics),
  };
}

const SHOWN = 10;

export function updateText(report: UpdateReport, paint: Paint, all: boolean): string {
  const of = (fate: FollowedEntry["fate"]): FollowedEntry[] =>
    report.followed.filter((one) => one.fate === fate);
  const from = report.base.from?.slice(0, 12) ?? "no base";
  const section = (title: string, rows: readonly string[]): string[] => {
    if (rows.length === 0) return [];
    const shown = all ? rows : rows.slice(0, SHOWN);
    const more = rows.length > shown.length ? [`  … and ${rows.length - shown.length} more (--all)`] : [];
    return [paint.bold(`${rows.length} ${title}`), ...shown.map((row) => `  ${row}`), ...more];
  };
  const movement = ({ from: was, to }: FollowedEntry): string =>
    `${printable(placeOf(was))} → ${entryLine(to)}`;
  const drops = (why: DroppedEntry["why"]): string[] =>
    report.dropped.filter((one) => one.why === why).map(({ entry }) => entryLine(entry));
  const incomplete = report.unmappable.map((path) => `  ${printable(path)}`);
  const lines = [
    `${printable(report.map)}: ${from} → ${report.base.to.slice(0, 12)}`,
    ...section(
      "added, marked # new:",
      report.added.map((entry) => entryLine(entry)),
    ),
    ...section("moved", of("moved").map(movement)),
    ...section("dropped: carried out", drops("carried-out")),
    ...section("dropped: pruned", drops("pruned")),
    ...section(
      "conflicting, marked # changed: (the decision was made for another text)",
      of("changed").map(movement),
    ),
    ...section(
      "vanished, marked # vanished: (nothing stands there; mend them, or drop them with --prune)",
      of("vanished").map((one) => entryLine(one.from)),
    ),
    ...(incomplete.length === 0
      ? []
      : [
          paint.bad("Not complete: these files hold occurrences and cannot stand in a map (rename them):"),
          ...incomplete,
        ]),
    lastLine(report),
  ];
  return `${lines.join("\n")}\n`;
}

function lastLine({ changed, written, entries, map }: UpdateReport): string {
  if (!changed) return `${printable(map)} is up to date; it was not written.`;
  const { remove, keep } = countTotals(entries);
  const holds = `${count(remove, "entry", "entries")} to remove, ${keep} to keep`;
  return written
    ? `Wrote ${printable(map)}: ${holds}. Review what is marked, then run: occmap check`
    : `Would write ${printable(map)}: ${holds}.`;
}
