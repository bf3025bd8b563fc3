/** A part of somebody else's text file that is ours: between two marks, and nothing outside of them is touched. */

export interface Marks {
  readonly begin: string;
  readonly end: string;
}

/** `text` with `block` between the marks: in the place of an older one, else at the end. */
export function withBlock(text: string, block: string, { begin, end }: Marks): string {
  const ours = `${begin}\n${block.trimEnd()}\n${end}\n`;
  const lines = text.split("\n");
  const from = lines.indexOf(begin);
  const to = lines.indexOf(end, from);
  if (from !== -1 && to !== -1) {
    const after = lines.slice(to + 1).join("\n");
    return `${lines
      .slice(0, from)
      .map((line) => `${line}\n`)
      .join("")}${ours}${after}`;
  }
  if (text === "") return ours;
  return `${text.endsWith("\n") ? text : `${text}\n`}\n${ours}`;
}
