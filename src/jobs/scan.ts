/**
 * The scan: every occurrence of the strings in a revision, sorted and decided, as the plan of a bulk edit.
 *
 * Reads, and returns; writing the map is the caller's affair. Two scans of the same tree with the same settings
 * give the same plan, apart from the time.
 */
import { resolve } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Sorter } from "../classify/sorter.ts";
import { keepBlockedNames } from "../decide/moves.ts";
import { CONFIG_FILE, DEFAULT_CONFIG, type Config } from "../config/config.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation, note } from "../diagnostics/invocation.ts";
import { timed } from "../diagnostics/timings.ts";
import { readOwnIfThere } from "../files/read.ts";
import { withScratch } from "../files/scratch.ts";
import { findRepository, type Repository } from "../git/repository.ts";
import { headCommit } from "../git/commit.ts";
import { pathsWithOtherContent } from "../git/attributes.ts";
import { ensureMerged } from "../git/index-listing.ts";
import { withChanges } from "../git/listing.ts";
import { diffIndex, resolveRevision, type Revision, type TreeChange, type TreeEntry } from "../git/tree.ts";
import { listUntracked, readTracked, type TrackedFiles } from "../git/worktree.ts";
import type { Entry, OccurrenceMap, Scope, Shard, Target } from "../map/model.ts";
import { inMapOrder } from "../map/order.ts";
import { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath } from "../occurrence/occurrence.ts";
import { listFolder, searchDisk } from "../search/folder-search.ts";
import { findRipgrep, type OnPromising } from "../search/ripgrep.ts";
import { searchTree, type FoundFile } from "../search/tree-search.ts";
import { insideRoot, MAP_FILE } from "./map-source.ts";
import { SideBySide, type PlannedEntry, type Planner } from "./plan-files.ts";
import { LazySorter } from "./lazy-sorter.ts";
import type { JobProgress } from "./progress.ts";
import { namedStrings, type NamedStrings } from "./named-strings.ts";
import { findUncommitted, type UncommittedFile } from "./uncommitted.ts";
import { surveyTree, scopeMatcher, type Ledger } from "./universe.ts";

/** The mission that a plan belongs to. */
export interface MissionIdentity {
  readonly id: string;
  readonly slug: string;
}

export interface ScanRequest {
  /** Any folder in the repository, or the folder to scan outside of git. */
  readonly folder: string;
  readonly target: string;
  readonly related?: readonly string[];
  /** What the target becomes. With it the map is a rename map, and every string needs a replacement. */
  readonly replacement?: string;
  /** Further strings with what they become; only beside `replacement`. */
  readonly targets?: readonly Target[];
  /** Revision to describe; default HEAD. Only in a repository. */
  readonly rev?: string;
  readonly scope?: Scope;
  /** Scan only this part of the files; merge joins the parts (jobs/merge.ts). */
  readonly shard?: Shard;
  readonly mission: MissionIdentity;
  /** Where the map lies or will lie; that file is never searched. Default: at the root. */
  readonly mapFile?: string;
  /** Folder of the plan itself, whose files are kept. Default: the map's folder, unless that is the root. */
  readonly planFolder?: string;
  readonly now: Date;
  /** Environment variables; git's own are not honoured. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly sorter?: Sorter;
  /** By path: entries that there are already. Only what they do not list is planned. */
  readonly known?: ReadonlyMap<string, readonly Entry[]>;
  readonly onProgress?: JobProgress;
}

export interface ScanResult {
  readonly root: string;
  readonly map: OccurrenceMap;
  /** The map's entries with what they stand for. */
  readonly planned: readonly PlannedEntry[];
  readonly ledger: Ledger;
  readonly uncommitted: readonly UncommittedFile[];
  /** Occurrences that no map can hold, because of their file's name. The plan is not complete with them. */
  readonly unmappable: readonly string[];
}

/**
 * `known` is the repository around the folder, where the caller has found it already. Throws `OccmapError` for a target
 * that cannot be searched, a revision that is not there, git's failures.
 */
export function scan(request: ScanRequest, known?: Repository): Promise<ScanResult> {
  return joinInvocation(() => withScratch((scratch) => scanIn(request, scratch, known)));
}

async function scanIn(request: ScanRequest, scratch: string, known?: Repository): Promise<ScanResult> {
  const named = namedStrings(request);
  const repository = known ?? (await findRepository(request.folder, request.variables));
  if (!repository && request.rev !== undefined) {
    throw new OccmapError({
      code: "not-a-repository",
      message: "a revision was named, but this is not a git repository",
      where: request.folder,
      next: "leave --rev out to scan the folder, or name a repository with --repo DIR",
    });
  }
  const root = repository?.root ?? resolve(request.folder);
  const tree = repository && (await beginTree(repository, request.rev ?? "HEAD", scratch));
  const config = await readConfig(root);
  const sorter = new LazySorter(config.sorting);
  try {
    return await planAll(request, named, tree, prepare(request, root, named, config, sorter));
  } finally {
    await sorter.close();
  }
}

