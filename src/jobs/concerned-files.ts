/**
 * The files that a map is about to change, as they are on disk, with the entries that are to be carried out.
 *
 * Entries refer to HEAD. A file that stands on disk as HEAD has it takes them as they are. One with uncommitted
 * changes is refused, or, when that is allowed, followed: its entries are carried to what is on disk by the same
 * comparison that carries a map from one commit to another.
 */
import type { Present, Problem } from "../apply/deed.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import { readPresent, type OnDisk } from "../files/present.ts";
import { carryFile } from "../gate/carry.ts";
import { Effort } from "../gate/effort.ts";
import { readContents } from "../git/blobs.ts";
import type { IndexEntry } from "../git/index-listing.ts";
import type { Repository } from "../git/repository.ts";
import type { TreeEntry } from "../git/tree.ts";
import { readWorktree, type Worktree } from "../git/worktree.ts";
import { placeOf, type Entry } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { diskPath } from "../paths/repo-path.ts";
import { notTangled } from "./not-tangled.ts";
import { compareStrings } from "../text/order.ts";
import { printable } from "../text/printable.ts";

export interface Concerned {
  readonly present: Present;
  /** Permission bits on disk. */
  readonly mode: number;
  /** Remove entries to carry out, with the lines they have on disk. */
  readonly chosen: readonly Entry[];
  /** All entries for the file, with the lines they have on disk. */
  readonly entries: readonly Entry[];
}

export interface ConcernedFiles {
  readonly files: readonly Concerned[];
  readonly problems: readonly Problem[];
  /** Chosen entries that uncommitted changes have carried out already. */
  readonly done: number;
  readonly untracked: readonly string[];
}

export interface Asked {
  /** Everything at HEAD. */
  readonly tree: readonly TreeEntry[];
  readonly chosen: ReadonlyMap<string, readonly Entry[]>;
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly needles: Needles;
  /** Undefined where the map removes. */
  readonly replacements: ReadonlyMap<string, string> | undefined;
  readonly allowUncommitted: boolean;
}

/** Throws `OccmapError` (uncommitted-changes). */
export async function readConcerned(
  repository: Repository,
  scratch: string,
  asked: Asked,
): Promise<ConcernedFiles> {
  const committed = new Map(asked.tree.map((entry) => [entry.path, entry]));
  const worktree = await readWorktree(repository, scratch);
  const contents = await readContents(
    repository,
    [...asked.chosen.keys()].map((path) => committed.get(path)),
  );
  if (!asked.allowUncommitted) await ensureCommitted(repository, asked, { committed, contents, worktree });
  const files: Concerned[] = [];
  const problems: Problem[] = [];
  const effort = new Effort();
  const mayBeGone = goneOf(worktree.index, asked);
  let done = 0;
  // By path: the map's own order is by category first.
  for (const [path, chosen] of [...asked.chosen].toSorted(([a], [b]) => compareStrings(a, b))) {
    const entry = committed.get(path);
    const read =
      entry && entry.mode !== "160000" ? await readPresent(diskPath(repository.root, path)) : undefined;
    if (entry && !read && mayBeGone.has(path)) {
      done += chosen.length;
      continue;
    }
    if (!entry || !read) {
      problems.push(absentProblem(path, entry));
      continue;
    }
    const content = contents.get(entry.oid) ?? Buffer.alloc(0);
    const file = onDisk(path, { entry, content, read }, { ...asked, chosen, effort });
    if (file.concerned && file.concerned.chosen.length > 0) files.push(file.concerned);
    problems.push(...file.problems);
    done += file.done;
  }
  return { files, problems, done, untracked: worktree.untracked };
}

/**
 * Paths whose absence means that they were carried out: none, unless uncommitted changes are followed; never one that
 * a sparse checkout leaves out.
 */
function goneOf(
  index: readonly IndexEntry[],
  { allowUncommitted, replacements, chosen }: Asked,
): ReadonlySet<string> {
  const whole = [...chosen].filter(([, entries]) => entries.some(({ line }) => line === 0));
  if (!allowUncommitted || replacements !== undefined || whole.length === 0) return new Set();
  const sparse = index.filter(({ flags }) => flags.skipWorktree);
  const leftOut = new Set(sparse.map(({ path }) => path));
  return new Set(whole.map(([path]) => path).filter((path) => !leftOut.has(path)));
}

interface Sides {
  readonly committed: ReadonlyMap<string, TreeEntry>;
  readonly contents: ReadonlyMap<string, Buffer>;
  readonly worktree: Worktree;
}

