/** A git repository for a test, written file by file. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { git } from "./command-line.ts";

/** Contents by path; a path may be bytes (latin1), where it is not UTF-8. */
export type Files = Readonly<Record<string, string | Buffer>>;

export interface TestRepository {
  readonly root: string;
  write(files: Files): void;
  /** A symbolic link with this target text. */
  link(path: string, target: string): void;
  remove(path: string): void;
  git(...args: readonly string[]): string;
  /** Commits everything, ignored files too, and gives the commit's id. */
  commit(message?: string): string;
}

/** An empty repository in `root`; with `files`, and a first commit of them. */
export function makeRepository(root: string, files?: Files): TestRepository {
  mkdirSync(root, { recursive: true });
  const repository: TestRepository = {
    root,
    write: (contents) => writeFiles(root, contents),
    link: (path, target) => {
      mkdirSync(dirname(`${root}/${path}`), { recursive: true });
      symlinkSync(target, `${root}/${path}`);
    },
    remove: (path) => rmSync(`${root}/${path}`, { recursive: true }),
    git: (...args) => git(root, ...args),
    commit: (message = "next") => {
      git(root, "add", "--all", "--force");
      git(root, "commit", "--quiet", "--allow-empty", "--message", message);
      return git(root, "rev-parse", "HEAD").trim();
    },
  };
  git(root, "init", "--quiet", "--initial-branch=main");
  if (files) {
    repository.write(files);
    repository.commit("first");
  }
  return repository;
}

export function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(`${root}/${path}`), { recursive: true });
    writeFileSync(`${root}/${path}`, content);
  }
}

/** Adds a file whose name is these bytes to the index, without a copy on disk: not every disk takes such names. */
export function addRawPath(root: string, path: Buffer, content: string): void {
  const oid = execFileSync("git", ["hash-object", "-w", "--stdin"], { cwd: root, input: content })
    .toString()
    .trim();
  const record = Buffer.concat([Buffer.from(`100644 ${oid}\t`), path, Buffer.from([0])]);
  execFileSync("git", ["update-index", "-z", "--index-info"], { cwd: root, input: record });
}
