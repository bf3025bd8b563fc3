/**
 * Statements that name modules, read as text: which part of `from a.b import C as d` is a path, which a name.
 *
 * A rename follows both, but through different tables: the path through import_paths, the imported name through
 * code_symbols. Used by the token reader for whole lines and by others for dotted names in strings.
 */
import { siteIn } from "./site.ts";
import type { Place, Reading, Site } from "./site.ts";

/** The site of a match in an import statement written with a dotted path. */
export function moduleSite(statement: string, place: Place, what: string, reading: Reading): Site {
  const comment = commentStart(statement);
  if (comment !== -1 && place.start >= comment) {
    return siteIn(statement, { start: comment, end: statement.length }, place, {
      role: "comment",
      what: "comment behind an import",
      reading,
    });
  }
  // What declares a namespace names a path to its last segment, however that is spelled.
  const declares =
    /^(?:namespace|package|module|dependency)\b/.test(what) && !/^\s*(?:pub\b.*\s)?use\s/.test(statement);
  const symbol = declares ? undefined : importedName(statement, place);
  const stretch = { start: 0, end: comment === -1 ? statement.length : comment };
  if (symbol) return siteIn(statement, stretch, place, { role: "identifier", what: symbol, reading });
  return siteIn(statement, stretch, place, { role: "module", what: `path of ${article(what)}`, reading });
}

function commentStart(statement: string): number {
  const found = /(?:^|\s)(?:#(?!\s*include|\[)|\/\/|--\s)/.exec(statement);
  return found && !/^\s*#\s*(?:include|import)/.test(statement) ? found.index : -1;
}

/**
 * Why the match is an imported name rather than a module; undefined where it is the module. The contract: the last
 * segment when it starts with a capital letter, stands in braces, or follows `import` after `from`; and an alias.
 */
function importedName(statement: string, { start, end }: Place): string | undefined {
  const before = statement.slice(0, start);
  const after = statement.slice(end);
  if (/\bas\s+[\w$]*$/.test(before)) return "alias in an import";
  if (!/^\s*(?:from|import)\b.*\bfrom\b/.test(before) && /^\s*from\s+\S+\s+c?import\b/.test(before)) {
    return "name imported from a module";
  }
  // A match that ends before the last segment, or runs over a separator, is (also) a path.
  const segment = /^[\w$-]*/.exec(after)?.[0] ?? "";
  const rest = after.slice(segment.length);
  const first = /[\w$-]*$/.exec(before)?.[0] ?? "";
  const word = first + statement.slice(start, end) + segment;
  if (/[.\\/:]/.test(word)) return undefined;
  const last = !/^(?:\.|::|\\)[\w{(]/.test(rest);
  if (/\{[^}]*$/.test(before) && last) return "name in the braces of an import";
  if (/^\s*(?:import)\s+static\s/.test(statement) && (last || /^\p{Lu}/u.test(word)))
    return "name of a static import";
  if (/^\s*(?:from|package|namespace|module|mod)\b/.test(statement)) return undefined;
  // `using A.B;` of C# takes in a namespace, a type only where it says `static` or gives it a name.
  if (/^\s*(?:global\s+)?using\s+(?!static\b)[\w.]+\s*;/.test(statement)) return undefined;
  const path = first.length === 0 || /[.\\:]$|\s$/.test(before.slice(0, before.length - first.length));
  const beforeStar = /^(?:\.|::)[*_]/.test(rest);
  if (
    (last || beforeStar) &&
    path &&
    /^\p{Lu}/u.test(word) &&
    /[.\\:]$/.test(before.slice(0, before.length - first.length))
  ) {
    return "imported name";
  }
  return undefined;
}

export function article(words: string): string {
  return `${/^(?:[aeio]|u(?!s))/i.test(words) ? "an" : "a"} ${words}`;
}
