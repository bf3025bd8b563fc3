/**
 * What a file is whose name tells nothing, by its content: markup, data, settings, a list, a script, prose.
 *
 * Owns the marks by which each is known. Goes by what most lines look like, so that one odd line changes nothing;
 * looks at the beginning alone, so that the answer costs the same for every file. Pure.
 */
import type { Format } from "./files.ts";

/** How a file looks: a format, a shell script, or neither: code of an unknown language. */
export type Look = Format | "shell" | undefined;

/** How much of a file is looked at, in characters and in lines. */
export const SAMPLE = 8000;
const LINES = 400;

/** The share of lines that have to look alike. */
const MOST_LINES = 0.9;
/** The share of lines that look like code which prose stays below. */
const CODE_IN_PROSE = 0.12;

const SECTION = /^\s*\[{1,2}[^\][\n]+\]{1,2}\s*(?:[#;].*)?$/;
/** `name = value`, `name value;` as servers have it, `*Name: value` of printer descriptions. */
const SETTING = /^\s*(?:[\w.-]+\s*=|[a-z]\w*[ \t]+\S.*;\s*$|\*[%\w])/;
const TOML_PAIR = /^\s*[\w."'-]+\s*=\s*(?:["'[{]|[-+]?\d|true\b|false\b)/;
const YAML_LINE = /^\s*(?:-\s+\S|["']?[\w.-]+["']?:(?:\s|$))/;
const CODE_LINE =
  /[;{}]\s*$|^\s*\(.*[)\w"]\s*$|^\s*(?:def|class|function|import|from|package|use|using|var|let|const|local|return|end|module|include|#include|if|for|while|set|sub|my|fn|func|proc)\b.*[\w)"'({:]\s*$|\w\([^)]*\)\s*$|\s(?:=>|->|:=|==|[-+]=)\s|^\s*[\w.$@%]+\s*=\s*\S/;
/** Words that close a block of a shell script, conditions, variables that are set to others. */
const SHELL_LINE = /^[ \t]*(?:fi|done|esac|then|;;|[A-Za-z_]\w*="?\$\w+.*|if \[ .*; then)\s*$/gm;
/** A sample of a metric as it is exposed: `plan_total{kind="a"} 12`. */
const MEASURED = /^[a-zA-Z_:][\w:]*(?:\{[^{}]{0,500}\}\s*|\s+)[-+]?(?:\d[\d.eE+-]*|NaN|Inf)(?:\s+\d+)?\s*$/;
const TAG = /<\/?[A-Za-z][\w:-]{0,40}(?:\s[^<>\n]{0,300})?\/?>|<[A-Za-z][\w:-]{0,40}\s[^<>\n]{0,300}$/gm;

/** The look of a text of which only the name of its file says nothing. */
export function lookOf(text: string): Look {
  const sample = text.slice(0, SAMPLE);
  const start = /^\ufeff?\s*(.{0,200})/.exec(sample)?.[1] ?? "";
  if (/^<(?:\?xml|!doctype|html|svg)/i.test(start)) return "markup";
  if (/^(?:\{\s*$|\{\s*"|\[\s*$|\[\s*[{"])/.test(start)) return "json";
  if (/^---\s*$|^%YAML/.test(start)) return "yaml";
  if ((sample.match(SHELL_LINE)?.length ?? 0) >= 2) return "shell";
  const lines = sample
    .split("\n", LINES)
    .filter((line) => /\S/.test(line) && !/^\s*(?:#(?!include)|\/\/|;)/.test(line));
  if (lines.length === 0) return undefined;
  const count = (form: RegExp): number => lines.filter((line) => form.test(line)).length;
  const most = (number: number): boolean => number >= MOST_LINES * lines.length;
  if (start.startsWith("<") && 2 * (sample.match(TAG)?.length ?? 0) >= lines.length) return "markup";
  if (most(count(YAML_LINE)) && lines.some((line) => /^[\w.-]+:/.test(line))) return "yaml";
  if (most(count(MEASURED))) return "log";
  return settingsIn(lines, most, count) ?? othersIn(lines, most, count);
}

type Count = (form: RegExp) => number;

/** Sections and pairs. What is TOML has its values in quotes or brackets, or they are numbers. */
function settingsIn(lines: readonly string[], most: (n: number) => boolean, count: Count): Look {
  const sections = count(SECTION);
  const pairs = count(/^\s*[\w."'-]+\s*=/);
  const toml = count(TOML_PAIR);
  if (toml > 0 && toml === pairs && (sections > 0 || most(toml)) && toml + sections >= lines.length / 3)
    return "toml";
  return most(lines.filter((line) => SECTION.test(line) || SETTING.test(line)).length) ? "ini" : undefined;
}

function othersIn(lines: readonly string[], most: (n: number) => boolean, count: Count): Look {
  if (lines.length > 3 && most(count(/^\s*\S+\s*$/)) && !most(count(/[{}()[\];]\s*$/))) return "list";
  const prose =
    count(CODE_LINE) <= CODE_IN_PROSE * lines.length && lines.some((line) => /\w\s+\w/.test(line));
  return prose ? "document" : undefined;
}

/**
 * A name that documents have too (`MAINTAINERS`, `NEWS`), over a text that is data: the format of that. Undefined where
 * the text is a document.
 */
export function dataUnderNameOfDocument(text: string): Format | undefined {
  const look = lookOf(text);
  const data =
    look === "toml" ||
    look === "json" ||
    (look === "ini" && new RegExp(SECTION, "m").test(text.slice(0, SAMPLE)));
  return data ? look : undefined;
}

/** `.t` ends tests of Perl, and transcripts of a shell with what was printed, which cram compares. */
export function isTranscript(text: string): boolean {
  return /^ {2}\$ \S/m.test(text.slice(0, SAMPLE));
}

/** `.rc` ends the settings of many tools, scripts of some, and the resources of a program for Windows. */
export function isResourceScript(text: string): boolean {
  return /^\s*(?:#\s*(?:include|define|ifdef|if)\b|BEGIN\b|\w+\s+(?:VERSIONINFO|DIALOG|ICON|STRINGTABLE)\b|STRINGTABLE\b)/m.test(
    text.slice(0, SAMPLE),
  );
}
