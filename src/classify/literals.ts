/**
 * What a literal looks like, read by itself: a path, a URL, a flag, a slash command, a dotted name, a token.
 *
 * Pure shape, no context. The context (which call, which key) is the reader's affair, the weighing the rules'.
 */

/** Endings that files commonly have. A dotted name whose end is none of these is no file name. */
const FILE_ENDINGS = new Set(
  (
    "md mdx mdc markdown rst adoc txt text log csv tsv psv json jsonl ndjson json5 jsonc geojson yaml yml toml ini cfg conf config " +
    "properties env xml xsd xsl xslt dtd html htm xhtml css scss sass less styl js mjs cjs jsx ts mts cts tsx vue svelte py pyi " +
    "pyx pxd pyc ipynb rb erb rake gemspec go mod sum rs java kt kts gradle groovy scala sbt clj cljs ex exs erl hrl hs lhs ml mli " +
    "c h cc cpp cxx hpp hh hxx cs csproj sln fs fsx vb php phtml twig blade pl pm t lua r rmd jl dart swift m mm zig nim d sh bash " +
    "zsh fish ps1 psm1 psd1 bat cmd sql sqlite sqlite3 db proto graphql gql thrift avsc tf tfvars hcl lock snap golden tmpl tpl " +
    "template j2 jinja jinja2 hbs mustache ejs pug haml slim liquid in out err diff patch bak old orig tmp swp pid sock so dll dylib " +
    "exe o a lib jar war ear class whl egg zip tar gz tgz bz2 xz zst 7z rar deb rpm dmg iso img png jpg jpeg gif svg ico bmp webp " +
    "avif mp3 mp4 mov avi mkv wav ogg flac ttf otf woff woff2 eot pdf doc docx xls xlsx ppt pptx odt rtf tex bib sty cls pem crt " +
    "cer key pub p12 pfx jks asc sig gpg map wasm bin dat data pkl pickle npy npz parquet avro feather h5 hdf5 onnx pt ckpt model " +
    "service socket timer mount desktop plist spec cmake mk am ac m4 feature txtar po pot mo ftl strings resx xlf xliff arb list " +
    "rules editorconfig gitignore dockerignore npmrc nvmrc rc tokens g4 bnf ebnf y l cu cl glsl vert frag hlsl wgsl shader"
  ).split(" "),
);

/** File names without an ending that everybody knows. */
const KNOWN_FILES = new Set(
  (
    "Makefile GNUmakefile makefile Dockerfile Containerfile Jenkinsfile Vagrantfile Procfile Gemfile Rakefile Guardfile Brewfile " +
    "Pipfile Justfile justfile CODEOWNERS OWNERS LICENSE README CHANGELOG NOTICE AUTHORS CONTRIBUTING COPYING WORKSPACE BUILD TARGETS"
  ).split(" "),
);

const URL_SHAPE = /^[a-z][a-z0-9+.-]*:\/\/\S*$/i;

export function isUrl(text: string): boolean {
  return (
    URL_SHAPE.test(text) ||
    /^(?:mailto|urn|data|tel|git@[\w.-]+):\S+$/i.test(text) ||
    /^www\.\S+\.\S+$/i.test(text)
  );
}

