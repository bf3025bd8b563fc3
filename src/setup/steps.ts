/**
 * What `occmap init` is about to do to a file, and what it has seen before it decides. Planning is pure: it turns
 * the files that are there into steps; jobs/init.ts reads before and writes after.
 */

/** A file as it stands on the disk. */
export interface SeenFile {
  readonly content: Buffer;
  readonly isLink: boolean;
  readonly isExecutable: boolean;
}

export interface HooksPlace {
  /** Absolute path of the folder in which git looks for hooks. */
  readonly folder: string;
  /** As messages name it. */
  readonly name: string;
  /** False where the folder belongs to more than this repository. */
  readonly isOurs: boolean;
}

export interface Seen {
  /** Files of the working tree by path relative to its root; those that are missing are not in it. */
  readonly files: ReadonlyMap<string, SeenFile>;
  readonly hooks: HooksPlace;
  /** Files of the hooks folder by name. */
  readonly hookFiles: ReadonlyMap<string, SeenFile>;
}

interface Placed {
  /** Absolute, or relative to the root of the working tree. */
  readonly place: string;
  /** As messages name it. */
  readonly name: string;
}

export interface WriteStep extends Placed {
  readonly kind: "write";
  readonly content: Buffer;
  readonly executable: boolean;
  /** Does a file of the user's stand there, which is extended or moved aside? */
  readonly isNew: boolean;
  /** What happens to it, in words. */
  readonly what: string;
}

export type Step =
  | WriteStep
  /** It is there already, as it should be. */
  | (Placed & { readonly kind: "current" })
  /** It cannot be done without changing more than is ours to change; `snippet` is what is to go there. */
  | (Placed & { readonly kind: "by-hand"; readonly why: string; readonly snippet: string })
  /** It is not done; nothing else that was asked for is then done either. */
  | (Placed & { readonly kind: "refused"; readonly why: string; readonly next: string });

/** What is left once nothing is refused. */
export type TakenStep = Exclude<Step, { readonly kind: "refused" }>;

/** A file that is wholly ours: made where there is none, never written over another. */
export function wholeFile(seen: Seen, path: string, content: string, what: string): Step {
  const there = seen.files.get(path);
  const placed = { place: path, name: path };
  if (!there)
    return {
      ...placed,
      kind: "write",
      content: Buffer.from(content),
      executable: false,
      isNew: true,
      what,
    };
  if (there.content.equals(Buffer.from(content))) return { ...placed, kind: "current" };
  return {
    ...placed,
    kind: "refused",
    why: "there is such a file already, and it is not what occmap would write",
    next: `keep it, or move it away and run the command again (git mv ${path} …)`,
  };
}
