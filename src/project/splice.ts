/**
 * Edits to a YAML text that leave every other byte as it is.
 *
 * The `yaml` package can print a document again, but printing refolds long strings, moves comments and
 * chooses quotes anew. So its document tells where things stand, and the text itself is cut and filled there:
 * a scalar is replaced, a pair or a list item is put in. What cannot be done that way is refused.
 */
import {
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { YamlFile } from "../yaml/bounded.ts";

/** What an edit can put in place of a value. */
export type Plain = string | number | null;

/** A mapping to put in, in the order in which it is written. */
export type Entries = readonly (readonly [key: string, value: Plain])[];

/** The file is valid, but of a form that no edit here is sure of (a `? key`, a mapping on the dash's line). */
export class UnsupportedForm extends Error {
  override readonly name = "UnsupportedForm";
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const LF = "\n";

export class Splice {
  readonly #text: string;
  readonly #eol: string;
  readonly #edits: Edit[] = [];

  constructor(file: YamlFile) {
    this.#text = file.text;
    this.#eol = file.text.charAt(file.text.indexOf(LF) - 1) === "\r" ? "\r\n" : LF;
  }

  /** The text with all edits done. Edits at one place stand in the order in which they were asked for. */
  result(): string {
    const edits = this.#edits.map((edit, order) => ({ ...edit, order }));
    edits.sort((a, b) => a.start - b.start || a.order - b.order);
    let text = "";
    let at = 0;
    for (const edit of edits) {
      if (edit.start < at) throw new UnsupportedForm("two edits meet");
      text += this.#text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return text + this.#text.slice(at);
  }

  /** Gives `key` of `map` the value; a key that is not there comes after the key `after`, or at the end. */
  set(map: YAMLMap, key: string, value: Plain, after?: string): void {
    const pair = pairOf(map, key);
    if (pair === undefined) this.#insertPair(map, `${key}: ${scalar(value)}`, [], after);
    else this.#replaceScalar(pair, value);
  }

  /** Puts in a new mapping as the last value of `map`. */
  setMapping(map: YAMLMap, key: string, entries: Entries): void {
    this.#fill(map, key, entries.map(line), `{ ${entries.map(line).join(", ")} }`);
  }

  /** Puts in `key` with a list of one mapping, inside a new mapping `outer` of `map`. */
  setNestedList(map: YAMLMap, outer: string, key: string, entries: Entries): void {
    this.#fill(map, outer, [`${key}:`, ...item(entries)], `{ ${key}: [${flow(entries)}] }`);
  }

  /** Adds a mapping at the end of the list under `key`; a list that is not there or empty is begun. */
  append(map: YAMLMap, key: string, entries: Entries): void {
    const list = pairOf(map, key)?.value;
    if (isSeq(list) && list.items.length > 0) this.#appendItem(list, entries);
    else this.#fill(map, key, item(entries), `[${flow(entries)}]`, "same-column");
  }

  #appendItem(list: YAMLSeq, entries: Entries): void {
    const last = list.items.at(-1);
    const end = endOf(last) ?? unsupported("a list item without a place");
    if (list.flow) {
      this.#insert(end, `, ${flow(entries)}`);
      return;
    }
    const indent = this.#indentAt(startOf(list));
    this.#insertLines(
      end,
      item(entries).map((text) => indent + text),
    );
  }

  #replaceScalar(pair: Pair, value: Plain): void {
    const { value: node } = pair;
    if (!isScalar(node)) throw new UnsupportedForm("a value without a place");
    const [start, end] = rangeOf(node);
    if (start === end) {
      // A key without a value: the value comes right after its colon.
      const colon = this.#text.lastIndexOf(":", start);
      if (colon === -1 || this.#text.slice(colon + 1, start).trim() !== "")
        unsupported("a key without a colon");
      this.#insert(colon + 1, ` ${scalar(value)}`);
    } else if (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") {
      this.#edit(start, end, this.#blockScalar(this.#text.slice(start, end), value));
    } else this.#edit(start, end, scalar(value, node));
  }

  /** The same block, header and indentation kept, with one line; it ends without a line break of its own. */
  #blockScalar(source: string, value: Plain): string {
    const match = /^([|>])([1-9]?)[-+]?([1-9]?)([^\n]*\n)(?:[ \t\r]*\n)*( +)/.exec(source);
    if (!match || typeof value !== "string" || /[\n\r]/.test(value)) unsupported("a block of text");
    const [, style = "", before = "", after = "", rest = "", indent = ""] = match;
    return `${style}${before}${after}-${rest}${indent}${value}${this.#eol}`;
  }

  #insertPair(map: YAMLMap, first: string, below: readonly string[], after?: string): void {
    const anchor = (after === undefined ? undefined : pairOf(map, after)) ?? map.items.at(-1);
    if (map.flow) {
      if (below.length > 0) unsupported("lines inside braces");
      const inside = anchor === undefined ? startOf(map) + 1 : endOfPair(anchor);
      this.#insert(inside, anchor === undefined ? ` ${first} ` : `, ${first}`);
      return;
    }
    if (anchor === undefined) unsupported("a mapping without a key");
    const indent = this.#indentAt(startOf(map.items[0]?.key));
    this.#insertLines(
      endOfPair(anchor),
      [first, ...below].map((text) => indent + text),
    );
  }

  /** Gives `key` a new mapping or list where it has none: as lines in a block, in one piece inside braces. */
  #fill(
    map: YAMLMap,
    key: string,
    lines: readonly string[],
    inBraces: string,
    column: "deeper" | "same-column" = "deeper",
  ): void {
    const below = column === "deeper" ? lines.map((text) => `  ${text}`) : lines;
    const pair = pairOf(map, key);
    if (pair === undefined) {
      if (map.flow) this.#insertPair(map, `${key}: ${inBraces}`, []);
      else this.#insertPair(map, `${key}:`, below);
      return;
    }
    const empty = pair.value;
    const [start, end] = rangeOf(empty);
    const source = this.#text.slice(start, end);
    if (isMap(empty) || isSeq(empty)) {
      if (!empty.flow || empty.items.length > 0) unsupported("a value that is not empty");
      if (map.flow || source.includes("#")) {
        // `{}` or `[]`, perhaps with comments between: the content goes in after the opening bracket.
        this.#insert(start + 1, ` ${inBraces.slice(1, -1).trim()} `);
        return;
      }
    } else if (map.flow) {
      this.#edit(start, end, source === "" ? ` ${inBraces}` : inBraces);
      return;
    }
    const indent = this.#indentAt(startOf(pair.key));
    // What stood for nothing (`[]`, `~`) goes, and the blank before it.
    const blank = source === "" ? start : this.#text.slice(0, start).trimEnd().length;
    if (source !== "" && this.#text.slice(blank, start).includes(LF)) unsupported("a value on the next line");
    this.#edit(blank, end, "");
    this.#insertLines(
      end,
      below.map((text) => indent + text),
    );
  }

  /** Whole lines after the line that `offset` ends in. A file without a final newline stays without one. */
  #insertLines(offset: number, lines: readonly string[]): void {
    const startsLine = offset > 0 && this.#text.charAt(offset - 1) === LF;
    const newline = startsLine ? offset - 1 : this.#text.indexOf(LF, offset);
    if (newline === -1) this.#insert(this.#text.length, lines.map((text) => this.#eol + text).join(""));
    else this.#insert(newline + 1, lines.map((text) => text + this.#eol).join(""));
  }

  /** What stands before `offset` on its line; only blanks may. */
  #indentAt(offset: number): string {
    const indent = this.#text.slice(this.#text.lastIndexOf(LF, offset - 1) + 1, offset);
    // A byte-order mark before the first key is no indentation.
    if (indent === "\ufeff") return "";
    return /^ *$/.test(indent) ? indent : unsupported("a key that does not begin its line");
  }

  #insert(offset: number, text: string): void {
    this.#edit(offset, offset, text);
  }

  #edit(start: number, end: number, text: string): void {
    this.#edits.push({ start, end, text });
  }
}

