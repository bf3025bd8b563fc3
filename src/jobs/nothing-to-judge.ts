/**
 * Is it certain that a commit hook has nothing to judge here? Asked before the program is loaded, because a hook runs
 * at each commit and most repositories never have a map.
 *
 * Certain means: whatever `judgeCommit` looks for is nowhere. Not in the working tree, not in the index that git is
 * about to commit, not in HEAD (a commit may take its map away). Anything else, and whatever fails, is a matter for
 * the command itself. It costs two short git commands; docs/decisions/start.md has the measurements.
 */
import { join, parse, resolve } from "node:path";
import { realFolderNow, standsAt } from "../files/glance.ts";
import {
  discoveryEnvironment,
  judgedSettings,
  repositoryEnvironment,
  type Variables,
} from "../git/environment.ts";
import { foldersUpTo } from "../paths/ancestors.ts";
import { captureBrief } from "../process/brief.ts";

/** What makes a folder, or one below it, subject to a map. A mission's folder may itself be the current one. */
const TRACES = ["occurrence_map.yaml", "kitty-specs", ".kittify", "meta.json"];

/** False where it is not certain. Throws what the system throws where `named` cannot be looked at. */
export function nothingToJudge(named: string, variables: Variables): boolean {
  const folder = realFolderNow(named);
  return !hasTrace(folder) && gitHasNone(folder, variables);
}

function hasTrace(folder: string): boolean {
  const above = foldersUpTo(parse(folder).root, folder);
  return above.some((one) => TRACES.some((name) => standsAt(join(one, name))));
}

function gitHasNone(folder: string, variables: Variables): boolean {
  const git = (args: readonly string[], env: Readonly<Record<string, string>>, input?: string) =>
    captureBrief({ file: "git", args, cwd: folder, env }, input);
  const place = git(["rev-parse", "--show-toplevel", "--absolute-git-dir"], discoveryEnvironment(variables));
  const [root, gitDir = ""] = place?.toString("utf8").split("\n") ?? [];
  // Anywhere else the map's own place was not looked at.
  if (root !== folder) return false;
  const index = resolve(folder, variables["GIT_INDEX_FILE"] ?? "");
  // Git puts the index of a commit into its own folder; one elsewhere is not for us to believe.
  const isGits = index.startsWith(`${gitDir}/`);
  if (index !== folder && !isGits) return false;
  const env = repositoryEnvironment(variables, gitDir, root, judgedSettings([]));
  const named = isGits ? { ...env, GIT_INDEX_FILE: index } : env;
  const answer = git(["cat-file", "--batch"], named, "HEAD^{tree}\n:occurrence_map.yaml\n");
  return answer !== undefined && isBareOfMaps(answer);
}

/**
 * The answer begins with the tree of HEAD as git stores it: a mode, a space, a name, a NUL and an id for each entry.
 * In a partial clone a file that was not fetched is missing too, but its name stands in the tree.
 */
function isBareOfMaps(answer: Buffer): boolean {
  if (!/^[0-9a-f]+ tree \d+\n/.test(answer.toString("latin1", 0, 100))) return false;
  const names = ["occurrence_map.yaml", "kitty-specs"];
  if (names.some((name) => answer.includes(` ${name}\0`))) return false;
  return answer.toString("latin1").endsWith("\n:occurrence_map.yaml missing\n");
}
