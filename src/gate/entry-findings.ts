/** Findings about an entry or an occurrence as such, alike for files that changed and files that did not. */
import type { Entry } from "../map/model.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import type { Finding, LineRange } from "./findings.ts";

export function notRemoved(path: string, entry: Entry): Finding {
  const range = linesOf(entry);
  return {
    code: "not-removed",
    path,
    base: range,
    head: range,
    entry,
    category: entry.category,
    before: [],
    after: [],
  };
}

export function staleEntry(path: string, entry: Entry): Finding {
  return {
    code: "stale-entry",
    path,
    base: linesOf(entry),
    entry,
    category: entry.category,
    before: [],
    after: [],
  };
}

/** `headLine` is where the occurrence stands after the change, undefined where it does not. */
export function unmappedOccurrence(
  { path, line, column, needle }: Occurrence,
  headLine: number | undefined,
): Finding {
  return {
    code: "unmapped-occurrence",
    path,
    base: { first: line, last: line },
    ...(headLine === undefined ? {} : { head: { first: headLine, last: headLine } }),
    needle,
    column,
    before: [],
    after: [],
  };
}

function linesOf(entry: Entry): LineRange {
  return { first: entry.line, last: entry.endLine ?? entry.line };
}