function unsupported(what: string): never {
  throw new UnsupportedForm(what);
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

function rangeOf(node: unknown): readonly [start: number, end: number] {
  const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : unsupported("a value without a place");
}

function startOf(node: unknown): number {
  return rangeOf(node)[0];
}

/** Where the last character of a value lies. A block's own range may reach over the comments below it. */
function endOf(node: unknown): number | undefined {
  if (isMap(node) && !node.flow) {
    const last = node.items.at(-1);
    return last === undefined ? undefined : endOfPair(last);
  }
  if (isSeq(node) && !node.flow) return endOf(node.items.at(-1));
  return isScalar(node) || isMap(node) || isSeq(node) ? rangeOf(node)[1] : undefined;
}

function endOfPair(pair: Pair): number {
  return endOf(pair.value) ?? endOf(pair.key) ?? unsupported("a pair without a place");
}

function line([key, value]: readonly [key: string, value: Plain]): string {
  return `${key}: ${scalar(value)}`;
}

function item(entries: Entries): string[] {
  return entries.map((entry, index) => (index === 0 ? `- ${line(entry)}` : `  ${line(entry)}`));
}

function flow(entries: Entries): string {
  return `{ ${entries.map(line).join(", ")} }`;
}

/** A value as it is written: in the quotes that `old` had, else plain where every reader agrees on it. */
function scalar(value: Plain, old?: Scalar): string {
  if (typeof value !== "string") {
    const bare = String(value);
    if (old?.type === "QUOTE_SINGLE") return `'${bare}'`;
    return old?.type === "QUOTE_DOUBLE" ? `"${bare}"` : bare;
  }
  // JSON's strings are YAML's; the other two forms hold one printable line.
  if (old?.type === "QUOTE_DOUBLE" || !/^[\x20-\x7e]*$/.test(value)) return JSON.stringify(value);
  if (old?.type === "PLAIN" && old.value !== null && readsAs(value, "1.2")) return value;
  if (old?.type !== "QUOTE_SINGLE" && readsAs(value, "1.2") && readsAs(value, "1.1")) return value;
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * Is `value` without quotes this very string? Python reads YAML 1.1, where 2026-04-27 is a date, 3.2 a number
 * and `no` is false. Only characters that mean nothing to YAML anywhere are let through.
 */
function readsAs(value: string, version: "1.1" | "1.2"): boolean {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9._+!:-]*[A-Za-z0-9])?$/.test(value)) return false;
  const node = parseDocument(value, { version }).contents;
  return isScalar(node) && node.value === value;
}
