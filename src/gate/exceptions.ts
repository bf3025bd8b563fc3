/**
 * What the exceptions of a map excuse: changes to companion files that nobody planned line by line. Never a
 * keep entry, never a planned removal, never another kind of file; new occurrences only where one says so.
 */
import type { Exception } from "../map/model.ts";
import { compileGlob, type PathMatcher } from "../paths/glob.ts";
import type { Finding, FindingCode, UsedException } from "./findings.ts";

const EXCUSABLE: ReadonlySet<FindingCode> = new Set([
  "extra-change",
  "extra-file",
  "binary-change",
  "mode-change",
]);
const EXCUSABLE_OCCURRENCES: ReadonlySet<FindingCode> = new Set(["new-occurrence", "unmapped-occurrence"]);

/** The exceptions that cover a path, in the order of the map. */
export type ExceptionsFor = (path: string) => readonly Exception[];

export function exceptionsFor(exceptions: readonly Exception[]): ExceptionsFor {
  const compiled = exceptions.map((exception): { exception: Exception; matches: PathMatcher } => ({
    exception,
    matches: compileGlob(exception.path, "files"),
  }));
  return (path) => compiled.filter(({ matches }) => matches(path)).map(({ exception }) => exception);
}

/** The findings that no exception excuses, and the exceptions that excused others, each once. */
export function excuse(
  findings: readonly Finding[],
  exceptions: readonly Exception[],
  path: string,
): { readonly findings: readonly Finding[]; readonly used: readonly UsedException[] } {
  if (exceptions.length === 0) return { findings, used: [] };
  const used = new Set<Exception>();
  const left = findings.filter((finding) => {
    const excusing = exceptions.find((exception) => excuses(exception, finding));
    if (excusing) used.add(excusing);
    return !excusing;
  });
  return {
    findings: left,
    used: [...used].map((exception) => ({ path, exception: exception.path, reason: exception.reason })),
  };
}

function excuses({ allowOccurrences }: Exception, { code, entry }: Finding): boolean {
  // A finding that names an entry is about the plan, and the plan has no exceptions.
  if (entry) return false;
  return EXCUSABLE.has(code) || (allowOccurrences && EXCUSABLE_OCCURRENCES.has(code));
}
