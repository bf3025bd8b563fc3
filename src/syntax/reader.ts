/**
 * Reads the sites of a file with the parsers where there is one for its language, and by its tokens where not.
 *
 * What could not be parsed is read all the same, and the site says what stood in the way: a language without a
 * grammar, a file too large, a file that takes too long, a place that does not parse.
 */
import type { SiteReader } from "../classify/classify.ts";
import type { FileFacts } from "../classify/files.ts";
import { JAVASCRIPT, TYPESCRIPT } from "../classify/languages/javascript.ts";
import { CSS } from "../classify/languages/css.ts";
import { languageOf } from "../classify/languages/index.ts";
import type { Language } from "../classify/languages/language.ts";
import { UNKNOWN_LANGUAGE } from "../classify/languages/others.ts";
import { readSites } from "../classify/read.ts";
import type { Place, Site } from "../classify/site.ts";
import type { SortableFile } from "../classify/sorter.ts";
import { readTokens } from "../classify/tokens.ts";
import { readTree } from "../classify/trees/read-tree.ts";
import { LARGEST_SOURCE, stepsFor } from "./bounds.ts";
import { RuntimeKeeper, type Runtime } from "./runtime.ts";
import { ParsedTree } from "./tree.ts";

/** Parses for one thread. */
export class SyntaxReader {
  readonly #runtimes = new RuntimeKeeper();

  /**
   * Loads what the language of a path takes. While parsers are at work a grammar has to wait long for the compiler, which
   * is busy making their code faster.
   */
  async getReady(path: string): Promise<void> {
    const grammar = languageOf(path, "")?.grammar;
    if (grammar) await (await this.#runtimes.ready()).load(grammar.parser);
  }

  /** A reader for this file, with everything loaded that it needs. */
  async for(file: SortableFile, facts: FileFacts): Promise<SiteReader> {
    const grammars = grammarsFor(file, facts);
    if (grammars.length === 0) return (source, places, facts) => readSites(source, places, facts, tokensOnly);
    const runtime = await this.#runtimes.ready();
    await Promise.all(grammars.map((grammar) => runtime.load(grammar)));
    return (source, places, facts) =>
      readSites(source, places, facts, (code, language, inside) => readCode(runtime, code, language, inside));
  }
}

/** The grammars of the languages in a file. */
function grammarsFor(file: SortableFile, facts: FileFacts): string[] {
  if (!file.occurrences.some(({ kind }) => kind === "content")) return [];
  const languages =
    facts.format === undefined ? [facts.language] : facts.format === "markup" ? embeddedIn(file) : [];
  return languages.flatMap(({ grammar }) => (grammar ? [grammar.parser] : []));
}

function embeddedIn({ text }: SortableFile): Language[] {
  const source = text?.searchable.toString("latin1") ?? "";
  const script = /<script[\s>]/i.test(source);
  return [...(script ? [JAVASCRIPT, TYPESCRIPT] : []), ...(/<style[\s>]/i.test(source) ? [CSS] : [])];
}

function tokensOnly(source: string, language: Language, places: readonly Place[]): Site[] {
  const doubt =
    language === UNKNOWN_LANGUAGE
      ? "read by its words, the language is unknown"
      : `read by its words, there is no parser for ${language.title}`;
  return doubtful(readTokens(source, language, places), doubt);
}

function readCode(runtime: Runtime, source: string, language: Language, places: readonly Place[]): Site[] {
  const { grammar } = language;
  if (!grammar) return tokensOnly(source, language, places);
  if (source.length > LARGEST_SOURCE)
    return doubtful(readTokens(source, language, places), "read by its words, it is too large to parse");
  const parsed = runtime.parse(grammar.parser, source, stepsFor(source.length));
  if (!parsed)
    return doubtful(readTokens(source, language, places), "read by its words, it takes too long to parse");
  const tree = new ParsedTree(parsed);
  try {
    const sites = readTree(tree, source, language, grammar, places);
    const left = places.filter((_place, index) => typeof sites[index] === "string");
    const others = (left.length === 0 ? [] : readTokens(source, language, left)).values();
    return sites.flatMap((site) => {
      if (typeof site !== "string") return site;
      const read = others.next().value;
      if (!read) return [];
      return site === "error" ? doubtful([read], "read by its words, the file does not parse here") : read;
    });
  } finally {
    tree.free();
  }
}

/** For a file over which a parser's thread died. */
export const readWithoutParser: SiteReader = (source, places, facts) =>
  readSites(source, places, facts, (code, language, inside) =>
    doubtful(readTokens(code, language, inside), "read by its words, no parser survives it"),
  );

/** Comments are comments, whoever reads them; everything else was guessed at. */
function doubtful(sites: readonly Site[], doubt: string): Site[] {
  return sites.map((site) => (site.role === "comment" ? site : { ...site, doubt }));
}
