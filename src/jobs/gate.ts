/**
 * The gate: reads the map, makes two trees of base and head, collects what differs and what stands, and lets
 * the judge decide.
 */
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation, note } from "../diagnostics/invocation.ts";
import { timed } from "../diagnostics/timings.ts";
import { withScratch } from "../files/scratch.ts";
import type { Finding } from "../gate/findings.ts";
import type { FileChange } from "../gate/judge-file.ts";
import { judge, type Verdict } from "../gate/judge.ts";
import { treeOfIndex, treeOfWorktree, type HeadTree } from "../git/head.ts";
import { listTreeByIndex, withChanges } from "../git/listing.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import {
  diffTrees,
  listTree,
  resolveRevision,
  type Revision,
  type TreeChange,
  type TreeEntry,
} from "../git/tree.ts";
import { readTracked, type TrackedFiles } from "../git/worktree.ts";
import { treeOfPatch } from "../git/patch.ts";
import type { LoadedMap } from "../map/load.ts";
import { stringsOf } from "../map/model.ts";
import { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath, type Occurrence } from "../occurrence/occurrence.ts";
import { baseName } from "../paths/repo-path.ts";
import { nothing, searchTree, type SearchedTree } from "../search/tree-search.ts";
import type { Fault } from "../yaml/fault.ts";
import { readStates } from "./file-states.ts";
import type { GateRequest, Head } from "./gate-request.ts";
import { carryMap, type CarriedMap } from "./history.ts";
import { mapSource } from "./map-source.ts";
import { mapChanges } from "./map-changes.ts";
import { metadataFindings } from "./metadata-findings.ts";
import { foreignMap, readMapsIfRequired, type MapNotRequired } from "./map-required.ts";
import { notTangled } from "./not-tangled.ts";
import { ensureProjectAtHead } from "./project-at-head.ts";
import { withSourceLines } from "./source-lines.ts";
import { SearchAhead } from "./search-ahead.ts";
import { scopeMatcher } from "./universe.ts";

/** What a verdict is about. */
export interface GateFacts {
  /** Top of the working tree, absolute. */
  readonly root: string;
  /** The map as messages name it. */
  readonly mapName: string;
  /** Where the map was read. */
  readonly mapOrigin: string;
  /** Does the map that was used differ from the one at the base? */
  readonly mapDiffersFromBase: boolean;
  readonly head: Head;
}

export type GateResult =
  | (GateFacts &
      (
        | { readonly faults: readonly Fault[] }
        | ({ readonly loaded: LoadedMap; readonly baseCommit: string } & Verdict)
      ))
  | GateWithoutMap;

/** Of a mission that needs no map, where that was to be accepted: what is checked without one. */
export interface GateWithoutMap extends MapNotRequired {
  readonly root: string;
  readonly head: Head;
  readonly baseCommit: string;
  /** `metadata-violation` alone. */
  readonly findings: readonly Finding[];
  readonly pass: boolean;
}

/** Throws `OccmapError` for everything that keeps it from judging. */
export function gate(request: GateRequest): Promise<GateResult> {
  return joinInvocation(() => withScratch((scratch) => gateIn(request, scratch)));
}

async function gateIn(request: GateRequest, scratch: string): Promise<GateResult> {
  const repository = await openRepository(request.folder, request.variables);
  const head = request.head ?? { kind: "worktree" };
  const base = await resolveRevision(repository, request.base ?? "HEAD");
  const reading = timed("compare", () => readTracked(repository, scratch));
  // It is awaited in its turn, unless something fails before: a merge in progress.
  reading.catch(() => undefined);
  const ahead = new SearchAhead(repository, mapSource(repository.root, request.mapFile).file, reading);
  try {
    return await gateWith({ request, repository, head, base, ahead, reading, scratch });
  } finally {
    ahead.stop();
  }
}

interface Gating {
  readonly repository: Repository;
  readonly head: Head;
  readonly reading: Promise<TrackedFiles>;
  readonly scratch: string;
  readonly request: GateRequest;
  readonly base: Revision;
  readonly ahead: SearchAhead;
}

