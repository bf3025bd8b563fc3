/**
 * Globs over repository paths, in linear time.
 *
 * `*` and `?` stay within a segment, `**` crosses segments, `[abc]` and `[!abc]` are sets, `{a,b}` are
 * alternatives (not nested). A glob without a slash matches the name at any depth; one that ends in `/` stands
 * for everything below that folder. Patterns come from pull requests by strangers, so they run
 * on RE2 (no backtracking) and are bounded in size. RE2 is loaded with the first glob: most calls name none.
 */
import { createRequire } from "node:module";
import type * as Re2 from "re2js";
import { describe, OccmapError } from "../diagnostics/errors.ts";

export type PathMatcher = (path: string) => boolean;

/**
 * What a glob is asked for: in a scope it names trees (`docs` is the folder with all that is in it), in an
 * exception files and nothing more than was written.
 */
export type GlobSense = "trees" | "files";

const LONGEST_GLOB = 1000;

/** A matcher for one glob. Throws `OccmapError` (usage) for one that is malformed. */
export function compileGlob(glob: string, sense: GlobSense): PathMatcher {
  const expression = compile(glob, translate(glob, sense));
  return (path) => expression.matches(path);
}

const load = createRequire(import.meta.url);

/** A set is handed to RE2 as it is, which knows more of what is wrong with one: `[z-a]`. */
function compile(glob: string, translated: string): Re2.RE2JS {
  const { RE2JS } = load("re2js") as typeof Re2;
  try {
    return RE2JS.compile(`^(?:${translated})$`, RE2JS.DOTALL);
  } catch (error) {
    throw malformed(glob, `cannot be read: ${describe(error)}`);
  }
}

/** Matches a path that any of the globs matches; an empty list matches nothing. */
export function compileGlobs(globs: readonly string[], sense: GlobSense): PathMatcher {
  const matchers = globs.map((glob) => compileGlob(glob, sense));
  return (path) => matchers.some((matches) => matches(path));
}

/** Why `glob` is no glob, or undefined. */
export function globFault(glob: string): string | undefined {
  try {
    compileGlob(glob, "files");
    return undefined;
  } catch (error) {
    if (error instanceof OccmapError) return error.message;
    throw error;
  }
}

function translate(glob: string, sense: GlobSense): string {
  if (glob === "") throw malformed(glob, "is empty");
  if (glob.length > LONGEST_GLOB) throw malformed(glob, `is longer than ${LONGEST_GLOB} characters`);
  if (glob.startsWith("/") || glob.startsWith("./") || glob.split("/").includes("..")) {
    throw malformed(glob, "must be relative to the repository root, without ./ or ..");
  }
  const body = glob.endsWith("/") ? glob.slice(0, -1) : glob;
  const anywhere = body.includes("/") ? "" : "(?:.*/)?";
  const below = glob.endsWith("/") ? "/.+" : sense === "trees" ? "(?:/.*)?" : "";
  return `${anywhere}${translateBody(body, glob)}${below}`;
}

function translateBody(body: string, glob: string): string {
  let expression = "";
  let inBraces = false;
  for (let at = 0; at < body.length; at += 1) {
    const character = body.charAt(at);
    if (character === "*") {
      const [translated, length] = translateStars(body, at);
      expression += translated;
      at += length - 1;
    } else if (character === "?") expression += "[^/]";
    else if (character === "[") {
      const end = body.indexOf("]", at + 2);
      if (end === -1) throw malformed(glob, "has a [ without its ]");
      const set = translateSet(body.slice(at + 1, end));
      // A range may hold it without showing it: [.-0].
      if (compile(glob, set).matches("/")) throw malformed(glob, "has a set that holds a /");
      expression += set;
      at = end;
    } else if (character === "{") {
      if (inBraces) throw malformed(glob, "has braces within braces");
      inBraces = true;
      expression += "(?:";
    } else if (character === "}" && inBraces) {
      inBraces = false;
      expression += ")";
    } else if (character === "," && inBraces) expression += "|";
    else expression += quote(character);
  }
  if (inBraces) throw malformed(glob, "has a { without its }");
  return expression;
}

/** `**` as a whole segment stands for any number of segments, none included; other stars stay inside one. */
function translateStars(body: string, at: number): [expression: string, length: number] {
  let length = 1;
  while (body.charAt(at + length) === "*") length += 1;
  const segmentStart = at === 0 || body.charAt(at - 1) === "/";
  const after = body.charAt(at + length);
  if (length === 1 || !segmentStart || (after !== "/" && after !== "")) return ["[^/]*", length];
  return after === "/" ? ["(?:.*/)?", length + 1] : [".*", length];
}

function translateSet(members: string): string {
  const negated = members.startsWith("!") || members.startsWith("^");
  const body = (negated ? members.slice(1) : members).replace(/[\\[\]^&~|]/g, "\\$&");
  return `[${negated ? "^/" : ""}${body}]`;
}

function quote(character: string): string {
  return /[\\^$.|?*+()[\]{}]/.test(character) ? `\\${character}` : character;
}

function malformed(glob: string, fault: string): OccmapError {
  return new OccmapError({
    code: "usage",
    message: `the glob ${JSON.stringify(glob)} ${fault}`,
    next: "write it like src/**/*.ts, docs/ or *.md",
  });
}
