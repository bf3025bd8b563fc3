/** The same search outside git: the files of a folder tree, found by glob, read from disk. */
import { lstat, readFile, readlink } from "node:fs/promises";
import { systemCode } from "../diagnostics/errors.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInLink } from "../occurrence/occurrence.ts";
import { diskPath } from "../paths/repo-path.ts";
import { compareStrings } from "../text/order.ts";
import { readText } from "../text/encoding.ts";
import { sieve, type OnPromising } from "./ripgrep.ts";
import { inspect, type FoundFile } from "./tree-search.ts";

/** A file or symbolic link on disk. */
export interface DiskFile {
  readonly path: string;
  readonly isLink: boolean;
}

/** Everything below `root`, hidden files included, links not followed, insides of .git left out. */
export async function listFolder(root: string): Promise<DiskFile[]> {
  const { default: glob } = await import("fast-glob");
  const entries = await glob("**/*", {
    cwd: root,
    dot: true,
    onlyFiles: false,
    followSymbolicLinks: false,
    ignore: ["**/.git/**"],
    objectMode: true,
    markDirectories: false,
  });
  return entries
    .filter(({ dirent }) => dirent.isFile() || dirent.isSymbolicLink())
    .map(({ path, dirent }) => ({ path, isLink: dirent.isSymbolicLink() }))
    .sort((a, b) => compareStrings(a.path, b.path));
}

/**
 * Which of `paths` (below `root`) are files or links; what is gone, or something else, is left out. Says which could
 * not be looked at.
 */
export async function statFiles(
  root: string,
  paths: readonly string[],
  onUnreadable: (path: string) => void,
): Promise<DiskFile[]> {
  const files: DiskFile[] = [];
  for (const path of paths) {
    try {
      const status = await lstat(diskPath(root, path));
      if (status.isFile() || status.isSymbolicLink()) files.push({ path, isLink: status.isSymbolicLink() });
    } catch (error) {
      if (!["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) onUnreadable(path);
    }
  }
  return files;
}

interface DiskSearch {
  readonly needles: Needles;
  readonly onUnreadable: (path: string) => void;
  readonly onPromising?: OnPromising;
}

/** Yields each file with occurrences in its content, links first; says which could not be read. */
export async function* searchDisk(
  root: string,
  files: readonly DiskFile[],
  { needles, onUnreadable, onPromising }: DiskSearch,
): AsyncGenerator<FoundFile> {
  const links = files.filter(({ isLink }) => isLink);
  const regular = files.filter(({ isLink }) => !isLink);
  for (const { path } of links) {
    const found = await read(root, path, true, needles, onUnreadable);
    if (found && found.occurrences.length > 0) yield found;
  }
  for await (const { promising, unreadable } of sieve(root, regular, needles.strings, onPromising)) {
    const closed = new Set(unreadable);
    for (const { path } of promising) {
      if (closed.has(path)) onUnreadable(path);
      const found = closed.has(path) ? undefined : await read(root, path, false, needles, onUnreadable);
      if (found && found.occurrences.length > 0) yield found;
    }
  }
}

async function read(
  root: string,
  path: string,
  isLink: boolean,
  needles: Needles,
  onUnreadable: (path: string) => void,
): Promise<FoundFile | undefined> {
  try {
    if (!isLink) return inspect({ path, mode: "100644" }, await readFile(diskPath(root, path)), needles);
    const target = await readlink(diskPath(root, path), { encoding: "buffer" });
    return { path, text: readText(target), occurrences: occurrencesInLink(path, target, needles) };
  } catch {
    onUnreadable(path);
    return undefined;
  }
}
