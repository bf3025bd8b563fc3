/**
 * Where a command works: the folder that was named, the repository around it, and the project in it.
 *
 * A project's `.kittify` lies at the top of its repository, or, in a repository of several projects, at the
 * top of one of them: the nearest one above the folder counts. Nothing above the repository is looked at.
 */
import { join, parse, relative, sep } from "node:path";
import { lookAt, realFolder } from "../files/regular.ts";
import { findRepository, type Repository } from "../git/repository.ts";
import { META, MISSIONS } from "../mission/store.ts";
import { foldersUpTo } from "../paths/ancestors.ts";
import { KITTIFY } from "../project/layout.ts";
import type { ProjectSite } from "../project/store.ts";

export interface Workplace {
  /** The folder itself, absolute and without links. */
  readonly folder: string;
  readonly repository: Repository | undefined;
  readonly project: ProjectSite;
}

export async function locate(
  named: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Workplace> {
  const folder = await realFolder(named);
  const repository = await findRepository(folder, variables);
  return { folder, repository, project: await projectSite(folder, repository?.root ?? folder) };
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
async function projectSite(folder: string, top: string): Promise<ProjectSite> {
  for (const root of foldersUpTo(top, folder)) {
    if ((await lookAt(join(root, KITTIFY))) !== "missing") return siteIn(top, root);
  }
  return siteIn(top, top);
}

/** The project in the folder `root` of the repository with the top folder `top`. */
export function siteIn(top: string, root: string): ProjectSite {
  return { root, path: relative(top, root).split(sep).join("/") };
}
