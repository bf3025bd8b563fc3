/**
 * YAML from a stranger, read within bounds and with every place remembered.
 *
 * Maps and configurations share this reader. It accepts one document of plain data: no aliases (they can make
 * a small file huge), no custom tags, no duplicate keys, a bounded size. Whatever is wrong comes back as
 * faults with line and column, never as an exception.
 */
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from "yaml";
import { printable, shorten } from "../text/printable.ts";
import { compareFaults, type Fault, type Position } from "./fault.ts";

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
  try {
    return readSource(source);
  } catch (error) {
    // The parser recurses: a file of brackets alone exhausts the stack, and that is the file's fault.
    if (error instanceof RangeError)
      return refused("too-deep", "the file is nested too deeply", "flatten it");
    throw error;
  }
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
  const lines = new LineCounter();
  const parsed = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    schema: "core",
    uniqueKeys: true,
  });
  const placed = new PlacedDocument(source, parsed, lines);
  const faults: Fault[] = [...parsed.errors, ...parsed.warnings].map(({ code, message, pos: [offset] }) => {
    const duplicate = code === "DUPLICATE_KEY";
    return placed.fault(
      duplicate ? "duplicate-key" : "yaml-syntax",
      duplicate ? "the key stands twice in one mapping" : firstSentence(message),
      offset,
      duplicate ? "remove one of the two" : "mend the YAML at this place",
    );
  });
  visit(parsed, {
    Alias: (_key, node) => {
      faults.push(
        placed.fault("alias", "aliases (*name) are not allowed here", offsetOf(node), "write the value out"),
      );
    },
  });
  return faults.length > 0 ? { faults: faults.sort(compareFaults) } : { document: placed };
}

function firstSentence(message: string): string {
  const [line = message] = message.split("\n");
  return printable(line.replace(/[.:]+$/, ""));
}

function offsetOf(node: unknown): number {
  if ((isScalar(node) || isCollection(node) || isAlias(node)) && node.range) return node.range[0];
  return 0;
}

class PlacedDocument implements YamlDocument {
  readonly value: unknown;
  readonly #source: string;
  readonly #lines: LineCounter;
  readonly #root: Node | null;

  constructor(source: string, parsed: Document.Parsed, lines: LineCounter) {
    this.#source = source;
    this.#lines = lines;
    this.#root = parsed.contents;
    // Only with errors may this fail or expand aliases, and then nobody asks for the value.
    this.value = parsed.errors.length > 0 ? undefined : parsed.toJS({ maxAliasCount: 0 });
  }

  locate(path: ValuePath): Position {
    return this.#position(offsetOf(this.#nearest(path)));
  }

  locateKey(path: ValuePath, key: string): Position {
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
    let node: unknown = this.#root;
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
