/**
 * A rename that would put a file where another one is cannot be carried out: its name is kept, and the plan says
 * why, for a person to decide.
 */
import type { Entry } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { substitutePath } from "../occurrence/substitute.ts";
import { blockedMoves } from "../paths/moves.ts";

/** The drafts of a rename map with impossible moves kept; `existing` holds all paths of the revision. */
export function keepBlockedNames<Draft extends { readonly entry: Entry }>(
  drafts: readonly Draft[],
  existing: Iterable<string>,
  {
    needles,
    replacements,
  }: { readonly needles: Needles; readonly replacements: ReadonlyMap<string, string> },
): Draft[] {
  const moving = drafts.filter(({ entry }) => entry.line === 0 && entry.decision === "remove");
  if (moving.length === 0) return [...drafts];
  const moves = new Map(
    moving.map(({ entry: { path } }) => [path, substitutePath(path, needles, replacements)]),
  );
  const blocked = blockedMoves(moves, existing);
  return drafts.map((draft) => {
    const { path, line, decision } = draft.entry;
    const why = line === 0 && decision === "remove" ? blocked.get(path) : undefined;
    if (why === undefined) return draft;
    const keepReason = `its new path ${moves.get(path) ?? path} ${why}`;
    return { ...draft, entry: { ...draft.entry, decision: "keep", keepReason } };
  });
}
