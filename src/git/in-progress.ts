/**
 * Merges, rebases and the like that are half done: what is on disk is then neither side's, and judging it would
 * mean nothing.
 */
import { access } from "node:fs/promises";
import { join } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import type { Repository } from "./repository.ts";

const STATES: readonly (readonly [file: string, name: string, next: string])[] = [
  ["rebase-merge", "a rebase", "git rebase --continue, or --abort"],
  ["rebase-apply", "a rebase or git am", "git rebase --continue, or --abort (git am --continue, or --abort)"],
  ["MERGE_HEAD", "a merge", "git commit it, or git merge --abort"],
  ["CHERRY_PICK_HEAD", "a cherry-pick", "git cherry-pick --continue, or --abort"],
  ["REVERT_HEAD", "a revert", "git revert --continue, or --abort"],
  ["sequencer", "a series of cherry-picks or reverts", "git cherry-pick --continue, or --abort"],
  ["BISECT_LOG", "a bisection", "git bisect reset"],
];

/** Throws `OccmapError` (unsupported) that names what is in progress. */
export async function ensureNothingInProgress(repository: Repository): Promise<void> {
  for (const [file, name, next] of STATES) {
    const there = await access(join(repository.gitDir, file)).then(
      () => true,
      () => false,
    );
    if (there) {
      throw new OccmapError({
        code: "unsupported",
        message: `${name} is in progress: there is no single change to judge`,
        where: repository.root,
        next: `finish it first: ${next}; then judge the result: occmap gate --base REV --head HEAD`,
      });
    }
  }
}
