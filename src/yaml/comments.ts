/**
 * The comments of a YAML text, each at its place. The `yaml` package hands comments to the nodes around them by
 * its own rules; whoever has to leave people's words where they stand needs the plain list.
 */
import { Composer, type CST, type Document, Parser } from "yaml";

/** Offsets count UTF-16 units of the text; `text` begins with `#`. */
export interface Comment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Is there nothing but blanks before it on its line? */
  readonly ownLine: boolean;
}

/** The document in `text`, which is valid YAML, with the tokens that it was made of, and its comments. */
export function readWithComments(text: string): {
  readonly document: Document.Parsed;
  readonly comments: Comments;
} {
  const tokens = [...new Parser().parse(text)];
  const composer = new Composer({ schema: "core", uniqueKeys: false, keepSourceTokens: true });
  const [document] = composer.compose(tokens, true, text.length);
  if (!document) throw new Error("the text holds no document");
  return { document, comments: new Comments(text, tokens) };
}

/** Comments in the order of the text. */
export class Comments {
  readonly all: readonly Comment[];

  /** `tokens` are those of `text`, from the top. */
  constructor(text: string, tokens: readonly CST.Token[]) {
    this.all = tokens
      .flatMap(commentTokens)
      .map(({ offset, source }): Comment => {
        const shown = source.replace(/\r$/, "");
        const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
        return {
          start: offset,
          end: offset + shown.length,
          text: shown,
          ownLine: before.trim() === "",
        };
      })
      .sort((a, b) => a.start - b.start);
  }

  /** Those that begin at `start` or later and before `end`. */
  within(start: number, end: number): readonly Comment[] {
    return this.all.slice(this.#firstFrom(start), this.#firstFrom(end));
  }

  #firstFrom(offset: number): number {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.all[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The comments below a token. */
function commentTokens(token: CST.Token): CST.SourceToken[] {
  if (token.type === "comment") return [token];
  if (token.type === "document") {
    const parts = [...token.start, ...(token.value ? [token.value] : []), ...(token.end ?? [])];
    return parts.flatMap(commentTokens);
  }
  if (token.type === "block-scalar") return token.props.flatMap(commentTokens);
  const items = "items" in token ? token.items.flatMap(commentsOfItem) : [];
  const end = "end" in token ? (token.end ?? []).flatMap(commentTokens) : [];
  return [...items, ...end];
}

function commentsOfItem({ start, key, sep, value }: CST.CollectionItem): CST.SourceToken[] {
  return [...start, ...(key ? [key] : []), ...(sep ?? []), ...(value ? [value] : [])].flatMap(commentTokens);
}
