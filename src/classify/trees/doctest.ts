/**
 * Code blocks in the documentation comments of Rust, which `cargo test` runs: contract, a test location.
 *
 * A block marked with another language, or `text`, is for a reader.
 */
import type { Language } from "../languages/language.ts";
import type { Place } from "../site.ts";

/** The most lines that are read back to find where a documentation comment begins. */
const MOST_LINES = 400;

export function doctestAround(source: string, place: Place, { id }: Language): string | undefined {
  if (id !== "rust") return undefined;
  let end = source.lastIndexOf("\n", place.start - 1) + 1;
  if (!isDoc(source.slice(end, place.start))) return undefined;
  let fences = 0;
  let opening = "";
  for (let count = 0; end > 0 && count < MOST_LINES; count += 1) {
    const start = source.lastIndexOf("\n", end - 2) + 1;
    const line = source.slice(start, end);
    if (!isDoc(line)) break;
    const fence = /^\s*\/\/[/!]\s*(?:```|~~~)(.*)$/m.exec(line);
    if (fence) {
      if (fences === 0) opening = fence[1] ?? "";
      fences += 1;
    }
    end = start;
  }
  if (fences % 2 === 0) return undefined;
  return /^[\s,]*(?:(?:rust|should_panic|no_run|compile_fail|ignore|edition\d+)[\s,]*)*$/.test(opening)
    ? "doctest of a documentation comment"
    : undefined;
}

function isDoc(line: string): boolean {
  return /^\s*\/\/[/!]/.test(line);
}
