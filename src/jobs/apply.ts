/**
 * Carrying out a map: reads the files that it names, plans what becomes of them, and, when asked to, changes the
 * working tree and lets the gate judge it.
 */
import { findBreakage, type Breakage } from "../apply/breakage.ts";
import type { Deed, Problem } from "../apply/deed.ts";
import type { How } from "../apply/edits.ts";
import { planFile } from "../apply/plan-file.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import { replaceTree, type TreeReplacement } from "../files/replace-tree.ts";
import { withScratch } from "../files/scratch.ts";
import { ensureNothingLeft } from "../files/staging.ts";
import { ensureNothingInProgress } from "../git/in-progress.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import { listTree, resolveRevision } from "../git/tree.ts";
import { groupByPath } from "../map/by-path.ts";
import { movesOf } from "../map/move-rules.ts";
import {
  lastLine,
  placeOf,
  replacementsOf,
  stringsOf,
  type Entry,
  type OccurrenceMap,
} from "../map/model.ts";
import { Needles } from "../occurrence/needles.ts";
import { compileGlobs } from "../paths/glob.ts";
import { blockedMoves } from "../paths/moves.ts";
import { fileSyntax } from "../syntax/file-syntax.ts";
import type { Application, ApplyRequest, ApplyResult } from "./apply-request.ts";
import { readConcerned, type Concerned } from "./concerned-files.ts";
import { gate, type GateResult } from "./gate.ts";
import { carryMap } from "./history.ts";
import { readMap } from "./map-source.ts";

/**
 * Throws `OccmapError` where there is no map or no repository, where files that are concerned have uncommitted
 * changes (uncommitted-changes), and where writing fails; nothing is changed then.
 */
export function apply(request: ApplyRequest): Promise<ApplyResult> {
  return joinInvocation(async () => {
    const repository = await openRepository(request.folder, request.variables);
    const reading = await readMap(repository.root, request.mapFile);
    const facts = { root: repository.root, mapName: reading.name };
    if ("faults" in reading) return { ...facts, faults: reading.faults };
    // First of all: what a killed run took away would be missed under other names.
    await ensureNothingLeft(repository.root);
    await ensureNothingInProgress(repository);
    const planned = await withScratch((scratch) => plan(repository, reading.map, request, scratch));
    const application: Application = { loaded: reading, ...planned.outcome };
    if (request.write !== true || planned.outcome.problems.length > 0) return { ...facts, ...application };
    await replaceTree(repository.root, replacementOf(planned.outcome.deeds, planned.modes));
    const verdict = await judgeResult(request, planned.outcome.entries.left > 0);
    return { ...facts, ...application, verdict };
  });
}

/** The files are changed by now: whoever cannot be told the verdict must be told that. */
async function judgeResult(
  { folder, mapFile, mission, variables }: ApplyRequest,
  allowPending: boolean,
): Promise<GateResult> {
  try {
    return await gate({
      folder,
      ...(mapFile === undefined ? {} : { mapFile }),
      ...(mission === undefined ? {} : { mission }),
      allowPending,
      variables,
    });
  } catch (error) {
    if (!(error instanceof OccmapError)) throw error;
    const { code, where } = error;
    throw new OccmapError({
      code,
      message: `the map was carried out, but the result could not be judged: ${error.message}`,
      ...(where === undefined ? {} : { where }),
      next: `${error.next ?? "mend that"}; then run: occmap gate`,
      cause: error,
    });
  }
}

interface Planned {
  readonly outcome: Omit<Application, "loaded">;
  readonly modes: ReadonlyMap<string, number>;
}

