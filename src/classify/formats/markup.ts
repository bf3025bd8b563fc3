/**
 * HTML, XML, and templates of components: elements, attributes, text, scripts and styles.
 *
 * In XML (data) an element's name is a key and its text a value; in HTML and templates the text is for a reader.
 * Templates hold code: in braces or percent tags between the text, and in the attributes of Vue and Svelte.
 */
import type { FileFacts } from "../files.ts";
import { CSS } from "../languages/css.ts";
import { JAVASCRIPT, TYPESCRIPT } from "../languages/javascript.ts";
import type { CodeReader, Language } from "../languages/language.ts";
import type { Place, Site } from "../site.ts";
import { readTokens } from "../tokens.ts";
import { Waiting } from "./waiting.ts";
import type { Seen } from "./waiting.ts";

const DATA_ENDINGS = new Set(
  (
    "xml xsl xslt xsd svg plist csproj fsproj vbproj props targets nuspec resx xaml wsdl storyboard xib iml pom config rng axml " +
    "xlf xliff rss atom opf fxml ui qrc tld jrxml cfg"
  ).split(" "),
);

/** The marks between which a template language holds code, by the ending of the file. */
const BRACES: readonly (readonly [open: string, close: string])[] = [
  ["{{", "}}"],
  ["{%", "%}"],
];
const PERCENT = [["<%", "%>"]] as const;
const TEMPLATES: ReadonlyMap<string, readonly (readonly [open: string, close: string])[]> = new Map<
  string,
  readonly (readonly [open: string, close: string])[]
>(
  Object.entries({
    vue: [["{{", "}}"]],
    svelte: [["{", "}"]],
    astro: [["{", "}"]],
    erb: PERCENT,
    ejs: PERCENT,
    jsp: [...PERCENT, ["${", "}"]],
    ftl: [["${", "}"]],
    html: BRACES,
    jinja: BRACES,
    jinja2: BRACES,
    j2: BRACES,
    njk: BRACES,
    twig: BRACES,
    liquid: BRACES,
    hbs: BRACES,
    handlebars: BRACES,
    mustache: BRACES,
    gohtml: BRACES,
    tpl: BRACES,
  }),
);

