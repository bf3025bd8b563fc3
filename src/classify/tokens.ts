/**
 * Reads code without a parser: comments, strings, names and brackets, in one pass over the text.
 *
 * It serves languages that have no grammar, files too large to parse, and the moment before a grammar is there.
 * What it cannot know (types, blocks against records) it guesses from the token before, which is right often
 * enough for a map and says so in the reason. Time is linear in the text: no token is looked at twice.
 */
import type { ImportForm, Language, StringForm } from "./languages/language.ts";
import { article, moduleSite } from "./modules.ts";
import { lineAround, siteIn, wordAround } from "./site.ts";
import type { Place, Site, Surrounding } from "./site.ts";

/** One open bracket and what is known of it. */
interface Frame {
  readonly bracket: string;
  /** What stands before the bracket: the callee of a call, the type of a composite literal. */
  readonly before: string;
  /** A block of statements, as opposed to a record or an argument list. */
  readonly block: boolean;
  readonly annotation: boolean;
  /** The name to which the whole bracket is given. */
  readonly assigned: string;
  index: number;
  /** The key or keyword before the current element. */
  key: string;
  keyed: boolean;
  first: string | undefined;
}

/** Sites of `places` (ascending) in code of `language`. */
export function readTokens(source: string, language: Language, places: readonly Place[]): Site[] {
  return new TokenReader(source, language, places).read();
}

/** How far back on its line a bracket looks for what it belongs to. */
const REACH = 300;
const NAME_START = /[\p{L}_$@]/u;
const NAME_PART = /[\p{L}\p{N}_$]/u;
/** Words before a brace that open a block of statements. */
const BLOCK_BEFORE = new Set([
  "else",
  "try",
  "do",
  "finally",
  "unsafe",
  "loop",
  "then",
  "begin",
  "static",
  "async",
  "init",
]);
const RECORD_BEFORE = new Set(["", "return", "default", "yield", "in"]);

class TokenReader {
  readonly #source: string;
  readonly #language: Language;
  readonly #places: readonly Place[];
  readonly #sites: Site[] = [];
  readonly #frames: Frame[] = [];
  /** How many of the open brackets are no blocks of statements: nesting is unbounded, so they are counted. */
  #inner = 0;
  /** How many of them are the bracket of an import. */
  #imports = 0;
  #next = 0;
  #at = 0;
  /** The dotted name that ends at the last token, and the token itself. */
  #chain = "";
  #last = "";
  /** The name that calls the literals behind it without brackets, and which of them is next. */
  #bare: { readonly callee: string; index: number } | undefined;
  /** The name left of the last `=` of the statement. */
  #assigned = "";
  #lineStart = 0;
  #importForm: ImportForm | undefined;

  constructor(source: string, language: Language, places: readonly Place[]) {
    this.#source = source;
    this.#language = language;
    this.#places = places;
  }

