/**
 * Changing many files at once, all or none.
 *
 * The new files are written and forced to the disk in a folder beside them. Then, in one go that no signal can
 * come between, each old file is looked at once more, moved into that folder, and the new one moved into its
 * place. Whatever fails is rolled back in reverse. Only a killed process or a power cut in the middle of that go
 * can leave a part; the folder then still holds the old files, and the next run names them (staging.ts).
 */
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
} from "node:fs";
import { open, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, OccmapError, systemCode } from "../diagnostics/errors.ts";
import { diskPath } from "../paths/repo-path.ts";
import { printable } from "../text/printable.ts";
import { standsAt } from "./glance.ts";
import { makeStaging } from "./staging.ts";

/** A file or link as it must be found. */
export interface OldFile {
  readonly path: string;
  readonly isLink: boolean;
  readonly content: Buffer;
}

/** A file or link as it is to be; `mode` are its permission bits, of no meaning for a link. */
export interface NewFile extends OldFile {
  readonly mode: number;
}

export interface TreeReplacement {
  /** Files that go; one that is changed is here and among `put`. */
  readonly take: readonly OldFile[];
  readonly put: readonly NewFile[];
}

/** Files that are open at a time while new ones are written. */
const AT_ONCE = 16;

/**
 * Makes the changes below `root`; paths are relative to it. Folders that are left empty are removed. Throws
 * `OccmapError` (file-unwritable, file-changed, file-locked); everything is then as it was, unless it says
 * otherwise.
 */
export async function replaceTree(root: string, replacement: TreeReplacement): Promise<void> {
  const { take, put } = replacement;
  const staging = await makeStaging(root, { old: take.map(pathOf), new: put.map(pathOf) });
  const commit = new Commit(root, staging.folder);
  try {
    await stage(staging.folder, put);
    commit.run(replacement);
    staging.finish();
  } catch (error) {
    throw error instanceof OccmapError ? error : unwritable(root, describe(error), error);
  } finally {
    if (commit.stuck) staging.abandon();
    else staging.discard();
  }
  for (const { path } of take) removeEmptyFolders(root, dirname(path));
}

function pathOf({ path }: OldFile): string {
  return path;
}

async function stage(staging: string, files: readonly NewFile[]): Promise<void> {
  for (let from = 0; from < files.length; from += AT_ONCE) {
    await Promise.all(
      files
        .slice(from, from + AT_ONCE)
        .map((file, index) => write(join(staging, "new", `${from + index}`), file)),
    );
  }
}

async function write(path: string, { isLink, content, mode }: NewFile): Promise<void> {
  if (isLink) return symlink(content, path);
  const handle = await open(path, "wx", mode);
  try {
    await handle.writeFile(content);
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The one go. Synchronous on purpose: between two of its steps nothing else of this process runs. */
class Commit {
  /** Could a rollback not be finished? Then the old files are still in the staging folder. */
  stuck = false;
  readonly #root: string;
  readonly #staging: string;
  readonly #undo: (() => void)[] = [];
  readonly #safeFolders = new Set<string>();

  constructor(root: string, staging: string) {
    this.#root = root;
    this.#staging = staging;
  }

  run({ take, put }: TreeReplacement): void {
    try {
      take.forEach((file, index) => this.#take(file, index));
      put.forEach((file, index) => this.#put(file, index));
    } catch (error) {
      this.#rollBack(error);
      throw error;
    }
  }

  #take(file: OldFile, index: number): void {
    const place = diskPath(this.#root, file.path);
    this.#ensureFolders(file.path);
    ensureUnchanged(place, file);
    this.#move(place, join(this.#staging, "old", `${index}`));
  }

  #put({ path }: NewFile, index: number): void {
    const place = diskPath(this.#root, path);
    this.#makeFolders(path);
    if (standsAt(place)) throw changed(path, "something stands where this file is to go");
    this.#move(join(this.#staging, "new", `${index}`), place);
  }

  #move(from: string | Buffer, to: string | Buffer): void {
    renameSync(from, to);
    this.#undo.push(() => renameSync(to, from));
  }

  /** A folder on the way that is a link could lead out of the repository. */
  #ensureFolders(path: string): void {
    for (const folder of foldersAbove(path)) {
      if (this.#safeFolders.has(folder)) continue;
      if (!lstatSync(diskPath(this.#root, folder)).isDirectory())
        throw changed(path, `${printable(folder)} on the way to it is no folder`);
      this.#safeFolders.add(folder);
    }
  }

  #makeFolders(path: string): void {
    for (const folder of foldersAbove(path)) {
      const place = diskPath(this.#root, folder);
      if (standsAt(place)) continue;
      mkdirSync(place);
      this.#undo.push(() => rmdirSync(place));
    }
    this.#ensureFolders(path);
  }

  #rollBack(cause: unknown): void {
    try {
      for (const undo of this.#undo.toReversed()) undo();
    } catch (error) {
      this.stuck = true;
      throw new OccmapError({
        code: "file-unwritable",
        message: `the change failed (${printable(describe(cause))}) and could not be taken back (${printable(describe(error))})`,
        where: this.#staging,
        next: "the old files are in its folder old/; git restore brings back what was committed",
        cause: error,
      });
    }
  }
}

function ensureUnchanged(place: Buffer, { path, isLink, content }: OldFile): void {
  const status = lstatSync(place, { throwIfNoEntry: false });
  const same = isLink
    ? status?.isSymbolicLink() === true && readlinkSync(place, "buffer").equals(content)
    : status?.isFile() === true && readFileSync(place).equals(content);
  if (!same) throw changed(path, "it changed while it was read");
}

/** `a`, `a/b` for `a/b/c`, from the top. */
function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** Git knows no empty folders. One with anything left in it stays. */
function removeEmptyFolders(root: string, from: string): void {
  for (let folder = from; folder !== "."; folder = dirname(folder)) {
    const place = diskPath(root, folder);
    try {
      if (readdirSync(place).length > 0) return;
      rmdirSync(place);
    } catch (error) {
      if (systemCode(error) !== "ENOENT") return;
    }
  }
}

function changed(path: string, why: string): OccmapError {
  return new OccmapError({
    code: "file-changed",
    message: `${printable(path)}: ${why}; nothing was written`,
    where: path,
    next: "run the command again",
  });
}

function unwritable(where: string, why: string, cause: unknown): OccmapError {
  return new OccmapError({
    code: "file-unwritable",
    message: `the files cannot be written: ${printable(why)}; everything is as it was`,
    where,
    next: "make the files and their folders writable, then run the command again",
    cause,
  });
}