/** What git was asked at once, each answer to be awaited when its turn comes. */
interface TreeBegun {
  readonly repository: Repository;
  /** Our own folder for temporary files. */
  readonly scratch: string;
  readonly revision: Revision;
  readonly tracked: Promise<TrackedFiles>;
  /** How the index differs from the revision. */
  readonly differing: Promise<readonly TreeChange[]>;
  readonly converted: Promise<ReadonlySet<string>>;
}

async function beginTree(repository: Repository, rev: string, scratch: string): Promise<TreeBegun> {
  // Where ripgrep is missing, whoever searches hears of it: there may be nothing to search.
  findRipgrep().catch(() => undefined);
  // Alone: beside git's other work, on all cores, it takes as long to start a process as this one needs to end.
  const revision = await resolveRevision(repository, rev);
  const differing = timed("list", () => diffIndex(repository, revision.tree));
  const tracked = timed("compare", () => readTracked(repository, scratch));
  const converted = pathsWithOtherContent(repository);
  // Where something fails before their turn, nobody is there to hear of their failure.
  for (const one of [tracked, converted, differing]) one.catch(() => undefined);
  return { repository, scratch, revision, tracked, converted, differing };
}

async function planAll(
  request: ScanRequest,
  named: NamedStrings,
  tree: TreeBegun | undefined,
  context: Context,
): Promise<ScanResult> {
  const found = tree ? await scanRevision(tree, request, context) : await scanFolder(context);
  const planned = inMapOrder(settled(found, context));
  const map: OccurrenceMap = {
    missionId: request.mission.id,
    missionSlug: request.mission.slug,
    targetString: request.target,
    relatedStrings: named.related,
    generatedAt: `${request.now.toISOString().slice(0, 19)}Z`,
    ...(found.baseCommit === undefined ? {} : { baseCommit: found.baseCommit }),
    operation: context.operation,
    ...(request.replacement === undefined ? {} : { replacement: request.replacement }),
    targets: named.targets,
    scope: context.scope,
    ...(request.shard === undefined ? {} : { shard: request.shard }),
    exceptions: [],
    entries: planned.map(({ entry }) => entry),
  };
  const { ledger, uncommitted, unmappable } = found;
  return { root: context.root, map, planned, ledger, uncommitted, unmappable };
}

interface Context extends Planner {
  /** Called with each file that a search lets through: it will have to be sorted. */
  readonly onPromising: OnPromising;
  readonly progress: JobProgress;
  readonly root: string;
  readonly scope: Scope;
  readonly mapPath: string | undefined;
  readonly shard?: Shard;
  readonly replacements: ReadonlyMap<string, string>;
}

/** A name that is taken stays as it is: only the whole tree tells. */
function settled({ planned, paths }: Found, context: Context): PlannedEntry[] {
  return context.operation === "rename" ? keepBlockedNames(planned, paths, context) : planned;
}

interface Found {
  /** All paths that are there, out of scope ones included. */
  readonly paths: readonly string[];
  readonly planned: PlannedEntry[];
  readonly ledger: Ledger;
  readonly uncommitted: readonly UncommittedFile[];
  readonly unmappable: readonly string[];
  readonly baseCommit?: string;
}

function prepare(
  request: ScanRequest,
  root: string,
  named: NamedStrings,
  config: Config,
  sorter: LazySorter,
): Context {
  const mapPath = insideRoot(root, request.mapFile ?? resolve(root, MAP_FILE));
  const planFolder =
    request.planFolder === undefined
      ? mapPath?.split("/").slice(0, -1).join("/")
      : insideRoot(root, request.planFolder);
  return {
    progress: request.onProgress ?? (() => undefined),
    root,
    mapPath,
    scope: request.scope ?? { include: [], exclude: [] },
    needles: new Needles([request.target, ...named.related]),
    operation: request.replacement === undefined ? "remove" : "rename",
    replacements: named.replacements,
    ...(request.sorter
      ? { sort: request.sorter, onPromising: () => undefined }
      : { sort: sorter.sort, onPromising: (path) => sorter.getReady(path) }),
    settings: { ...config, ...(planFolder === undefined || planFolder === "" ? {} : { planFolder }) },
    ...(request.shard === undefined ? {} : { shard: request.shard }),
    ...(request.known === undefined ? {} : { known: request.known }),
  };
}

/** Far more than any project has to say. */
const LARGEST_CONFIG = 1024 * 1024;

/** The configuration at the root of a repository, or the default. */
export async function readConfig(root: string): Promise<Config> {
  const bytes = await readOwnIfThere(resolve(root, CONFIG_FILE), LARGEST_CONFIG);
  if (bytes === undefined) return DEFAULT_CONFIG;
  const { parseConfig } = await import("../config/load.ts");
  return parseConfig(bytes, CONFIG_FILE);
}

