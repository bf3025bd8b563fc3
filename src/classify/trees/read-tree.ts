/**
 * From a parser's tree to sites: what the match is, and what holds it.
 *
 * One reader for every language. It owns the order in which the roles are tried (comment before string before
 * name, from the inside out); what a node of a language is stands in the language's table. A place inside a node
 * that did not parse gets no site here: the caller reads it by its tokens.
 */
import type { Language } from "../languages/language.ts";
import type { Grammar, ModuleNode } from "../languages/grammar.ts";
import { article, moduleSite } from "../modules.ts";
import { siteIn } from "../site.ts";
import type { Place, Site, SiteDetails, Surrounding } from "../site.ts";
import { interpolated, nameAround } from "../tokens.ts";
import { doctestAround } from "./doctest.ts";
import { insideOf } from "./names.ts";
import { holds, partOf } from "./node.ts";
import type { SyntaxNode, SyntaxTree } from "./node.ts";
import { nameWords, Scopes, testAround } from "./scopes.ts";
import { scriptNames, shellSite } from "./shell.ts";
import type { ScriptNames } from "./shell.ts";
import { surroundingsOf } from "./surroundings.ts";
import { tablesOf } from "./tables.ts";
import type { Tables } from "./tables.ts";

/** Why a place has to be read by its tokens: the parser failed there, or leaves such nodes as they stand. */
export type Left = "error" | "unread";

/** A site for each place in order, or why there is none. */
export function readTree(
  tree: SyntaxTree,
  source: string,
  language: Language,
  grammar: Grammar,
  places: readonly Place[],
): (Site | Left)[] {
  const tables = tablesOf(grammar);
  let known: ScriptNames | undefined;
  const names = (): ScriptNames => (known ??= scriptNames(source));
  const scopes = new Scopes(source, tables);
  const about: About = { source, language, tables, names, scopes, hasError: tree.hasError };
  return places.map((place) => new Reading(tree.pathTo(place), place, about).site());
}

/** What the readings of one tree have in common. */
interface About {
  readonly source: string;
  readonly language: Language;
  readonly tables: Tables;
  readonly names: () => ScriptNames;
  readonly scopes: Scopes;
  readonly hasError: boolean;
}

class Reading {
  readonly #path: readonly SyntaxNode[];
  readonly #source: string;
  readonly #place: Place;
  readonly #language: Language;
  readonly #tables: Tables;
  readonly #names: () => ScriptNames;
  readonly #scopes: Scopes;
  readonly #hasError: boolean;

  constructor(path: readonly SyntaxNode[], place: Place, about: About) {
    this.#path = path;
    this.#place = place;
    this.#source = about.source;
    this.#language = about.language;
    this.#tables = about.tables;
    this.#names = about.names;
    this.#scopes = about.scopes;
    this.#hasError = about.hasError;
  }

  site(): Site | Left {
    const tables = this.#tables;
    const at = this.#findRole();
    const node = this.#path[at];
    if (node && tables.comments.has(node.type)) return this.#comment(node);
    if (this.#hasError && this.#path.some(({ isError }) => isError)) return "error";
    const { unread } = tables.grammar;
    if (unread && this.#path.some(({ type }) => unread.includes(type))) return "unread";
    if (!node) return this.#code(this.#path.length - 1);
    if (tables.markup.has(node.type)) {
      return this.#seen(this.#stretch(node), at, { role: "markup", what: "text of markup" });
    }
    if (tables.strings.has(node.type) || tables.shells.has(node.type)) return this.#string(node, at);
    return this.#code(at);
  }

  /** The innermost node whose type says what the match is; -1 where none does. */
  #findRole(): number {
    const { comments, strings, shells, markup, names, interpolations } = this.#tables;
    for (let at = this.#path.length - 1; at >= 0; at -= 1) {
      const type = this.#path[at]?.type ?? "";
      if (comments.has(type) || strings.has(type) || shells.has(type) || markup.has(type)) return at;
      if (names.has(type)) return at;
      if (interpolations.has(type)) return this.#path.length - 1;
    }
    return -1;
  }

  #stretch(node: SyntaxNode): Place {
    return { start: node.startIndex, end: node.endIndex };
  }

