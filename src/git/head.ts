/**
 * Every head is a tree. The working tree and the index become one here, written to a folder of our own: the
 * user's index, object store and files are only read.
 */
import { mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { note } from "../diagnostics/invocation.ts";
import { lookAt, readRegularFile } from "../files/regular.ts";
import { baseName, diskPath, folderOf } from "../paths/repo-path.ts";
import { attributesOf } from "./attributes.ts";
import { readContents } from "./blobs.ts";
import {
  canHideIgnoreFile,
  IGNORE_FILE,
  isIgnoreFile,
  joinIgnoreFiles,
  saysTheSame,
  type IgnoreFile,
} from "./ignore-rules.ts";
import { ensureNothingInProgress } from "./in-progress.ts";
import { ensureMerged, listIndex } from "./index-listing.ts";
import type { Repository } from "./repository.ts";
import { listTreeByIndex } from "./listing.ts";
import { diffCommitted, diffTrees, type TreeChange, type TreeEntry } from "./tree.ts";
import {
  copyIndex,
  listUntracked,
  nestedAt,
  pathList,
  type TrackedFiles,
  type UntrackedFiles,
} from "./worktree.ts";

type Variables = Readonly<Record<string, string>>;

/** The tree of a head, told by how it differs from the base's. */
export interface HeadTree {
  readonly changes: readonly TreeChange[];
  /** With these git finds its objects. */
  readonly variables: Variables;
}

/** The index as `git commit` would record it. */
export async function treeOfIndex(
  repository: Repository,
  baseTree: string,
  scratch: string,
  { committing }: { readonly committing: boolean },
): Promise<HeadTree> {
  // In a commit hook the index is the commit, in the middle of a merge too: there is a single change to judge.
  if (!committing) await ensureNothingInProgress(repository);
  const variables = await ownObjects(repository, scratch);
  const index = await copyIndex(repository, scratch, repository.indexFile);
  ensureMerged(await listIndex(repository, index));
  const tree = await writeTree(repository, { ...variables, ...index });
  return { changes: await diffTrees(repository, baseTree, tree, { variables }), variables };
}

interface WorktreeUnderWay {
  readonly reading: Promise<TrackedFiles>;
  readonly scratch: string;
  /** Called when git reads and hashes what has changed, the longest that it works without being asked anew. */
  readonly onHashing: () => void;
}

/**
 * The working tree as `git add --all` and `git commit` would record it, without running filter programs. An
 * untracked file is left out only where base and working tree agree that it is ignored.
 */
export async function treeOfWorktree(
  repository: Repository,
  baseTree: string,
  { reading, scratch, onHashing }: WorktreeUnderWay,
): Promise<HeadTree & { readonly tracked: TrackedFiles; readonly baseEntries: readonly TreeEntry[] }> {
  await ensureNothingInProgress(repository);
  const listing = reading.then(({ index }) => listTreeByIndex(repository, baseTree, index));
  const [tracked, baseEntries, others, variables] = await Promise.all([
    reading,
    listing,
    listOthers(repository, { reading, listing, scratch }),
    ownObjects(repository, scratch),
  ]);
  ensureMerged(tracked.unmerged);
  const index =
    "GIT_INDEX_FILE" in tracked.indexVariables
      ? tracked.indexVariables
      : await copyIndex(repository, scratch);
  const files = [...tracked.changed, ...others.untracked];
  const filters = attributesOf(repository, files, ["filter"]);
  filters.catch(() => undefined);
  await update(repository, files, { variables: { ...variables, ...index }, scratch, onHashing });
  const instead = await nestedAt(repository, tracked.displaced, { ...variables, ...index });
  const nested = [...new Set([...others.nestedRepositories, ...instead])];
  for (const path of nested) note("scan.nested_repository", path);
  await addNested(repository, nested, { ...variables, ...index });
  for (const path of (await filters).keys()) note("git.filter_not_run", path);
  // The index says the same as the tree that it would be written to, and nothing has to be written.
  const changes = await diffCommitted(repository, baseTree, { variables: { ...variables, ...index } });
  return { changes, variables, tracked, baseEntries };
}

/**
 * Untracked files by the rules of the base, and those by the rules of the working tree: all of them. The folders are
 * walked once where the two say the same.
 */
async function listOthers(
  repository: Repository,
  { reading, listing, scratch }: Others,
): Promise<UntrackedFiles> {
  const rules = await baseRules(repository, await listing, scratch);
  const before = await listUntracked(repository, scratch, { kind: "rules", file: rules.file });
  if (await haveSameRules(repository, rules, { tracked: await reading, before })) return before;
  const now = await listUntracked(repository, scratch);
  const known = new Set(now.untracked);
  for (const path of before.untracked) if (!known.has(path)) note("git.ignored_by_change", path);
  return {
    untracked: [...new Set([...now.untracked, ...before.untracked])],
    nestedRepositories: [...new Set([...now.nestedRepositories, ...before.nestedRepositories])],
  };
}

interface Others {
  readonly reading: Promise<TrackedFiles>;
  /** All files of the base. */
  readonly listing: Promise<readonly TreeEntry[]>;
  readonly scratch: string;
}

interface Found {
  readonly tracked: TrackedFiles;
  /** The untracked files by the base's rules: a further ignore file is among them, unless a rule hides it. */
  readonly before: UntrackedFiles;
}

/** Do the ignore files on disk say what the base's say? Where it cannot be told, they do not. */
async function haveSameRules(
  repository: Repository,
  { files, joined }: BaseRules,
  { tracked: { index, isOnDisk, changed }, before }: Found,
): Promise<boolean> {
  return (
    files.every(isOnDisk) &&
    index.filter(({ path }) => isIgnoreFile(path)).length === files.length &&
    ![...changed, ...before.untracked].some(isIgnoreFile) &&
    !canHideIgnoreFile(joined) &&
    saysTheSame(joined, files) &&
    (await areOnDisk(repository, files, joined))
  );
}

/** The same content for git may be other bytes on disk, by a filter or an encoding, and git reads rules as they lie. */
async function areOnDisk(
  repository: Repository,
  files: readonly TreeEntry[],
  joined: Buffer,
): Promise<boolean> {
  const read = files.map(async ({ path }): Promise<IgnoreFile[]> => {
    const reading = await readRegularFile(diskPath(repository.root, path), LARGEST_RULES);
    return reading.kind === "bytes" ? [{ path, content: reading.bytes }] : [];
  });
  const onDisk = (await Promise.all(read)).flat();
  return onDisk.length === files.length && joinIgnoreFiles(onDisk).equals(joined);
}

/** In bytes. Larger ones are not compared. */
const LARGEST_RULES = 1024 * 1024;

interface BaseRules {
  /** The base's ignore files. */
  readonly files: readonly TreeEntry[];
  /** What they say, as one list of rules. */
  readonly joined: Buffer;
  /** Where that lies, for git to read. */
  readonly file: string;
}

async function baseRules(
  repository: Repository,
  entries: readonly TreeEntry[],
  scratch: string,
): Promise<BaseRules> {
  const files = entries.filter(
    // Git does not follow a link in place of the file either.
    ({ path, mode }) => baseName(path) === IGNORE_FILE && mode.startsWith("100"),
  );
  const contents = await readContents(repository, files);
  const rules = files.map(({ path, oid }) => ({ path, content: contents.get(oid) ?? Buffer.alloc(0) }));
  const file = join(scratch, "base-ignores");
  const joined = joinIgnoreFiles(rules);
  await writeFile(file, joined);
  return { files, joined, file };
}

/** Puts what stands at the paths into the index of `variables`. */
async function update(
  repository: Repository,
  paths: readonly string[],
  { variables, scratch, onHashing }: Updating,
): Promise<void> {
  if (paths.length === 0) return;
  const beyond = await beyondLinks(repository, paths);
  if (beyond.size > 0) {
    await repository.run(["update-index", "--force-remove", "-z", "--stdin"], {
      variables,
      stdin: pathList([...beyond]),
    });
  }
  // From a file, so that git need not wait for this thread, which does something else meanwhile.
  const list = join(scratch, "changed-paths");
  await writeFile(list, pathList(paths.filter((path) => !beyond.has(path))));
  const input = await open(list);
  try {
    // --replace: a folder may stand where a file was, and the other way round.
    const updated = repository.run(["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], {
      variables: { ...variables, ...IN_ONE_PACK },
      stdin: input.fd,
      refuse: LEFT_OUT,
    });
    onHashing();
    await updated;
  } finally {
    await input.close();
  }
}

interface Updating {
  readonly variables: Variables;
  readonly scratch: string;
  readonly onHashing: () => void;
}

/**
 * Git streams big files into one pack; to call nearly every file big spares thousands of small ones, which cost
 * more to make and to remove than all the rest of the verdict's input and output.
 */
const IN_ONE_PACK = { GIT_CONFIG_PARAMETERS: "'core.bigFileThreshold=1' 'pack.compression=0'" };

/** A repository within this one becomes what it is when it is added: a submodule at its commit. */
async function addNested(
  repository: Repository,
  paths: readonly string[],
  variables: Variables,
): Promise<void> {
  for (const path of paths) {
    try {
      await repository.run(["update-index", "--add", "--replace", "-z", "--stdin"], {
        variables,
        stdin: pathList([path]),
        refuse: LEFT_OUT,
      });
    } catch (error) {
      if (!(error instanceof OccmapError)) throw error;
      throw new OccmapError({
        code: "unsupported",
        message: `${path}: a nested repository with no commit; git cannot add it, and what it holds was not judged`,
        where: path,
        next: "remove it or its .git folder, or have the base's .gitignore name it",
        cause: error,
      });
    }
  }
}

/** Names that git keeps for itself (`git~1`): it passes over them, and they would be hidden. */
const LEFT_OUT = /^Ignoring path /m;

/** Those of the paths that are gone because a link stands in place of one of their folders. */
async function beyondLinks(repository: Repository, paths: readonly string[]): Promise<Set<string>> {
  const known = new Map<string, Promise<boolean>>();
  const isBeyond = (folder: string): Promise<boolean> => {
    if (folder === "") return Promise.resolve(false);
    const asked = known.get(folder);
    if (asked) return asked;
    const answer = isBeyond(folderOf(folder)).then(
      async (above) => above || (await lookAt(diskPath(repository.root, folder))) === "link",
    );
    known.set(folder, answer);
    return answer;
  };
  const beyond = new Set<string>();
  for (const path of paths) if (await isBeyond(folderOf(path))) beyond.add(path);
  return beyond;
}

/** New objects go to a folder of ours; the repository's are read through it. */
export async function ownObjects(repository: Repository, scratch: string): Promise<Record<string, string>> {
  const objects = join(scratch, "objects");
  await mkdir(objects, { recursive: true });
  return {
    GIT_OBJECT_DIRECTORY: objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: alternatesEntry(repository.objects),
  };
}

/** The variable is a list separated by colons; a path that needs it is quoted the C way. */
function alternatesEntry(path: string): string {
  return /[:;"\\]/.test(path) ? `"${path.replace(/["\\]/g, "\\$&")}"` : path;
}

/**
 * Git need not look up every object of the index: those that were put there are ours, and one of the others that is
 * missing is told by whoever reads it.
 */
export async function writeTree(repository: Repository, variables: Variables): Promise<string> {
  const tree = await repository.line(["write-tree", "--missing-ok"], { variables });
  if (!/^[0-9a-f]{40,64}$/.test(tree)) {
    throw new OccmapError({
      code: "git-failed",
      message: "git write-tree gave no tree",
      where: tree,
      next: "run: git fsck",
    });
  }
  return tree;
}
