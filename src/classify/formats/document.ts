/**
 * Documents: Markdown, reStructuredText, AsciiDoc, plain text. Everything in them is for a reader, except the
 * front matter, which is data; the reader also names the heading, table, code block or list that holds the match.
 */
import type { Place, Site } from "../site.ts";
import { Waiting } from "./waiting.ts";
import { readYaml } from "./yaml.ts";
import { readToml } from "./toml.ts";

export function readDocument(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  const front = frontMatter(source);
  if (front) {
    const matter = source.slice(0, front.end);
    const read = front.mark === "+++" ? readToml : readYaml;
    waiting.giveSites(front.end, (inside) =>
      read(matter, inside).map((site) => ({ ...site, embedded: "front matter" })),
    );
  }
  let heading: string | undefined;
  let fence: string | undefined;
  let at = front?.end ?? 0;
  let previous = "";
  while (at < source.length && waiting.next !== undefined) {
    const found = source.indexOf("\n", at);
    const end = found === -1 ? source.length : found;
    const line = source.slice(at, end).trimEnd();
    const opens = /^\s*(?:>\s*)*(`{3,}|~{3,}|-{4,}$|={4,}$)/.exec(line)?.[1];
    const isFence = opens !== undefined && /[`~]/.test(opens);
    const title = fence === undefined ? titleOf(line, previous) : undefined;
    if (title !== undefined) heading = title;
    if (isFence) fence = fence === undefined ? opens : line.trim().startsWith(fence) ? undefined : fence;
    const what = describe(line, fence !== undefined, title !== undefined);
    waiting.give({ start: at, end }, { role: "prose", what, ...(heading === undefined ? {} : { heading }) });
    previous = line;
    at = end + 1;
  }
  return waiting.finish({ role: "prose", what: "text" });
}

function frontMatter(source: string): { readonly mark: string; readonly end: number } | undefined {
  const opening = /^\ufeff?(---|\+\+\+)[ \t]*\r?\n/.exec(source);
  if (!opening) return undefined;
  const mark = opening[1] ?? "---";
  const closing = source.indexOf(`\n${mark}`, opening[0].length - 1);
  if (closing === -1) return undefined;
  const matter = source.slice(opening[0].length, closing);
  // A rule (`---`) at the top of a page is no front matter: that has keys.
  if (!/^[ \t]*["']?[\w.-]+["']?[ \t]*[:=]/m.test(matter)) return undefined;
  return { mark, end: closing + mark.length + 1 };
}

/** The title that the line is, or that it underlines. */
function titleOf(line: string, previous: string): string | undefined {
  const hashes = /^#{1,6}\s+(.*?)\s*#*$/.exec(line) ?? /^={1,5}\s+(\S.*)$/.exec(line);
  if (hashes) return plain(hashes[1] ?? "");
  if (
    /^(?:=+|-+|~+|\^+|"+|\*+|\++)$/.test(line) &&
    line.length >= 3 &&
    line.length >= previous.trim().length &&
    /\w/.test(previous)
  ) {
    return plain(previous.trim());
  }
  return undefined;
}

function plain(title: string): string {
  return title.replace(/[`*_]/g, "").slice(0, 80);
}

function describe(line: string, fenced: boolean, title: boolean): string {
  if (fenced) return "code block of a document";
  if (title) return "heading";
  if (/^\s*\|.*\|/.test(line)) return "table of a document";
  if (/^\s*(?:[-*+]|\d+[.)])\s/.test(line)) return "list of a document";
  if (/^\s*\.\.\s/.test(line)) return "directive of a document";
  return "text of a document";
}
