/**
 * A changed file that is binary on one side at least. It has no lines that could be compared, so no entry gives a
 * right to change it; what it holds is counted all the same, because an exception may excuse the change.
 */
import type { Entry } from "../map/model.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import { fileFinding, keepTouched, newOccurrence, WHOLE, type Judgement } from "./file-findings.ts";
import { notRemoved } from "./entry-findings.ts";
import type { Side } from "./sides.ts";

export interface BinaryCase {
  readonly path: string;
  readonly entries: readonly Entry[];
  /** Those of the entries that stand for an occurrence at the base. */
  readonly live: readonly Entry[];
  readonly base: Side;
  readonly head: Side;
}

export function judgeBinary({ path, entries, live, base, head }: BinaryCase): Judgement {
  const kept = entries.filter(({ decision }) => decision === "keep");
  const stillThere = new Set(head.occurrences.map(({ needle }) => needle)).size > 0;
  const undone = live.filter(({ line, decision }) => line > 0 && decision === "remove" && stillThere);
  return {
    findings: [
      ...(kept.length > 0
        ? kept.map((entry) => keepTouched(path, entry, "changed", base))
        : [fileFinding("binary-change", path, "its content changed", { base: WHOLE, head: WHOLE })]),
      ...undone.map((entry) => notRemoved(path, entry)),
      ...added(base.occurrences, head.occurrences).map((occurrence) => newOccurrence(occurrence, head)),
    ],
    standing: (line) => (line === 0 ? 0 : undefined),
  };
}

/** For each string, the occurrences beyond as many as there were. */
function added(before: readonly Occurrence[], after: readonly Occurrence[]): Occurrence[] {
  const known = new Map<string, number>();
  for (const { needle } of before) known.set(needle, (known.get(needle) ?? 0) + 1);
  return after.filter(({ needle }) => {
    const left = known.get(needle) ?? 0;
    known.set(needle, left - 1);
    return left <= 0;
  });
}
