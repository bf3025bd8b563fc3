/** Where git looks for the hooks of a repository, by the user's own configuration too. */
import { isAbsolute, join, relative, sep } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { realPathOfNearest } from "../files/regular.ts";
import { capture } from "../process/runner.ts";
import { discoveryEnvironment, type Variables } from "./environment.ts";
import { gitFailed, type Repository } from "./repository.ts";

export interface HooksFolder {
  /** Absolute; it need not exist yet. */
  readonly folder: string;
  /** Does it lie in this repository: in its working tree, or in its git directory? */
  readonly isOurs: boolean;
}

/** In a linked worktree the hooks are those of the main one, unless core.hooksPath says otherwise. */
export async function findHooks(repository: Repository, variables: Variables): Promise<HooksFolder> {
  const args = ["rev-parse", "--path-format=absolute", "--git-path", "hooks", "--git-common-dir"];
  const env = discoveryEnvironment(variables);
  const { status, stdout, stderr } = await capture({ file: "git", args, cwd: repository.root, env });
  const [folder, commonDir] = stdout.toString("utf8").split("\n");
  if (status !== 0) throw gitFailed(args, stderr);
  if (folder === undefined || commonDir === undefined || !isAbsolute(folder)) {
    throw new OccmapError({
      code: "unsupported",
      message: "git does not say where its hooks are",
      where: repository.root,
      next: "see: git rev-parse --git-path hooks",
    });
  }
  const real = await realPathOfNearest(folder);
  const homes = await Promise.all([repository.root, commonDir].map(realPathOfNearest));
  return { folder: join(folder), isOurs: homes.some((home) => isBelow(home, real)) };
}

function isBelow(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
