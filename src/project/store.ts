/** Where a project's metadata lies on the disk, and what is found there. Nothing outside `.kittify` is read. */
import { join } from "node:path";
import { describe, OccmapError } from "../diagnostics/errors.ts";
import { lookAt, readRegularFile, type FileReading } from "../files/regular.ts";
import { KITTIFY, LARGEST_METADATA, METADATA_PATH, metadataPathIn } from "./layout.ts";
import type { MetadataFault } from "./metadata.ts";
import { judge, type Block, type ProjectPlace, type ProjectState, type StateName } from "./state.ts";

/** A project on the disk. */
export interface ProjectSite {
  /** Its top folder, absolute: where `.kittify` is, or would be made. */
  readonly root: string;
  /** The same, relative to the top of the repository, "" for that itself: for what is said. */
  readonly path: string;
}

export function metadataPath(root: string): string {
  return join(root, METADATA_PATH);
}

/** What the project whose top folder is `root` has in its place. */
export async function findProject(root: string): Promise<ProjectPlace> {
  const folder = await lookAt(join(root, KITTIFY)).catch(describe);
  if (folder === "missing") return { kind: "no-project" };
  if (folder === "link")
    return unreadable("symbolic-link", `${KITTIFY} is a symbolic link; it is not followed`);
  if (folder === "file" || folder === "other")
    return unreadable("not-a-folder", `${KITTIFY} is not a folder`);
  if (folder !== "folder") return unreadable("unreadable", `${KITTIFY} cannot be read: ${folder}`);
  return toPlace(await readRegularFile(metadataPath(root), LARGEST_METADATA));
}

function toPlace(reading: FileReading): ProjectPlace {
  switch (reading.kind) {
    case "bytes":
      return { kind: "file", bytes: reading.bytes };
    case "missing":
      return { kind: "uninitialized" };
    case "link":
      return unreadable("symbolic-link", "it is a symbolic link; it is not followed");
    case "folder":
      return unreadable("not-a-file", "it is a folder");
    case "other":
      return unreadable("not-a-file", "it is no regular file");
    case "too-large":
      return unreadable("too-large", `it has ${reading.size} bytes; the limit is ${LARGEST_METADATA}`);
    case "unreadable":
      return unreadable("unreadable", `it cannot be read: ${reading.why}`);
  }
}

function unreadable(code: MetadataFault["code"], message: string): ProjectPlace {
  return { kind: "unreadable", fault: { code, message } };
}

/**
 * The compatibility gate: every command that works in a project asks it first. Throws `OccmapError` with the
 * case as its code unless there is no project or a compatible one.
 */
export async function ensureCompatible({ root, path }: ProjectSite): Promise<ProjectState> {
  const state = judge(await findProject(root), path);
  if (state.block) throw blocked(state.block, state.state, path);
  return state;
}

/** `project` as `judge` takes it. */
export function blocked(block: Block, state: StateName, project: string): OccmapError {
  return new OccmapError({
    code: block.case,
    message: `${block.case} (${state}): ${block.reason}`,
    where: metadataPathIn(project),
    next: block.next,
  });
}