/** Attributes whose value is an expression: `:x`, `@x`, `v-x`, `#x` of Vue, `on:x` of Svelte. */
const EXPRESSION_ATTRIBUTE = /^(?:[:@#]|v-)/;
/** Attributes that every element has, a component too, and directives: the rest of a component's are its own. */
const COMMON_ATTRIBUTE = /^:?(?:class|style|id|key|ref|is|slot|role)$|^(?:v|data|aria|hx)-|^[@#]/;
/** Attributes that take the reader to a place of the site or of the network. */
const ROUTE_ATTRIBUTES = new Set(
  "href action formaction to cite hx-get hx-post hx-put hx-delete routerlink".split(" "),
);
/** Attributes with text for a reader. */
const TEXT_ATTRIBUTES = new Set("title alt placeholder aria-label aria-description label summary".split(" "));
const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** Elements nested deeper than this are not told apart: a page of opening tags alone must not take for ever. */
const DEEPEST = 100;
/** Elements that only pages have, sought in the beginning of a file of which only its content says that it is markup. */
const PAGE =
  /<(?:html|head|body|div|span|p|br|h[1-6]|table|t[rdh]|form|input|a|ul|ol|li|img|script|style)(?:\s[^<>]{0,300})?\/?>/i;
const PAGE_SAMPLE = 8000;
/** Longest expression that is looked at between the marks of a template. */
const LONGEST_EXPRESSION = 4000;

/** `readCode` reads scripts and styles; the short expressions of templates are read by their tokens. */
export function readMarkup(
  source: string,
  places: readonly Place[],
  file: FileFacts,
  readCode: CodeReader,
): Site[] {
  const ending = file.readAs.slice(file.readAs.lastIndexOf(".") + 1).toLowerCase();
  const data =
    DATA_ENDINGS.has(ending) ||
    (/^\ufeff?\s{0,9}<\?xml/.test(source.slice(0, 40)) && !/^x?html?$/.test(ending)) ||
    (file.markupByContent && !PAGE.test(source.slice(0, PAGE_SAMPLE)));
  return new MarkupReader(source, places, {
    data,
    catalog: file.catalog,
    marks: TEMPLATES.get(ending) ?? [],
    readCode,
  }).read();
}

interface MarkupForm {
  /** Elements and text are data, not a page. */
  readonly data: boolean;
  /** Text is a message, attributes are its keys. */
  readonly catalog: boolean;
  readonly marks: readonly (readonly [open: string, close: string])[];
  readonly readCode: CodeReader;
}

class MarkupReader {
  readonly #source: string;
  readonly #waiting: Waiting;
  readonly #form: MarkupForm;
  /** The elements that are open, outermost first. */
  readonly #open: string[] = [];
  /** The next place of a closing mark, as far as it is known. */
  readonly #ahead = new Map<string, number>();

  constructor(source: string, places: readonly Place[], form: MarkupForm) {
    this.#source = source;
    this.#waiting = new Waiting(source, places);
    this.#form = form;
  }

  read(): Site[] {
    let at = 0;
    while (at < this.#source.length && this.#waiting.next !== undefined) {
      if (this.#source.startsWith("<!--", at))
        at = this.#upTo(at, "-->", { role: "comment", what: "comment" });
      else if (this.#source.startsWith("<![CDATA[", at)) at = this.#upTo(at, "]]>", this.#text());
      else if (/^<[/?!]?[A-Za-z_:]/.test(this.#source.slice(at, at + 3))) at = this.#tag(at);
      else at = this.#expression(at) ?? this.#prose(at);
    }
    return this.#waiting.finish(this.#text());
  }

  #text(): Seen {
    return this.#form.data
      ? { role: "value", what: "text of an element", keys: [...this.#open] }
      : { role: "prose", what: "text of a page" };
  }

  #upTo(at: number, close: string, seen: Seen): number {
    const found = this.#source.indexOf(close, at);
    const end = found === -1 ? this.#source.length : found + close.length;
    this.#waiting.give({ start: at, end }, seen);
    return end;
  }

  /** Text up to the next tag or piece of code. */
  #prose(at: number): number {
    let end = at + 1;
    while (end < this.#source.length) {
      const character = this.#source.charAt(end);
      if (character === "<" || this.#opens(end)) break;
      end += 1;
    }
    // Blanks around the text of an element are no part of the value.
    let from = at;
    let to = end;
    while (from < to && /\s/.test(this.#source.charAt(from))) from += 1;
    while (to > from && /\s/.test(this.#source.charAt(to - 1))) to -= 1;
    this.#waiting.give({ start: from, end: to }, this.#text());
    return end;
  }

  #opens(at: number): readonly [open: string, close: string] | undefined {
    return this.#form.marks.find(([open]) => this.#source.startsWith(open, at));
  }

  /** A piece of code between the marks of a template; undefined where none begins at `at`. */
  #expression(at: number): number | undefined {
    const marks = this.#opens(at);
    if (!marks) return undefined;
    const [open, close] = marks;
    const end = this.#next(close, at + open.length);
    if (end - at > LONGEST_EXPRESSION) return undefined;
    this.#code({ start: at + open.length, end }, JAVASCRIPT, "template", readTokens);
    return end + close.length;
  }

  /** Where `mark` stands next, from `from` on; Infinity where it does not. Each stretch is searched once. */
  #next(mark: string, from: number): number {
    let known = this.#ahead.get(mark) ?? -1;
    if (known < from) {
      const found = this.#source.indexOf(mark, from);
      known = found === -1 ? Infinity : found;
      this.#ahead.set(mark, known);
    }
    return known;
  }

  #code(stretch: Place, language: Language, embedded: string, read: CodeReader): void {
    const { start: from, end } = stretch;
    this.#waiting.giveSites(end, (places) =>
      read(
        this.#source.slice(from, end),
        language,
        places.map(({ start, end: to }) => ({
          start: Math.max(0, start - from),
          end: Math.max(0, to - from),
        })),
      ).map((site) => ({ ...site, embedded })),
    );
  }

  #tag(from: number): number {
    const name = /^<[/?!]?([\w:.-]+)/.exec(this.#source.slice(from, from + 200))?.[1] ?? "";
    const second = this.#source.charAt(from + 1);
    const closing = second === "/";
    let at = from + 1 + name.length + (/[/?!]/.test(second) ? 1 : 0);
    const keys = [...this.#open, name];
    const { data } = this.#form;
    const component =
      !data && (/^[A-Z][\w.:-]*[a-z]/.test(name) || (name.includes("-") && this.#form.marks.length > 0));
    this.#waiting.give(
      { start: from, end: at },
      component ? { role: "identifier", what: "component" } : { role: "key", what: "element", keys },
    );
    let attribute = "";
    while (at < this.#source.length && this.#source.charAt(at) !== ">") {
      const character = this.#source.charAt(at);
      if (character === '"' || character === "'") {
        const found = this.#source.indexOf(character, at + 1);
        const end = found === -1 ? this.#source.length : found;
        this.#attribute({ start: at + 1, end }, [...keys, attribute]);
        at = end + 1;
      } else if (/[\w:@#.*-]/.test(character)) {
        const length = /^[\w:@#.*-]+/.exec(this.#source.slice(at, at + 300))?.[0].length ?? 1;
        attribute = this.#source.slice(at, at + length);
        this.#waiting.give(
          { start: at, end: at + length },
          component && !COMMON_ATTRIBUTE.test(attribute)
            ? { role: "identifier", what: "property of a component" }
            : { role: "key", what: "attribute", keys: [...keys, attribute] },
        );
        at += length;
      } else at = this.#expression(at) ?? at + 1;
    }
    const selfClosing =
      this.#source.charAt(at - 1) === "/" || /[!?]/.test(second) || (!data && VOID.has(name.toLowerCase()));
    if (closing) {
      const last = this.#open.lastIndexOf(name);
      if (last !== -1) this.#open.length = last;
    } else if (!selfClosing && this.#open.length < DEEPEST) this.#open.push(name);
    at += 1;
    const embedded = /^(?:script|style)$/i.test(name) && !closing && !selfClosing && !data;
    return embedded ? this.#embedded(at, name, languageIn(name, this.#source.slice(from, at))) : at;
  }

  /** What lies between the marks of a template is code in an attribute too. */
  #attribute(stretch: Place, keys: readonly string[]): void {
    let at = stretch.start;
    for (let from = at; from < stretch.end && this.#waiting.before(stretch.end); from += 1) {
      if (!this.#opens(from)) continue;
      this.#attributeValue({ start: at, end: from }, keys);
      at = this.#expression(from) ?? from + 1;
      from = at - 1;
    }
    this.#attributeValue({ start: Math.min(at, stretch.end), end: stretch.end }, keys, at > stretch.start);
  }

  /** `behind`: an expression stands before it, `<%= root %>plans`. */
  #attributeValue(stretch: Place, keys: readonly string[], behind = false): void {
    const name = (keys.at(-1) ?? "").toLowerCase();
    if (this.#form.marks.length > 0 && EXPRESSION_ATTRIBUTE.test(name)) {
      this.#code(stretch, JAVASCRIPT, "template", readTokens);
      return;
    }
    const value = this.#source.slice(stretch.start, Math.min(stretch.end, stretch.start + 300));
    const what = "value of an attribute";
    const seen = { role: "value", what, keys } as const;
    const content = name === "content" && keys.includes("meta");
    // `text/html; charset=utf-8`, `width=device-width, initial-scale=1`.
    if (content && /^[\w-]+[/=][\w.+-]+(?:[;,]|$)/.test(value)) {
      this.#waiting.give(stretch, { ...seen, meaning: "name" });
      return;
    }
    if (TEXT_ATTRIBUTES.has(name) || (content && /\s/.test(value))) {
      this.#waiting.give(stretch, { ...seen, meaning: "text" });
      return;
    }
    if (this.#form.catalog) {
      this.#waiting.give(stretch, { ...seen, meaning: "name" });
      return;
    }
    if (
      ROUTE_ATTRIBUTES.has(name) &&
      (behind || /^[/#?]/.test(value)) &&
      !/\.[a-z]\w{0,4}(?:[?#]|$)/.test(value)
    ) {
      this.#waiting.give(stretch, { ...seen, what: `route in ${name}`, meaning: "name" });
      return;
    }
    if (!this.#form.data && /^class(?:name)?$/.test(name)) {
      this.#waiting.give(stretch, { ...seen, what: "class of an element", meaning: "name" });
      return;
    }
    this.#waiting.give(stretch, seen);
  }

  /** The code of a script or style element. */
  #embedded(from: number, element: string, language: Language): number {
    const name = element.toLowerCase();
    const closing = Math.min(this.#next(`</${name}`, from), this.#next(`</${name.toUpperCase()}`, from));
    const end = Math.min(closing, this.#source.length);
    this.#code({ start: from, end }, language, name, this.#form.readCode);
    return end;
  }
}

/** The language of a script or style element: `lang="ts"`, `type="text/typescript"`, or what is usual. */
function languageIn(name: string, tag: string): Language {
  if (!/^script$/i.test(name)) return CSS;
  return /\b(?:lang|type)\s{0,9}=\s{0,9}["']?(?:tsx?|(?:text|application)\/typescript)\b/i.test(tag)
    ? TYPESCRIPT
    : JAVASCRIPT;
}
