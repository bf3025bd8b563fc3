/**
 * The value of plain YAML, fast: block mappings and sequences of one-line scalars, the way our own writer and most
 * people write a map.
 *
 * The full reader keeps a place for every token, and takes seconds for a map of 100,000 entries. This one keeps
 * nothing but the value, and gives up (undefined) at the first thing that it does not know to read exactly as the
 * full reader does: the caller then asks that one, which also words every fault. So it may give up too often; it
 * may never give another answer. The property tests hold the two against each other.
 */

/** Thrown inside, never seen outside: the text is not plain enough. */
class NotPlain extends Error {}

/** What is not a character of plain text, or starts something that is not data: tabs, CR, NEL, BOM, markers. */
const UNUSUAL =
  /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\ud800-\udfff]|[\u2028\u2029]|^(?:---|\.\.\.|%)/mu;
const KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Words that YAML reads as something else than text. */
const RESERVED = /^(?:null|true|false)$/i;
const INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
/** An id: begins with a digit, and holds a letter that no number of YAML holds. */
const ID = /^(?!0[xo])[0-9][A-Za-z0-9._-]*$/;
const NO_NUMBER = /[A-DF-Zabcdf-np-wyz]/;
const DEEPEST = 12;

/** The value of `source`, or undefined where the full reader has to look. Never throws. */
export function readPlainYaml(source: string): unknown {
  if (UNUSUAL.test(source)) return undefined;
  try {
    return new PlainReader(source).read();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

class PlainReader {
  readonly #source: string;
  #at = 0;
  /** The line that is next: its indentation, and where its content begins and ends. -1 at the end. */
  #indent = -1;
  #from = 0;
  #to = 0;

  constructor(source: string) {
    this.#source = source;
    this.#advance();
  }

  read(): unknown {
    if (this.#indent !== 0) throw new NotPlain();
    const value = this.#block(0, 0);
    if (!this.#atEnd) throw new NotPlain();
    return value;
  }

  /** Goes to the next line that is neither empty nor a comment. */
  #advance(): void {
    const { length } = this.#source;
    while (this.#at < length) {
      let from = this.#at;
      while (this.#source.charCodeAt(from) === SPACE) from += 1;
      let to = this.#source.indexOf("\n", from);
      if (to === -1) to = length;
      const begin = this.#at;
      this.#at = to + 1;
      const first = this.#source.charCodeAt(from);
      if (from === to || first === HASH) continue;
      this.#indent = from - begin;
      this.#from = from;
      this.#to = to;
      return;
    }
    this.#indent = -1;
  }

  get #atEnd(): boolean {
    return this.#indent === -1;
  }

  /** A mapping or sequence whose lines stand at `indent`. */
  #block(indent: number, depth: number): unknown {
    if (depth > DEEPEST) throw new NotPlain();
    return this.#isItem() ? this.#sequence(indent, depth) : this.#mapping(indent, depth);
  }

  #isItem(): boolean {
    return this.#source.charCodeAt(this.#from) === DASH && this.#source.charCodeAt(this.#from + 1) === SPACE;
  }

  #sequence(indent: number, depth: number): unknown[] {
    const items: unknown[] = [];
    while (this.#indent === indent && this.#isItem()) {
      let content = this.#from + 2;
      while (this.#source.charCodeAt(content) === SPACE) content += 1;
      if (this.#isPairAt(content)) {
        // The item's first key stands behind the dash; its other keys stand below it.
        const column = indent + (content - this.#from);
        this.#from = content;
        this.#indent = column;
        items.push(this.#mapping(column, depth + 1));
      } else {
        items.push(this.#inline(content, this.#to));
        this.#advance();
      }
    }
    if (this.#indent > indent) throw new NotPlain();
    return items;
  }

  #isPairAt(from: number): boolean {
    const colon = this.#source.indexOf(":", from);
    return colon !== -1 && colon < this.#to && KEY.test(this.#source.slice(from, colon));
  }

  #mapping(indent: number, depth: number): Record<string, unknown> {
    const pairs: Record<string, unknown> = {};
    while (this.#indent === indent) {
      const colon = this.#source.indexOf(":", this.#from);
      if (colon === -1 || colon >= this.#to) throw new NotPlain();
      const key = this.#source.slice(this.#from, colon);
      if (!KEY.test(key) || RESERVED.test(key) || key === "__proto__" || Object.hasOwn(pairs, key))
        throw new NotPlain();
      let value = colon + 1;
      if (value < this.#to && this.#source.charCodeAt(value) !== SPACE) throw new NotPlain();
      while (this.#source.charCodeAt(value) === SPACE) value += 1;
      if (value >= this.#to || this.#source.charCodeAt(value) === HASH) {
        this.#advance();
        if (this.#indent <= indent) throw new NotPlain();
        pairs[key] = this.#block(this.#indent, depth + 1);
      } else {
        pairs[key] = this.#inline(value, this.#to);
        this.#advance();
      }
    }
    // A deeper line here goes on with a scalar of several lines.
    if (this.#indent > indent) throw new NotPlain();
    return pairs;
  }

  /** One value on the rest of a line; a comment may follow. */
  #inline(from: number, to: number): unknown {
    const first = this.#source.charCodeAt(from);
    if (first === QUOTE || first === OPEN_LIST || first === OPEN_MAP) {
      const reader = new FlowReader(this.#source, from, to);
      const value = reader.value(0);
      if (!/^ *$|^ +#/.test(this.#source.slice(reader.at, to))) throw new NotPlain();
      return value;
    }
    const text = this.#source.slice(from, to);
    const comment = text.indexOf(" #");
    return plainScalar((comment === -1 ? text : text.slice(0, comment)).trimEnd());
  }
}

const SPACE = 0x20;
const HASH = 0x23;
const DASH = 0x2d;
const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const OPEN_MAP = 0x7b;

function plainScalar(text: string): string | number {
  if (INTEGER.test(text)) return Number(text);
  if (TIMESTAMP.test(text) || (ID.test(text) && NO_NUMBER.test(text))) return text;
  if (!/^[A-Za-z]/.test(text) || RESERVED.test(text) || text.includes(": ") || text.endsWith(":"))
    throw new NotPlain();
  return text;
}

/** Quoted strings, and lists and mappings in brackets, on one line. */
class FlowReader {
  at: number;
  readonly #source: string;
  readonly #end: number;

  constructor(source: string, from: number, end: number) {
    this.#source = source;
    this.at = from;
    this.#end = end;
  }

  value(depth: number): unknown {
    if (depth > DEEPEST) throw new NotPlain();
    switch (this.#source.charCodeAt(this.at)) {
      case QUOTE:
        return this.#quoted();
      case OPEN_LIST:
        return this.#list(depth);
      case OPEN_MAP:
        return this.#map(depth);
      default:
        return this.#word();
    }
  }

  #quoted(): string {
    let end = this.at + 1;
    for (; end < this.#end; end += 1) {
      const character = this.#source.charCodeAt(end);
      if (character === QUOTE) break;
      if (character === 0x5c) end += 1;
    }
    if (end >= this.#end) throw new NotPlain();
    const written = this.#source.slice(this.at, end + 1);
    this.at = end + 1;
    // What JSON reads, YAML reads alike; YAML's other escapes are left to the full reader.
    try {
      const text: unknown = JSON.parse(written);
      if (typeof text === "string") return text;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw new NotPlain();
  }

  #list(depth: number): unknown[] {
    const items: unknown[] = [];
    this.#members("]", () => items.push(this.value(depth + 1)));
    return items;
  }

  #map(depth: number): Record<string, unknown> {
    const pairs: Record<string, unknown> = {};
    this.#members("}", () => {
      const [key = ""] =
        /^[A-Za-z_][A-Za-z0-9_]*(?=: )/.exec(this.#source.slice(this.at, this.at + 200)) ?? [];
      if (key === "" || RESERVED.test(key) || key === "__proto__" || Object.hasOwn(pairs, key))
        throw new NotPlain();
      this.at += key.length + 1;
      this.#spaces();
      pairs[key] = this.value(depth + 1);
    });
    return pairs;
  }

  /** Members with one comma between two of them, none behind the last. */
  #members(close: string, member: () => void): void {
    this.at += 1;
    this.#spaces();
    if (this.#take(close)) return;
    for (;;) {
      member();
      this.#spaces();
      if (this.#take(close)) return;
      if (!this.#take(",")) throw new NotPlain();
      this.#spaces();
    }
  }

  #word(): string | number {
    const [text = ""] =
      /^[A-Za-z0-9_][A-Za-z0-9_./-]*(?=[ ,\]}])/.exec(this.#source.slice(this.at, this.#end)) ?? [];
    if (text === "") throw new NotPlain();
    this.at += text.length;
    return plainScalar(text);
  }

  #spaces(): void {
    while (this.#source.charCodeAt(this.at) === SPACE && this.at < this.#end) this.at += 1;
  }

  #take(character: string): boolean {
    if (this.at >= this.#end || this.#source.charAt(this.at) !== character) return false;
    this.at += 1;
    return true;
  }
}
