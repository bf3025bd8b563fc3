/** What the documentation says of one finding: its section of docs/findings.md. */

/** The section of `code`, heading included, as Markdown; undefined where there is none. */
export function findingSection(page: string, code: string): string | undefined {
  const lines = page.split("\n");
  const from = lines.indexOf(`## ${code}`);
  if (from === -1) return undefined;
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith("## "));
  const section = length === -1 ? lines.slice(from) : lines.slice(from, from + 1 + length);
  return `${section.join("\n").trimEnd()}\n`;
}
