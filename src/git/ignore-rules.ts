/**
 * The `.gitignore` files of a tree as one list of rules for its top folder, so that git can apply them to a
 * working tree that has others.
 *
 * A change must not hide a file by rules of its own making, so an untracked file is asked of the base's rules
 * too. Git reads `.gitignore` files from disk only; what they say is the same when each pattern names the folder
 * that it came from, and the deeper file comes later: the last pattern that matches decides.
 */
import { compareStrings } from "../text/order.ts";
import { baseName, encodePath, folderOf } from "../paths/repo-path.ts";

export const IGNORE_FILE = ".gitignore";

/** Could git read the file at `path` as ignore rules, under some spelling that a file system takes for the name? */
export function isIgnoreFile(path: string): boolean {
  // HFS+ passes over characters that do not show, and others over case; a name too many costs time alone.
  return (
    baseName(path)
      .replace(/[^\x21-\x7e]/g, "")
      .toLowerCase() === IGNORE_FILE
  );
}

/** A `.gitignore` file: its path in the tree, its bytes. */
export interface IgnoreFile {
  readonly path: string;
  readonly content: Buffer;
}

/** One exclude file (for `git ls-files --exclude-from`) that hides what `files` hide. */
export function joinIgnoreFiles(files: readonly IgnoreFile[]): Buffer {
  const ordered = [...files].sort((a, b) => depth(a.path) - depth(b.path) || compareStrings(a.path, b.path));
  const lines = ordered.flatMap(({ path, content }) => rulesOf(folderOf(path), content));
  return Buffer.from(lines.map((line) => `${line}\n`).join(""), "latin1");
}

/**
 * Does git read in `joined` all that it reads in `files`, in the same way? Not where a list of another place cannot say
 * it: the rules of a folder with a line break in its name, and what git cuts off at the end or the beginning of a file,
 * or of a line, once in each file that it reads.
 */
export function saysTheSame(joined: Buffer, files: readonly Pick<IgnoreFile, "path">[]): boolean {
  if (files.some(({ path }) => path.includes("\n"))) return false;
  return !/\0|\r\n|^\u00ef\u00bb\u00bf/.test(joined.toString("latin1"));
}

/**
 * Could one of `rules` (as `joinIgnoreFiles` gives them) hide a `.gitignore` file that stands in a folder which is looked
 * into? Yes where it cannot be told.
 */
export function canHideIgnoreFile(rules: Buffer): boolean {
  return rules.toString("latin1").split("\n").some(canMatchIgnoreFile);
}

/** By the plain pieces of the pattern's last part, in their order. Sets and escapes count as anything. */
function canMatchIgnoreFile(rule: string): boolean {
  if (rule === "" || rule.startsWith("!") || rule.endsWith("/")) return false;
  const part = baseName(rule);
  // The slash before it may stand in a set, and the part be a piece of one: `[a/.]gitignore`.
  if (part.includes("]")) return true;
  const name = part.toLowerCase().replace(/[[\\].*$/, "*");
  const [first = "", ...others] = name.split(/[*?]+/);
  const last = others.pop();
  if (last === undefined) return first === IGNORE_FILE;
  if (!IGNORE_FILE.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = IGNORE_FILE.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return IGNORE_FILE.endsWith(last) && IGNORE_FILE.length - last.length >= at;
}

function depth(path: string): number {
  return path.split("/").length;
}

/** The rules of one file; bytes are held as one character each. */
function rulesOf(folder: string, content: Buffer): string[] {
  // No pattern can hold a line break: what such a folder's rules would hide is then not hidden.
  if (folder.includes("\n")) return [];
  const place = encodePath(folder)
    .toString("latin1")
    .replace(/[\\*?[]/g, "\\$&");
  const text = content.toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "");
  return text.split("\n").flatMap((line) => {
    const pattern = trimmed(line.replace(/\r$/, ""));
    if (pattern === "" || pattern.startsWith("#")) return [];
    return place === "" ? [pattern] : placed(place, pattern);
  });
}

/** `pattern` of the `.gitignore` in `place`, as the top folder's would say it. */
function placed(place: string, pattern: string): string[] {
  const [sign, body] = pattern.startsWith("!") ? ["!", pattern.slice(1)] : ["", pattern];
  const anchored = body.startsWith("/") ? body.slice(1) : body;
  if (anchored.replaceAll("/", "") === "") return [];
  // A slash other than a last one ties a pattern to its folder; any other may match at every depth.
  const tied = body.slice(0, -1).includes("/");
  return [`${sign}/${place}/${tied ? "" : "**/"}${anchored}`];
}

/** Without the spaces at its end, unless a backslash keeps them: git's own rule. */
function trimmed(line: string): string {
  let end = line.length;
  while (end > 0 && line.charAt(end - 1) === " ") end -= 1;
  const backslashes = /\\*$/.exec(line.slice(0, end))?.[0].length ?? 0;
  return backslashes % 2 === 1 && end < line.length ? line.slice(0, end + 1) : line.slice(0, end);
}
