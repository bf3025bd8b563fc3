/**
 * Setting occmap up in a repository: looks at what is there, plans, and writes what was asked for and nothing else.
 *
 * All or nothing: where one of the steps is refused, none is taken. Every file is written whole or not at all, only
 * inside the repository or its git directory, and never through a link.
 */
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import { writeFileAtomic } from "../files/atomic.ts";
import { makeFolder } from "../files/folder.ts";
import { readPresent } from "../files/present.ts";
import { lookAt, realPathOfNearest } from "../files/regular.ts";
import { findHooks } from "../git/hooks.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import { HOOK_NAMES, KEPT_ENDING } from "../setup/hook-script.ts";
import { hints, LOOKED_AT, SETUPS, type Hint, type SetupName } from "../setup/setups.ts";
import type { Seen, SeenFile, Step, TakenStep, WriteStep } from "../setup/steps.ts";
import { insideRoot } from "./map-source.ts";

export interface InitRequest {
  /** Any folder in the repository. */
  readonly folder: string;
  readonly asked: readonly SetupName[];
  readonly dryRun: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface InitResult {
  readonly root: string;
  readonly hints: readonly Hint[];
  /** In the order in which they are taken. */
  readonly steps: readonly TakenStep[];
  readonly written: boolean;
}

/** Throws `OccmapError` (file-exists) where a step is refused, and for what cannot be read or written. */
export function init(request: InitRequest): Promise<InitResult> {
  return joinInvocation(async () => {
    const repository = await openRepository(request.folder, request.variables);
    const seen = await look(repository, request);
    const folders = new Set<string>();
    for (const name of [".husky", ".github"])
      if ((await lookAt(join(repository.root, name))) === "folder") folders.add(name);
    const steps = noneRefused(request.asked.flatMap((name) => SETUPS[name].plan(seen)));
    const { root } = repository;
    const result = { root, hints: hints(seen, folders), steps };
    if (request.dryRun) return { ...result, written: false };
    for (const step of steps) if (step.kind === "write") await take(step, root);
    return { ...result, written: true };
  });
}

async function look(repository: Repository, { variables }: InitRequest): Promise<Seen> {
  const { root } = repository;
  const { folder, isOurs } = await findHooks(repository, variables);
  const hookNames = HOOK_NAMES.flatMap((name) => [name, `${name}${KEPT_ENDING}`]);
  const name = insideRoot(root, folder) ?? relative(root, folder);
  const [files, hookFiles] = await Promise.all([readAll(root, LOOKED_AT), readAll(folder, hookNames)]);
  return { files, hookFiles, hooks: { folder, name, isOurs } };
}

async function readAll(folder: string, names: readonly string[]): Promise<Map<string, SeenFile>> {
  const read = await Promise.all(
    names.map(async (name) => [name, await seenFile(join(folder, name))] as const),
  );
  return new Map(read.flatMap(([name, file]) => (file ? [[name, file]] : [])));
}

async function seenFile(path: string): Promise<SeenFile | undefined> {
  const there = await readPresent(path);
  return there && { content: there.content, isLink: there.isLink, isExecutable: (there.mode & 0o111) !== 0 };
}

function noneRefused(steps: readonly Step[]): TakenStep[] {
  const refused = steps.filter((step) => step.kind === "refused");
  const [first] = refused;
  if (!first) return steps.filter((step) => step.kind !== "refused");
  throw new OccmapError({
    code: "file-exists",
    message: refused.map(({ name, why }) => `${name}: ${why}`).join("\n"),
    where: first.name,
    next: `${first.next}; nothing was written`,
  });
}

async function take({ place, name, content, executable }: WriteStep, root: string): Promise<void> {
  const file = resolve(root, place);
  const folder = await realPathOfNearest(dirname(file));
  // What git itself named is where hooks go; everything else stays in the working tree, whatever links say.
  if (!isAbsolute(place) && insideRoot(await realPathOfNearest(root), join(folder, "x")) === undefined) {
    throw new OccmapError({
      code: "file-unwritable",
      message: "its folder is a link that leads out of the repository",
      where: name,
      next: "make it a folder of the repository, then run the command again",
    });
  }
  await makeFolder(dirname(file));
  await writeFileAtomic(file, content, { executable });
}