/** The URL in `text` that covers the match, where there is one. */
export function urlAround(text: string, start: number, end: number): string | undefined {
  for (const match of text.matchAll(/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'`<>()[\]{}|\\]+/gi)) {
    if (match.index <= start && match.index + match[0].length >= end) return match[0];
  }
  return undefined;
}

/** A JSON pointer, with a file before it or not: `#/definitions/plan`, `api.yaml#/paths`. */
export function pointerAt(text: string): number | undefined {
  const found = /^[^\s#]{0,300}(?=#\/[^\s#]*$)/.exec(text);
  return found ? found[0].length : undefined;
}

/** One token as programs exchange them: an identifier, perhaps dotted, hyphenated or with colons. */
export function isToken(text: string): boolean {
  return (
    text.length <= 200 &&
    /^[@#$:%*]?[\p{L}\p{N}_][\p{L}\p{N}_.:$@+/-]*[\p{L}\p{N}_*!?=]?$/u.test(text) &&
    !/[/]{2}|\/$/.test(text)
  );
}

/** Is `text` a bare identifier: letters, digits, `_`, `-`, and nothing else? */
export function isName(text: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(text);
}

/** A dotted name of at least two segments: `a.b.c`, `a.b:c`, `a::b`. */
export function isDotted(text: string): boolean {
  return /^[A-Za-z_][\w-]*(?:(?:\.|::|:)[A-Za-z_]\w*)+$/.test(text);
}

/** The ending of a file name, lower case, without the dot; undefined where it is no ending that files have. */
export function fileEnding(text: string): string | undefined {
  const ending = /\.([A-Za-z0-9]{1,12})$/.exec(text)?.[1]?.toLowerCase();
  return ending !== undefined && FILE_ENDINGS.has(ending) ? ending : undefined;
}

/** Why `text` is a file or folder path or a glob; undefined where it is none. */
export function pathShape(text: string): string | undefined {
  if (text === "" || text.length > 400 || /[\n\r\t<>|"]/.test(text) || isUrl(text)) return undefined;
  if (/\s/.test(text) && !isSpacedPath(text)) return undefined;
  // `@orchard/plan`: the name of a package or of what it exports.
  if (/^#\/|^@[\w-]+\/[\w./-]+$/.test(text) && fileEnding(text) === undefined) return undefined;
  const trimmed = text.replace(/[,;:]{1,3}$/, "").replace(/^(?:file|classpath):(?=[\w.])/, "");
  if (KNOWN_FILES.has(trimmed)) return "file name";
  if (/^[\w@./-]*\*{1,2}[\w@./*{},-]*$/.test(trimmed) && /[./]/.test(trimmed) && /\w/.test(trimmed))
    return "glob";
  if (/^(?:~|\.{1,2}|[A-Za-z]:)?[\\/]/.test(trimmed) && !/^\/\/|^\/\^/.test(trimmed)) {
    return /[\p{L}\p{N}_*-]/u.test(trimmed) ? "path" : undefined;
  }
  if (/^\.[A-Za-z][\w-]*$/.test(trimmed))
    return /^\.[a-z]/.test(trimmed) ? "hidden file or ending" : undefined;
  if (/^[^/]+:[^/]/.test(trimmed)) return undefined;
  if (/[/]/.test(trimmed) && !/^[^/]*=/.test(trimmed)) return slashedShape(trimmed);
  const base = trimmed.slice(trimmed.lastIndexOf("/") + 1);
  if (fileEnding(base) !== undefined && /^[\p{L}\p{N}_.${}<>%@*+-][\p{L}\p{N}_.${}<>%@*+()-]*$/u.test(base))
    return "file name";
  if (
    /^[\w.-]+\\[\w.\\-]+$/.test(trimmed) &&
    (fileEnding(trimmed) !== undefined || !/\\[nrtbdws]/.test(trimmed))
  )
    return "path";
  return undefined;
}

/** A regular expression for the names of files: `\\.plan$`, `(\\.pyi?|\\.ipynb)$`, `^plan-.*\\.json$`. */
export function isFilePattern(text: string): boolean {
  return (
    text.length <= 400 &&
    /^[^\s]*\\\.\(?(?:\?:)?[\w?|()[\]+-]{1,60}\)*\$\/?\)*$/.test(text) &&
    [...text.matchAll(/[A-Za-z]\w{0,11}/g)].some(([word]) => FILE_ENDINGS.has(word.toLowerCase()))
  );
}

/** A pattern of a date or a time as formatters take it: `%Y-%m-%d`, `yyyy-MM-dd'T'HH:mm`. */
export function isDateFormat(text: string): boolean {
  if (text.length > 60) return false;
  if (/%[a-zA-Z-]/.test(text))
    return /^(?:%[-_0^#]?[aAbBcCdDeFgGhHIjklmMnpPrRsSTuUVwWxXyYzZ%]|[\s:.,/T-]){2,}$/.test(text);
  return /^(?=.*(?:yy|MM|HH|hh|mm|DD|dd))(?:[yYMdDHhmsSaAEzZXu]{1,5}|'[^']{0,10}'|[\s:.,/T+-]){2,}$/.test(
    text,
  );
}

/** A path with blanks in it is believed only with a slash and a file's ending, and without sentence marks. */
function isSpacedPath(text: string): boolean {
  return (
    /^[^\s]*\/[^.,;!?]*\.[A-Za-z0-9]{1,5}$/.test(text) &&
    fileEnding(text) !== undefined &&
    text.split(/\s/).length <= 4
  );
}

function slashedShape(text: string): string | undefined {
  const segments = text.split("/").filter((segment) => segment !== "");
  if (segments.length === 0) return undefined;
  if (!segments.every((segment) => /^[\p{L}\p{N}_.${}<>%@*+~()[\]=#,-]+$/u.test(segment))) return undefined;
  // "and/or", "n/a", "I/O", "text/plain": two short words with a slash are no path.
  if (/^(?:application|text|image|audio|video|multipart|font|model|message)\/[\w.+*-]+$/.test(text))
    return undefined;
  if (/^(?:and\/or|n\/a|i\/o|yes\/no|on\/off|true\/false|read\/write)$/i.test(text)) return undefined;
  return text.endsWith("/") ? "folder path" : "path";
}

/** Does a MIME type, a date, a version or the like hold the slash? Those are machine values. */
export function isMediaType(text: string): boolean {
  return /^(?:application|text|image|audio|video|multipart|font|model|message)\/[\w.+*-]+(?:;.*)?$/.test(
    text,
  );
}

/** A flag in `text`: `--x`, `-Zx`, `-Dx=y`. Only where it stands as a word. */
const FLAG = /(?:^|[\s"'`([|,=:{<])(--[A-Za-z][\w-]*|-[DZXWfm][A-Za-z][\w.-]*|-[a-zA-Z](?=[\s"'`)\],|>]|$))/g;

export interface Found {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The flags that stand on the line of the match. Single letters count only where `alone` says so. */
export function flagsIn(line: string): Found[] {
  const found: Found[] = [];
  for (const match of line.matchAll(FLAG)) {
    const text = match[1] ?? "";
    if (/^-[a-zA-Z]$/.test(text) && line.trim() !== text) continue;
    const start = match.index + match[0].length - text.length;
    found.push({ text, start, end: start + text.length });
  }
  return found;
}

/** At the start of a word; the markup of a terminal (`[bold]`) is none. */
const SLASH_COMMAND =
  /(?<![\p{L}\p{N}_./~:$})-]|(?<!\[[a-z][a-z ]{0,30})\])\/([a-z][\w-]*(?:[.:][A-Za-z][\w-]*)+)(?![\w/])/gu;

/** A slash command: `/x.y`, `/x:y`, at the start of a word, without a further slash, and no file name. */
export function slashCommandAround(text: string, start: number, end: number): string | undefined {
  for (const match of text.matchAll(SLASH_COMMAND)) {
    const word = match[0];
    if (match.index > start || match.index + word.length < end) continue;
    if (/:\w/.test(word) || fileEnding(word) === undefined) return word;
  }
  return undefined;
}

/** Any slash command on the line. */
export function slashCommandIn(line: string): string | undefined {
  for (const match of line.matchAll(SLASH_COMMAND)) {
    if (match[0].includes(":") || fileEnding(match[0]) === undefined) return match[0];
  }
  return undefined;
}

/**
 * The command line inside a message that covers the match: in backticks or quotes with more than one word, after
 * `$`, or alone on its line after `$`, `>` or an indent.
 */
export function commandLineAround(text: string, start: number, end: number): string | undefined {
  for (const match of text.matchAll(/`([^`\n]{3,200})`|(?<!\w)'([^'\n]{3,200})'(?!\w)|"([^"\n]{3,200})"/g)) {
    const body = match[1] ?? match[2] ?? match[3] ?? "";
    const from = match.index + 1;
    if (from > start || from + body.length < end) continue;
    const invited = /(?:\b(?:run|use|try|type|execute|invoke|call|via|with|by running|like)|[:$])\s*$/i.test(
      text.slice(Math.max(0, match.index - 24), match.index),
    );
    if (
      /^(?:\$ )?[a-z][\w./-]*(?: +[\w<>[\]{}$%./=:@*-]+)+$/.test(body) &&
      (match[1] !== undefined || invited)
    )
      return body;
    if (
      invited &&
      /^[a-z][\w-]*$/.test(body) &&
      /(?:run|execute|invoke|by running)\s*$/i.test(text.slice(Math.max(0, match.index - 24), match.index))
    )
      return body;
  }
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", start);
  const line = text.slice(from, to === -1 ? text.length : to);
  // A prompt, or the usage line of a help text.
  if (/^\s*(?:\$ +\S|usage: +\S)/i.test(line)) return line.trim();
  return undefined;
}

/** One identifier in capitals: what environment variables and constants look like. */
export function isConstantName(text: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text);
}

/** The words of a name: `auditLogger_v2` → audit, logger, v2. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** Does the text read like SQL? */
export function isSql(text: string): boolean {
  return /^\s*(?:--[^\n]*\n\s*)*(?:select\s.+\sfrom|insert\s+(?:or\s+\w+\s+)?into|update\s+\S+\s+set|delete\s+from|create\s+(?:unique\s+|temp(?:orary)?\s+|virtual\s+)?(?:table|index|view|trigger|type|schema|database)|alter\s+table|drop\s+(?:table|index|view)|with\s+\w+\s+as\s*\(|pragma\s+\w+|merge\s+into|truncate\s+table)\b/is.test(
    text,
  );
}

/** The last word of a key, without marks and case: `orchard.main-class`, `mainClass` and `main_class` are one. */
export function keyWord(key: string): string {
  return key
    .slice(key.lastIndexOf(".") + 1)
    .replace(/[-_\s]/g, "")
    .toLowerCase();
}

/** Does the text read like a GraphQL document? */
export function isGraphql(text: string): boolean {
  return /^\s*(?:query|mutation|subscription|fragment|type|input|extend\s+type)\b[^{}"']{0,300}\{/.test(text);
}

/** `/plans/{id}`, `{base}/plans`, `/plans/:id?all=1`: what routers and clients take; no file name at its end. */
export function routeShape(text: string): boolean {
  if (text.length > 300 || !/^(?:\$?\{[^{}\s]{1,100}\})?\/[\w{}<>:$./*?&=,%~@()[\]|+^\\-]*$/.test(text))
    return false;
  const ending = fileEnding(text);
  return ending === undefined || ending === "json";
}
