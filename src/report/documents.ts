/**
 * The JSON documents that commands print with --json: one shape each, versioned, described by the schemas in
 * schemas.ts.
 */
import type { Explanation } from "../classify/explain.ts";
import { diagnosticsJson, type Diagnostic } from "../diagnostics/invocation.ts";
import { timingsJson, type Timings } from "../diagnostics/timings.ts";
import type { Finding, Replacement } from "../gate/findings.ts";
import type { Verdict } from "../gate/judge.ts";
import { perCategory } from "../map/categories.ts";
import {
  countTotals,
  replacementsOf,
  totalsByCategory,
  type Entry,
  type OccurrenceMap,
} from "../map/model.ts";
import type { Fault } from "../yaml/fault.ts";
import type { PageData } from "./html/page-data.ts";
import { jsonText } from "./json-text.ts";
import type { LookFirst } from "./look-first.ts";
import { mendOf, type MendContext } from "./mend.ts";
import { narrowingAdvice } from "./too-large.ts";
import { messageOf } from "./messages.ts";
import type { CheckFacts, GateFacts, NoMapFacts, Report } from "./report.ts";

/** Raised when a document loses or changes a field; a new field does not raise it. */
export const DOCUMENT_VERSION = 1;

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

export function documentText(document: JsonObject): string {
  return jsonText({ version: DOCUMENT_VERSION, ...document });
}

/** The document of a verdict, whatever it is about. */
export function reportDocument(report: Report): JsonObject {
  switch (report.kind) {
    case "gate":
      return gateDocument(report.verdict, report.facts);
    case "check":
      return checkDocument(report.findings, report.facts);
    case "no-map":
      return noMapDocument(report.findings, report.facts);
    case "invalid-map":
      return invalidMapDocument(report.map, report.faults);
  }
}

/** What a commit hook says: the verdict, and the document of each gate that led to it. */
export function hookDocument(outcome: string, isAccepted: boolean, reports: readonly Report[]): JsonObject {
  return {
    outcome,
    verdict: isAccepted ? "accepted" : "rejected",
    gates: reports.map((report) => ({ version: DOCUMENT_VERSION, ...reportDocument(report) })),
  };
}

export function invalidMapDocument(map: string, faults: readonly Fault[]): JsonObject {
  return {
    verdict: "map-invalid",
    map,
    faults: faults.map(({ code, message, line, column, text, next }) => ({
      code,
      message,
      line,
      column,
      text,
      next,
    })),
  };
}

/** What a gate says of a mission that needs no map. */
export function noMapDocument(findings: readonly Finding[], facts: NoMapFacts): JsonObject {
  const { mission, base, head, diagnostics } = facts;
  return {
    verdict: findings.length === 0 ? "accepted" : "rejected",
    map_required: false,
    mission_id: mission.id,
    mission_slug: mission.slug,
    change_mode: mission.changeMode ?? null,
    base,
    head,
    findings: findings.map((finding) =>
      findingJson(finding, { base, staged: head === "index", mapRevision: base }),
    ),
    diagnostics: diagnosticsJson(diagnostics),
  };
}

function timingsPart(timings: Timings | undefined): JsonObject {
  return timings === undefined ? {} : { timings: timingsJson(timings) };
}

export function gateDocument(
  verdict: Verdict,
  { map, mapOrigin, mapDiffersFromBase, base, head, diagnostics, timings }: GateFacts,
): JsonObject {
  return {
    verdict: verdict.pass ? "accepted" : "rejected",
    map,
    map_origin: mapOrigin,
    map_differs_from_base: mapDiffersFromBase,
    base,
    head,
    progress: { remove: verdict.progress.remove, done: verdict.progress.done },
    findings: verdict.findings.map((finding) =>
      findingJson(finding, { base, staged: head === "index", mapRevision: mapOrigin }),
    ),
    replacements: verdict.replacements.map(replacementJson),
    used_exceptions: verdict.usedExceptions.map(({ path, exception, reason }) => ({
      path,
      exception,
      reason,
    })),
    diagnostics: diagnosticsJson(diagnostics),
    ...timingsPart(timings),
  };
}

export function checkDocument(findings: readonly Finding[], facts: CheckFacts): JsonObject {
  const { remove, keep } = countTotals(facts.entries);
  return {
    verdict: findings.length === 0 ? "true" : "untrue",
    map: facts.map,
    base: facts.base,
    totals: { remove_count: remove, keep_count: keep },
    findings: findings.map((finding) =>
      findingJson(finding, { base: facts.base, staged: false, mapRevision: facts.base }),
    ),
    diagnostics: diagnosticsJson(facts.diagnostics),
    ...timingsPart(facts.timings),
  };
}

