/**
 * Attributes that make the bytes on disk differ from the bytes in git by more than line ends: `filter`,
 * `ident`, `working-tree-encoding`. Files that have one must be read from git, and named where a filter
 * program was not run.
 */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { systemCode } from "../diagnostics/errors.ts";
import { decodePath } from "../paths/repo-path.ts";
import { diskPath, pathList } from "./worktree.ts";
import { splitRecords } from "./records.ts";
import type { Repository } from "./repository.ts";

/** The paths on which one of the attributes is set to something, with that value. */
export async function attributesOf(
  repository: Repository,
  paths: readonly string[],
  names: readonly string[],
): Promise<Map<string, string>> {
  const set = new Map<string, string>();
  if (paths.length === 0) return set;
  const output = await repository.run(["check-attr", "-z", "--stdin", ...names], { stdin: pathList(paths) });
  const records = splitRecords(output);
  for (let at = 0; at + 2 < records.length; at += 3) {
    const [path, , value] = records.slice(at, at + 3);
    const text = value?.toString("utf8") ?? "";
    if (path && text !== "unspecified" && text !== "unset") set.set(decodePath(path), text);
  }
  return set;
}

/**
 * Those of `paths` whose disk form may hold other text than git's form. Asking git about every file of a large
 * tree costs more than searching it, so the attribute files themselves are looked at first.
 */
export async function pathsWithOtherContent(
  repository: Repository,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!(await anyFileSetsThem(repository, paths))) return new Set();
  return new Set(
    (await attributesOf(repository, paths, ["filter", "ident", "working-tree-encoding"])).keys(),
  );
}

const MENTIONED = /ident|filter|working-tree-encoding|\[attr\]/;

async function anyFileSetsThem(repository: Repository, paths: readonly string[]): Promise<boolean> {
  const inTree = paths.filter((path) => path === ".gitattributes" || path.endsWith("/.gitattributes"));
  const info = await repository.line(["rev-parse", "--git-path", "info/attributes"]);
  const files = [
    ...inTree.map((path) => diskPath(repository, path)),
    resolve(repository.root, info),
    ...repository.sharedAttributeFiles,
  ];
  for (const file of files) {
    try {
      if (MENTIONED.test(await readFile(file, "latin1"))) return true;
    } catch (error) {
      // A file that is there but cannot be read may say anything: then git is asked.
      if (systemCode(error) !== "ENOENT") return true;
    }
  }
  return false;
}
