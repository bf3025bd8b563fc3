/**
 * A patch becomes a tree: git applies it to the base in an index of our own, exactly or not at all.
 */
import { join } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { shorten } from "../text/printable.ts";
import { ownObjects, writeTree, type HeadTree } from "./head.ts";
import { findStrayLine } from "./patch-audit.ts";
import type { Repository } from "./repository.ts";

/** Throws `OccmapError` (patch-failed) for a patch that does not apply whole, or says more than git reads. */
export async function treeOfPatch(
  repository: Repository,
  baseTree: string,
  patch: Buffer,
  scratch: string,
): Promise<HeadTree> {
  const text = patch.toString("latin1");
  const stray = findStrayLine(text);
  if (stray) {
    throw patchFailed(`line ${stray.line} belongs to no hunk: ${JSON.stringify(shorten(stray.text, 80))}`);
  }
  const objects = await ownObjects(repository, scratch);
  const variables = { ...objects, GIT_INDEX_FILE: join(scratch, "patch-index") };
  await repository.run(["read-tree", baseTree], { variables });
  // An empty patch changes nothing; git calls it an error.
  if (text.trim() !== "") await apply(repository, patch, text, variables);
  return { tree: await writeTree(repository, variables), variables: objects };
}

async function apply(
  repository: Repository,
  patch: Buffer,
  text: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  // Without context git has to be told to trust the line numbers; a hunk with context is checked by it.
  const bare = /^@@ /m.test(text) && !/^ /m.test(text);
  const args = ["apply", "--cached", "--whitespace=nowarn", ...(bare ? ["--unidiff-zero"] : []), "-"];
  try {
    await repository.run(args, { variables, stdin: patch });
  } catch (error) {
    if (!(error instanceof OccmapError)) throw error;
    throw patchFailed(error.message.replace(/^git apply failed: /, ""));
  }
}

function patchFailed(why: string): OccmapError {
  return new OccmapError({
    code: "patch-failed",
    message: `the patch cannot be judged: ${why}`,
    next: "make it with git diff against the base that you name with --base",
  });
}
