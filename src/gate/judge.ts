/**
 * The judge: a map, the files that differ between base and head, and the occurrences in those that do not.
 *
 * Pure and complete: it compares contents, never a drawn diff, and says everything in one run. The rule it
 * applies is written down in docs/gate.md.
 */
import { comparePlaces, compareStrings } from "../text/order.ts";
import { countTotals, type Entry, type Exception, type OccurrenceMap } from "../map/model.ts";
import { groupByPath } from "../map/by-path.ts";
import type { Needles } from "../occurrence/needles.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import { compileGlob, type PathMatcher } from "../paths/glob.ts";
import { coverage } from "./coverage.ts";
import { notRemoved, staleEntry, unmappedOccurrence } from "./entry-findings.ts";
import type { Finding, Replacement, UsedException } from "./findings.ts";
import { judgeChangedFile, type FileChange, type FileVerdict } from "./judge-file.ts";

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

export function judge(input: JudgeCase): Verdict {
  const entries = groupByPath(input.map.entries);
  const exceptions = input.map.exceptions.map((exception) => ({
    exception,
    matches: compileGlob(exception.path, "files"),
  }));
  const exceptionFor = (path: string): Exception | undefined =>
    exceptions.find(({ matches }) => matches(path))?.exception;
  const verdicts: FileVerdict[] = [];
  const seen = new Set<string>();
  for (const change of input.changes) {
    seen.add(change.path);
    verdicts.push(
      judgeChangedFile({
        change,
        entries: entries.get(change.path) ?? [],
        exception: exceptionFor(change.path),
        needles: input.needles,
        inScope: input.inScope(change.path),
      }),
    );
  }
  for (const path of new Set([...input.standing.keys(), ...entries.keys()])) {
    if (seen.has(path)) continue;
    const occurrences = input.standing.get(path) ?? [];
    verdicts.push(
      judgeStandingFile(path, occurrences, entries.get(path) ?? [], exceptionFor(path), input.inScope(path)),
    );
  }
  const lost = (input.lost ?? []).map((entry) => staleEntry(entry.path, entry));
  verdicts.push({ findings: lost, replacements: [], usedExceptions: [] });
  return summarize(verdicts, input);
}

/** A file that the change does not touch: whatever is to be removed from it is not removed. */
function judgeStandingFile(
  path: string,
  occurrences: readonly Occurrence[],
  entries: readonly Entry[],
  exception: Exception | undefined,
  inScope: boolean,
): FileVerdict {
  const { unmapped, stale, live } = coverage(occurrences, entries);
  const allowed = !inScope || exception?.allowOccurrences === true;
  const findings: Finding[] = [
    ...live.filter(({ decision }) => decision === "remove").map((entry) => notRemoved(path, entry)),
    ...stale.map((entry) => staleEntry(path, entry)),
    ...(allowed ? [] : unmapped.map((occurrence) => unmappedOccurrence(occurrence, occurrence.line))),
  ];
  return { findings, replacements: [], usedExceptions: [] };
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
