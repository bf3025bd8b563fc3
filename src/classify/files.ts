/**
 * What kind of file an occurrence stands in: code, data, document or script, and how it is to be read.
 *
 * Goes by the path first, because it is what people go by; by the first line where the path says nothing.
 */
import { baseName } from "../paths/repo-path.ts";
import { languageOf } from "./languages/index.ts";
import type { Language } from "./languages/language.ts";
import { UNKNOWN_LANGUAGE } from "./languages/others.ts";
import { isDocument, isGuide, recordAt, testLocationOf, unparked } from "./locations.ts";
import type { Record, TestLocation } from "./locations.ts";
import type { CompiledSettings } from "./compiled-settings.ts";

/** How a file that is no code is read. */
export type Format =
  | "json"
  | "yaml"
  | "toml"
  | "ini"
  | "markup"
  | "document"
  | "requirements"
  | "lock"
  | "gomod"
  | "paths"
  | "table"
  | "make"
  | "docker"
  | "schema"
  | "sql"
  | "catalog"
  | "log"
  | "words";

export interface FileFacts {
  readonly path: string;
  /** The path as it is read: without `.bak` and the like. */
  readonly readAs: string;
  readonly format: Format | undefined;
  readonly language: Language;
  readonly document: boolean;
  readonly test: TestLocation | undefined;
  /** A document among tests that is about the tests. */
  readonly guide: boolean;
  readonly record: Record | undefined;
  /** Message values for translators and readers. */
  readonly catalog: boolean;
}

