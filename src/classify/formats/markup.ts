/**
 * HTML, XML, and templates of components: elements, attributes, text, scripts and styles.
 *
 * In XML (data) an element's name is a key and its text a value; in HTML and templates the text is for a reader.
 */
import type { FileFacts } from "../files.ts";
import { CSS } from "../languages/css.ts";
import { JAVASCRIPT, TYPESCRIPT } from "../languages/javascript.ts";
import type { CodeReader, Language } from "../languages/language.ts";
import type { Place, Site } from "../site.ts";
import { Waiting } from "./waiting.ts";

const DATA_MARKUP =
  /\.(?:xml|xsl|xslt|xsd|svg|plist|csproj|fsproj|vbproj|props|targets|nuspec|resx|xaml|wsdl|storyboard|xib|iml|pom|config|rng|axml|xlf|xliff|rss|atom|opf|fxml|ui|qrc|tld|jrxml)$/i;

export function readMarkup(
  source: string,
  places: readonly Place[],
  file: FileFacts,
  readCode: CodeReader,
): Site[] {
  const data =
    DATA_MARKUP.test(file.readAs) ||
    (/^\ufeff?\s*<\?xml/.test(source.slice(0, 40)) && !/\.x?html?$/.test(file.readAs));
  const waiting = new Waiting(source, places);
  const open: string[] = [];
  let at = 0;
  while (at < source.length && waiting.next !== undefined) {
    if (source.startsWith("<!--", at))
      at = stretchTo(source, at, "-->", waiting, { role: "comment", what: "comment" });
    else if (source.startsWith("<![CDATA[", at))
      at = stretchTo(source, at, "]]>", waiting, textSeen(data, open));
    else if (/^<[/?!]?[A-Za-z_:]/.test(source.slice(at, at + 3)))
      at = tag(source, at, waiting, open, data, readCode);
    else {
      const found = source.indexOf("<", at + 1);
      const end = found === -1 ? source.length : found;
      waiting.give({ start: at, end }, textSeen(data, open));
      at = end;
    }
  }
  return waiting.finish(textSeen(data, open));
}

function textSeen(
  data: boolean,
  open: readonly string[],
): { role: "value" | "prose"; what: string; keys?: readonly string[] } {
  return data
    ? { role: "value", what: "text of an element", keys: [...open] }
    : { role: "prose", what: "text of a page" };
}

function stretchTo(
  source: string,
  at: number,
  close: string,
  waiting: Waiting,
  seen: { role: "comment" | "value" | "prose"; what: string },
): number {
  const found = source.indexOf(close, at);
  const end = found === -1 ? source.length : found + close.length;
  waiting.give({ start: at, end }, seen);
  return end;
}

function tag(
  source: string,
  from: number,
  waiting: Waiting,
  open: string[],
  data: boolean,
  readCode: CodeReader,
): number {
  const name = /^<[/?!]?([\w:.-]+)/.exec(source.slice(from, from + 200))?.[1] ?? "";
  const closing = source.charAt(from + 1) === "/";
  let at = from + 1 + name.length + (/[/?!]/.test(source.charAt(from + 1)) ? 1 : 0);
  const keys = [...open, name];
  waiting.give(
    { start: from, end: at },
    {
      role: data || isNative(name) ? "key" : "identifier",
      what: data || isNative(name) ? "element" : "component",
      keys,
    },
  );
  let attribute = "";
  while (at < source.length && source.charAt(at) !== ">") {
    const character = source.charAt(at);
    if (character === '"' || character === "'") {
      const found = source.indexOf(character, at + 1);
      const end = found === -1 ? source.length : found;
      waiting.give(
        { start: at + 1, end },
        { role: "value", what: "value of an attribute", keys: [...keys, attribute] },
      );
      at = end + 1;
    } else if (/[\w:@#.*-]/.test(character)) {
      const length = /^[\w:@#.*-]+/.exec(source.slice(at, at + 300))?.[0].length ?? 1;
      attribute = source.slice(at, at + length);
      waiting.give(
        { start: at, end: at + length },
        { role: "key", what: "attribute", keys: [...keys, attribute] },
      );
      at += length;
    } else at += 1;
  }
  const selfClosing =
    source.charAt(at - 1) === "/" ||
    /^[!?]/.test(source.charAt(from + 1)) ||
    (!data && VOID.has(name.toLowerCase()));
  if (closing) {
    const last = open.lastIndexOf(name);
    if (last !== -1) open.length = last;
  } else if (!selfClosing) open.push(name);
  at += 1;
  const attributes = source.slice(from, at);
  const embedded = /^(?:script|style)$/i.test(name) && !closing && !selfClosing && !data;
  return embedded
    ? embeddedCode(source, at, languageIn(name, attributes), name.toLowerCase(), waiting, open, readCode)
    : at;
}

const VOID = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

function isNative(name: string): boolean {
  return !/^[A-Z]/.test(name) && !name.includes("-");
}

/** The language of a script or style element: `lang="ts"`, `type="text/typescript"`, or what is usual. */
function languageIn(name: string, attributes: string): Language {
  if (!/^script$/i.test(name)) return CSS;
  return /\b(?:lang|type)\s*=\s*["']?(?:tsx?|(?:text|application)\/typescript)\b/i.test(attributes)
    ? TYPESCRIPT
    : JAVASCRIPT;
}

function embeddedCode(
  source: string,
  from: number,
  language: Language,
  name: string,
  waiting: Waiting,
  open: string[],
  readCode: CodeReader,
): number {
  const found = source.toLowerCase().indexOf(`</${name}`, from);
  const end = found === -1 ? source.length : found;
  const code = source.slice(from, end);
  waiting.giveSites(end, (places) =>
    readCode(
      code,
      language,
      places.map(({ start, end: to }) => ({ start: start - from, end: to - from })),
    ).map((site) => ({ ...site, embedded: name })),
  );
  open.pop();
  return end;
}
