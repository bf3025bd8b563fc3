/**
 * What an exception of the map excuses: changes to companion files that nobody planned line by line. Never a
 * keep entry, never a planned removal, never another kind of file; new occurrences only where it says so.
 */
import type { Exception } from "../map/model.ts";
import type { Finding, FindingCode, UsedException } from "./findings.ts";

const EXCUSABLE: ReadonlySet<FindingCode> = new Set([
  "extra-change",
  "extra-file",
  "binary-change",
  "mode-change",
]);
const EXCUSABLE_OCCURRENCES: ReadonlySet<FindingCode> = new Set(["new-occurrence", "unmapped-occurrence"]);

export function excuse(
  findings: readonly Finding[],
  exception: Exception | undefined,
  path: string,
): { readonly findings: readonly Finding[]; readonly used: readonly UsedException[] } {
  if (!exception) return { findings, used: [] };
  const excused = ({ code }: Finding): boolean =>
    EXCUSABLE.has(code) || (exception.allowOccurrences && EXCUSABLE_OCCURRENCES.has(code));
  const left = findings.filter((finding) => !excused(finding));
  const used =
    left.length < findings.length ? [{ path, exception: exception.path, reason: exception.reason }] : [];
  return { findings: left, used };
}