const FORMATS: readonly (readonly [pattern: RegExp, format: Format])[] = [
  [/(?:^|\/)(?:go\.(?:mod|sum|work))$/, "gomod"],
  [
    /(?:^|\/)(?:[^/]*requirements[^/]*|constraints[^/]*)\.(?:txt|in|pip)$|(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/,
    "requirements",
  ],
  [/(?:^|\/)(?:Cargo|poetry|uv|pdm|Gopkg)\.lock$/, "toml"],
  [/(?:^|\/)(?:composer|Pipfile|flake|bun|deno|package)\.lock$/, "json"],
  [/(?:^|\/)(?:yarn\.lock|Gemfile\.lock|Podfile\.lock|mix\.lock)$/, "lock"],
  [/(?:^|\/)pnpm-lock\.yaml$/, "yaml"],
  [/(?:^|\/)(?:pubspec|Podfile|Chart|conda)\.lock$/, "yaml"],
  [
    /(?:^|\/)\.(?:[a-z]*ignore|gitattributes)$|(?:^|\/)(?:CODEOWNERS|MANIFEST\.in|OWNERS|MANIFEST)$|(?:^|\/)\.git-blame-ignore-revs$/,
    "paths",
  ],
  [
    /(?:^|\/)(?:GNU|BSD)?[Mm]akefile(?:\.[\w.-]+)?$|\.(?:mk|mak|make)$|(?:^|\/)\.?[Jj]ustfile$|\.just$/,
    "make",
  ],
  [/(?:^|\/)(?:[\w.-]*\.)?(?:Docker|Container)file(?:\.[\w.-]+)?$/i, "docker"],
  [/(?:^|\/)Procfile(?:\.\w+)?$/, "yaml"],
  [/(?:^|\/)CMakeLists\.txt$/, "words"],
  [/\.(?:graphqls?|gql|proto|thrift|avdl|capnp|fbs|prisma)$/i, "schema"],
  [/\.(?:sql|ddl|psql|pgsql|plsql|mysql|hql|cql)$/i, "sql"],
  [
    /\.(?:html?|xhtml|vue|svelte|astro|jinja2?|j2|hbs|handlebars|mustache|ejs|erb|haml|twig|liquid|njk|gohtml|cshtml|razor|jsp|ftl|xml|xsl|xslt|xsd|svg|plist|csproj|fsproj|vbproj|props|targets|nuspec|resx|xaml|wsdl|storyboard|xib|iml|pom|config|rng|dtd|axml|xlf|xliff|rss|atom|opf|fxml|ui|qrc|tld|jrxml|jelly|dita|docbook|dbk)$/i,
    "markup",
  ],
  [
    /\.(?:json|json5|jsonc|geojson|webmanifest|map|avsc|har|ipynb|topojson|jsonld|code-workspace|code-snippets|sublime-\w+|importmap|tfstate|arb|hjson|babelrc|eslintrc|prettierrc|swcrc|stylelintrc|jshintrc|bowerrc|lintstagedrc|nycrc|mocharc|releaserc|c8rc|xcstrings)$/i,
    "json",
  ],
  [
    /(?:^|\/)\.(?:babelrc|eslintrc|prettierrc|swcrc|stylelintrc|jshintrc|bowerrc|lintstagedrc|nycrc|mocharc|releaserc|watchmanconfig)$/,
    "json",
  ],
  [/\.(?:jsonl|ndjson)$/i, "json"],
  [
    /\.(?:ya?ml|eyaml|sls|raml|cff|clang-format|clang-tidy|yarnrc)$|(?:^|\/)\.(?:clang-format|clang-tidy|yamllint|gemrc)$|(?:^|\/)(?:environment|conda)\.yml$/i,
    "yaml",
  ],
  [/\.(?:toml)$|(?:^|\/)Pipfile$/i, "toml"],
  [/\.(?:po|pot)$/i, "catalog"],
  [
    /\.(?:ini|cfg|conf|cnf|properties|env|desktop|service|socket|timer|mount|target|path|slice|editorconfig|npmrc|pypirc|coveragerc|pylintrc|flake8|gitconfig|gitmodules|inf|reg|strings|lang|url|rc|pc|prefs|repo|network|netdev|directory|theme)$|(?:^|\/)\.(?:env|editorconfig|npmrc|pypirc|coveragerc|pylintrc|flake8|gitconfig|gitmodules|netrc|curlrc|wgetrc|condarc|isort\.cfg|tool-versions|nvmrc|hgrc)(?:\.[\w.-]+)?$|(?:^|\/)(?:setup|tox|pytest|mypy|alembic)\.(?:cfg|ini)$|(?:^|\/)pylintrc$/i,
    "ini",
  ],
  [/\.(?:csv|tsv|psv)$/i, "table"],
  [/\.(?:log)(?:\.\d+)?$/i, "log"],
  [/(?:^|\/)py\.typed$|\.(?:list|lst|dic|words|wordlist|sha\d*|md5|sum)$/i, "words"],
];

/** Catalogs of messages: folders and file names that i18n tools use. */
const CATALOG =
  /(?:^|\/)(?:locales?|i18n|l10n|lang|langs|languages|translations?|intl|_locales|messages)\/.*\.(?:json|ya?ml|properties|toml|ini|php|js|ts|arb|xml|strings|po|pot|ftl|json5)$|(?:^|\/)(?:messages|strings|translations?|locale|labels|bundle|resources)(?:[._-][a-z]{2}(?:[_-][A-Za-z]{2,4})?)?\.(?:json|ya?ml|properties|strings|arb|xml|resx|xcstrings)$|(?:^|\/)values(?:-[\w-]+)?\/strings\.xml$|\.(?:po|pot|xlf|xliff|arb|ftl|resx|strings)$/i;

/** All facts about a file that its path, its first line and the settings tell. */
export function fileFacts(path: string, firstLine: string, settings: CompiledSettings): FileFacts {
  const readAs = unparked(path) === "" ? path : unparked(path);
  const known = formatOf(readAs);
  const named = known === undefined ? languageOf(readAs, firstLine) : undefined;
  const format = known ?? (named ? undefined : isDocument(readAs) ? "document" : sniffed(firstLine));
  const test = settings.testLocation(path) ?? (settings.isNoTest(path) ? undefined : testLocationOf(path));
  const document = format === "document";
  return {
    path,
    readAs,
    format,
    language: named ?? UNKNOWN_LANGUAGE,
    document,
    test,
    guide: document && test !== undefined && isGuide(path, test),
    record: recordAt(readAs),
    catalog: CATALOG.test(readAs),
  };
}

function formatOf(path: string): Format | undefined {
  return FORMATS.find(([pattern]) => pattern.test(path))?.[1];
}

/** Files without a telling name: data and markup show themselves at once. */
function sniffed(firstLine: string): Format | undefined {
  if (/^\ufeff?\s*<(?:\?xml|!doctype|html|svg)/i.test(firstLine)) return "markup";
  if (/^\s*(?:\{\s*$|\{\s*")/.test(firstLine)) return "json";
  if (/^---\s*$|^%YAML/.test(firstLine)) return "yaml";
  return undefined;
}

/** The name of a file for reasons. */
export function shortName(path: string): string {
  return baseName(path);
}
