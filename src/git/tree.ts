/**
 * Trees: what a revision holds, and how two of them differ. Content is named by object id and read when asked.
 */
import { OccmapError } from "../diagnostics/errors.ts";
import type { FileMode } from "../paths/file-mode.ts";
import { decodePath } from "../paths/repo-path.ts";
import { gitFailed, type GitOptions, type Repository } from "./repository.ts";
import { splitRecords, type OnRecord } from "./records.ts";

export interface TreeEntry {
  readonly path: string;
  readonly mode: FileMode;
  readonly oid: string;
}

/** One side of a change. */
export type TreeSide = Omit<TreeEntry, "path">;

/** A path that differs: in content, in mode, or by being there on one side only. */
export interface TreeChange {
  readonly path: string;
  readonly base: TreeSide | undefined;
  readonly head: TreeSide | undefined;
}

export interface Revision {
  readonly commit: string;
  /** Its tree, in words that git takes for one. */
  readonly tree: string;
}

/** Resolves what a person calls a revision. Throws `OccmapError` (bad-revision). */
export async function resolveRevision(repository: Repository, name: string): Promise<Revision> {
  if (name.startsWith("-")) throw badRevision(repository, name, "it begins with a dash");
  if (name.startsWith("^")) throw badRevision(repository, name, "it says which revisions are left out");
  try {
    const args = ["rev-parse", "--verify", "--end-of-options", `${name}^{commit}`];
    const commit = await repository.line(args, { refuse: AMBIGUOUS });
    return { commit, tree: `${commit}^{tree}` };
  } catch (error) {
    if (!(error instanceof OccmapError)) throw error;
    if (AMBIGUOUS.test(error.message)) throw ambiguous(name);
    if (repository.isShallow) throw badRevision(repository, name, "history is shallow, and it is not in it");
    throw badRevision(repository, name, name === "HEAD" ? "there is no commit yet" : "git does not know it");
  }
}

/** Git takes a tag before a branch and says so in passing; whoever may push a tag could choose the base. */
const AMBIGUOUS = /refname .* is ambiguous/;

function ambiguous(name: string): OccmapError {
  return new OccmapError({
    code: "bad-revision",
    message: `${JSON.stringify(name)} is ambiguous: more than one tag or branch has that name`,
    next: `write it in full, like refs/heads/${name}, or rename one: git tag --delete`,
  });
}

function badRevision(repository: Repository, name: string, why: string): OccmapError {
  const id = /^[0-9a-f]{40,64}$/.test(name);
  return new OccmapError({
    code: "bad-revision",
    message: `${JSON.stringify(name)} is not a revision here: ${why}`,
    next: id
      ? `fetch it, then run again: git fetch --depth=1 origin ${name}`
      : repository.isShallow
        ? "fetch it, then run again: git fetch --unshallow"
        : "see: git log --oneline --all",
  });
}

/** Everything below a tree, in git's order. */
export async function listTree(
  repository: Repository,
  tree: string,
  options: GitOptions = {},
): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  const args = ["ls-tree", "-r", "-z", "--full-tree", tree];
  const onRecord: OnRecord = (text, from, to) => entries.push(parseTreeEntry(args, text.slice(from, to)));
  await repository.records(args, onRecord, options);
  return entries;
}

/** What stands at `path` in a tree, without listing the rest of it. */
export async function findInTree(
  repository: Repository,
  tree: string,
  path: string,
): Promise<TreeEntry | undefined> {
  const args = ["ls-tree", "-z", "--full-tree", tree, "--", path];
  const [record] = splitRecords(await repository.run(args));
  if (!record || record.subarray(0, record.indexOf(0x09)).includes(" tree ")) return undefined;
  const entry = parseTreeEntry(args, decodePath(record));
  // Of a path that ends in a slash git names what is in the folder.
  return entry.path === path ? entry : undefined;
}

