/**
 * The document of `occmap apply --json`. Apart from the others, because it shows each deed as a diff and the package
 * that makes one is loaded with this module.
 */
import type { Proposal } from "../apply/mending.ts";
import { diagnosticsJson } from "../diagnostics/invocation.ts";
import { deedDiff } from "./apply-diff.ts";
import { deedName, type ApplyFacts } from "./apply-facts.ts";
import { findingJson, type JsonObject } from "./documents.ts";
import { PLAIN } from "./paint.ts";

export function applyDocument(facts: ApplyFacts): JsonObject {
  const { map, base, deeds, problems, breakages, entries, written, verdict, diagnostics } = facts;
  return {
    map,
    base,
    written,
    entries: { chosen: entries.chosen, done: entries.done, left: entries.left },
    files: deeds.map((deed) => ({
      path: deed.before.path,
      action: deedName(deed),
      ...(deed.kind === "replace" && deed.after.path !== deed.before.path ? { to: deed.after.path } : {}),
      diff: deedDiff(deed, PLAIN),
    })),
    problems: problems.map(({ path, line, why, next }) => ({ path, line, why, next })),
    breakages: breakages.map(({ path, why, places }) => ({
      path,
      why,
      places: places.map(({ first, last, proposal }) => ({
        line: first,
        end_line: last,
        ...(proposal ? { proposal: proposalJson(proposal) } : {}),
      })),
    })),
    verdict: verdict === undefined ? "not-asked" : verdict.pass ? "accepted" : "rejected",
    findings: (verdict?.findings ?? []).map((finding) =>
      findingJson(finding, { base, staged: false, mapRevision: base }),
    ),
    diagnostics: diagnosticsJson(diagnostics),
  };
}

function proposalJson({ first, last, rewritten }: Proposal): JsonObject {
  return { line: first, end_line: last, ...(rewritten === undefined ? {} : { rewritten }) };
}
