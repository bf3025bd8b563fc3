/**
 * The index as a list, with the flags that make git look away (assume-unchanged, skip-worktree).
 */
import { decodePath } from "../paths/repo-path.ts";
import { gitFailed, type Repository } from "./repository.ts";
import { OccmapError } from "../diagnostics/errors.ts";

export interface IndexEntry {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  readonly assumeUnchanged: boolean;
  readonly skipWorktree: boolean;
}

/** All entries of the repository's index. Throws `OccmapError` (unsupported) where a merge is unresolved. */
export async function listIndex(
  repository: Repository,
  variables: Readonly<Record<string, string>> = {},
): Promise<IndexEntry[]> {
  const args = ["ls-files", "-v", "-s", "-z", "--full-name"];
  const entries: IndexEntry[] = [];
  const unmerged = new Set<string>();
  const onRecord = (record: Buffer): void => {
    // `H 100644 <oid> 0\t<path>`: the tag is lower case for assume-unchanged, S for skip-worktree.
    const tab = record.indexOf(0x09);
    const [tag = "", mode = "", oid = "", stage = ""] = record
      .toString("latin1", 0, Math.max(tab, 0))
      .split(" ");
    if (tab === -1 || stage === "") throw gitFailed(args, "its output has an unknown form");
    const path = decodePath(record.subarray(tab + 1));
    if (stage !== "0") unmerged.add(path);
    entries.push({
      path,
      mode,
      oid,
      assumeUnchanged: tag !== tag.toUpperCase(),
      skipWorktree: tag.toUpperCase() === "S",
    });
  };
  await repository.records(args, onRecord, { variables });
  const [first] = unmerged;
  if (first !== undefined) {
    throw new OccmapError({
      code: "unsupported",
      message: `a merge is not resolved: ${unmerged.size} ${unmerged.size === 1 ? "file has" : "files have"} conflicts`,
      where: first,
      next: "resolve the conflicts and git add the files, then run again",
    });
  }
  return entries;
}