async function plan(
  repository: Repository,
  written: OccurrenceMap,
  request: ApplyRequest,
  scratch: string,
): Promise<Planned> {
  const needles = new Needles(stringsOf(written));
  const base = await resolveRevision(repository, "HEAD");
  const { map, doneBefore, lost } = await carryMap(repository, written, base, needles);
  const isChosen = chooser(request);
  const tree = await listTree(repository, base.tree);
  const removing = map.entries.filter(({ decision }) => decision === "remove");
  const chosen = removing.filter(isChosen);
  const concerned = await readConcerned(repository, scratch, {
    tree,
    chosen: groupByPath(chosen),
    entries: groupByPath(map.entries),
    needles,
    replacements: map.operation === "rename" ? replacementsOf(map) : undefined,
    allowUncommitted: request.allowUncommitted ?? false,
  });
  const how = { operation: map.operation, needles, replacements: replacementsOf(map) };
  const files = await planFiles(concerned.files, how);
  const blocked = blockedProblems(map, files.deeds, tree.map(({ path }) => path).concat(concerned.untracked));
  const gone = lost.filter((entry) => entry.decision === "remove" && isChosen(entry)).map(lostProblem);
  return {
    outcome: {
      baseCommit: base.commit,
      deeds: files.deeds,
      problems: [...gone, ...concerned.problems, ...files.problems, ...blocked],
      breakages: files.breakages,
      linesMoved: haveMoved(written, map),
      entries: {
        chosen: chosen.length - concerned.done,
        done: doneBefore.filter(isChosen).length + concerned.done,
        left: removing.length - chosen.length,
      },
    },
    modes: new Map(concerned.files.map(({ present, mode }) => [present.path, mode])),
  };
}

function haveMoved(written: OccurrenceMap, carried: OccurrenceMap): boolean {
  const places = new Set(written.entries.map(placeOf));
  return carried.entries.some((entry) => !places.has(placeOf(entry)));
}

function chooser({ categories = [], paths = [] }: ApplyRequest): (entry: Entry) => boolean {
  const matches = compileGlobs(paths, "trees");
  return ({ category, path }) =>
    (categories.length === 0 || categories.includes(category)) && (paths.length === 0 || matches(path));
}

interface FilePlans {
  readonly deeds: Deed[];
  readonly problems: Problem[];
  readonly breakages: Breakage[];
}

async function planFiles(files: readonly Concerned[], how: How): Promise<FilePlans> {
  const plans: FilePlans = { deeds: [], problems: [], breakages: [] };
  const syntax = fileSyntax();
  for (const { present, chosen, entries } of files) {
    const { deed, problems } = planFile(present, chosen, how);
    plans.problems.push(...problems);
    if (!deed) continue;
    plans.deeds.push(deed);
    const breakage = await findBreakage(deed, { entries, chosen }, how, syntax);
    if (breakage) plans.breakages.push(breakage);
  }
  return plans;
}

/** Where two files, or a file and one that is there, would meet. */
function blockedProblems(map: OccurrenceMap, deeds: readonly Deed[], existing: readonly string[]): Problem[] {
  const moving = new Set(deeds.flatMap((deed) => (movesTo(deed) === undefined ? [] : [deed.before.path])));
  const moves = new Map([...movesOf(map)].filter(([path]) => moving.has(path)));
  return [...blockedMoves(moves, existing)].map(([path, why]) => ({
    path,
    line: 0,
    why: `its new path ${moves.get(path) ?? path} ${why}`,
    next: "keep its name (move the entry to keep), or make room first",
  }));
}

function movesTo(deed: Deed): string | undefined {
  return deed.kind === "replace" && deed.after.path !== deed.before.path ? deed.after.path : undefined;
}

function lostProblem(entry: Entry): Problem {
  return {
    path: entry.path,
    line: entry.line,
    why: `its ${lastLine(entry) > entry.line ? "lines" : "line"} changed since base_commit in another way`,
    next: "bring the map up to date: occmap update",
  };
}

function replacementOf(deeds: readonly Deed[], modes: ReadonlyMap<string, number>): TreeReplacement {
  return {
    take: deeds.map(({ before }) => before),
    put: deeds.flatMap((deed) =>
      deed.kind === "delete" ? [] : [{ ...deed.after, mode: modes.get(deed.before.path) ?? 0o644 }],
    ),
  };
}