export function findingJson(finding: Finding, context: MendContext): JsonObject {
  const { code, path, headPath, base, head, category, entry, needle, column, field } = finding;
  const { before, after, planned, pending } = finding;
  const { command, map } = mendOf(finding, context);
  const { expected, found, next } = messageOf(finding);
  return {
    code,
    path,
    ...(headPath === undefined ? {} : { head_path: headPath }),
    ...(base ? { base: { first: base.first, last: base.last } } : {}),
    ...(head ? { head: { first: head.first, last: head.last } } : {}),
    ...(column === undefined ? {} : { column }),
    ...(category === undefined ? {} : { category }),
    ...(entry ? { entry: entryJson(entry) } : {}),
    ...(needle === undefined ? {} : { string: needle }),
    ...(field === undefined ? {} : { field }),
    before,
    after,
    ...(planned === undefined ? {} : { planned }),
    expected,
    found,
    next,
    mend: {
      ...(command === undefined ? {} : { command }),
      map: map.map(({ action, list, item }) => ({ action, list, item })),
    },
    pending: pending === true,
  };
}

/** An entry as it stands in a map. */
export function entryJson(entry: Entry): JsonObject {
  return {
    decision: entry.decision,
    path: entry.path,
    line: entry.line,
    ...(entry.endLine === undefined ? {} : { end_line: entry.endLine }),
    ...(entry.column === undefined ? {} : { column: entry.column }),
    reason: entry.reason,
    ...(entry.decision === "keep" ? { keep_reason: entry.keepReason } : {}),
  };
}

function replacementJson({ path, base, head, before, after }: Replacement): JsonObject {
  return {
    path,
    base: { first: base.first, last: base.last },
    head: { first: head.first, last: head.last },
    before,
    after,
  };
}

export function pageDocument(output: string, { items, files, verdict }: PageData): JsonObject {
  return {
    page: output,
    entries: items.length,
    files: files.length,
    ...(verdict
      ? { verdict: verdict.pass ? "accepted" : "rejected", findings: verdict.findings.length }
      : {}),
  };
}

export interface ScanFacts {
  /** The map's file; undefined where the map is the payload, of which nobody knows yet whether it gets out. */
  readonly output: string | undefined;
  readonly ledger: Readonly<Record<string, number>>;
  readonly uncommitted: readonly { readonly path: string; readonly occurrences: number }[];
  readonly unmappable: readonly string[];
  readonly lookFirst: LookFirst;
  readonly diagnostics: readonly Diagnostic[];
  readonly timings?: Timings;
}

/** `output` is the file that was written. */
export function scanDocument(map: OccurrenceMap, output: string, facts: ScanFacts): JsonObject {
  const { remove, keep } = countTotals(map.entries);
  const byCategory = totalsByCategory(map.entries);
  const { files = 0, ...ledger } = facts.ledger;
  const advice = narrowingAdvice(map);
  return {
    map: output,
    mission_id: map.missionId,
    mission_slug: map.missionSlug,
    target_string: map.targetString,
    related_strings: map.relatedStrings,
    operation: map.operation,
    replacements: [...replacementsOf(map)].map(([from, to]) => ({ from, to })),
    ...(map.baseCommit === undefined ? {} : { base_commit: map.baseCommit }),
    totals: { remove_count: remove, keep_count: keep },
    categories: perCategory((category) => {
      const totals = byCategory[category];
      return { remove: totals.remove, keep: totals.keep };
    }),
    close_calls: facts.lookFirst.closeCalls.length,
    look_first: {
      close_calls: facts.lookFirst.closeCalls.map(({ path, line, category, close }) => ({
        path,
        line,
        category,
        close,
      })),
      longer_names: facts.lookFirst.longerNames.map(({ path, line }) => ({ path, line })),
      crowded: facts.lookFirst.crowded.map(({ path, entries }) => ({ path, entries })),
    },
    ...(advice === undefined ? {} : { advice }),
    ledger: { files, ...ledger },
    uncommitted: facts.uncommitted.map(({ path, occurrences }) => ({ path, occurrences })),
    unmappable: facts.unmappable,
    diagnostics: diagnosticsJson(facts.diagnostics),
    ...timingsPart(facts.timings),
  };
}

export interface ExplainFacts {
  readonly path: string;
  readonly line: number;
  readonly strings: readonly string[];
  readonly revision: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export function explainDocument(explanations: readonly Explanation[], facts: ExplainFacts): JsonObject {
  return {
    path: facts.path,
    line: facts.line,
    strings: facts.strings,
    ...(facts.revision === undefined ? {} : { revision: facts.revision }),
    occurrences: explanations.map(explanationJson),
    diagnostics: diagnosticsJson(facts.diagnostics),
  };
}

function explanationJson({ occurrence, sorting, site, around, ...rest }: Explanation): JsonObject {
  const { heading, embedded, test, doubt } = site;
  return {
    column: occurrence.column,
    string: occurrence.needle,
    category: sorting.category,
    reason: sorting.reason,
    ...(sorting.close === undefined ? {} : { close: sorting.close }),
    role: site.role,
    what: site.what,
    text: site.text,
    around,
    scope: site.scope,
    keys: site.keys,
    ...(heading === undefined ? {} : { heading }),
    ...(embedded === undefined ? {} : { embedded }),
    ...(test === undefined ? {} : { test }),
    ...(doubt === undefined ? {} : { doubt }),
    reading: site.reading,
    read_as: rest.readAs,
    rules: rest.rules.map(({ id, looksFor, answer, category, words }) => ({
      id,
      looks_for: looksFor,
      answer,
      ...(category === undefined ? {} : { category }),
      words,
    })),
    overrides: rest.remedies.map(({ when, yaml }) => ({ when, yaml })),
  };
}
