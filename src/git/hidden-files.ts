/**
 * Untracked files that only the change under judgement hides: its own edits of `.gitignore` must not take a
 * file out of the head. Whether the base would have ignored a file is asked of git itself, in an empty
 * repository that has nothing but the base's `.gitignore` files.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { baseName, decodePath, encodePath } from "../paths/repo-path.ts";
import { readBlobs } from "./blobs.ts";
import { splitRecords } from "./records.ts";
import type { Repository } from "./repository.ts";
import { listTree } from "./tree.ts";
import { pathList } from "./worktree.ts";

const IGNORE_FILE = ".gitignore";

/** `touched` are the changed and untracked paths of the working tree. */
export async function filesHiddenByChange(
  repository: Repository,
  baseTree: string,
  touched: readonly string[],
  scratch: string,
): Promise<string[]> {
  if (!touched.some((path) => baseName(path) === IGNORE_FILE)) return [];
  const ignored = await listIgnored(repository);
  if (ignored.length === 0) return [];
  const base = await makeBaseRules(repository, baseTree, scratch);
  const visible = await withoutIgnored(repository, base, ignored);
  const files: string[] = [];
  for (const path of visible) {
    if (path.endsWith("/"))
      files.push(...(await withoutIgnored(repository, base, await listBelow(repository, path))));
    else files.push(path);
  }
  return files.filter((path) => !path.endsWith("/"));
}

/** What the working tree's own rules hide; a folder that is hidden as a whole stands for its files. */
async function listIgnored(repository: Repository): Promise<string[]> {
  const args = [
    "ls-files",
    "--others",
    "--ignored",
    "--directory",
    "-z",
    "--full-name",
    `--exclude-per-directory=${IGNORE_FILE}`,
  ];
  return splitRecords(await repository.run(args)).map(decodePath);
}

async function listBelow(repository: Repository, folder: string): Promise<string[]> {
  return splitRecords(await repository.run(["ls-files", "--others", "-z", "--full-name", "--", folder])).map(
    decodePath,
  );
}

/** A repository without history whose work tree holds the base's ignore files and nothing else. */
async function makeBaseRules(
  repository: Repository,
  baseTree: string,
  scratch: string,
): Promise<Record<string, string>> {
  const root = join(scratch, "base-rules");
  await mkdir(root, { recursive: true });
  await repository.run(["init", "--quiet", "--template=", root], {
    variables: { GIT_DIR: join(root, ".git"), GIT_WORK_TREE: root },
  });
  const files = (await listTree(repository, baseTree)).filter(
    ({ path, mode }) => baseName(path) === IGNORE_FILE && mode !== "120000",
  );
  const contents = new Map<string, Buffer>();
  await readBlobs(repository, [...new Set(files.map(({ oid }) => oid))], (oid, content) =>
    contents.set(oid, content),
  );
  for (const { path, oid } of files) {
    const file = Buffer.concat([Buffer.from(`${root}/`), encodePath(path)]);
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(file, contents.get(oid) ?? Buffer.alloc(0));
  }
  return { GIT_DIR: join(root, ".git"), GIT_WORK_TREE: root };
}

async function withoutIgnored(
  repository: Repository,
  rules: Readonly<Record<string, string>>,
  paths: readonly string[],
): Promise<string[]> {
  const args = ["check-ignore", "--no-index", "-z", "--stdin"];
  // This command alone refuses literal pathspecs; behind "./" no path begins with the colon of another kind.
  const found = await repository.ask(args, {
    variables: { ...rules, GIT_LITERAL_PATHSPECS: "0" },
    stdin: pathList(paths.map((path) => `./${path}`)),
  });
  const ignored = new Set(splitRecords(found).map(decodePath));
  return paths.filter((path) => !ignored.has(`./${path}`));
}
