/**
 * Where a command works: the folder that was named, the repository around it, and the project in it.
 *
 * A project's `.kittify` lies at the top of its repository, or, in a repository of several projects, at the
 * top of one of them: the nearest one above the folder counts. Nothing above the repository is looked at.
 */
import { join } from "node:path";
import { lookAt, realFolder } from "../files/regular.ts";
import { findRepository, type Repository } from "../git/repository.ts";
import { foldersUpTo } from "../paths/ancestors.ts";
import { KITTIFY } from "../project/layout.ts";
import { ensureCompatible } from "../project/store.ts";

export interface Workplace {
  /** The folder itself, absolute and without links. */
  readonly folder: string;
  readonly repository: Repository | undefined;
  /** Where `.kittify` is, or would be made. */
  readonly projectRoot: string;
}

export async function locate(
  named: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Workplace> {
  const folder = await realFolder(named);
  const repository = await findRepository(folder, variables);
  return { folder, repository, projectRoot: await projectRoot(folder, repository?.root ?? folder) };
}

/**
 * The compatibility gate for a command that has opened its repository at `root`. Throws `OccmapError` whose
 * code is the case (`PROJECT_MIGRATION_NEEDED`) when the project around `folder` does not let work proceed.
 */
export async function ensureProjectCompatible(folder: string, root: string): Promise<void> {
  await ensureCompatible(await projectRoot(await realFolder(folder), root));
}

/** The nearest folder with a `.kittify` from `folder` up to `top`; `top` where there is none. */
async function projectRoot(folder: string, top: string): Promise<string> {
  for (const candidate of foldersUpTo(top, folder)) {
    if ((await lookAt(join(candidate, KITTIFY))) !== "missing") return candidate;
  }
  return top;
}
