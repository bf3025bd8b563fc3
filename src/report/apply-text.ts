/** What `occmap apply` tells a person: the diff, what cannot be done, what would break, and what next. */
import type { Breakage, Place } from "../apply/breakage.ts";
import type { Deed, Problem } from "../apply/deed.ts";
import type { Operation } from "../map/model.ts";
import { printable } from "../text/printable.ts";
import { shellQuoted } from "../text/shell.ts";
import { deedDiff } from "./apply-diff.ts";
import { countDeeds, type ApplyFacts } from "./apply-facts.ts";
import type { Paint } from "./paint.ts";
import { count } from "./words.ts";

/** Without the verdict, which has a report of its own. */
export function applyText(facts: ApplyFacts, paint: Paint): string {
  return `${[
    ...(facts.written ? [] : facts.deeds.flatMap((deed) => deedDiff(deed, paint))),
    ...facts.breakages.flatMap((breakage) => breakageLines(breakage, facts, paint)),
    ...movedLines(facts),
    ...problemLines(facts.problems, paint),
    summary(facts, paint),
    ...nextLines(facts),
  ].join("\n")}\n`;
}

function summary({ deeds, entries, problems, written }: ApplyFacts, paint: Paint): string {
  const { edited, moved, deleted } = countDeeds(deeds);
  const parts = [
    edited > 0 ? [`${edited} edited`] : [],
    moved > 0 ? [`${moved} moved`] : [],
    deleted > 0 ? [`${deleted} deleted`] : [],
  ].flat();
  const also = [
    entries.done > 0 ? [`${entries.done} carried out before`] : [],
    entries.left > 0 ? [`${entries.left} not asked for`] : [],
  ].flat();
  const head = written ? "applied" : problems.length > 0 ? "cannot be applied" : "would apply";
  const paintHead = written ? paint.good : problems.length > 0 ? paint.bad : paint.bold;
  const files =
    parts.length === 0 ? "no file changes" : `${count(deeds.length, "file")}: ${parts.join(", ")}`;
  const rest = also.length === 0 ? "" : ` (${also.join(", ")})`;
  return `${paintHead(head)} ${count(entries.chosen, "remove entry", "remove entries")}${rest}; ${files}`;
}

function problemLines(problems: readonly Problem[], paint: Paint): string[] {
  return problems.flatMap(({ path, line, why, next }) => [
    `${paint.bad("cannot")} ${printable(path)}${line === 0 ? "" : `:${line}`}: ${printable(why)}`,
    `  next: ${printable(next)}`,
  ]);
}

const BREAKS = {
  syntax: "it parses now and would not any more",
  torn: "a block would be parted from the line that opens it",
} as const;

function breakageLines({ path, why, places }: Breakage, { operation }: ApplyFacts, paint: Paint): string[] {
  const head = `${paint.bad("breaks")} ${printable(path)}: ${BREAKS[why]}`;
  if (places.length === 0)
    return [head, "  next: look at it after applying; it is too large to look for the lines"];
  return [head, ...places.map((place) => `  ${linesOf(place)}: next: ${adviceOn(place, path, operation)}`)];
}

/** `occmap set` takes the map's lines. */
function movedLines({ breakages, linesMoved }: ApplyFacts): string[] {
  if (!linesMoved || breakages.length === 0) return [];
  return ["The lines above are those of HEAD, and the map's are older. next: run occmap update first"];
}

function linesOf({ first, last }: Place): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function adviceOn({ proposal }: Place, path: string, operation: Operation): string {
  if (operation === "rename") return "keep it, or choose another replacement";
  if (!proposal)
    return "no block was found that takes in no kept line; keep it, or rewrite it by hand in no more lines";
  const { first, last, rewritten } = proposal;
  const command = `occmap set --block ${shellQuoted(`${path}:${first}-${last}`)}`;
  return rewritten === undefined
    ? `${command} takes all that belongs together`
    : `${command}, and rewrite the block by hand as: ${printable(rewritten.trim())}`;
}

function nextLines({ written, problems, deeds }: ApplyFacts): string[] {
  if (written) return deeds.length === 0 ? [] : [`undo: ${undoing(deeds)}`];
  if (problems.length > 0) return ["Nothing was written."];
  return deeds.length === 0 ? [] : ["Nothing was written. next: occmap apply --write"];
}

/** More are not named: git names them. */
const NAMED = 5;

/** What takes the files back to HEAD, ready to paste where they are few. */
function undoing(deeds: readonly Deed[]): string {
  if (deeds.length > NAMED)
    return "git restore the files that git status names, and delete the new names of those that moved";
  const from = deeds.map(({ before }) => before.path);
  const to = deeds.flatMap((deed) =>
    deed.kind === "replace" && deed.after.path !== deed.before.path ? [deed.after.path] : [],
  );
  return [
    `git restore -- ${fromTop(from)}`,
    ...(to.length === 0 ? [] : [`git clean -f -- ${fromTop(to)}`]),
  ].join(" && ");
}

/** Paths for git, wherever in the repository it is started. */
function fromTop(paths: readonly string[]): string {
  return paths.map((path) => shellQuoted(`:/${path}`)).join(" ");
}
