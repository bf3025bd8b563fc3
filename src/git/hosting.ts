/** Where the files of a repository can be seen on the web, as far as its remote says so. */
import { pathUri } from "../paths/uri.ts";
import type { Repository } from "./repository.ts";

export interface Hosting {
  /** Address of a file at the commit. */
  readonly fileUrl: (path: string) => string;
  /** What goes between that address and a line number. */
  readonly lineMark: string;
}

const LINE_MARKS: Readonly<Record<string, string>> = { bitbucket: "#lines-" };
const USUAL_LINE_MARK = "#L";

/** Undefined where there is no remote `origin`, or its host is not known. */
export async function hostingAt(repository: Repository, commit: string): Promise<Hosting | undefined> {
  const remote = await repository.line(["config", "--default", "", "--get", "remote.origin.url"]);
  const { default: hostedGit } = await import("hosted-git-info");
  const hosted = hostedGit.fromUrl(remote);
  const folder = hosted?.browseFile("", { committish: commit });
  if (!hosted || folder === undefined || !URL.canParse(folder)) return undefined;
  const url = new URL(folder);
  // The remote comes from a configuration file; only an ordinary address becomes a link.
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return undefined;
  const base = url.href.replace(/\/*$/, "/");
  return {
    fileUrl: (path) => `${base}${pathUri(path)}`,
    lineMark: LINE_MARKS[hosted.type] ?? USUAL_LINE_MARK,
  };
}
