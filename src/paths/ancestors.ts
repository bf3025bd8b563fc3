/** The folders between a place and the top of its tree. */
import { dirname, relative, sep } from "node:path";

/** `folder` and the folders above it, up to and including `top`; none when it lies elsewhere. */
export function foldersUpTo(top: string, folder: string): string[] {
  const inside = relative(top, folder);
  if (inside === ".." || inside.startsWith(`..${sep}`)) return [];
  const folders = [folder];
  for (let at = folder; at !== top && dirname(at) !== at;) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}
