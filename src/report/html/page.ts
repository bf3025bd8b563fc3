/**
 * The page of a report as one self-contained file: markup, style, script and data, and nothing from outside.
 *
 * Hostile content cannot become markup or script: it stands only in the data block, in which `<` is an escape,
 * and in a few texts that are escaped here. The page's own policy forbids everything that is not listed by its
 * hash, requests included.
 */
import { createHash } from "node:crypto";
import { printable } from "../../text/printable.ts";
import { jsonText } from "../json-text.ts";
import type { PageData } from "./page-data.ts";

/** The built script and style of src/page. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

export function pageHtml(data: PageData, { script, style }: PageAssets): string {
  // Nothing in the data can end its block: `<` is written as an escape, which JSON reads back as itself.
  const json = jsonText(data).trimEnd().replaceAll("<", "\\u003c");
  const code = `\n${script}`;
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash(code)}'`,
    `style-src 'sha256-${hash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const title = `${data.mission.slug}: ${data.verdict ? "gate report" : "plan"}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${htmlText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${htmlText(title)}</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#list">Skip to the list of occurrences</a>
<header id="top"></header>
<main id="main"><noscript><p>This page shows its list with a script. ${htmlText(
    `It holds ${data.items.length} entries of ${data.map}`,
  )}; the map itself is a text file that can be read without one.</p></noscript></main>
<script type="application/json" id="data">${json}</script>
<script type="module">${code}</script>
</body>
</html>
`;
}

function hash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("base64");
}

export function htmlText(text: string): string {
  return printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