  #seen(stretch: Place, at: number, seen: Pick<Site, "role" | "what"> & SiteDetails): Site {
    const test = testAround(this.#path, this.#source, this.#tables);
    return siteIn(this.#source, stretch, this.#place, {
      reading: "syntax",
      scope: this.#scopes.around(this.#path, at),
      ...(test === undefined ? {} : { test }),
      ...seen,
    });
  }

  #comment(node: SyntaxNode): Site {
    const test = doctestAround(this.#source, this.#place, this.#language);
    return this.#seen(this.#stretch(node), this.#path.length - 1, {
      role: "comment",
      what: "comment",
      ...(test === undefined ? {} : { test }),
    });
  }

  #string(node: SyntaxNode, at: number): Site {
    const inside = insideOf(node, this.#source);
    const module = this.#moduleAround(at);
    if (module?.style === "strings") {
      return this.#seen(inside, at, { role: "module", what: `module of ${article(module.what)}` });
    }
    if (this.#documents(node, at)) {
      return this.#seen(inside, at, { role: "docstring", what: "docstring" });
    }
    if (this.#namesType(node, at)) {
      return this.#seen(inside, at, { role: "identifier", what: "forward reference to a type" });
    }
    const around = surroundingsOf(this.#path, at, this.#source, this.#tables);
    if (this.#isInlineName(inside, around)) {
      return this.#seen(nameAround(this.#source, this.#place), at, {
        role: "identifier",
        what: "identifier interpolated in a string",
      });
    }
    const language = this.#embedded(around);
    if (language !== undefined) return this.#embeddedSite(inside, at, language);
    if (this.#tables.shells.has(node.type)) around.unshift({ kind: "shell" });
    const shell = this.#tables.grammar.shell
      ? shellSite(this.#path, at, this.#source, this.#place, around, this.#names)
      : undefined;
    return shell ?? this.#seen(inside, at, { role: "string", what: "string literal", around });
  }

  #isInlineName(inside: Place, around: readonly Surrounding[]): boolean {
    const { inlineNames } = this.#tables.grammar;
    if (inlineNames === undefined) return false;
    const call = around.find((one) => one.kind === "argument");
    if (inlineNames === "{" && call?.callee.endsWith("!") !== true) return false;
    return interpolated(this.#source, inside, this.#place, inlineNames);
  }

  /** A literal that stands alone as a statement and documents what holds it. */
  #documents(node: SyntaxNode, at: number): boolean {
    const parent = this.#path[at - 1];
    const whole = parent?.startIndex === node.startIndex && parent.endIndex === node.endIndex;
    return parent !== undefined && whole && this.#tables.docstrings.has(parent.type);
  }

  /** A string in a type annotation names a type, unless it is one of the values of `Literal[…]`. */
  #namesType(node: SyntaxNode, at: number): boolean {
    const type = this.#path.slice(0, at).find((one) => this.#tables.typeNodes.has(one.type));
    if (!type) return false;
    return !/\bLiteral\s*\[[^\]]*$/.test(this.#source.slice(type.startIndex, node.startIndex));
  }

  #embedded([inner]: readonly Surrounding[]): string | undefined {
    const { embedded = {} } = this.#tables.grammar;
    // The callee is any name in the code, and every object has some of its own.
    return inner?.kind === "argument" && Object.hasOwn(embedded, inner.callee)
      ? embedded[inner.callee]
      : undefined;
  }

  /** Names in a literal of another language, GraphQL say, are keys; what follows a `#` there is a comment. */
  #embeddedSite(inside: Place, at: number, language: string): Site {
    const before = this.#source.slice(inside.start, this.#place.start);
    if (/#[^\n]*$/.test(before))
      return this.#seen(inside, at, { role: "comment", what: `comment in ${language} text` });
    return this.#seen(inside, at, { role: "key", what: "name", embedded: `${language} text in a literal` });
  }

  /** A name, or what the grammar has no word for: keywords, operators, types. */
  #code(at: number): Site {
    const node = this.#path[at];
    const module = this.#moduleAround(at);
    if (module?.style === "path") return this.#moduleSite(module, at);
    if (this.#tables.grammar.shell) {
      const site = shellSite(this.#path, at, this.#source, this.#place, [], this.#names);
      if (site) return site;
    }
    if (this.#isEnvironment(at)) {
      const name = this.#source.slice(node?.startIndex, node?.endIndex);
      return this.#seen(node ? this.#stretch(node) : this.#place, at, {
        role: "key",
        what: "environment variable",
        keys: [name],
      });
    }
    const known = /[\p{L}\p{N}_$]/u.test(this.#source.slice(this.#place.start, this.#place.end));
    const role = known ? "identifier" : "word";
    const what = known ? nameWords(this.#path, at, this.#source, this.#tables) : "punctuation";
    const small = node && node.endIndex - node.startIndex <= 300 ? this.#stretch(node) : this.#place;
    return this.#seen(small, at, { role, what });
  }

  /** `process.env.NAME`: the attribute is what the shell outside calls it. */
  #isEnvironment(at: number): boolean {
    const { environment } = this.#tables.grammar;
    const node = this.#path[at];
    const parent = this.#path[at - 1];
    if (!environment || !node || !parent) return false;
    if (this.#isTakenOut(at))
      return this.#path.slice(Math.max(0, at - 4), at).some((holder) => {
        const value = holder.childForFieldName("value");
        return value !== null && environment.includes(this.#source.slice(value.startIndex, value.endIndex));
      });
    if (parent.endIndex !== node.endIndex) return false;
    const object = this.#source.slice(parent.startIndex, node.startIndex).replace(/\??\.$/, "");
    return environment.includes(object);
  }

  /** `const { NAME, OTHER: other } = …`: the name that is taken out, not what it is called from there on. */
  #isTakenOut(at: number): boolean {
    const [parent, node] = [this.#path[at - 1], this.#path[at]];
    if (!parent || !node) return false;
    return (this.#tables.grammar.takenOut ?? []).some(
      ({ node: type, key }) =>
        (key === undefined && node.type === type) ||
        (key !== undefined && parent.type === type && partOf(parent, key)?.startIndex === node.startIndex),
    );
  }

  #moduleAround(at: number): ModuleNode | undefined {
    for (let level = at; level >= 0; level -= 1) {
      const node = this.#path[level];
      if (!node || this.#tables.blocks.has(node.type)) return undefined;
      const row = this.#tables.modules.get(node.type);
      if (!row) continue;
      const own = this.#path[Math.min(level + 1, this.#path.length - 1)];
      const part = row.part === undefined ? node : partOf(node, row.part);
      return part && own && (row.part === undefined || holds(part, own)) ? row : undefined;
    }
    return undefined;
  }

  /** The statement as one line, so that its text can be read for what is a path and what a name. */
  #moduleSite({ node: type, part, what }: ModuleNode, at: number): Site {
    const node = this.#path.find((one) => one.type === type);
    const named = node && part !== undefined ? partOf(node, part) : undefined;
    if (named) {
      return this.#seen(this.#stretch(named), at, { role: "module", what: `path of ${article(what)}` });
    }
    const low = node?.startIndex ?? this.#place.start;
    const statement = this.#source.slice(low, node?.endIndex).replace(/[\r\n]/g, " ");
    const place = { start: this.#place.start - low, end: this.#place.end - low };
    return moduleSite(statement, place, what, "syntax");
  }
}
