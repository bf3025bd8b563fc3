/**
 * Paths inside a repository: bytes for git, strings for us, without loss between the two.
 *
 * Git's paths are bytes. One that is not UTF-8 is held with each offending byte as a lone low surrogate
 * (U+DC80 to U+DCFF), so that it can be compared, printed (escaped) and turned back into its bytes, and can
 * never be confused with a path that is UTF-8.
 */
import { isUtf8 } from "node:buffer";

export function decodePath(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString("utf8");
  let path = "";
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    path +=
      length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : bytes.toString("utf8", at, at + length);
    at += Math.max(length, 1);
  }
  return path;
}

/** Length of the valid UTF-8 sequence at `at`, 0 where there is none. */
function sequenceLength(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  }
  return 0;
}

export function encodePath(path: string): Buffer {
  if (path.isWellFormed()) return Buffer.from(path, "utf8");
  const parts: Buffer[] = [];
  for (const character of path) {
    const point = character.codePointAt(0) ?? 0;
    const raw = point >= 0xdc80 && point <= 0xdcff;
    parts.push(raw ? Buffer.from([point - 0xdc00]) : Buffer.from(character, "utf8"));
  }
  return Buffer.concat(parts);
}

/** Where `path` lies on disk, as bytes: its name need not be UTF-8. `root` is absolute. */
export function diskPath(root: string, path: string): Buffer {
  return Buffer.concat([Buffer.from(`${root}/`, "utf8"), encodePath(path)]);
}

/** Can this path stand in a map, that is: is it UTF-8? */
export function isRepresentable(path: string): boolean {
  return path.isWellFormed();
}

/** Everything that `pathFault` objects to, and more: most paths pass by one look. */
const DOUBTFUL = /^$|[\\:]|^\/|\/\/|\/$|(?:^|\/)\./;

/**
 * Why `path` may not stand in a map, as the end of a sentence ("is absolute"); undefined for a good path.
 * The rule is section 1 of the map's format: relative to the root, `/`-separated, without `..`.
 */
export function pathFault(path: string): string | undefined {
  if (!DOUBTFUL.test(path) && !path.includes("\0") && path.isWellFormed()) return undefined;
  if (path === "") return "is empty";
  if (path.includes("\0")) return "holds a NUL character";
  if (path.includes("\\")) return "holds a backslash; folders are separated by /";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path))
    return "is absolute; paths are relative to the repository root";
  if (!path.isWellFormed()) return "is not valid Unicode";
  for (const part of path.split("/")) {
    if (part === "..") return "holds .. and could leave the repository";
    if (part === ".") return "holds a . segment";
    if (part === "") return "holds an empty segment (// or a / at the end)";
    if (part.toLowerCase() === ".git") return "lies inside .git";
  }
  return undefined;
}

/** The folder part of a path, "" for a file at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** The last segment of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
