/**
 * YAML from a stranger, read within bounds and with every place remembered.
 *
 * Maps and configurations share this reader. It accepts one document of plain data: no aliases (they can make
 * a small file huge), no custom tags, no duplicate keys, a bounded size. Whatever is wrong comes back as
 * faults with line and column, never as an exception.
 */
import type { Document, LineCounter } from "yaml";
import { printable, shorten } from "../text/printable.ts";
import { compareFaults, type Fault, type Position } from "./fault.ts";
import { readPlainYaml } from "./plain.ts";
import { badKeys, DEEPEST, tooDeep } from "./limits.ts";
import { yamlPackage } from "./package.ts";

/** A path to a value: keys and indexes from the root. */
export type ValuePath = readonly (string | number)[];

/** Plain data together with the places where its parts stand in the file. */
export interface YamlDocument {
  readonly value: unknown;
  /** The value at `path`, or the nearest part of the file around it. */
  locate(path: ValuePath): Position;
  /** The key `key` of the mapping at `path`. */
  locateKey(path: ValuePath, key: string): Position;
  /** The source line at `position`, safe to print. */
  sourceAt(position: Position): string;
}

export type YamlReading = { readonly document: YamlDocument } | { readonly faults: readonly Fault[] };

/** A map of 100,000 entries takes about 20 MiB; what is far larger is an attack or a mistake. */
const LARGEST_FILE = 64 * 1024 * 1024;
const SHOWN_TEXT = 80;

export function readYaml(bytes: Buffer): YamlReading {
  if (bytes.length > LARGEST_FILE) {
    return refused(
      "too-large",
      `the file has ${bytes.length} bytes; the limit is ${LARGEST_FILE}`,
      "narrow the plan, or split it",
    );
  }
  if (bytes.includes(0))
    return refused("not-text", "the file holds NUL bytes: it is not a YAML text", "restore it from git");
  const source = decodeUtf8(bytes);
  if (source === undefined) return refused("not-utf8", "the file is not valid UTF-8", "save it as UTF-8");
  const value = readPlainYaml(source);
  return value === undefined ? readSource(source) : { document: new PlainDocument(source, value) };
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refused(code: string, message: string, next: string): YamlReading {
  return { faults: [{ code, message, line: 1, column: 1, text: "", next }] };
}

function readSource(source: string): YamlReading {
  const { Composer, LineCounter, Parser, visit } = yamlPackage();
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(source)];
  const deep = tokens.map(tooDeep).find((offset) => offset !== undefined);
  if (deep !== undefined) {
    const { line, col } = lines.linePos(deep);
    const message = `the file nests deeper than ${DEEPEST} levels`;
    return { faults: [{ code: "too-deep", message, line, column: col, text: "", next: "flatten it" }] };
  }
  const composer = new Composer({ lineCounter: lines, schema: "core", uniqueKeys: false });
  const [parsed, second] = composer.compose(tokens, true, source.length);
  if (!parsed) throw new Error("the YAML reader gave no document");
  const placed = new PlacedDocument(source, parsed, lines);
  const faults: Fault[] = [...parsed.errors, ...parsed.warnings].map(({ message, pos: [offset] }) =>
    placed.fault("yaml-syntax", firstSentence(message), offset, "mend the YAML at this place"),
  );
  if (second) {
    const next = "remove what follows the line ---";
    faults.push(placed.fault("yaml-syntax", "a second YAML document begins here", second.range[0], next));
  }
  visit(parsed, {
    Alias: (_key, node) => {
      faults.push(
        placed.fault("alias", "aliases (*name) are not allowed here", offsetOf(node), "write the value out"),
      );
    },
    Map: (_key, node) => {
      for (const { kind, offset } of badKeys(node)) {
        faults.push(
          kind === "repeated"
            ? placed.fault(
                "duplicate-key",
                "the key stands twice in one mapping",
                offset,
                "remove one of the two",
              )
            : placed.fault(
                "yaml-syntax",
                "a key must be a single value",
                offset,
                "mend the YAML at this place",
              ),
        );
      }
    },
  });
  return faults.length > 0 ? { faults: faults.sort(compareFaults) } : { document: placed };
}

function firstSentence(message: string): string {
  const [line = message] = message.split("\n");
  return printable(line.replace(/[.:]+$/, ""));
}

function offsetOf(node: unknown): number {
  const { isAlias, isCollection, isScalar } = yamlPackage();
  if ((isScalar(node) || isCollection(node) || isAlias(node)) && node.range) return node.range[0];
  return 0;
}

/** A document that was read without places. Where one is asked for after all, the full reader finds it. */
class PlainDocument implements YamlDocument {
  readonly value: unknown;
  readonly #source: string;
  #placed: YamlDocument | undefined;

  constructor(source: string, value: unknown) {
    this.#source = source;
    this.value = value;
  }

  locate(path: ValuePath): Position {
    return this.#full.locate(path);
  }

  locateKey(path: ValuePath, key: string): Position {
    return this.#full.locateKey(path, key);
  }

  sourceAt(position: Position): string {
    return this.#full.sourceAt(position);
  }

  get #full(): YamlDocument {
    if (this.#placed) return this.#placed;
    const reading = readSource(this.#source);
    if ("faults" in reading) throw new Error("the two YAML readers disagree about a file");
    this.#placed = reading.document;
    return reading.document;
  }
}

class PlacedDocument implements YamlDocument {
  readonly #parsed: Document.Parsed;
  #value: unknown;
  readonly #source: string;
  readonly #lines: LineCounter;

  constructor(source: string, parsed: Document.Parsed, lines: LineCounter) {
    this.#source = source;
    this.#lines = lines;
    this.#parsed = parsed;
  }

  /** Made when asked for: nobody asks where there were faults, and aliases would make it fail. */
  get value(): unknown {
    this.#value ??= this.#parsed.toJS({ maxAliasCount: 0 });
    return this.#value;
  }

  locate(path: ValuePath): Position {
    return this.#position(offsetOf(this.#nearest(path)));
  }

  locateKey(path: ValuePath, key: string): Position {
    const { isMap, isScalar } = yamlPackage();
    const node = this.#nearest(path);
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    return this.#position(offsetOf(pair ? pair.key : node));
  }

  sourceAt({ line }: Position): string {
    const start = this.#lines.lineStarts[line - 1] ?? 0;
    const end = this.#lines.lineStarts[line] ?? this.#source.length;
    return shorten(printable(this.#source.slice(start, end).trim()), SHOWN_TEXT);
  }

  fault(code: string, message: string, offset: number, next: string): Fault {
    const position = this.#position(offset);
    return { code, message, ...position, text: this.sourceAt(position), next };
  }

  #nearest(path: ValuePath): unknown {
    const { isCollection } = yamlPackage();
    let node: unknown = this.#parsed.contents;
    for (const step of path) {
      const child: unknown = isCollection(node) ? node.get(step, true) : undefined;
      if (child === undefined || child === null) return node;
      node = child;
    }
    return node;
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}
