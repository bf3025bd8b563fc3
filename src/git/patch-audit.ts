/**
 * What a patch says, read by us: so that it can be held against what git reads in it.
 *
 * `git apply` skips whatever is not a diff: mail headers, and also lines that look like changes but stand
 * outside of any hunk. A reader of the patch would take those for part of the change, so a patch that has them
 * is refused. Hunks themselves are git's affair: it refuses what is cut off or does not apply.
 */

/** A line of the patch (1-based) that no diff accounts for, or that contradicts another. */
export interface StrayLine {
  readonly line: number;
  readonly text: string;
}

/** The patch in numbers, to be compared with git's. */
export interface PatchShape {
  /** Folders to strip from the names: 1 for `a/x` and `b/x`, 0 where there are no prefixes. */
  readonly strip: 0 | 1;
  /** Does any hunk have a line of context? */
  readonly hasContext: boolean;
  /** Diffs, one for each file and mail. */
  readonly files: number;
  readonly added: number;
  readonly deleted: number;
  /** The patch with each hunk's place in the words that git understands; see `placedForGit`. */
  readonly text: string;
}

type Place = "prose" | "header" | "hunks" | "binary";

const GIT_HEADER = "diff --git ";
/** Lines that may stand between a file's header and its hunks. */
const EXTENDED_HEADER =
  /^(index |old mode |new mode |deleted file mode |new file mode |similarity index |dissimilarity index |rename (from|to) |copy (from|to) |--- |\+\+\+ |GIT binary patch$|Binary files )/;
const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const BINARY_BLOCK = /^(literal|delta) \d+$/;

/** `patch` is held with one character for each byte. */
export function auditPatch(patch: string): PatchShape | { readonly stray: StrayLine } {
  const reader = new PatchReader(patch.split("\n"));
  const stray = reader.read();
  return stray === undefined ? reader.shape : { stray };
}

class PatchReader {
  readonly #lines: string[];
  #place: Place = "prose";
  /** Has the header of this diff named its two files? */
  #named = false;
  /** The names in git's own header of this diff, where they could be read. */
  #header: readonly [old: string, now: string] | undefined;
  /** Lines of the hunk that are still to come, of the old and of the new file. */
  #old = 0;
  #now = 0;
  #strip: 0 | 1 | undefined;
  #hasContext = false;
  #files = 0;
  #added = 0;
  #deleted = 0;

  constructor(lines: string[]) {
    this.#lines = lines;
  }

  get shape(): PatchShape {
    return {
      strip: this.#strip ?? 1,
      hasContext: this.#hasContext,
      files: this.#files,
      added: this.#added,
      deleted: this.#deleted,
      text: this.#lines.join("\n"),
    };
  }

  /** Reads all lines; gives the first one that is neither part of a diff nor plainly prose around it. */
  read(): StrayLine | undefined {
    for (const [index, text] of this.#lines.entries()) {
      if (!this.#accept(text, index)) return { line: index + 1, text };
    }
    return undefined;
  }

  #accept(text: string, index: number): boolean {
    if (this.#old > 0 || this.#now > 0) return this.#inHunk(text);
    const next = this.#lines[index + 1] ?? "";
    const hunk = this.#place === "header" || this.#place === "hunks" ? HUNK.exec(text) : null;
    if (hunk) {
      this.#old = Number(hunk[1] ?? 1);
      this.#now = Number(hunk[2] ?? 1);
      this.#place = "hunks";
      this.#lines[index] = placedForGit(text);
      return true;
    }
    if (text.startsWith(GIT_HEADER)) {
      this.#begin(false);
      this.#header = namesInHeader(text.slice(GIT_HEADER.length));
      return this.#header === undefined || this.#vote(stripOf(...this.#header));
    }
    if (text.startsWith("--- ") && next.startsWith("+++ ")) {
      // After git's own header the two names belong to it; anywhere else they begin a diff.
      if (this.#place === "header" && !this.#named) {
        this.#named = true;
        return this.#agrees(nameIn(text), nameIn(next));
      }
      this.#begin(true);
      return this.#vote(stripOf(nameIn(text), nameIn(next)));
    }
    if (this.#place === "header" && EXTENDED_HEADER.test(text)) return true;
    if (this.#place !== "prose" && BINARY_BLOCK.test(text)) this.#place = "binary";
    else if (this.#place !== "binary" || text === "") return this.#prose(text);
    return true;
  }

  #agrees(old: string, now: string): boolean {
    if (!this.#header) return true;
    const [first, second] = this.#header;
    return (old === first || old === "/dev/null") && (now === second || now === "/dev/null");
  }

  #begin(named: boolean): void {
    this.#files += 1;
    this.#named = named;
    this.#place = "header";
  }

  /** A patch has prefixes throughout or not at all; where both seem to be, nobody knows which files are meant. */
  #vote(strip: 0 | 1 | undefined): boolean {
    if (strip === undefined) return true;
    this.#strip ??= strip;
    return this.#strip === strip;
  }

  #inHunk(text: string): boolean {
    const kind = text.charAt(0);
    if (kind === "\\") return true;
    if (kind === "+") this.#added += 1;
    else if (kind === "-") this.#deleted += 1;
    else if (kind === " " || kind === "" || kind === "\r") this.#hasContext = true;
    else return false;
    if (kind !== "+") this.#old -= 1;
    if (kind !== "-") this.#now -= 1;
    return this.#old >= 0 && this.#now >= 0;
  }

  /** Mail around a diff: anything before the first one; after it a signature, blank lines, the next mail. */
  #prose(text: string): boolean {
    if (this.#place === "prose") return !/^(@@ -|\+\+\+ |--- )/.test(text);
    if (/^From [0-9a-f]{40,64} /.test(text)) {
      this.#place = "prose";
      return true;
    }
    return text === "" || text === "\r" || text === "-- " || text.startsWith("\\ ") || VERSION.test(text);
  }
}

/** What `git format-patch` signs with. */
const VERSION = /^\d+\.\d[\w.() -]*$/;

/**
 * A hunk of git's that only deletes, and has no context, is said to stand one line before its place in the new
 * file; git apply begins to look there, and takes the nearest lines that fit. Told the place itself it finds
 * that one, and says so where it had to look elsewhere.
 */
function placedForGit(header: string): string {
  return header.replace(/^(@@ -\d+(?:,\d+)? \+)([1-9]\d*)(?=,0 @@)/, (_, before: string, line: string) => {
    return `${before}${Number(line) + 1}`;
  });
}

/** The rest of a `diff --git` line: two names, which are of one length unless the file was renamed. */
function namesInHeader(names: string): readonly [string, string] | undefined {
  const middle = (names.length - 1) / 2;
  if (!Number.isInteger(middle) || names.charAt(middle) !== " ") return undefined;
  const [old, now] = [unquoted(names.slice(0, middle)), unquoted(names.slice(middle + 1))];
  return stripOf(old, now) === undefined ? undefined : [old, now];
}

function stripOf(old: string, now: string): 0 | 1 | undefined {
  if (old === "/dev/null" || now === "/dev/null") return undefined;
  if (old === now) return 0;
  return old.includes("/") && afterFirst(old) === afterFirst(now) ? 1 : undefined;
}

function afterFirst(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

/** The name in a line `--- name`, without the time that other tools add. */
function nameIn(line: string): string {
  return unquoted(line.slice(4).replace(/[\t\r].*$/, ""));
}

function unquoted(name: string): string {
  return /^".*"$/.test(name) ? name.slice(1, -1) : name;
}
