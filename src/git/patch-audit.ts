/**
 * Does a patch say only what git will read in it?
 *
 * `git apply` skips whatever is not a diff: mail headers, and also lines that look like changes but stand
 * outside of any hunk. A reader of the patch would take those for part of the change, so a patch that has them
 * is refused. Hunks themselves are git's affair: it refuses what is cut off or does not apply.
 */

/** A line of the patch (1-based) that no diff accounts for. */
export interface StrayLine {
  readonly line: number;
  readonly text: string;
}

/** Lines that may stand between a file's header and its hunks. */
const EXTENDED_HEADER =
  /^(index |old mode |new mode |deleted file mode |new file mode |similarity index |dissimilarity index |rename (from|to) |copy (from|to) |--- |\+\+\+ |GIT binary patch$|Binary files )/;
const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;
const BINARY_BLOCK = /^(literal|delta) \d+$/;

/** The first line that is neither part of a diff nor plainly prose around it. */
export function findStrayLine(patch: string): StrayLine | undefined {
  const lines = patch.split("\n");
  let old = 0;
  let now = 0;
  let place: "prose" | "header" | "hunks" | "binary" = "prose";
  for (const [index, text] of lines.entries()) {
    if (old > 0 || now > 0) {
      const kind = text.charAt(0);
      if (kind === "\\") continue;
      if (kind !== "+") old -= 1;
      if (kind !== "-") now -= 1;
      continue;
    }
    const hunk = place === "header" || place === "hunks" ? HUNK.exec(text) : null;
    if (hunk) {
      old = Number(hunk[1] ?? 1);
      now = Number(hunk[2] ?? 1);
      place = "hunks";
    } else if (text.startsWith("diff --git ")) place = "header";
    else if (text.startsWith("--- ") && (lines[index + 1] ?? "").startsWith("+++ ")) place = "header";
    else if (place === "header" && EXTENDED_HEADER.test(text)) continue;
    else if (place !== "prose" && BINARY_BLOCK.test(text)) place = "binary";
    else if (place === "binary" && text !== "") continue;
    else if (isProse(text, place)) place = leaves(text, place);
    else return { line: index + 1, text };
  }
  return undefined;
}

/** Mail around a diff: anything before the first one; after it a signature, blank lines, the next mail. */
function isProse(text: string, place: "prose" | "header" | "hunks" | "binary"): boolean {
  if (place === "prose") return !/^(@@ |\+|-(?!-( |-?$)))/.test(text);
  return (
    text === "" ||
    text === "\r" ||
    text === "-- " ||
    text.startsWith("\\ ") ||
    /^\d+\.\d[\w.() -]*$/.test(text) ||
    /^From [0-9a-f]{40,64} /.test(text)
  );
}

function leaves(
  text: string,
  place: "prose" | "header" | "hunks" | "binary",
): "prose" | "header" | "hunks" | "binary" {
  return text.startsWith("From ") ? "prose" : place;
}
