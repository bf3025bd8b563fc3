/**
 * Attributes that make the bytes on disk differ from the bytes in git by more than line ends: `filter`,
 * `ident`, `working-tree-encoding`. Files that have one must be read from git, and named where a filter
 * program was not run.
 */
import { decodePath } from "../paths/repo-path.ts";
import { pathList } from "./worktree.ts";
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
 * The tracked paths whose disk form may hold other text than git's form. Git finds them itself, in a fraction of
 * the time that answers about every file take: all tracked files but those on which none of the three is said.
 */
export async function pathsWithOtherContent(repository: Repository): Promise<ReadonlySet<string>> {
  const none = ["filter", "ident", "working-tree-encoding"].map((name) => `!${name}`).join(" ");
  const args = ["ls-files", "-z", "--full-name", "--", `:(top,exclude,attr:${none})`];
  const output = await repository.run(args, { variables: { GIT_LITERAL_PATHSPECS: "0" } });
  return new Set(splitRecords(output).map(decodePath));
}
