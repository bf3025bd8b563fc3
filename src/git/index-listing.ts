/**
 * The index as a list, with the flags that make git look away (assume-unchanged, skip-worktree).
 */
import { OccmapError } from "../diagnostics/errors.ts";
import type { OnRecord } from "./records.ts";
import { gitFailed, type Repository } from "./repository.ts";
import { fileMode, type TreeEntry } from "./tree.ts";

export interface IndexEntry extends TreeEntry {
  readonly flags: IndexFlags;
}

interface IndexFlags {
  readonly assumeUnchanged: boolean;
  readonly skipWorktree: boolean;
  /** One of the two or three versions of a file that a merge left there. */
  readonly unmerged: boolean;
}

/** What nearly every entry has, and all of them share. */
const NO_FLAGS: IndexFlags = { assumeUnchanged: false, skipWorktree: false, unmerged: false };

export function isIndexEntry(entry: TreeEntry): entry is IndexEntry {
  return "flags" in entry;
}

/** All entries of the repository's index, or of the one that `variables` name. */
export async function listIndex(
  repository: Repository,
  variables: Readonly<Record<string, string>> = {},
): Promise<IndexEntry[]> {
  const args = ["ls-files", "-v", "-s", "-z", "--full-name"];
  const entries: IndexEntry[] = [];
  const onRecord: OnRecord = (text, from, to) => {
    // `H 100644 <oid> 0\t<path>`: the tag is lower case for assume-unchanged, S for skip-worktree. Cut by columns,
    // because there may be a hundred thousand of them.
    const tab = text.indexOf("\t", from);
    if (tab < from + SHORTEST || tab > to || text[tab - 2] !== " ")
      throw gitFailed(args, "its output has an unknown form");
    entries.push({
      path: text.slice(tab + 1, to),
      mode: text.startsWith(PLAIN, from + 2) ? PLAIN : fileMode(args, text.slice(from + 2, from + 8)),
      oid: text.slice(from + 9, tab - 2),
      flags:
        text[from] === "H" && text[tab - 1] === "0" ? NO_FLAGS : flagsOf(text.charAt(from), text[tab - 1]),
    });
  };
  await repository.records(args, onRecord, { variables });
  return entries;
}

/** `H 100644 `, forty digits, ` 0`. */
const SHORTEST = 51;
const PLAIN = "100644";

function flagsOf(tag: string, stage: string | undefined): IndexFlags {
  return {
    assumeUnchanged: tag >= "a",
    skipWorktree: tag === "S" || tag === "s",
    unmerged: stage !== "0",
  };
}

/** Throws `OccmapError` (unsupported) where a merge is unresolved. */
export function ensureMerged(entries: readonly IndexEntry[]): void {
  const unmerged = new Set(entries.filter(({ flags }) => flags.unmerged).map(({ path }) => path));
  const [first] = unmerged;
  if (first === undefined) return;
  throw new OccmapError({
    code: "unsupported",
    message: `a merge is not resolved: ${unmerged.size} ${unmerged.size === 1 ? "file has" : "files have"} conflicts`,
    where: first,
    next: "resolve the conflicts and git add the files, then run again",
  });
}