  read(): Site[] {
    this.#startLine();
    while (this.#next < this.#places.length && this.#at < this.#source.length) {
      if (!(this.#comment() || this.#string())) this.#token();
    }
    // A place that no token covers (between tokens, or behind the end) is a bare word.
    this.#give(Infinity, (place) => this.#word(place));
    return this.#sites;
  }

  /** Gives every waiting place that begins before `end` the site that `make` reads for it. */
  #give(end: number, make: (place: Place) => Site): void {
    for (let place = this.#places[this.#next]; place && place.start < end; place = this.#places[this.#next]) {
      this.#sites.push(make(place));
      this.#next += 1;
    }
  }

  #comment(): boolean {
    const { lineComments, blockComments = [] } = this.#language.lexis;
    const from = this.#at;
    for (const [open, close] of blockComments) {
      const opens =
        this.#source.startsWith(open, from) ||
        (open.startsWith("\n") && from === 0 && this.#source.startsWith(open.slice(1)));
      if (!opens) continue;
      const found = this.#source.indexOf(close, from + open.length);
      this.#endComment(found === -1 ? this.#source.length : found + close.length);
      return true;
    }
    const mark = lineComments.find((open) => this.#source.startsWith(open, from));
    if (mark === undefined || !this.#mayComment(mark)) return false;
    const found = this.#source.indexOf("\n", from);
    this.#endComment(found === -1 ? this.#source.length : found);
    return true;
  }

  /** `#` inside a word is no comment in shell, `//` behind a colon is a URL, words need the start of a line. */
  #mayComment(mark: string): boolean {
    const before = this.#source.charAt(this.#at - 1);
    if (mark === "#") return before === "" || /[\s;)}\]]/.test(before);
    if (mark === "//") return before !== ":";
    if (/[a-z]/i.test(mark)) return this.#source.slice(this.#lineStart, this.#at).trim() === "";
    return true;
  }

  #endComment(end: number): void {
    const from = this.#at;
    this.#give(end, (place) =>
      this.#site({ start: from, end }, place, {
        role: "comment",
        what: "comment",
        around: [],
      }),
    );
    this.#passLines(from, end);
    this.#at = end;
  }

  /** Moves the start of the line behind the last line break of a token that may hold some. */
  #passLines(from: number, end: number): void {
    const lineEnd = this.#source.slice(from, end).lastIndexOf("\n");
    if (lineEnd !== -1) this.#lineStart = from + lineEnd + 1;
  }

  /** The line up to `end`, or the end of it: lines may be megabytes long, and are looked at for each bracket. */
  #lineBefore(end: number): string {
    return this.#source.slice(Math.max(this.#lineStart, end - REACH), end);
  }

  #string(): boolean {
    const form = this.#language.lexis.strings.find((candidate) => this.#opens(candidate));
    if (!form) return false;
    const end = this.#endOf(form);
    if (end === undefined) return false;
    if (this.#language.lexis.bareCalls && NAME_PART.test(this.#last.charAt(this.#last.length - 1)))
      this.#bare = { callee: this.#chain, index: 0 };
    const from = this.#at;
    const body = {
      start: from + form.open.length,
      end: Math.max(end - form.close.length, from + form.open.length),
    };
    this.#give(end, (place) => this.#stringSite(form, body, place));
    const frame = this.#frames.at(-1);
    const value = this.#source.slice(body.start, Math.min(body.end, body.start + 100));
    if (frame) {
      if (frame.index === 0 && !frame.keyed) frame.first ??= value;
      if (this.#followedByColon(end)) frame.key = value;
    }
    this.#last = '"';
    this.#chain = "";
    this.#passLines(from, end);
    this.#at = end;
    return true;
  }

  #opens(form: StringForm): boolean {
    if (!this.#source.startsWith(form.open, this.#at)) return false;
    if (!form.prefix || form.interpolation) return true;
    return form.prefix.test(this.#source.charAt(this.#at - 1));
  }

  #endOf({ open, close, escape, multiline, longest }: StringForm): number | undefined {
    const limit = longest === undefined ? Infinity : this.#at + longest;
    for (let at = this.#at + open.length; at < this.#source.length && at <= limit; at += 1) {
      const character = this.#source.charAt(at);
      if (character === escape) at += 1;
      else if (character === "\n" && !multiline) return longest === undefined ? at : undefined;
      else if (this.#source.startsWith(close, at)) return at + close.length;
    }
    return longest === undefined ? this.#source.length : undefined;
  }

  #stringSite(form: StringForm, body: Place, place: Place): Site {
    const prefixed =
      !form.prefix || form.prefix.test(this.#source.slice(Math.max(0, this.#at - 2), this.#at));
    if (form.interpolation && prefixed && interpolated(this.#source, body, place, form.interpolation)) {
      return this.#site(nameAround(this.#source, place), place, {
        role: "identifier",
        what: "identifier interpolated in a string",
        around: [],
      });
    }
    const importForm = this.#importForm ?? this.#blockImport();
    if (importForm && importForm.style !== "dotted" && !form.docstring) {
      return this.#site(body, place, {
        role: "module",
        what: `module of ${article(importForm.what)}`,
        around: [],
      });
    }
    const alone = form.docstring === true && this.#standsAlone(body.end + form.close.length);
    if (alone) return this.#site(body, place, { role: "docstring", what: "docstring", around: [] });
    const { shell, names } = this.#language.lexis;
    if (shell && !names && this.#assigned === "") return this.#commandSite(place);
    const around = this.#around(body.end + form.close.length);
    if (form.words)
      return this.#site(nameAround(this.#source, place), place, {
        role: "string",
        what: "word of a list",
        around,
      });
    if (form.shell) around.unshift({ kind: "shell" });
    return this.#site(body, place, { role: "string", what: "string literal", around });
  }

  /** In Go, an import may be a bracket of strings over several lines. */
  #blockImport(): ImportForm | undefined {
    return this.#imports > 0 ? { pattern: /^/, style: "strings", what: "import" } : undefined;
  }

  /** Is the literal that ends at `end` a statement of its own? */
  #standsAlone(end: number): boolean {
    if (this.#inner > 0) return false;
    const before = this.#source.slice(this.#lineStart, this.#at).trim();
    return (
      /^(?:[rRuUbBfF]{1,2}|@\w+)?$/.test(before) &&
      /^[ \t]*(?:$|[\r\n#])/.test(this.#source.slice(end, end + 80))
    );
  }

  #around(end: number): Surrounding[] {
    const around: Surrounding[] = [];
    const next = /^[\s]*(=>|::|[:=.+\])},;(]|==|!=)?/.exec(this.#source.slice(end, end + 40))?.[1] ?? "";
    const method = /^\s*(?:\.|->)\s*([A-Za-z_]\w*)\s*\(/.exec(this.#source.slice(end, end + 60))?.[1];
    if (method !== undefined) around.push({ kind: "receiver", method });
    const compared = /(?:===?|!==?|\bin|\bis|\bcase|\bwhen)\s*$/.exec(
      this.#source.slice(Math.max(0, this.#at - 12), this.#at),
    );
    if (compared) around.push({ kind: "compared", other: this.#assigned });
    let inner = true;
    for (let level = this.#frames.length - 1; level >= 0 && around.length < 8; level -= 1) {
      const frame = this.#frames[level];
      if (!frame || frame.block) break;
      around.push(...surroundings(frame, inner ? next : ""));
      if (frame.assigned !== "" && frame.bracket !== "(")
        around.push({ kind: "assigned", name: frame.assigned });
      inner = false;
    }
    if (inner && this.#bare)
      around.push({ kind: "argument", callee: this.#bare.callee, index: this.#bare.index });
    if (this.#assigned !== "" && !around.some(({ kind }) => kind === "assigned")) {
      around.push({ kind: "assigned", name: this.#assigned });
    }
    return around;
  }

  /** Is what ends at `end` followed by `:` or `=>`, so that it is the key of something? */
  #followedByColon(end: number): boolean {
    return /^\s*(?::(?!:)|=>)/.test(this.#source.slice(end, end + 12));
  }

  #token(): void {
    const character = this.#source.charAt(this.#at);
    if (character === "\n") this.#newLine();
    else if (/\s/.test(character)) this.#at += 1;
    else if (NAME_START.test(character)) this.#name();
    else this.#mark(character);
  }

  #newLine(): void {
    this.#at += 1;
    this.#startLine();
    if (this.#inner === 0 && !this.#language.lexis.semicolons) this.#endStatement();
  }

  #startLine(): void {
    this.#lineStart = this.#at;
    const line = this.#source.slice(this.#at, this.#at + 300).split("\n", 1)[0] ?? "";
    const form = this.#language.lexis.imports.find(({ pattern }) => pattern.test(line));
    if (form) this.#importForm = form;
    else if (this.#inner === 0 && !/^\s*[}\])]/.test(line)) this.#importForm = undefined;
  }

  #endStatement(): void {
    if (this.#last !== ",") this.#bare = undefined;
    this.#assigned = "";
    this.#chain = "";
    this.#last = "";
    this.#importForm = this.#frames.length === 0 ? this.#importFormAt(this.#lineStart) : undefined;
  }

  #importFormAt(from: number): ImportForm | undefined {
    if (from !== this.#at) return undefined;
    const line = this.#source.slice(from, from + 300).split("\n", 1)[0] ?? "";
    return this.#language.lexis.imports.find(({ pattern }) => pattern.test(line));
  }

  #name(): void {
    const from = this.#at;
    let at = from + 1;
    while (at < this.#source.length && NAME_PART.test(this.#source.charAt(at))) at += 1;
    if (
      this.#source.charAt(at) === "!" &&
      this.#source.charAt(at + 1) === "(" &&
      this.#language.id === "rust"
    )
      at += 1;
    const name = this.#source.slice(from, at);
    const joined = /^(?:\.|::|->|\?\.|!\.)$/.test(this.#last);
    this.#chain = joined && this.#chain !== "" ? `${this.#chain}.${name}` : name;
    this.#last = name;
    this.#at = at;
    this.#give(at, (place) => this.#word(place));
  }

  #mark(character: string): void {
    const two = this.#source.slice(this.#at, this.#at + 2);
    const mark = /^(?:::|->|\?\.|!\.|=>|==|!=|<=|>=|\+=|:=)$/.test(two) ? two : character;
    const at = this.#at;
    this.#at += mark.length;
    if (/^[([{]$/.test(mark)) this.#open(mark);
    else if (/^[)\]}]$/.test(mark)) this.#close();
    else if (mark === ",") this.#comma();
    else if (mark === ";") {
      if (this.#inner === 0) this.#endStatement();
    } else if (mark === "=" || mark === ":=" || mark === "+=" || mark === ":" || mark === "=>")
      this.#assign(mark);
    if (!/^(?:\.|::|->|\?\.|!\.|[)\]}])$/.test(mark)) this.#chain = "";
    this.#last = mark;
    this.#give(at + mark.length, (place) => this.#word(place));
  }

  #open(bracket: string): void {
    const adjacent = this.#last !== "" && NAME_PART.test(this.#last.charAt(this.#last.length - 1));
    const before = adjacent || this.#last === ")" ? this.#chain : "";
    const line = this.#lineBefore(this.#at - 1);
    const block = bracket === "{" && this.#isBlock();
    if (!block) this.#inner += 1;
    if (before === "import") this.#imports += 1;
    this.#frames.push({
      bracket,
      before,
      block,
      annotation:
        /@[\w.]*$/.test(before) ||
        before.startsWith("@") ||
        /#!?\[[^\]]*$/.test(line) ||
        /^\s*@[\w.]+$/.test(line),
      assigned: before === "" ? (this.#frames.at(-1)?.key ?? "") || this.#assigned : "",
      index: 0,
      key: "",
      keyed: false,
      first: undefined,
    });
    this.#chain = "";
  }

  #isBlock(): boolean {
    if (this.#language.lexis.shell) return true;
    if (this.#last === ")" || this.#last === ">" || BLOCK_BEFORE.has(this.#last)) return true;
    if (RECORD_BEFORE.has(this.#last) || /^[=(,:[{?|&]|=>|:=$/.test(this.#last))
      return this.#last === "" && this.#frames.length === 0;
    // A closure: `dependencies { … }`.
    if (this.#language.lexis.bareCalls && NAME_PART.test(this.#last)) return true;
    const line = this.#lineBefore(this.#at);
    return /\b(?:class|interface|struct|enum|impl|trait|mod|namespace|module|fn|func|function|if|for|while|switch|match|select|object|extends|implements|record|union|extern|package|service|get|set)\b/.test(
      line,
    );
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (frame?.block === false) this.#inner -= 1;
    if (frame?.before === "import") this.#imports -= 1;
    // A chain of calls goes on behind the bracket: `program.command("x").option("--y")`.
    this.#chain = frame?.bracket === "(" ? frame.before : "";
    if (frame?.block) {
      this.#endStatement();
    }
  }

  #comma(): void {
    const frame = this.#frames.at(-1);
    if (this.#bare && (!frame || frame.block)) this.#bare.index += 1;
    if (!frame) return;
    frame.index += 1;
    frame.key = "";
    frame.keyed = false;
  }

  #assign(mark: string): void {
    const frame = this.#frames.at(-1);
    if (frame && !frame.block) {
      const named = this.#last === '"' ? frame.key : this.#last;
      if (mark === ":" || mark === "=>" || frame.bracket !== "[") {
        frame.key = named;
        frame.keyed = true;
      }
      return;
    }
    if (mark === "=" || mark === ":=" || mark === "+=") this.#assigned = this.#chain;
  }

  #word(place: Place): Site {
    const form = this.#importForm;
    if (form?.style === "dotted" || form?.style === "line") return this.#moduleSite(form, place);
    const name = nameAround(this.#source, place);
    if (this.#language.lexis.shell) return this.#shellName(name, place) ?? this.#commandSite(place);
    const known = /[\p{L}\p{N}_$]/u.test(this.#source.slice(place.start, place.end));
    return this.#site(name, place, {
      role: known ? "identifier" : "word",
      what: known ? "identifier" : "punctuation",
      around: this.#around(name.end),
    });
  }

  #moduleSite(form: ImportForm, place: Place): Site {
    const { line, at } = lineAround(this.#source, place.start);
    return moduleSite(line, { start: at, end: at + place.end - place.start }, form.what, "tokens");
  }

  /** A name of a script that is no word of a command line: a variable, a declaration, a member. */
  #shellName(name: Place, place: Place): Site | undefined {
    const { names } = this.#language.lexis;
    if (!names) return undefined;
    const before = this.#lineBefore(place.start);
    if (names.environment.test(before))
      return this.#site(name, place, { role: "key", what: "environment variable", around: [] });
    const first = /(?:^|[;{])\s*[\w-]*$/.test(before);
    const assigned = first && names.behind.test(this.#source.slice(place.end, place.end + 150));
    if (!assigned && !names.before.test(before)) return undefined;
    return this.#site(name, place, { role: "identifier", what: "identifier", around: [] });
  }

  #commandSite(place: Place): Site {
    const line = lineAround(this.#source, place.start);
    const from = place.start - line.at;
    return this.#site({ start: from, end: from + line.line.length }, place, {
      role: "command",
      what: "word of a command line",
      around: [],
    });
  }

  #site(
    stretch: Place,
    place: Place,
    seen: { readonly role: Site["role"]; readonly what: string; readonly around: readonly Surrounding[] },
  ): Site {
    return siteIn(this.#source, stretch, place, { ...seen, reading: "tokens" });
  }
}

/** What a bracket says about an element of it; `next` is the mark behind the element, "" where not known. */
function surroundings(frame: Frame, next: string): Surrounding[] {
  const { before, index, key, keyed, first } = frame;
  if (frame.bracket === "(") {
    if (before === "") return [];
    const argument = { index, ...(keyed && key !== "" ? { keyword: key } : {}) };
    if (frame.annotation) return [{ kind: "annotation", name: before.replace(/^@/, ""), ...argument }];
    return [{ kind: "argument", callee: before, ...argument }];
  }
  const isKey = next === ":" || next === "=>";
  if (frame.bracket === "[") {
    if (before !== "") return [{ kind: "subscript", object: before }];
    if (isKey) return [{ kind: "entry-key" }];
    if (keyed) return [{ kind: "entry-value", key }];
    return [{ kind: "element", index, ...(first === undefined ? {} : { first }) }];
  }
  if (isKey && !keyed) return [{ kind: "entry-key" }];
  if (keyed)
    return before === "" ? [{ kind: "entry-value", key }] : [{ kind: "field", type: before, name: key }];
  return [{ kind: "element", index, ...(first === undefined ? {} : { first }) }];
}

/** Does the match stand in a piece of code inside the literal? */
export function interpolated(source: string, body: Place, place: Place, open: string): boolean {
  const before = source.slice(body.start, place.start);
  if (open === "$" && /\$\{?[\w:]*$/.test(before)) return true;
  if (open === "$@" && /(?<!\\)(?:\$\{?[\w:]*|@\{?[A-Za-z_:][\w:]*|@\{?)$/.test(before)) return true;
  const mark = open.startsWith("$") ? "${" : open;
  const at = before.lastIndexOf(mark);
  if (at === -1) return false;
  if (mark === "{" && before.charAt(at - 1) === "{" && before.charAt(at - 2) !== "{") return false;
  const inside = source.slice(body.start + at + mark.length, place.start);
  // What stands in quotes inside the braces is a string again; a format behind a colon is text.
  if (/["']/.test(inside)) return false;
  return !inside.includes(mark === "\\(" ? ")" : "}");
}

/** The stretch of the word that holds the place. */
export function nameAround(source: string, place: Place): Place {
  const low = Math.max(0, place.start - 300);
  const word = wordAround(source.slice(low, place.end + 300), place.start - low, place.end - low);
  const start = source.lastIndexOf(word, place.start);
  if (word === "" || start === -1 || start + word.length < place.end) return place;
  return { start, end: start + word.length };
}
