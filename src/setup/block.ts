/** A part of somebody else's text file that is ours: between two marks, and nothing outside of them is touched. */

export interface Marks {
  readonly begin: string;
  readonly end: string;
}

/** `text` with `block` between the marks: in the place of an older one, else at the end; in the text's own line ends. */
export function withBlock(text: string, block: string, { begin, end }: Marks): string {
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const ours = [begin, ...block.trimEnd().split("\n"), end].map((line) => `${line}${lineEnd}`).join("");
  const lines = text.split("\n");
  const said = lines.map((line) => line.replace(/\r$/, ""));
  const from = said.indexOf(begin);
  const to = said.indexOf(end, from);
  if (from !== -1 && to !== -1) {
    const after = lines.slice(to + 1).join("\n");
    return `${lines
      .slice(0, from)
      .map((line) => `${line}\n`)
      .join("")}${ours}${after}`;
  }
  if (text === "") return ours;
  return `${text.endsWith("\n") ? text : `${text}${lineEnd}`}${lineEnd}${ours}`;
}