/** `100644 blob <oid>\t<path>` */
function parseTreeEntry(args: readonly string[], record: string): TreeEntry {
  const tab = record.indexOf("\t");
  const [mode = "", , oid = ""] = record.slice(0, Math.max(tab, 0)).split(" ");
  if (tab === -1 || oid === "") throw gitFailed(args, "its output has an unknown form");
  return { path: record.slice(tab + 1), mode: fileMode(args, mode), oid };
}

/** How two trees differ, by path; a renamed file is a path gone and a path come. */
export async function diffTrees(
  repository: Repository,
  base: string,
  head: string,
  options: GitOptions = {},
): Promise<TreeChange[]> {
  return rawChanges(repository, ["diff-tree", "-r", ...RAW, base, head], options);
}

/** Every change as it is, by full ids, and nothing taken for a renamed file. */
const RAW = [
  "-z",
  "--raw",
  "--no-renames",
  "--no-abbrev",
  "--no-ext-diff",
  "--ignore-submodules=none",
] as const;

/** The changes that a command with the flags `RAW` prints. */
async function rawChanges(
  repository: Repository,
  args: readonly string[],
  options: GitOptions,
): Promise<TreeChange[]> {
  const changes: TreeChange[] = [];
  let pending: Omit<TreeChange, "path"> | undefined;
  await repository.records(
    args,
    (text, from, to) => {
      const record = text.slice(from, to);
      if (pending) {
        changes.push({ path: record, ...pending });
        pending = undefined;
      } else pending = parseRawChange(args, record);
    },
    options,
  );
  if (pending) throw gitFailed(args, "its output ended before a path");
  return changes;
}

/** How the index differs from a tree, which is the base; of no use while a merge is unresolved. */
export function diffIndex(
  repository: Repository,
  tree: string,
  options: GitOptions = {},
): Promise<TreeChange[]> {
  return rawChanges(repository, ["diff-index", "--cached", ...RAW, tree], options);
}

/** Like `diffIndex`, but of what a commit of the index would hold: no file that is only intended to be added. */
export function diffCommitted(
  repository: Repository,
  tree: string,
  options: GitOptions = {},
): Promise<TreeChange[]> {
  return rawChanges(
    repository,
    ["diff-index", "--cached", "--ita-invisible-in-index", ...RAW, tree],
    options,
  );
}

/** `:100644 100755 <oid> <oid> M` */
function parseRawChange(args: readonly string[], record: string): Omit<TreeChange, "path"> {
  const [baseMode = "", headMode = "", baseOid = "", headOid = ""] = record.replace(/^:/, "").split(" ");
  const side = (mode: string, oid: string): TreeSide | undefined =>
    mode === "000000" ? undefined : { mode: fileMode(args, mode), oid };
  return { base: side(baseMode, baseOid), head: side(headMode, headOid) };
}

/** Throws `OccmapError` (git-failed) for a mode that no version of git writes. */
export function fileMode(args: readonly string[], mode: string): FileMode {
  switch (mode) {
    case "100644":
    case "100755":
    case "120000":
    case "160000":
      return mode;
    case "100664":
      // Written by very old versions of git; every later one reads it as a plain file.
      return "100644";
    default:
      throw gitFailed(args, `it names the unknown file mode ${JSON.stringify(mode)}`);
  }
}

/** Old path → new path of the files that git recognises as renamed between two trees. */
export async function findRenames(
  repository: Repository,
  base: string,
  head: string,
): Promise<Map<string, string>> {
  const args = [
    "diff-tree",
    "-r",
    "-z",
    "--raw",
    "-M",
    "-l0",
    "--no-abbrev",
    "--no-ext-diff",
    "--ignore-submodules=none",
    "--diff-filter=R",
    base,
    head,
  ];
  const records = splitRecords(await repository.run(args));
  const renames = new Map<string, string>();
  // Each rename has three records: modes, ids and score; the old path; the new path.
  for (let at = 0; at + 2 < records.length; at += 3) {
    const [, from, to] = records.slice(at, at + 3);
    if (from && to) renames.set(decodePath(from), decodePath(to));
  }
  return renames;
}
