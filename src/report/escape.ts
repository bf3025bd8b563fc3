/**
 * Text from a repository inside the syntax of others: GitHub workflow commands, Markdown, XML. One
 * function each; whoever writes such a format uses no other way. Control characters are shown as escapes first
 * (text/printable.ts), so that none reaches a log whatever the format makes of it.
 */
import { printable } from "../text/printable.ts";

/** The message of a workflow command. Line breaks between sentences are ours and stay. */
export function commandData(text: string): string {
  return text
    .split("\n")
    .map(printable)
    .join("\n")
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

/** A property of a workflow command, where `:` and `,` are syntax too. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/**
 * A run of Markdown text: no markup, no HTML, no link, no mention and no reference comes of it. Numeric
 * character references are what GitHub's and every other parser reads as the plain character.
 */
export function markdownText(text: string): string {
  return printable(text)
    .replace(/[&<>\\`*_{}[\]()#+!|~"'=:-]|\.(?=\d|\s|$)/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll("@", "&#64;<!-- -->");
}

/** Inline code: a fence longer than any run of backticks inside it. */
export function markdownCode(text: string): string {
  const inner = printable(text);
  const fence = "`".repeat(longestRun(inner, "`") + 1);
  const pad = inner.startsWith("`") || inner.endsWith("`") || inner === "" ? " " : "";
  return `${fence}${pad}${inner}${pad}${fence}`;
}

/** A fenced block of lines. */
export function markdownBlock(lines: readonly string[], language: string): string[] {
  const shown = lines.map(printable);
  const fence = "`".repeat(Math.max(3, ...shown.map((line) => longestRun(line, "`") + 1)));
  return [`${fence}${language}`, ...shown, fence];
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const one of text) {
    run = one === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Text or an attribute value in XML. What XML cannot hold was made visible by `printable`. */
export function xmlText(text: string): string {
  return (
    text
      .split("\n")
      .map(printable)
      .join("\n")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      .replaceAll("'", "&apos;")
      .replaceAll("\n", "&#10;")
      // Not characters of XML 1.0, although Unicode has them.
      .replace(/[\ufffe\uffff]/g, "\ufffd")
  );
}
