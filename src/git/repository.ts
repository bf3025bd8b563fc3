/**
 * A repository, found once and then fixed: every later git command is told where it is and with which
 * settings, so that neither the current folder nor a variable nor `core.worktree` can lead it elsewhere.
 */
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { capture, StartError, stream, type Exit } from "../process/runner.ts";
import {
  discoveryEnvironment,
  judgedSettings,
  repositoryEnvironment,
  type Setting,
  type Variables,
} from "./environment.ts";
import { splitRecords, TextRecords, type OnRecord } from "./records.ts";

export interface GitOptions {
  /** What git reads, or an open file that it reads by itself, by its number. */
  readonly stdin?: Buffer | Iterable<Buffer> | number;
  /** Variables beside the fixed ones: an index of our own, a folder for objects. */
  readonly variables?: Readonly<Record<string, string>>;
  /** What git says on standard error where it leaves something out and still calls that a success. */
  readonly refuse?: RegExp;
}

interface Place {
  readonly root: string;
  readonly gitDir: string;
  /** Where objects lie: linked working trees share them. */
  readonly objects: string;
  readonly isShallow: boolean;
  /** Does the file system take `a` and `A` for the same name? */
  readonly ignoresCase: boolean;
}

export class Repository {
  /** Absolute path of the top of the working tree. */
  readonly root: string;
  readonly gitDir: string;
  /** The folder of its objects. */
  readonly objects: string;
  readonly isShallow: boolean;
  /**
   * The index that git is about to commit: in a hook `GIT_INDEX_FILE` names it. It is honoured only inside the
   * repository's own folder, where git puts it.
   */
  readonly indexFile: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(found: Place, settings: readonly Setting[], variables: Variables) {
    this.root = found.root;
    this.gitDir = found.gitDir;
    this.objects = found.objects;
    this.isShallow = found.isShallow;
    this.indexFile = indexToCommit(found, variables["GIT_INDEX_FILE"]);
    this.#environment = repositoryEnvironment(variables, found.gitDir, found.root, [
      ...judgedSettings(settings),
      // The file system decides, not the setting: a wrong one would hide a file beside its namesake.
      ["core.ignoreCase", String(found.ignoresCase)],
    ]);
  }

  /** Runs git and gives its whole output. Throws `OccmapError` (git-failed) unless it exits with 0. */
  async run(args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
    const { stdout, ...exit } = await startGit(() => capture(this.#command(args, options)));
    ensureSuccess(args, exit, options.refuse);
    return stdout;
  }

  /** Like `run`, for one line of text. */
  async line(args: readonly string[], options: GitOptions = {}): Promise<string> {
    return (await this.run(args, options)).toString("utf8").trimEnd();
  }

  /** Runs git and hands over its NUL-terminated records as they come, paths decoded. */
  async records(args: readonly string[], onRecord: OnRecord, options: GitOptions = {}): Promise<void> {
    const cutter = new TextRecords(onRecord);
    await this.bytes(args, (chunk) => cutter.push(chunk), options);
    if (cutter.unfinished) throw gitFailed(args, "its output ended in the middle of a record");
  }

  /** Runs git and hands over its output as it comes. */
  async bytes(
    args: readonly string[],
    onChunk: (chunk: Buffer) => void,
    options: GitOptions = {},
  ): Promise<void> {
    ensureSuccess(args, await startGit(() => stream(this.#command(args, options), onChunk)), options.refuse);
  }

  #command(args: readonly string[], { stdin, variables }: GitOptions): Parameters<typeof stream>[0] {
    return {
      file: "git",
      args,
      cwd: this.root,
      env: { ...this.#environment, ...variables },
      ...(stdin === undefined ? {} : { stdin }),
    };
  }
}

function indexToCommit({ root, gitDir }: Place, named: string | undefined): string {
  const usual = join(gitDir, "index");
  if (named === undefined || named === "") return usual;
  const file = resolve(root, named);
  return file.startsWith(`${gitDir}/`) ? file : usual;
}

/** The repository that `folder` lies in, or undefined where there is none. */
export async function findRepository(folder: string, variables: Variables): Promise<Repository | undefined> {
  const env = discoveryEnvironment(variables);
  const [place, config] = await startGit(() =>
    Promise.all([
      capture({ file: "git", args: WHERE, cwd: folder, env }),
      capture({ file: "git", args: ["config", "-z", "--list"], cwd: folder, env }),
    ]),
  );
  if (place.status !== 0) {
    if (place.stderr.includes("not a git repository")) return undefined;
    if (place.stderr.includes("must be run in a work tree")) {
      throw new OccmapError({
        code: "unsupported",
        message: "this is a bare repository, or a folder inside .git: there is no working tree",
        where: folder,
        next: "run occmap in a checkout of it",
      });
    }
    throw gitFailed(WHERE, place.stderr);
  }
  ensureSuccess(["config", "-z", "--list"], config);
  return new Repository(await readPlace(place.stdout, folder), parseSettings(config.stdout), variables);
}

/** One line of answer each, in this order. */
const WHERE = [
  "rev-parse",
  "--path-format=absolute",
  "--is-shallow-repository",
  "--is-inside-work-tree",
  "--git-common-dir",
  "--absolute-git-dir",
  "--show-toplevel",
];

async function readPlace(answer: Buffer, folder: string): Promise<Place> {
  const lines = answer.toString("utf8").replace(/\n$/, "").split("\n");
  const [shallow, inside, commonDir, gitDir, root] = lines;
  if (commonDir === undefined || gitDir === undefined || root === undefined || lines.length !== 5) {
    throw new OccmapError({
      code: "unsupported",
      message: "the path of the repository holds a line break",
      where: folder,
      next: "move it",
    });
  }
  if (inside !== "true") {
    throw new OccmapError({
      code: "unsupported",
      message: `the repository's working tree is ${root}, and this folder is not in it`,
      where: folder,
      next: "run occmap there, or unset core.worktree: git config --unset core.worktree",
    });
  }
  return {
    root,
    gitDir,
    objects: join(commonDir, "objects"),
    isShallow: shallow === "true",
    ignoresCase: await ignoresCase(commonDir),
  };
}

/** Asked as git asks when it makes a repository: is `config` there under another spelling? */
async function ignoresCase(folder: string): Promise<boolean> {
  try {
    const [usual, odd] = await Promise.all([stat(join(folder, "config")), stat(join(folder, "CoNfIg"))]);
    return usual.ino === odd.ino;
  } catch {
    // No such file under that spelling; a repository always has the usual one.
    return false;
  }
}

/** The repository that `folder` lies in. Throws `OccmapError` (not-a-repository). */
export async function openRepository(folder: string, variables: Variables): Promise<Repository> {
  const repository = await findRepository(folder, variables);
  if (repository) return repository;
  throw new OccmapError({
    code: "not-a-repository",
    message: "this is not a git repository",
    where: folder,
    next: "run occmap in one, or name one with --repo DIR",
  });
}

/** Records of `git config -z --list`: the key, a line feed, the value; a key alone means true. */
function parseSettings(output: Buffer): Setting[] {
  return splitRecords(output).map((record): Setting => {
    const text = record.toString("utf8");
    const at = text.indexOf("\n");
    return at === -1 ? [text, "true"] : [text.slice(0, at), text.slice(at + 1)];
  });
}

async function startGit<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    throw new OccmapError({
      code: "git-failed",
      message: error.message,
      next: "install git, put it on PATH, and check that the folder exists",
      cause: error,
    });
  }
}

function ensureSuccess(args: readonly string[], { status, signal, stderr }: Exit, refuse?: RegExp): void {
  if (status === 0 && refuse?.test(stderr) !== true) return;
  throw gitFailed(args, stderr === "" ? `it ended with ${signal ?? `status ${status}`}` : stderr);
}

const SEE_MORE = "run that command to see more; nothing was judged";

export function gitFailed(args: readonly string[], why: string, next = SEE_MORE): OccmapError {
  if (/promisor remote|lazy fetching disabled/.test(why)) {
    return new OccmapError({
      code: "git-failed",
      message: "objects are missing, because this is a partial clone; nothing is fetched during a verdict",
      where: ["git", ...args].join(" ").slice(0, 500),
      next: "fetch them, then run again; run: git fetch --refetch --no-filter",
    });
  }
  return new OccmapError({
    code: "git-failed",
    message: `git ${args[0] ?? ""} failed: ${why}`,
    where: ["git", ...args].join(" ").slice(0, 500),
    next,
  });
}