async function gateWith(gating: Gating): Promise<GateResult> {
  const { request, repository, head, base, ahead } = gating;
  const two = await readTwoTrees(base.tree, gating);
  await ensureProjectAtHead(repository, request.folder, two);
  const trees = { baseTree: base.tree, head, ...two };
  const maps = await readMapsIfRequired(repository, request, trees);
  if ("notRequired" in maps) {
    const changes = await readChanges(repository, two.changes, two.variables);
    const findings = await metadataFindings(changes, request.base ?? "HEAD");
    return {
      ...maps,
      root: repository.root,
      head,
      baseCommit: base.commit,
      findings,
      pass: findings.length === 0,
    };
  }
  const facts: GateFacts = {
    root: repository.root,
    mapName: maps.used.name,
    mapOrigin: maps.used.origin,
    mapDiffersFromBase: maps.differsFromBase,
    head,
  };
  const loading = await timed("map", () => ahead.load(maps.used.bytes));
  if ("faults" in loading) return { ...facts, faults: loading.faults };
  const foreign = request.mission && foreignMap(loading.map, maps.used.bytes, request.mission);
  if (foreign) return { ...facts, faults: [foreign] };
  const needles = new Needles(stringsOf(loading.map));
  const carried = await timed("carry", () => carryMap(repository, loading.map, base, needles));
  const verdict = await judgeTrees(repository, two, {
    ...carried,
    needles,
    promising: await ahead.promising(needles.strings),
    converted: ahead.converted,
    mapPath: maps.used.path,
    baseName: request.base ?? "HEAD",
    allowPending: request.allowPending ?? false,
  });
  const changed = maps.atHead === undefined ? [] : await mapChanges(maps.used, loading, maps.atHead);
  return {
    ...facts,
    loaded: loading,
    baseCommit: base.commit,
    ...verdict,
    pass: verdict.pass && changed.length === 0,
    findings: [...changed, ...(await shownWithLines(repository, verdict.findings, two))],
  };
}

function shownWithLines(
  repository: Repository,
  findings: readonly Finding[],
  { changes, headEntries }: TwoTrees,
): Promise<readonly Finding[]> {
  const atBase = (): readonly TreeEntry[] => withChanges(headEntries, changes, "base");
  return withSourceLines(repository, findings, atBase, new Set(changes.map(({ path }) => path)));
}

interface TwoTrees {
  readonly changes: readonly TreeChange[];
  readonly headEntries: readonly TreeEntry[];
  readonly isOnDisk: SearchedTree["isOnDisk"];
  readonly variables: HeadTree["variables"];
}

async function readTwoTrees(baseTree: string, gating: Gating): Promise<TwoTrees> {
  const { changes, variables, tracked, baseEntries } = await timed("compare", () =>
    headTree(baseTree, gating),
  );
  const headEntries = withChanges(baseEntries, changes, "head");
  for (const { path, mode } of headEntries) if (mode === "160000") note("scan.submodule", path);
  // Other attributes than those of the checkout: what lies on disk may be the same text in another form.
  const converted = [...changes.map(({ path }) => path), ...tracked.changed].some(
    (path) => baseName(path) === ".gitattributes",
  );
  return { changes, headEntries, variables, isOnDisk: converted ? nothing : tracked.isOnDisk };
}

async function treeOfRevision(repository: Repository, baseTree: string, name: string): Promise<HeadTree> {
  const { tree } = await resolveRevision(repository, name);
  const [changes] = await Promise.all([
    diffTrees(repository, baseTree, tree),
    ensureDistinct(repository, tree, name),
  ]);
  return { changes, variables: {} };
}

/** A tree that was not made by git may list a path twice; which of the two counts, every reader decides for itself. */
async function ensureDistinct(repository: Repository, tree: string, name: string): Promise<void> {
  const seen = new Set<string>();
  for (const { path } of await listTree(repository, tree)) {
    if (seen.has(path)) {
      throw new OccmapError({
        code: "unsupported",
        message: `the tree of ${name} lists a path twice: ${path}`,
        where: path,
        next: "see: git fsck; make the commit again with git",
      });
    }
    seen.add(path);
  }
}

