/**
 * Bracketed data: JSON with and without comments, the flow style of YAML, the values of TOML.
 *
 * One scanner for all three, because they differ only in the marks: `{}` and `[]` nest, `:` or `=` ends a key, `,`
 * ends an element, quotes hold anything. It never fails: what is malformed is read as far as it goes.
 */
import type { Waiting } from "./waiting.ts";

export interface FlowForm {
  /** The mark between key and value. */
  readonly colon: ":" | "=";
  readonly comment?: "#" | "//";
  /** Unquoted scalars may hold blanks (YAML) or not (JSON, TOML). */
  readonly blanks: boolean;
}

export const JSON_FORM: FlowForm = { colon: ":", comment: "//", blanks: false };
export const YAML_FORM: FlowForm = { colon: ":", comment: "#", blanks: true };
export const TOML_FORM: FlowForm = { colon: "=", comment: "#", blanks: false };

/** Keys deeper than this are not told: a file of brackets alone must not take for ever. */
const DEEPEST = 60;

interface Level {
  readonly object: boolean;
  key: string | undefined;
}

/**
 * Reads one value that begins at or after `from`, and what follows up to its end; `keys` lead to it. Returns the
 * offset behind it. With `whole` the rest of the source is read, whatever stands there.
 */
export function readFlow(
  source: string,
  from: number,
  keys: readonly string[],
  form: FlowForm,
  waiting: Waiting,
  whole = false,
): number {
  const levels: Level[] = [];
  const path = (): string[] => [
    ...keys,
    ...levels.slice(0, DEEPEST).flatMap(({ key }) => (key === undefined ? [] : [key])),
  ];
  let at = from;
  while (at < source.length && (waiting.next !== undefined || !whole)) {
    const character = source.charAt(at);
    const level = levels.at(-1);
    if (/\s/.test(character)) {
      if (levels.length === 0 && character === "\n" && !whole) return at;
      at += 1;
    } else if (form.comment !== undefined && isComment(source, at, form.comment)) {
      const end = endOfComment(source, at);
      waiting.give({ start: at, end }, { role: "comment", what: "comment" });
      at = end;
    } else if (character === "{" || character === "[") {
      levels.push({ object: character === "{", key: undefined });
      at += 1;
    } else if (character === "}" || character === "]") {
      levels.pop();
      at += 1;
      if (levels.length === 0 && !whole) return at;
    } else if (character === ",") {
      if (level) level.key = undefined;
      if (levels.length === 0 && !whole) return at;
      at += 1;
    } else if (character === form.colon) at += 1;
    else {
      const [start, end, after] = scalar(source, at, form, levels.length > 0);
      const isKey =
        level?.object === true && level.key === undefined && colonFollows(source, after, form.colon);
      if (isKey) level.key = source.slice(start, end);
      if (waiting.before(after)) {
        const seen = isKey
          ? ({ role: "key", what: "key" } as const)
          : ({ role: "value", what: "value" } as const);
        const leading = path();
        waiting.give({ start, end: Math.max(end, start) }, { ...seen, keys: leading });
        // A match on the closing quote or between tokens belongs to the scalar before it.
        waiting.give({ start, end: after }, { ...seen, keys: leading });
      }
      at = Math.max(after, at + 1);
      if (levels.length === 0 && !whole) return at;
    }
  }
  return at;
}

function isComment(source: string, at: number, comment: "#" | "//"): boolean {
  if (comment === "#") return source.charAt(at) === "#" && /^$|\s/.test(source.charAt(at - 1));
  return source.startsWith("//", at) || source.startsWith("/*", at);
}

function endOfComment(source: string, at: number): number {
  const close = source.startsWith("/*", at) ? "*/" : "\n";
  const found = source.indexOf(close, at + 1);
  return found === -1 ? source.length : found + (close === "*/" ? 2 : 0);
}

/** The inner stretch of the scalar at `at`, and the offset behind it. */
function scalar(
  source: string,
  at: number,
  form: FlowForm,
  nested: boolean,
): [start: number, end: number, after: number] {
  const quote = source.charAt(at);
  if (quote === '"' || quote === "'") {
    const triple = quote.repeat(3);
    if (form.colon === "=" && source.startsWith(triple, at)) {
      const found = source.indexOf(triple, at + 3);
      return found === -1 ? [at + 3, source.length, source.length] : [at + 3, found, found + 3];
    }
    return quoted(source, at, quote, form);
  }
  let end = at;
  for (; end < source.length; end += 1) {
    const character = source.charAt(end);
    if (character === "\n" || (nested && (character === "," || /[\]}]/.test(character)))) break;
    if (!form.blanks && (/[\s,\]}{[]/.test(character) || character === form.colon)) break;
    if (form.blanks && character === ":" && /[\s,\]}]|^$/.test(source.charAt(end + 1))) break;
    if (form.blanks && character === "#" && /\s/.test(source.charAt(end - 1))) break;
  }
  let trimmed = end;
  while (trimmed > at && /\s/.test(source.charAt(trimmed - 1))) trimmed -= 1;
  return [at, trimmed, Math.max(end, at + 1)];
}

function quoted(source: string, at: number, quote: string, form: FlowForm): [number, number, number] {
  for (let end = at + 1; end < source.length; end += 1) {
    const character = source.charAt(end);
    if (character === "\\" && quote === '"') end += 1;
    else if (character === quote) {
      if (quote === "'" && form.blanks && source.charAt(end + 1) === "'") end += 1;
      else return [at + 1, end, end + 1];
    } else if (character === "\n" && !form.blanks) return [at + 1, end, end];
  }
  return [at + 1, source.length, source.length];
}

function colonFollows(source: string, at: number, colon: string): boolean {
  let next = at;
  while (next < source.length && /\s/.test(source.charAt(next))) next += 1;
  return source.charAt(next) === colon;
}
