/** What trees hold, with its content, as the judge takes it. */
import type { FileState } from "../gate/sides.ts";
import { readContents } from "../git/blobs.ts";
import type { GitOptions, Repository } from "../git/repository.ts";
import type { TreeSide } from "../git/tree.ts";

/** Reads all of `sides` and tells what each of them is. Throws `OccmapError` (git-failed) where git cannot read one. */
export async function readStates(
  repository: Repository,
  sides: Iterable<TreeSide | undefined>,
  options: Pick<GitOptions, "variables"> = {},
): Promise<(side: TreeSide) => FileState> {
  const contents = await readContents(repository, sides, options);
  return ({ mode, oid }) => ({ mode, oid, content: contents.get(oid) ?? Buffer.alloc(0) });
}
