/** Does data parse, and what belongs together in it? JSON, YAML and TOML, each by a parser of its own. */
import type { Document, ParsedNode } from "yaml";
import type { Joint, Span, Syntax } from "../apply/syntax.ts";
import { decode } from "../text/encoding.ts";
import { LARGEST_SOURCE } from "./bounds.ts";

/** What one format says of a text. */
interface Format {
  /** Undefined where the text is not asked about. */
  parses(text: string): boolean | Promise<boolean | undefined>;
  joints(text: string): readonly Joint[] | Promise<readonly Joint[]>;
  spans(text: string): readonly Span[] | Promise<readonly Span[]>;
}

const JSON_FORMAT: Format = {
  parses: (text) => succeeds(() => JSON.parse(text)),
  joints: () => [],
  // JSON is YAML, as far as its structure goes.
  spans: async (text) => (await yamlPairs(text)).map(({ span }) => span),
};

const YAML_FORMAT: Format = {
  async parses(text) {
    const yaml = await readYaml(text);
    return yaml?.documents.every((document) => document.errors.length === 0 && !yaml.repeatsKey(document));
  },
  joints: async (text) => (await yamlPairs(text)).flatMap(({ joint }) => joint ?? []),
  spans: async (text) => (await yamlPairs(text)).map(({ span }) => span),
};

const TOML_FORMAT: Format = {
  async parses(text) {
    const { parse } = await import("smol-toml");
    return succeeds(() => parse(text));
  },
  joints: (text) =>
    tomlTables(text).flatMap(({ first, body }) => (body.length > 0 ? [{ head: first, body }] : [])),
  spans: tomlTables,
};

const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>(
  Object.entries({
    json: JSON_FORMAT,
    webmanifest: JSON_FORMAT,
    geojson: JSON_FORMAT,
    jsonld: JSON_FORMAT,
    ipynb: JSON_FORMAT,
    yaml: YAML_FORMAT,
    yml: YAML_FORMAT,
    toml: TOML_FORMAT,
    "cargo.lock": TOML_FORMAT,
    "poetry.lock": TOML_FORMAT,
    "uv.lock": TOML_FORMAT,
  }),
);

export function isData(path: string): boolean {
  return formatOf(path) !== undefined;
}

function formatOf(path: string): Format | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  return FORMATS.get(name) ?? FORMATS.get(/\.([a-z]+)$/.exec(name)?.[1] ?? "");
}

export const dataSyntax: Syntax = {
  parses: async (path, content) => ask(path, content, undefined, (format, text) => format.parses(text)),
  joints: async (path, content) => ask(path, content, [], (format, text) => format.joints(text)),
  async around(path, content, line) {
    const spans = await ask(path, content, [], (format, text) => format.spans(text));
    return spans
      .filter(({ first, last }) => first <= line && line <= last)
      .toSorted((a, b) => a.last - a.first - (b.last - b.first));
  },
};

async function ask<Answer>(
  path: string,
  content: Buffer,
  blind: Answer,
  question: (format: Format, text: string) => Answer | Promise<Answer>,
): Promise<Answer> {
  const format = formatOf(path);
  if (!format || content.length > LARGEST_SOURCE) return blind;
  return question(format, decode(content).replace(/^\u{feff}/u, ""));
}

function succeeds(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

/** Within the limits of yaml/; undefined for what nests too deep to be asked about. */
async function readYaml(text: string) {
  const [{ Composer, LineCounter, Parser, visit }, { badKeys, tooDeep }] = await Promise.all([
    import("yaml"),
    import("../yaml/limits.ts"),
  ]);
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (tokens.some((token) => tooDeep(token) !== undefined)) return undefined;
  const composer = new Composer({ uniqueKeys: false, logLevel: "silent" });
  const documents = [...composer.compose(tokens, false, text.length)];
  const repeatsKey = (document: Document.Parsed): boolean => {
    let repeats = false;
    visit(document, {
      Map(_key, map) {
        repeats = badKeys(map).some(({ kind }) => kind === "repeated");
        return repeats ? visit.BREAK : undefined;
      },
    });
    return repeats;
  };
  return { documents, repeatsKey, visit, lineAt: (offset: number): number => lines.linePos(offset).line };
}

interface YamlPair {
  readonly span: Span;
  readonly joint?: Joint;
}

/** Every key with its value. Bare items of a list are their own lines. */
async function yamlPairs(text: string): Promise<YamlPair[]> {
  const yaml = await readYaml(text);
  if (!yaml) return [];
  const { documents, visit, lineAt } = yaml;
  const pairs: YamlPair[] = [];
  for (const document of documents)
    visit(document, {
      Pair(_key, { key, value }) {
        // Of a parsed document every node is a parsed one.
        const [name, content] = [key, value] as [ParsedNode | null, ParsedNode | null];
        if (!name) return;
        const first = lineAt(name.range[0]);
        const end = content && content.range[1] > content.range[0] ? content.range[1] - 1 : name.range[1];
        const span = { first, last: Math.max(first, lineAt(trimmed(text, end))) };
        const body = content ? itemsOf(content).map(({ range }) => lineAt(range[0])) : [];
        const isJoint = body.length > 0 && body.every((line) => line > first) && !isFlow(content);
        pairs.push({ span, ...(isJoint ? { joint: { head: first, body } } : {}) });
      },
    });
  return pairs;
}

/** A node's range may take in the blank lines behind it. */
function trimmed(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at] ?? "")) at -= 1;
  return at;
}

function isFlow(node: ParsedNode | null): boolean {
  return node !== null && "flow" in node && node.flow;
}

function itemsOf(node: ParsedNode): ParsedNode[] {
  if (!("items" in node)) return [];
  return node.items.flatMap((item) => ("key" in item ? item.key : item));
}

interface TomlTable extends Span {
  /** Lines that say something. */
  readonly body: readonly number[];
}

/** By their header lines, which the parser does not tell the place of. */
function tomlTables(text: string): TomlTable[] {
  const tables: { first: number; last: number; body: number[] }[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const open = tables.at(-1);
    if (/^\s*\[\[?[^[\]]+\]\]?\s*(?:#.*)?$/.test(line))
      tables.push({ first: index + 1, last: index + 1, body: [] });
    else if (open && line.trim() !== "") {
      open.last = index + 1;
      if (!line.trimStart().startsWith("#")) open.body.push(index + 1);
    }
  }
  return tables;
}
