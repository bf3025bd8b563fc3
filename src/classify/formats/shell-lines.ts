/**
 * What the line-based build formats (Dockerfile, Makefile, justfile, CMake) share: logical lines, variable references,
 * and the sites of a command line.
 */
import type { Seen } from "./waiting.ts";

/** A line with its place in the text; the line break is not part of it. */
export interface SourceLine {
  readonly text: string;
  readonly start: number;
  /** Offset behind the line break. */
  readonly next: number;
}

export function* linesOf(source: string): Generator<SourceLine> {
  for (let at = 0; at < source.length;) {
    const found = source.indexOf("\n", at);
    const end = found === -1 ? source.length : found;
    yield {
      text: source.slice(at, source.charAt(end - 1) === "\r" ? end - 1 : end),
      start: at,
      next: end + 1,
    };
    at = end + 1;
  }
}

/** How far around a match its word is looked for: lines may be megabytes long. */
const REACH = 300;

/** The word between blanks that holds offset `at` of the line. */
export function wordAt(line: string, at: number): string {
  const before = /\S*$/.exec(line.slice(Math.max(0, at - REACH), at))?.[0] ?? "";
  return before + (/^\S*/.exec(line.slice(at, at + REACH))?.[0] ?? "");
}

/** Does the match stand in a reference to a variable: `$(X)`, `${X}`, `{{ x }}`? */
export function inReference(line: string, at: number): boolean {
  const before = line.slice(Math.max(0, at - REACH), at);
  const open = Math.max(before.lastIndexOf("$("), before.lastIndexOf("${"), before.lastIndexOf("{{"));
  if (open === -1) return false;
  return /^(?:\$[({]|\{\{\s{0,9})[\w.-]*$/.test(before.slice(open));
}

export const COMMAND: Seen = { role: "command", what: "word of a command line" };
export const COMMENT: Seen = { role: "comment", what: "comment" };