/** Throws for every path that a person has work in, by name: git could not bring that work back. */
async function ensureCommitted(
  repository: Repository,
  { chosen }: Asked,
  { committed, contents, worktree }: Sides,
): Promise<void> {
  const differing = new Set(worktree.changed);
  const gone = new Set(worktree.displaced);
  const index = new Map(
    worktree.index.filter(({ path }) => chosen.has(path)).map(({ path, oid }) => [path, oid]),
  );
  const touched: string[] = [];
  for (const path of chosen.keys()) {
    const entry = committed.get(path);
    if (!entry) continue;
    const isStaged = index.has(path) && index.get(path) !== entry.oid;
    // What git only suspects, because of a file's time, is looked at: a copied or touched file holds no work.
    const isEdited =
      gone.has(path) || (differing.has(path) && !(await standsAsCommitted(repository, entry, contents)));
    if (isStaged || isEdited) touched.push(path);
  }
  const [first] = touched;
  if (first === undefined) return;
  throw new OccmapError({
    code: "uncommitted-changes",
    message: `${touched.length === 1 ? "a file" : `${touched.length} files`} that the map changes ${touched.length === 1 ? "has" : "have"} uncommitted changes: ${touched.slice(0, NAMED).map(printable).join(", ")}${touched.length > NAMED ? ", …" : ""}`,
    where: first,
    next: "commit or stash them, or follow them with --allow-uncommitted",
  });
}

const NAMED = 5;

async function standsAsCommitted(
  repository: Repository,
  { path, oid, mode }: TreeEntry,
  contents: ReadonlyMap<string, Buffer>,
): Promise<boolean> {
  const content = contents.get(oid);
  const read = await readPresent(diskPath(repository.root, path));
  if (!content || !read?.content.equals(content) || read.isLink !== (mode === "120000")) return false;
  return read.isLink || (mode === "100755") === ((read.mode & 0o100) !== 0);
}

interface BothSides {
  readonly entry: TreeEntry;
  readonly content: Buffer;
  readonly read: OnDisk;
}

interface Followed {
  readonly concerned?: Concerned;
  readonly problems: readonly Problem[];
  readonly done: number;
}

function onDisk(
  path: string,
  { entry, content, read }: BothSides,
  asked: Omit<Asked, "chosen"> & { readonly chosen: readonly Entry[]; readonly effort: Effort },
): Followed {
  const present = { path, isLink: read.isLink, content: read.content };
  const { mode } = read;
  const all = asked.entries.get(path) ?? [];
  const sameKind = read.isLink === (entry.mode === "120000");
  const comparable = read.isLink ? read.content : asCommitted(content, read.content);
  if (sameKind && comparable.equals(content))
    return { concerned: { present, mode, chosen: asked.chosen, entries: all }, problems: [], done: 0 };
  if (!asked.allowUncommitted || !sameKind) return { problems: [convertedProblem(path)], done: 0 };
  const after = { mode: entry.mode, oid: "", content: comparable };
  const history = { path, newPath: path, before: { mode: entry.mode, oid: entry.oid, content }, after };
  const { needles, replacements, effort } = asked;
  const chosen = notTangled(() => carryFile(history, asked.chosen, needles, replacements, effort));
  const { entries } = notTangled(() => carryFile(history, all, needles, replacements, effort));
  return {
    concerned: { present, mode, chosen: chosen.entries, entries },
    problems: chosen.lost.map((one) => ({
      path,
      line: one.line,
      why: `an uncommitted change touched ${placeOf(one)} in another way`,
      next: "undo that change, or carry the entry out by hand",
    })),
    done: chosen.done.length,
  };
}

/** What git would make of the bytes on disk where only line ends are converted: lines and columns are the same. */
function asCommitted(content: Buffer, disk: Buffer): Buffer {
  if (content.includes("\r\n") || !disk.includes("\r\n")) return disk;
  return Buffer.from(disk.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

function absentProblem(path: string, entry: TreeEntry | undefined): Problem {
  if (entry?.mode === "160000")
    return { path, line: 0, why: "it is a submodule", next: "change it with git itself (git mv, git rm)" };
  return entry
    ? {
        path,
        line: 0,
        why: "it is not on disk (deleted, or left out by sparse checkout)",
        next: "bring it back: git restore, or git sparse-checkout add",
      }
    : {
        path,
        line: 0,
        why: "there is no such file at HEAD",
        next: "bring the map up to date: occmap update",
      };
}

function convertedProblem(path: string): Problem {
  return {
    path,
    line: 0,
    why: "on disk it is another text than in git (an encoding or filter of .gitattributes)",
    next: "carry its entries out by hand; occmap gate judges the result",
  };
}
