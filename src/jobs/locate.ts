/**
 * Where a command works: the folder that was named, the repository around it, and the project in it.
 *
 * A project's `.kittify` lies at the top of its repository, or, in a repository of several projects, at the
 * top of one of them: the nearest one above the folder counts. Nothing above the repository is looked at.
 */
import { join, parse } from "node:path";
import { lookAt, realFolder } from "../files/regular.ts";
import { findRepository, type Repository } from "../git/repository.ts";
import { META, MISSIONS } from "../mission/store.ts";
import { foldersUpTo } from "../paths/ancestors.ts";
import { KITTIFY } from "../project/layout.ts";

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
 * Like `locate`, where anything above the folder could make a project or a mission of it; undefined where there
 * is nothing. Looking for that costs some system calls; finding the repository costs two processes.
 */
export async function locateIfMarked(
  named: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Workplace | undefined> {
  const folder = await realFolder(named);
  const places = foldersUpTo(parse(folder).root, folder).flatMap((above) =>
    [KITTIFY, MISSIONS, META].map((name) => lookAt(join(above, name))),
  );
  const isMarked = (await Promise.all(places)).some((place) => place !== "missing");
  return isMarked ? locate(folder, variables) : undefined;
}

/** The nearest folder with a `.kittify` from `folder` up to `top`; `top` where there is none. */
async function projectRoot(folder: string, top: string): Promise<string> {
  for (const candidate of foldersUpTo(top, folder)) {
    if ((await lookAt(join(candidate, KITTIFY))) !== "missing") return candidate;
  }
  return top;
}
