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

/** How many characters of the surroundings matter; a longer name is cut in the reason anyway. */
export const SURROUNDING_CHARACTERS = 40;

/** File names end in one of these; a dotted module or method name does not. */
const FILE_NAME =
  /\.(md|mdx|rst|txt|adoc|html?|css|s[ac]ss|jsx?|[cm]js|tsx?|[cm]ts|json[5c]?|ya?ml|toml|ini|cfg|conf|env|xml|sql|csv|py|pyi|rb|go|rs|java|kt|cs|cpp|cc|c|h|hpp|php|sh|bash|ps1|bat|lock|svg|png|jpg|pdf|log|snap|proto|graphql)$/i;

/** The whole name, where the match is only a part of it. */
export function standsInLongerName(needle: string, { before, after }: Surroundings): string | undefined {
  const dots = FILE_NAME.test(needle) ? "." : "";
  const head = /^[\p{L}\p{N}_]/u.test(needle) ? nameBefore(before, dots) : "";
  const tail = /[\p{L}\p{N}_]$/u.test(needle) ? nameAfter(after, dots) : "";
  return head === "" && tail === "" ? undefined : `${head}${needle}${tail}`;
}

/** `joint` holds the characters beside the dash over which a name goes on, if a word character follows. */
function nameAfter(text: string, joint: string): string {
  const pattern = new RegExp(`^(?:[\\p{L}\\p{N}_]|[-${joint}](?=[\\p{L}\\p{N}_]))+`, "u");
  return pattern.exec(text)?.[0] ?? "";
}

function nameBefore(text: string, joint: string): string {
  const reversed = Array.from(text).reverse().join("");
  return Array.from(nameAfter(reversed, joint)).reverse().join("");
}
