/**
 * The index as a list, with the flags that make git look away (assume-unchanged, skip-worktree).
 */
import { OccmapError } from "../diagnostics/errors.ts";
import { gitFailed, type Repository } from "./repository.ts";
import { fileMode, type TreeEntry } from "./tree.ts";

export interface IndexEntry extends TreeEntry {
  readonly assumeUnchanged: boolean;
  readonly skipWorktree: boolean;
  /** One of the two or three versions of a file that a merge left there. */
  readonly unmerged: boolean;
}

export function isIndexEntry(entry: TreeEntry): entry is IndexEntry {
  return "skipWorktree" in entry;
}

/** All entries of the repository's index, or of the one that `variables` name. */
export async function listIndex(
  repository: Repository,
  variables: Readonly<Record<string, string>> = {},
): Promise<IndexEntry[]> {
  const args = ["ls-files", "-v", "-s", "-z", "--full-name"];
  const entries: IndexEntry[] = [];
  const onRecord = (record: string): void => {
    // `H 100644 <oid> 0\t<path>`: the tag is lower case for assume-unchanged, S for skip-worktree. Cut by columns,
    // because there may be a hundred thousand of them.
    const tab = record.indexOf("\t");
    if (tab < SHORTEST || record[tab - 2] !== " ") throw gitFailed(args, "its output has an unknown form");
    const tag = record.charAt(0);
    entries.push({
      path: record.slice(tab + 1),
      mode: fileMode(args, record.slice(2, 8)),
      oid: record.slice(9, tab - 2),
      assumeUnchanged: tag >= "a",
      skipWorktree: tag === "S" || tag === "s",
      unmerged: record[tab - 1] !== "0",
    });
  };
  await repository.records(args, onRecord, { variables });
  return entries;
}

/** `H 100644 `, forty digits, ` 0`. */
const SHORTEST = 51;

/** Throws `OccmapError` (unsupported) where a merge is unresolved. */
export function ensureMerged(entries: readonly Pick<IndexEntry, "path" | "unmerged">[]): void {
  const unmerged = new Set(entries.filter((entry) => entry.unmerged).map(({ path }) => path));
  const [first] = unmerged;
  if (first === undefined) return;
  throw new OccmapError({
    code: "unsupported",
    message: `a merge is not resolved: ${unmerged.size} ${unmerged.size === 1 ? "file has" : "files have"} conflicts`,
    where: first,
    next: "resolve the conflicts and git add the files, then run again",
  });
}
