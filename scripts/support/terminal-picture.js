// Text with the few escape sequences that occmap prints (bold, dim, red, green), as an SVG picture of a terminal.

const SIZE = 13;
const LINE = 18;
const LETTER = 7.83;
const PADDING = 16;
// Built from a string: a control character in a literal pattern looks like a mistake to eslint.
const ESCAPE = "\\u001b\\[";
const SEQUENCE = new RegExp(`${ESCAPE}\\d+m`, "g");
const SEQUENCE_KEPT = new RegExp(`(${ESCAPE}\\d+m)`);
const CODE = new RegExp(`^${ESCAPE}(\\d+)m$`);
const COLOURS = { 31: "#ff7b72", 32: "#7ee787" };

/** Only light text on a dark ground, so that one picture serves light and dark pages. */
export function terminalPicture(text) {
  const lines = text.trimEnd().split("\n");
  const columns = Math.max(...lines.map((line) => Array.from(line.replaceAll(SEQUENCE, "")).length));
  const width = Math.ceil(columns * LETTER + 2 * PADDING);
  const height = lines.length * LINE + 2 * PADDING;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${SIZE}" fill="#e6edf3">
${picturedLines(lines).join("\n")}
</g>
</svg>
`;
}

/** A style lasts over the end of a line, as in a terminal. */
function picturedLines(lines) {
  const style = { bold: false, dim: false, colour: undefined };
  return lines.map((line, index) => {
    const spans = line.split(SEQUENCE_KEPT).map((part) => {
      const code = CODE.exec(part)?.[1];
      if (code === undefined) return part === "" ? "" : span(part, style);
      change(style, Number(code));
      return "";
    });
    return `<text x="${PADDING}" y="${PADDING + SIZE + index * LINE}">${spans.join("")}</text>`;
  });
}

function change(style, code) {
  if (code === 0) Object.assign(style, { bold: false, dim: false, colour: undefined });
  if (code === 1) style.bold = true;
  if (code === 2) style.dim = true;
  if (code === 22) Object.assign(style, { bold: false, dim: false });
  if (code === 39) style.colour = undefined;
  if (code in COLOURS) style.colour = COLOURS[code];
}

function span(text, { bold, dim, colour }) {
  const attributes = [
    bold ? ' font-weight="bold"' : "",
    dim ? ' opacity="0.65"' : "",
    colour === undefined ? "" : ` fill="${colour}"`,
  ].join("");
  // Viewers differ about xml:space; a space that does not break is one space in all of them.
  const solid = text.replaceAll(" ", "\u00a0");
  const safe = solid.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<tspan${attributes}>${safe}</tspan>`;
}
