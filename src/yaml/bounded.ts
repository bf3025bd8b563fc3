/**
 * YAML from outside, read within bounds: one document, UTF-8, not too deep, no aliases, no key twice.
 *
 * The `yaml` package reads it; what is checked before and after keeps a hostile file from costing more than
 * its size. Nesting is measured on the flat token tree, before anything recursive sees it. Keys are compared
 * here because the package compares each with each. Aliases are refused rather than counted: nobody's
 * metadata needs them. The caller bounds the size.
 */
import { isUtf8 } from "node:buffer";
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { printable, shorten } from "../text/printable.ts";

export type YamlFaultCode =
  | "binary"
  | "not-utf8"
  | "empty"
  | "too-deep"
  | "syntax"
  | "tab"
  | "duplicate-key"
  | "alias"
  | "unknown-tag"
  | "several-documents";

/** Why a text is not read. `line` and `column` are 1-based, absent where no place is meant. */
export interface YamlFault {
  readonly code: YamlFaultCode;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** A YAML file that was read. Offsets of its nodes count UTF-16 units of `text`, which is all of the file. */
export interface YamlFile {
  readonly text: string;
  readonly document: Document.Parsed;
  position(offset: number): { readonly line: number; readonly column: number };
}

export type YamlReading =
  { readonly kind: "yaml"; readonly file: YamlFile } | { readonly kind: "fault"; readonly fault: YamlFault };

/** Deeper than any real file, far from what recursion can bear. */
const DEEPEST = 64;

export function readBounded(bytes: Buffer): YamlReading {
  if (bytes.includes(0)) return refuse("binary", "it is not a text file");
  if (!isUtf8(bytes)) return refuse("not-utf8", "it is not UTF-8");
  const text = bytes.toString("utf8");
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const refuseAt = (code: YamlFaultCode, message: string, offset: number): YamlReading =>
    refuse(code, message, position(offset));

  const deep = tokens.map(tooDeep).find((offset) => offset !== undefined);
  if (deep !== undefined) return refuseAt("too-deep", `it nests deeper than ${DEEPEST} levels`, deep);

  const composer = new Composer({ lineCounter: lines, uniqueKeys: false });
  const [document, second] = composer.compose(tokens, false, text.length);
  if (document === undefined || document.contents === null) return refuse("empty", "it is empty");
  const error = document.errors[0] ?? second?.errors[0];
  if (error) {
    const code = error.code === "TAB_AS_INDENT" ? "tab" : "syntax";
    return refuseAt(code, `it is not YAML: ${error.message}`, error.pos[0]);
  }
  if (second) return refuseAt("several-documents", "it holds more than one YAML document", second.range[0]);
  const warning = document.warnings[0];
  if (warning) return refuseAt("unknown-tag", `it cannot be read: ${warning.message}`, warning.pos[0]);
  const fault = faultInTree(document);
  if (fault) return refuseAt(fault.code, fault.message, fault.offset);
  return { kind: "yaml", file: { text, document, position } };
}

function refuse(
  code: YamlFaultCode,
  message: string,
  position?: { readonly line: number; readonly column: number },
): YamlReading {
  // The message may quote the file, and the package's messages have several lines.
  const [line = ""] = message.split("\n");
  return { kind: "fault", fault: { code, message: shorten(printable(line), 200), ...position } };
}

/** The offset of a token that lies too deep, if there is one. Walks without recursion. */
function tooDeep(root: CST.Token): number | undefined {
  let level: CST.Token[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    // The document itself is one level more.
    const first = level[0];
    if (depth > DEEPEST + 1 && first) return first.offset;
    level = level.flatMap(children);
  }
  return undefined;
}

function children(token: CST.Token): CST.Token[] {
  if (token.type === "document") return token.value ? [token.value] : [];
  if (!("items" in token)) return [];
  const found: CST.Token[] = [];
  for (const item of token.items) {
    if (item.key) found.push(item.key);
    if (item.value) found.push(item.value);
  }
  return found;
}

interface TreeFault {
  readonly code: YamlFaultCode;
  readonly message: string;
  readonly offset: number;
}

function faultInTree(document: Document.Parsed): TreeFault | undefined {
  let fault: TreeFault | undefined;
  visit(document, {
    Alias: (_key, node) => {
      fault = { code: "alias", message: `it holds an alias (*${node.source})`, offset: node.range?.[0] ?? 0 };
      return visit.BREAK;
    },
    Map: (_key, node) => {
      fault = keyFault(node);
      return fault ? visit.BREAK : undefined;
    },
  });
  return fault;
}

function keyFault(map: YAMLMap): TreeFault | undefined {
  const known = new Set<unknown>();
  for (const { key } of map.items) {
    const offset = nodeOffset(key) ?? nodeOffset(map) ?? 0;
    if (isAlias(key)) continue;
    if (!isScalar(key)) return { code: "syntax", message: "it holds a key that is no scalar", offset };
    if (known.has(key.value)) {
      return { code: "duplicate-key", message: `it holds the key ${String(key.value)} twice`, offset };
    }
    known.add(key.value);
  }
  return undefined;
}

function nodeOffset(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range?.[0] ?? undefined) : undefined;
}

/** The value of `key` in `map`: a node, or undefined where there is no such key. */
export function valueOf(map: YAMLMap, key: string): unknown {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value;
}

/** Plain data of a node, maps as `Map`: a key of any name is data and nothing else. */
export function dataOf(document: Document.Parsed, node: YAMLMap | YAMLSeq): unknown {
  return node.toJS(document, { mapAsMap: true });
}
