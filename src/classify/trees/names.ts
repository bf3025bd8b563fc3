/** Names as they are written in code, made comparable: callees, objects, assigned names, string contents. */
import type { Place } from "../site.ts";
import type { SyntaxNode } from "./node.ts";

/** The longest stretch of a callee that is read; what stands before it is an earlier call of the chain. */
const LONGEST_CALLEE = 400;

const PLAIN = /^[\p{L}_][\p{L}\p{N}_]{0,100}(?:\.[\p{L}_][\p{L}\p{N}_]{0,100}){0,3}$/u;

/**
 * A callee as a dotted name: `self.log.info`, `program.command.option` for `program.command("x").option`,
 * `exec.Command`, `info!`. Arguments, indexes, type arguments and strings are left out, `::`, `->`, `?.` and `\`
 * become dots.
 */
export function dottedName(written: string): string {
  // Most are plain: nothing to leave out.
  if (PLAIN.test(written)) return written;
  const text = written.slice(-LONGEST_CALLEE);
  let out = "";
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"' || character === "`" || (character === "'" && depth === 0)) {
      const close = closingQuote(text, at);
      if (close !== -1) at = close;
      continue;
    }
    if (/[([{]/.test(character)) depth += 1;
    else if (/[)\]}]/.test(character)) depth = Math.max(0, depth - 1);
    else if (character === "<" && /[\w:]$/.test(out)) depth += 1;
    else if (character === ">" && depth > 0 && text.charAt(at - 1) !== "-") depth -= 1;
    else if (depth === 0) out += character;
  }
  return out
    .replace(/::|->|\?\.|!!\.|!\.|&\.|\\/g, ".")
    .replace(/[\s$&*~?;]+/g, (mark) => (/\s/.test(mark) ? " " : ""))
    .replace(/^.*\b(?:new|await|yield|return|typeof|not)\s+/, "")
    .replace(/ *\. */g, ".")
    .replace(/\.{2,}/g, ".")
    .replace(/\.+$/, "")
    .trim()
    .replace(/^.* /, "");
}

function closingQuote(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text.charAt(at) === "\\") at += 1;
    else if (text.charAt(at) === text.charAt(from)) return at;
  }
  return -1;
}

/** Prefix letters and the delimiter that opens a literal: `f"`, `r#"`, `R"x(`, `"""`, `@"`, `:` of a symbol. */
const OPENING =
  /^(?:(?:u8|[uUL])?R"[^\s()\\]{0,16}\(|[A-Za-z@$]{0,4}#*(?:"""|'''|["'`])|%[qQwWiIxr]?[^\w\s]|<(?=[^<>\s]+>$)|:"?(?=[\w"]))/;

const CLOSING: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}", "<": ">" };

/** The stretch of a literal without its delimiters. */
export function insideOf(node: SyntaxNode, source: string): Place {
  const text = source.slice(node.startIndex, node.endIndex);
  const open = OPENING.exec(text)?.[0] ?? "";
  const close = closingOf(open);
  const start = node.startIndex + open.length;
  const closed = close !== "" && text.length >= open.length + close.length && text.endsWith(close);
  return { start, end: closed ? node.endIndex - close.length : node.endIndex };
}

function closingOf(open: string): string {
  const raw = /R"([^\s()\\]*)\($/.exec(open);
  if (raw) return `)${raw[1] ?? ""}"`;
  const quoted = /(#*)("""|'''|["'`])$/.exec(open);
  if (quoted) return (quoted[2] ?? "") + (quoted[1] ?? "");
  const last = open.slice(-1);
  return last === ":" ? "" : (CLOSING[last] ?? last);
}
