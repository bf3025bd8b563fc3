/**
 * YAML, read by indentation.
 *
 * A YAML parser refuses what CI files and charts are full of (templates, tabs, half a document in a patch), and
 * a map needs the place of a match in the tree of keys, not the values. So lines are read as a person reads them:
 * indent, dash, key, value, block scalar; the flow style is left to the scanner that knows brackets.
 */
import type { Place, Site } from "../site.ts";
import { YAML_FORM, readFlow } from "./flow.ts";
import { Waiting } from "./waiting.ts";

interface Open {
  readonly indent: number;
  readonly key: string;
}

/** A key at the beginning of `text` and the length of it with its colon; undefined where there is none. */
function keyAt(text: string): { readonly key: string; readonly length: number } | undefined {
  const quoted = /^"((?:[^"\\\n]|\\.)*)"|^'((?:[^'\n]|'')*)'/.exec(text);
  if (quoted) {
    const rest = text.slice(quoted[0].length);
    const colon = /^[ \t]*:(?=[ \t\r\n]|$)/.exec(rest);
    if (!colon) return undefined;
    return { key: quoted[1] ?? quoted[2] ?? "", length: quoted[0].length + colon[0].length };
  }
  // A plain key may hold anything but a comment; a template in braces may begin it.
  if (!/^(?:[^\s#"'{}[\],&*!|>%@`-]|-[^\s#:]|[&*!]?(?:[\w$]|\{\{))/.test(text)) return undefined;
  const colon = text.search(/:(?=[ \t\r\n]|$)/);
  if (colon < 1 || text.slice(0, colon).includes("#")) return undefined;
  return { key: text.slice(0, colon).trimEnd(), length: colon + 1 };
}

export function readYaml(
  source: string,
  places: readonly Place[],
  from = 0,
  to = source.length,
  lead: readonly string[] = [],
): Site[] {
  const waiting = new Waiting(source, places);
  new YamlReader(source, waiting, lead, to).read(from);
  return waiting.finish({ role: "value", what: "text of a YAML file" });
}

class YamlReader {
  readonly #source: string;
  readonly #waiting: Waiting;
  readonly #lead: readonly string[];
  readonly #to: number;
  #open: Open[] = [];

  constructor(source: string, waiting: Waiting, lead: readonly string[], to: number) {
    this.#source = source;
    this.#waiting = waiting;
    this.#lead = lead;
    this.#to = to;
  }

  read(from: number): void {
    let at = from;
    while (at < this.#to && this.#waiting.next !== undefined) {
      at = Math.max(this.#line(at), at + 1);
    }
  }

  /** Reads the line at `at`, and further lines where a value runs over them. Returns the start of the next. */
  #line(at: number): number {
    const end = this.#endOfLine(at);
    const indent = /^[ \t]*/.exec(this.#source.slice(at, end))?.[0].length ?? 0;
    let column = indent;
    const rest = (): string => this.#source.slice(at + column, end);
    if (rest().trim() === "") return end + 1;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(rest()) && column === 0) {
      this.#open = [];
      column += 3;
      if (rest().trim() === "") return end + 1;
    }
    if (rest().startsWith("#") || rest().startsWith("%")) {
      this.#waiting.give({ start: at + column, end }, { role: "comment", what: "comment" });
      return end + 1;
    }
    let dash = /^-(?:[ \t]+|$|(?=\r))/.exec(rest());
    while (dash) {
      this.#closeTo(column, true);
      column += dash[0].length;
      dash = /^-(?:[ \t]+|$|(?=\r))/.exec(rest());
    }
    return this.#entry(at, column, indent, end);
  }

  #entry(at: number, column: number, indent: number, end: number): number {
    const text = this.#source.slice(at + column, end);
    const found = keyAt(text);
    if (!found) {
      const keys = this.#keysAt(column);
      return this.#value(at + column, end, indent, keys);
    }
    this.#closeTo(column, false);
    const key = found.key.replace(/^[&!]\S*\s+/, "");
    this.#open.push({ indent: column, key });
    const keys = [...this.#lead, ...this.#open.map((open) => open.key)];
    this.#waiting.give(
      { start: at + column, end: at + column + found.length - 1 },
      { role: "key", what: "key", keys },
    );
    let from = at + column + found.length;
    while (from < end && /[ \t]/.test(this.#source.charAt(from))) from += 1;
    return this.#value(from, end, column, keys);
  }

  /** A value that begins at `from`; the line that holds it is indented by `indent`. */
  #value(from: number, end: number, indent: number, keys: readonly string[]): number {
    const properties =
      /^(?:[&!][^\s,[\]{}]*[ \t]+){0,4}/.exec(this.#source.slice(from, end))?.[0].length ?? 0;
    const start = from + properties;
    if (properties > 0)
      this.#waiting.give({ start: from, end: start }, { role: "value", what: "tag or anchor", keys });
    const text = this.#source.slice(start, end);
    if (/^[|>][-+0-9]*[ \t]*(?:#.*)?\r?$/.test(text)) return this.#block(end + 1, indent, keys);
    if (/^["']/.test(text)) return this.#quoted(start, keys);
    if (/^[{[]/.test(text) && !/^\{\{|^\{%/.test(text)) return this.#flow(start, keys);
    const comment = /(?:^|[ \t])#/.exec(text);
    const valueEnd = comment ? start + comment.index : end;
    this.#waiting.give({ start, end: valueEnd }, { role: "value", what: "value", keys });
    if (comment) this.#waiting.give({ start: valueEnd, end }, { role: "comment", what: "comment" });
    return end + 1;
  }

  #block(from: number, indent: number, keys: readonly string[]): number {
    let at = from;
    while (at < this.#to) {
      const end = this.#endOfLine(at);
      const line = this.#source.slice(at, end);
      if (line.trim() !== "" && (/^[ \t]*/.exec(line)?.[0].length ?? 0) <= indent) break;
      at = end + 1;
    }
    const stretch = { start: from, end: Math.min(at, this.#to) };
    this.#waiting.give(stretch, { role: "value", what: "block of text", keys });
    return at;
  }

  #quoted(start: number, keys: readonly string[]): number {
    const after = readFlow(this.#source.slice(0, this.#to), start, keys, YAML_FORM, this.#waiting);
    return this.#tail(after);
  }

  #flow(start: number, keys: readonly string[]): number {
    return this.#tail(readFlow(this.#source.slice(0, this.#to), start, keys, YAML_FORM, this.#waiting));
  }

  /** What follows a quoted or bracketed value on its line: a comment, or stray text. */
  #tail(after: number): number {
    const end = this.#endOfLine(after);
    const comment = this.#source.slice(after, end).indexOf("#");
    if (comment !== -1)
      this.#waiting.give({ start: after + comment, end: end + 1 }, { role: "comment", what: "comment" });
    return end + 1;
  }

  #keysAt(column: number): readonly string[] {
    const keys = this.#open.filter(({ indent }) => indent < column || indent === 0 || column === 0);
    return [...this.#lead, ...keys.map(({ key }) => key)];
  }

  /** Closes what a line that begins at `column` no longer belongs to. */
  #closeTo(column: number, dash: boolean): void {
    while (this.#open.length > 0) {
      const last = this.#open.at(-1);
      // A list may stand at the indent of its own key.
      if (!last || last.indent < column || (dash && last.indent === column)) return;
      this.#open.pop();
    }
  }

  #endOfLine(at: number): number {
    const found = this.#source.indexOf("\n", at);
    return found === -1 || found > this.#to ? this.#to : found;
  }
}
