/** Source lines as elements: coloured by the language of the file, with the matches marked. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import go from "highlight.js/lib/languages/go";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import kotlin from "highlight.js/lib/languages/kotlin";
import makefile from "highlight.js/lib/languages/makefile";
import markdown from "highlight.js/lib/languages/markdown";
import php from "highlight.js/lib/languages/php";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import type { PageLine } from "../report/html/page-data.ts";
import { el } from "./dom.ts";

const LANGUAGES = {
  bash,
  c,
  cpp,
  csharp,
  css,
  go,
  ini,
  java,
  javascript,
  json,
  kotlin,
  makefile,
  markdown,
  php,
  python,
  ruby,
  rust,
  sql,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, language);

/** Endings that are no name or alias of a language above. */
const ENDINGS: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries({
    mts: "typescript",
    cts: "typescript",
    pyi: "python",
    toml: "ini",
    cfg: "ini",
    properties: "ini",
    env: "ini",
    vue: "xml",
    svelte: "xml",
    jsonl: "json",
    jsonc: "json",
    gradle: "java",
    scss: "css",
    less: "css",
    kts: "kotlin",
    dockerfile: "bash",
    mdx: "markdown",
  }),
);

function languageOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const ending = name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : name;
  const language = ENDINGS.get(ending) ?? ending;
  return hljs.getLanguage(language) ? language : undefined;
}

/** One line. What the highlighter makes is rebuilt node by node: only its spans and their classes are taken over. */
export function sourceLine(line: PageLine, path: string): HTMLElement {
  const code = el("code");
  const language = languageOf(path);
  if (language === undefined) code.append(line.text);
  else {
    const made = document.createElement("template");
    made.innerHTML = hljs.highlight(line.text, { language, ignoreIllegals: true }).value;
    copy(made.content, code);
  }
  mark(code, line.marks ?? []);
  return code;
}

function copy(from: Node, to: HTMLElement): void {
  for (const node of from.childNodes) {
    if (node instanceof HTMLSpanElement) {
      const span = el("span", { class: node.className });
      copy(node, span);
      to.append(span);
    } else to.append(node.textContent ?? "");
  }
}

/** Puts `<mark>` around the stretches, across the spans of the highlighter. */
function mark(code: HTMLElement, marks: readonly (readonly [number, number])[]): void {
  if (marks.length === 0) return;
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text) texts.push(node);
  let at = 0;
  for (const text of texts) {
    const pieces = cut(text.data, at, marks);
    at += text.data.length;
    if (pieces.some(({ marked }) => marked))
      text.replaceWith(...pieces.map(({ words, marked }) => (marked ? el("mark", {}, words) : words)));
  }
}

function cut(
  text: string,
  offset: number,
  marks: readonly (readonly [number, number])[],
): { words: string; marked: boolean }[] {
  const pieces: { words: string; marked: boolean }[] = [];
  let at = 0;
  const take = (end: number, marked: boolean): void => {
    if (end > at) pieces.push({ words: text.slice(at, end), marked });
    at = Math.max(at, end);
  };
  for (const [start, end] of marks) {
    if (end <= offset || start >= offset + text.length) continue;
    take(Math.max(0, start - offset), false);
    take(Math.min(text.length, end - offset), true);
  }
  take(text.length, false);
  return pieces;
}
