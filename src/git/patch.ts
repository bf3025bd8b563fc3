/**
 * A patch becomes a tree: git applies it to the base in an index of our own, exactly or not at all.
 */
import { join } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { shorten } from "../text/printable.ts";
import { ownObjects, writeTree, type HeadTree } from "./head.ts";
import { auditPatch, type PatchShape } from "./patch-audit.ts";
import { splitRecords } from "./records.ts";
import type { GitOptions, Repository } from "./repository.ts";
import { diffTrees } from "./tree.ts";

/** In bytes. What is larger does not fit into one string of the language. */
const LARGEST_PATCH = 256 * 1024 * 1024;

/** Throws `OccmapError` (patch-failed) for a patch that does not apply whole, or says more than git reads. */
export async function treeOfPatch(
  repository: Repository,
  baseTree: string,
  patch: Buffer,
  scratch: string,
): Promise<HeadTree> {
  if (patch.length > LARGEST_PATCH)
    throw patchFailed(`it has ${patch.length} bytes; the limit is ${LARGEST_PATCH}`);
  const text = patch.toString("latin1");
  const shape = auditPatch(text);
  if ("stray" in shape) {
    const { line, text: stray } = shape.stray;
    throw patchFailed(`line ${line} belongs to no hunk: ${JSON.stringify(shorten(stray, 80))}`);
  }
  const objects = await ownObjects(repository, scratch);
  const variables = { ...objects, GIT_INDEX_FILE: join(scratch, "patch-index") };
  await repository.run(["read-tree", baseTree], { variables });
  // An empty patch changes nothing; git calls it an error.
  if (text.trim() !== "")
    await apply(repository, shape, { variables, stdin: Buffer.from(shape.text, "latin1") });
  const tree = await writeTree(repository, variables);
  return { changes: await diffTrees(repository, baseTree, tree, { variables: objects }), variables: objects };
}

async function apply(repository: Repository, shape: PatchShape, options: GitOptions): Promise<void> {
  const names = `-p${shape.strip}`;
  // Without context git has to be told to trust the line numbers; a hunk with context is checked by it.
  const bare = shape.hasContext ? [] : ["--unidiff-zero"];
  const args = ["apply", "--cached", "--whitespace=nowarn", "--verbose", names, ...bare, "-"];
  try {
    ensureSame(shape, await repository.run(["apply", "--numstat", "-z", names, ...bare, "-"], options));
    await repository.run(args, { ...options, refuse: MOVED });
  } catch (error) {
    if (!(error instanceof OccmapError) || error.code !== "git-failed") throw error;
    throw patchFailed(troubles(error.message.replace(/^git apply failed: /, "")));
  }
}

/** Git looks for a hunk's place where the line numbers are wrong. Then the patch was made for another base. */
const MOVED = /\(offset -?\d+ lines?\)|^Context reduced|has type \d+, expected \d+/m;

/** What git said, without the files that it has no trouble with. */
function troubles(said: string): string {
  const lines = said.split("\n");
  return lines
    .filter(
      (line, at) => !line.startsWith("Applied ") && !(isStart(line) && isStart(lines[at + 1] ?? "Applied ")),
    )
    .join("\n");
}

function isStart(line: string): boolean {
  return line.startsWith("Checking ") || line.startsWith("Applied ");
}

/** Throws unless git counts the same files and lines: `added TAB deleted TAB path` for each file. */
function ensureSame({ files, added, deleted }: PatchShape, numstat: Buffer): void {
  const counts = splitRecords(numstat).map((record) => record.toString("latin1").split("\t"));
  // A binary file has dashes in place of numbers.
  const sum = (column: number): number =>
    counts.reduce((total, count) => total + (Number(count[column]) || 0), 0);
  const read = [counts.length, sum(0), sum(1)] as const;
  if (read[0] === files && read[1] === added && read[2] === deleted) return;
  throw patchFailed(
    `git reads ${read[0]} files, ${read[1]} added and ${read[2]} deleted lines in it, but it shows ${files}, ${added} and ${deleted}`,
  );
}

function patchFailed(why: string): OccmapError {
  return new OccmapError({
    code: "patch-failed",
    message: `the patch cannot be judged: ${why}`,
    next: "make it with git diff against the base that you name with --base",
  });
}
