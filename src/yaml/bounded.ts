/**
 * YAML from outside, read within bounds: one document, UTF-8, not too deep, no aliases, no key twice.
 *
 * The `yaml` package reads it, within the limits of limits.ts. Aliases are refused rather than counted: nobody's
 * metadata needs them. The caller bounds the size.
 */
import { isUtf8 } from "node:buffer";
import {
  Composer,
  type Document,
  isScalar,
  LineCounter,
  Parser,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { printable, shorten } from "../text/printable.ts";
import { badKeys, DEEPEST, tooDeep } from "./limits.ts";

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
  const [bad] = badKeys(map);
  if (!bad) return undefined;
  const { kind, key, offset } = bad;
  return kind === "repeated"
    ? { code: "duplicate-key", message: `it holds the key ${key} twice`, offset }
    : { code: "syntax", message: "it holds a key that is no scalar", offset };
}

/** The value of `key` in `map`: a node, or undefined where there is no such key. */
export function valueOf(map: YAMLMap, key: string): unknown {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value;
}

/** Plain data of a node, maps as `Map`: a key of any name is data and nothing else. */
export function dataOf(document: Document.Parsed, node: YAMLMap | YAMLSeq): unknown {
  return node.toJS(document, { mapAsMap: true });
}
