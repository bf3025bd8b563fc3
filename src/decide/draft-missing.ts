/**
 * Entries for the occurrences of one file that a map does not list yet. What people decided about the file stands;
 * what comes must not contradict it.
 */
import { coverage } from "../gate/coverage.ts";
import type { Entry, Operation } from "../map/model.ts";
import { draftFile, type DraftEntry, type Judged } from "./draft.ts";

export function draftMissing(
  judged: readonly Judged[],
  known: readonly Entry[],
  operation: Operation,
): DraftEntry[] {
  const draft = (some: readonly Judged[]): DraftEntry[] => draftFile(some, operation);
  const occurrences = judged.map(({ occurrence }) => occurrence);
  const open = new Set(coverage(occurrences, known, operation).unmapped);
  const missing = judged.filter(({ occurrence }) => open.has(occurrence));
  if (missing.length === 0) return [];
  const keeps = known.some(({ decision }) => decision === "keep");
  const careful = missing.map((one) =>
    one.occurrence.line === 0 && keeps && operation === "remove" ? keptName(one) : one,
  );
  const listed = new Set(known.map(({ line }) => line));
  const beside = careful.filter(({ occurrence: { line } }) => line > 0 && listed.has(line));
  const drafts = draft(careful.filter((one) => !beside.includes(one)));
  // Another occurrence of these lines has an entry with a column; only a column tells the two apart.
  const columns = beside.flatMap((one) =>
    draft([one]).map(({ entry, ...rest }) => ({
      ...rest,
      entry: { ...entry, column: one.occurrence.column },
    })),
  );
  return [...drafts, ...columns];
}

/** Removing a file whose lines somebody decided to keep would contradict them; the careful answer is to keep. */
function keptName(judged: Judged): Judged {
  if (judged.decided.decision === "keep") return judged;
  return { ...judged, decided: { decision: "keep", keepReason: "the file holds lines that are kept" } };
}