async function scanRevision(tree: TreeBegun, request: ScanRequest, context: Context): Promise<Found> {
  context.progress("reading the tree");
  const { repository, scratch, revision } = tree;
  const tracked = await tree.tracked;
  ensureMerged(tracked.unmerged);
  const differing = await tree.differing;
  const entries = withChanges(tracked.index, differing, "base");
  const { searched, submodules, unrepresentable, ledger } = surveyTree(
    entries,
    context.scope,
    context.mapPath,
    context.shard,
  );
  for (const path of submodules) note("scan.submodule", path);
  context.progress(`searching ${searched.length} files`);
  const { needles, onPromising } = context;
  const search = { repository, isOnDisk: tracked.isOnDisk, converted: tree.converted };
  const contents = searchTree({ ...search, entries: searched, onPromising }, needles);
  // Ripgrep is started first: for what is not tracked nobody waits so soon.
  const others = nextTurn().then(() => timed("compare", () => listUntracked(repository, scratch)));
  others.catch(() => undefined);
  const planned = await plan(contents, [...searched.map(pathOf), ...submodules], context);
  const unmappable = await unmappableOccurrences(
    searchTree({ ...search, entries: unrepresentable.filter(hasContent) }, needles),
    unrepresentable,
    context,
  );
  context.progress("searching what is not committed");
  const worktree = { ...tracked, ...(await others) };
  for (const path of worktree.nestedRepositories) note("scan.nested_repository", path);
  const inScope = scopeMatcher(context.scope);
  const uncommitted = await timed("uncommitted", async () =>
    findUncommitted(
      {
        repository,
        staged: request.rev === undefined ? differing : await stagedChanges(repository, tracked.index),
        worktree,
        needles,
        isSearched: (path) => path !== context.mapPath && inScope(path),
      },
      noteUnreadable,
    ),
  );
  for (const { path } of uncommitted) note("scan.uncommitted", path);
  return {
    planned,
    paths: entries.map(pathOf),
    ledger,
    uncommitted,
    unmappable,
    baseCommit: revision.commit,
  };
}

/** What the index has and HEAD has not; before the first commit that is all of it. */
async function stagedChanges(
  repository: Repository,
  index: readonly TreeEntry[],
): Promise<readonly TreeChange[]> {
  const commit = await headCommit(repository);
  if (commit !== undefined) return diffIndex(repository, commit);
  return index.map((entry) => ({ path: entry.path, base: undefined, head: entry }));
}

function noteUnreadable(path: string): void {
  note("scan.unreadable_file", path);
}

async function scanFolder(context: Context): Promise<Found> {
  const files = await listFolder(context.root);
  const { searched, unrepresentable, ledger } = surveyTree(
    files,
    context.scope,
    context.mapPath,
    context.shard,
  );
  context.progress(`searching ${searched.length} files`);
  const { needles, onPromising } = context;
  const unreadable = new Set<string>();
  const onUnreadable = (path: string): void => {
    unreadable.add(path);
    noteUnreadable(path);
  };
  const planned = await plan(
    searchDisk(context.root, searched, { needles, onUnreadable, onPromising }),
    searched.map(pathOf),
    context,
  );
  const unmappable = await unmappableOccurrences(
    searchDisk(context.root, unrepresentable, { needles, onUnreadable }),
    unrepresentable,
    context,
  );
  const read = searched.filter(({ path }) => !unreadable.has(path)).length;
  return {
    planned,
    paths: files.map(pathOf),
    ledger: { ...ledger, searched: read, unreadable: searched.length - read },
    uncommitted: [],
    unmappable,
  };
}

/** Entries for all files: those with finds in their content as they come, then those whose path alone matches. */
async function plan(
  contents: AsyncIterable<FoundFile>,
  paths: readonly string[],
  context: Context,
): Promise<PlannedEntry[]> {
  const files = new SideBySide(context);
  const done = new Set<string>();
  for await (const found of contents) {
    done.add(found.path);
    context.progress(`sorting ${found.path} (${done.size} files with occurrences so far)`);
    if (found.text.encoding === "binary") note("scan.binary_file", found.path);
    await files.add(found.path, found);
  }
  for (const path of paths) {
    if (occurrencesInPath(path, context.needles).length === 0 || done.has(path)) continue;
    await files.add(path, undefined);
  }
  return files.all();
}

/** Files with names that no map can hold: all of them are named, those with occurrences make the plan incomplete. */
async function unmappableOccurrences(
  contents: AsyncIterable<FoundFile>,
  files: readonly { readonly path: string }[],
  { needles }: Context,
): Promise<string[]> {
  for (const { path } of files) note("scan.unrepresentable_path", path);
  const hit = new Set(files.filter(({ path }) => occurrencesInPath(path, needles).length > 0).map(pathOf));
  for await (const { path } of contents) hit.add(path);
  return [...hit];
}

function pathOf({ path }: { readonly path: string }): string {
  return path;
}

function hasContent({ mode }: TreeEntry): boolean {
  return mode !== "160000";
}
