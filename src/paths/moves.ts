/**
 * Which moves of files cannot be made, because another file, or a folder, is where they lead.
 *
 * All moves happen at once, so a swap of two names is fine. A move that cannot be made leaves its file where it
 * is, which may be in the way of another: the answer is what is left when no move is blocked any more.
 */
import { pathFault } from "./repo-path.ts";

/**
 * `moving` holds new paths by old ones, `existing` all paths that are there before. The answer holds the blocked
 * ones by old path, each with the reason, to be read after "its new path TO …".
 */
export function blockedMoves(
  moving: ReadonlyMap<string, string>,
  existing: Iterable<string>,
): Map<string, string> {
  const blocked = new Map<string, string>();
  for (const [path, to] of moving) {
    const fault = pathFault(to);
    if (fault !== undefined) blocked.set(path, fault);
  }
  if (moving.size === blocked.size) return blocked;
  const staying = new Set(existing);
  for (const path of moving.keys()) if (!blocked.has(path)) staying.delete(path);
  let more = true;
  while (more) {
    const newlyBlocked = blockedOnce(moving, blocked, staying);
    for (const [path, why] of newlyBlocked) {
      blocked.set(path, why);
      staying.add(path);
    }
    more = newlyBlocked.size > 0;
  }
  return blocked;
}

function blockedOnce(
  moving: ReadonlyMap<string, string>,
  blocked: ReadonlyMap<string, string>,
  staying: ReadonlySet<string>,
): Map<string, string> {
  const comers = new Map<string, string[]>();
  for (const [path, to] of moving) {
    if (!blocked.has(path)) comers.set(to, [...(comers.get(to) ?? []), path]);
  }
  const folders = new Set([...staying, ...comers.keys()].flatMap(foldersAbove));
  const found = new Map<string, string>();
  for (const [to, paths] of comers) {
    const why = staying.has(to)
      ? "is there already"
      : folders.has(to)
        ? "is a folder"
        : foldersAbove(to).some((folder) => staying.has(folder) || comers.has(folder))
          ? "lies below a file"
          : paths.length > 1
            ? `is where ${paths.join(" and ")} would go`
            : undefined;
    if (why !== undefined) for (const path of paths) found.set(path, why);
  }
  return found;
}

/** `a`, `a/b` for `a/b/c`. */
function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) folders.push(path.slice(0, at));
  return folders;
}