/** The head, and what the disk holds of it unchanged: that can be searched where it lies. */
async function headTree(
  baseTree: string,
  { repository, head, reading, scratch, ahead }: Gating,
): Promise<HeadTree & { readonly tracked: TrackedFiles; readonly baseEntries: readonly TreeEntry[] }> {
  const onHashing = (): void => ahead.takeTime();
  if (head.kind === "worktree") return treeOfWorktree(repository, baseTree, { reading, scratch, onHashing });
  const [made, tracked] = await Promise.all([otherTree(repository, baseTree, head, scratch), reading]);
  return { ...made, tracked, baseEntries: await listTreeByIndex(repository, baseTree, tracked.index) };
}

async function otherTree(
  repository: Repository,
  baseTree: string,
  head: Exclude<Head, { readonly kind: "worktree" }>,
  scratch: string,
): Promise<HeadTree> {
  switch (head.kind) {
    case "index":
      return treeOfIndex(repository, baseTree, scratch, { committing: head.committing ?? false });
    case "revision":
      return treeOfRevision(repository, baseTree, head.name);
    case "patch":
      return treeOfPatch(repository, baseTree, head.content, scratch);
  }
}

interface Judging extends CarriedMap {
  readonly needles: Needles;
  readonly promising: SearchedTree["promising"];
  readonly converted: Promise<ReadonlySet<string>>;
  readonly mapPath: string | undefined;
  /** The base as it was named. */
  readonly baseName: string;
  readonly allowPending: boolean;
}

async function judgeTrees(
  repository: Repository,
  { changes, headEntries, isOnDisk, variables }: TwoTrees,
  { map, doneBefore, lost, needles, promising, converted, mapPath, baseName, allowPending }: Judging,
): Promise<Verdict> {
  const judged = changes.filter(({ path }) => path !== mapPath);
  const differing = new Set(judged.map(({ path }) => path));
  const untouched = headEntries.filter(({ path }) => path !== mapPath && !differing.has(path));
  const [fileChanges, standing] = await Promise.all([
    readChanges(repository, judged, variables),
    findStanding(repository, untouched, { isOnDisk, variables, promising, converted }, needles),
  ]);
  const verdict = await timed("judge", () =>
    notTangled(() =>
      judge({
        map,
        needles,
        changes: fileChanges,
        standing,
        inScope: scopeMatcher(map.scope),
        allowPending,
        doneBefore,
        lost,
      }),
    ),
  );
  const violations = await metadataFindings(fileChanges, baseName);
  return {
    ...verdict,
    pass: verdict.pass && violations.length === 0,
    findings: [...violations, ...verdict.findings],
  };
}

/** The contents of both sides of every change. */
async function readChanges(
  repository: Repository,
  changes: readonly TreeChange[],
  variables: HeadTree["variables"],
): Promise<FileChange[]> {
  const sides = changes.flatMap(({ base, head }) => [base, head]);
  const state = await readStates(repository, sides, { variables });
  return changes.map(({ path, base, head }) => ({
    path,
    base: base && state(base),
    head: head && state(head),
  }));
}

/** All occurrences in the files that stand, in their names and in their contents. */
export async function findStanding(
  repository: Repository,
  entries: readonly TreeEntry[],
  disk: Pick<SearchedTree, "isOnDisk" | "variables" | "promising" | "converted">,
  needles: Needles,
): Promise<Map<string, readonly Occurrence[]>> {
  const standing = new Map<string, readonly Occurrence[]>();
  for (const { path } of entries) {
    const named = occurrencesInPath(path, needles);
    if (named.length > 0) standing.set(path, named);
  }
  const contents = entries.filter(({ mode }) => mode !== "160000");
  for await (const { path, occurrences } of searchTree({ repository, entries: contents, ...disk }, needles)) {
    standing.set(path, [...(standing.get(path) ?? []), ...occurrences]);
  }
  return standing;
}
