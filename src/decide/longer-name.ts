/**
 * Is a match only a part of a longer name? `checklist.md` in `cutover-checklist.md` is another file; `user` in
 * `userName` is another identifier.
 *
 * A name goes on over letters, digits and underscores, over a single dash between two of them, and, where the
 * string is a file name, over a dot. A string that itself begins or ends with punctuation (`/app.run`,
 * `--flag`) brings its own boundary on that side.
 */

/** The text right before and right after a match, as far as a name could reach. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
}

/** File names end in one of these; a dotted module or method name does not. */
const FILE_NAME =
  /\.(md|mdx|rst|txt|adoc|html?|css|s[ac]ss|jsx?|[cm]js|tsx?|[cm]ts|json[5c]?|ya?ml|toml|ini|cfg|conf|env|xml|sql|csv|py|pyi|rb|go|rs|java|kt|cs|cpp|cc|c|h|hpp|php|sh|bash|ps1|bat|lock|svg|png|jpg|pdf|log|snap|proto|graphql)$/i;

/** The characters of a name, and a dash over which it goes on where another of them follows. */
const NAME = /^(?:[\p{L}\p{N}_]|-(?=[\p{L}\p{N}_]))+/u;
/** The same around a file name, where it goes on over a dot too. */
const NAME_WITH_DOTS = /^(?:[\p{L}\p{N}_]|[-.](?=[\p{L}\p{N}_]))+/u;

/** The whole name, where the match is only a part of it. */
export function standsInLongerName(needle: string, { before, after }: Surroundings): string | undefined {
  if (before === "" && after === "") return undefined;
  const name = FILE_NAME.test(needle) ? NAME_WITH_DOTS : NAME;
  const head = /^[\p{L}\p{N}_]/u.test(needle) ? reversed(beginning(reversed(before), name)) : "";
  const tail = /[\p{L}\p{N}_]$/u.test(needle) ? beginning(after, name) : "";
  return head === "" && tail === "" ? undefined : `${head}${needle}${tail}`;
}

function beginning(text: string, name: RegExp): string {
  return name.exec(text)?.[0] ?? "";
}

function reversed(text: string): string {
  return Array.from(text).reverse().join("");
}
