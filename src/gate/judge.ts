/**
 * The judge: a map, the files that differ between base and head, and the occurrences in those that do not.
 *
 * Pure and complete: it compares contents, never a drawn diff, and says everything in one run. The rule it
 * applies is written down in docs/gate.md.
 */
import { comparePlaces, compareStrings } from "../text/order.ts";
import {
  compareEntries,
  countTotals,
  replacementsOf,
  type Entry,
  type Exception,
  type OccurrenceMap,
  type Operation,
} from "../map/model.ts";
import { groupByPath } from "../map/by-path.ts";
import type { Needles } from "../occurrence/needles.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import type { PathMatcher } from "../paths/glob.ts";
import { coverage } from "./coverage.ts";
import { Effort } from "./effort.ts";
import { notRemoved, staleEntry, unmappedOccurrence } from "./entry-findings.ts";
import { excuse, exceptionsFor } from "./exceptions.ts";
import type { Finding, Replacement, UsedException } from "./findings.ts";
import { judgeChangedFile, type FileChange, type FileVerdict } from "./judge-file.ts";
import { joinMoves, plannedMoves } from "./moves.ts";

export interface JudgeCase {
  readonly map: OccurrenceMap;
  readonly needles: Needles;
  /** Every path that differs, with what stands on both sides. The map file is not among them. */
  readonly changes: readonly FileChange[];
  /** For each path that does not differ and holds an occurrence in name or content: all of them. */
  readonly standing: ReadonlyMap<string, readonly Occurrence[]>;
  /** Is a path inside the map's scope? Outside of it occurrences need no entry. */
  readonly inScope: PathMatcher;
  readonly allowPending: boolean;
  /** Remove entries that were carried out before the base (carry.ts); they count as done. */
  readonly doneBefore?: readonly Entry[];
  /** Entries whose lines changed between the map's revision and the base in another way; they are stale. */
  readonly lost?: readonly Entry[];
}

export interface Verdict {
  readonly pass: boolean;
  /** All findings, by path, then base line. Pending ones do not fail the gate. */
  readonly findings: readonly Finding[];
  readonly replacements: readonly Replacement[];
  readonly usedExceptions: readonly UsedException[];
  /** Remove entries of the map, and how many of them are carried out. */
  readonly progress: { readonly remove: number; readonly done: number };
}

/** Throws `TangledError` where a file cannot be judged within what the run has left for such files. */
export function judge(input: JudgeCase): Verdict {
  const { map, needles } = input;
  const entries = groupByPath([...map.entries].sort(compareEntries));
  const exceptions = exceptionsFor(map.exceptions);
  const replacements = map.operation === "rename" ? replacementsOf(map) : undefined;
  const moves = replacements ? plannedMoves(map.entries, needles, replacements) : new Map<string, string>();
  const verdicts: FileVerdict[] = [];
  const seen = new Set<string>();
  const effort = new Effort();
  for (const change of joinMoves(input.changes, moves)) {
    const { path, headPath } = change;
    // Where one file took the place of another, the entries of the path belong to the one that was there.
    const listed = change.base || !seen.has(path) ? (entries.get(path) ?? []) : [];
    seen.add(path);
    verdicts.push(
      judgeChangedFile({
        change,
        headPath,
        wantedPath: moves.get(path),
        entries: listed,
        exceptions: exceptions(path),
        operation: map.operation,
        replacements,
        needles,
        inScope: input.inScope(path),
        effort,
      }),
    );
  }
  for (const path of new Set([...input.standing.keys(), ...entries.keys()])) {
    if (seen.has(path)) continue;
    verdicts.push(
      judgeStandingFile({
        path,
        occurrences: input.standing.get(path) ?? [],
        entries: entries.get(path) ?? [],
        exceptions: exceptions(path),
        operation: map.operation,
        wantedPath: moves.get(path),
        inScope: input.inScope(path),
      }),
    );
  }
  const lost = (input.lost ?? []).map((entry) => staleEntry(entry.path, entry));
  verdicts.push({ findings: lost, replacements: [], usedExceptions: [] });
  return summarize(verdicts, input);
}

interface StandingFile {
  readonly path: string;
  readonly occurrences: readonly Occurrence[];
  readonly entries: readonly Entry[];
  readonly exceptions: readonly Exception[];
  readonly operation: Operation;
  readonly wantedPath: string | undefined;
  readonly inScope: boolean;
}

/** A file that the change does not touch: whatever is to be removed from it is not removed. */
function judgeStandingFile(file: StandingFile): FileVerdict {
  const { path, wantedPath } = file;
  const { unmapped, stale, live } = coverage(file.occurrences, file.entries, file.operation);
  const undone = live
    .filter(({ decision }) => decision === "remove")
    .map((entry) => ({
      ...notRemoved(path, entry),
      ...(entry.line === 0 && wantedPath !== undefined ? { planned: [wantedPath] } : {}),
    }));
  const unlisted = unmapped.map((occurrence) => unmappedOccurrence(occurrence, occurrence.line));
  const { findings, used } = excuse(file.inScope ? unlisted : [], file.exceptions, path);
  return {
    findings: [...undone, ...stale.map((entry) => staleEntry(path, entry)), ...findings],
    replacements: [],
    usedExceptions: used,
  };
}

function summarize(
  verdicts: readonly FileVerdict[],
  { map, allowPending, doneBefore = [], lost = [] }: JudgeCase,
): Verdict {
  const findings = verdicts
    .flatMap((verdict) => verdict.findings)
    .map((finding): Finding =>
      allowPending && finding.code === "not-removed" ? { ...finding, pending: true } : finding,
    )
    .sort(compareFindings);
  const undone = new Set(
    findings.flatMap(({ code, entry }) =>
      entry && (code === "not-removed" || code === "stale-entry") ? [entry] : [],
    ),
  );
  const { remove } = countTotals([...map.entries, ...doneBefore, ...lost]);
  const notDone = [...undone].filter(({ decision }) => decision === "remove").length;
  return {
    pass: findings.every(({ pending }) => pending === true),
    findings,
    replacements: verdicts
      .flatMap((verdict) => verdict.replacements)
      .sort((a, b) => compareStrings(a.path, b.path) || a.base.first - b.base.first),
    usedExceptions: verdicts
      .flatMap((verdict) => verdict.usedExceptions)
      .sort((a, b) => compareStrings(a.path, b.path)),
    progress: { remove, done: remove - notDone },
  };
}

function compareFindings(a: Finding, b: Finding): number {
  const place = ({ path, base, head, column }: Finding): Parameters<typeof comparePlaces>[0] => {
    return { path, line: base?.first ?? head?.first ?? 0, column };
  };
  return (
    comparePlaces(place(a), place(b)) ||
    compareStrings(a.code, b.code) ||
    (a.head?.first ?? 0) - (b.head?.first ?? 0)
  );
}
