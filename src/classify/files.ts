/**
 * What kind of file an occurrence stands in: code, data, document or script, and how it is to be read.
 *
 * Goes by the path first, because it is what people go by; by the first line where the path says nothing.
 */
import { baseName } from "../paths/repo-path.ts";
import { buildFileRows } from "./build-files.ts";
import type { BuildRow } from "./build-files.ts";
import { languageOf } from "./languages/index.ts";
import type { Language } from "./languages/language.ts";
import { UNKNOWN_LANGUAGE } from "./languages/others.ts";
import { isDocument, isGuide, recordAt, testLocationOf, unparked } from "./locations.ts";
import type { Record, TestLocation } from "./locations.ts";
import { manifestRows } from "./manifests.ts";
import type { ManifestRow } from "./manifests.ts";
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
  | "owners"
  | "services"
  | "table"
  | "make"
  | "just"
  | "docker"
  | "cmake"
  | "schema"
  | "sql"
  | "catalog"
  | "log"
  | "words"
  | "list"
  | "crontab"
  | "solution"
  | "recorded";

export interface FileFacts {
  readonly path: string;
  /** The path as it is read: without `.bak` and the like. */
  readonly readAs: string;
  readonly format: Format | undefined;
  readonly language: Language;
  readonly document: boolean;
  /** Only its content says that it is markup: its ending does not tell a page from data. */
  readonly markupByContent: boolean;
  readonly test: TestLocation | undefined;
  /** A document among tests that is about the tests. */
  readonly guide: boolean;
  readonly record: Record | undefined;
  /** Message values for translators and readers. */
  readonly catalog: boolean;
  /** What is known of the keys of this file, or of its calls where it is a build file written in code. */
  readonly manifest: readonly ManifestRow[];
  readonly build: readonly BuildRow[];
}

/** How files are known: by their whole name, by a pattern of the path, or by their ending. */
interface FormatRow {
  readonly format: Format;
  /** Whole file names, separated by blanks. */
  readonly names?: string;
  /** For what neither a name nor an ending can say. */
  readonly pattern?: RegExp;
  /** Endings without the dot, lower case, separated by blanks. */
  readonly endings?: string;
}

const FORMATS: readonly FormatRow[] = [
  { format: "gomod", names: "go.mod go.sum go.work go.work.sum" },
  {
    format: "requirements",
    names: "requires.txt top_level.txt",
    pattern:
      /(?:^|\/)(?:[\w.-]*requirements[\w.-]*|constraints[\w.-]*)\.(?:txt|in|pip)$|(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/,
  },
  { format: "lock", names: "yarn.lock Gemfile.lock Podfile.lock mix.lock" },
  {
    format: "toml",
    names: "Cargo.lock poetry.lock uv.lock pdm.lock Gopkg.lock Pipfile",
    endings: "toml",
  },
  {
    format: "json",
    names:
      "composer.lock Pipfile.lock flake.lock bun.lock deno.lock package.lock .babelrc .eslintrc .prettierrc .swcrc .stylelintrc " +
      ".jshintrc .bowerrc .lintstagedrc .nycrc .mocharc .releaserc .watchmanconfig",
    endings:
      "json json5 jsonc jsonl ndjson geojson webmanifest map avsc har ipynb topojson jsonld code-workspace code-snippets sublime-project " +
      "sublime-settings sublime-keymap importmap tfstate arb hjson xcstrings",
  },
  {
    format: "yaml",
    names:
      "pubspec.lock Chart.lock conda.lock .clang-format .clang-tidy .yamllint .gemrc .yarnrc.yml Procfile",
    endings: "yml yaml eyaml sls raml cff",
  },
  {
    format: "paths",
    names: "MANIFEST.in MANIFEST SOURCES.txt RECORD .gitattributes .git-blame-ignore-revs",
    pattern: /(?:^|\/)\.[a-z]+ignore$/,
  },
  { format: "owners", names: "CODEOWNERS OWNERS" },
  { format: "services", pattern: /(?:^|\/)META-INF\/services\/[^/]+$/ },
  {
    format: "make",
    names: "Makefile makefile GNUmakefile BSDmakefile Kbuild",
    pattern: /(?:^|\/)[Mm]akefile\.[\w.-]+$/,
    endings: "mk mak make",
  },
  { format: "just", names: "justfile Justfile .justfile", endings: "just" },
  {
    format: "docker",
    names: "Dockerfile Containerfile",
    pattern: /(?:^|\/)(?:Docker|Container)file\.[\w.-]+$/,
    endings: "dockerfile containerfile",
  },
  { format: "cmake", names: "CMakeLists.txt", endings: "cmake" },
  { format: "recorded", endings: "snap feature txtar ambr" },
  { format: "schema", endings: "graphql graphqls gql proto thrift avdl capnp fbs prisma" },
  { format: "sql", endings: "sql ddl psql pgsql plsql mysql hql cql" },
  {
    format: "markup",
    endings:
      "html htm xhtml vue svelte astro jinja jinja2 j2 hbs handlebars mustache ejs erb haml twig liquid njk gohtml cshtml razor jsp " +
      "ftl xml xsl xslt xsd svg plist csproj fsproj vbproj props targets nuspec resx xaml wsdl storyboard xib iml pom rng dtd tpl " +
      "axml xlf xliff rss atom opf fxml ui qrc tld jrxml jelly dita docbook dbk",
  },
  { format: "catalog", endings: "po pot" },
  {
    format: "ini",
    names:
      ".env .editorconfig .npmrc .pypirc .coveragerc .pylintrc pylintrc .flake8 .gitconfig .gitmodules .netrc .curlrc .wgetrc " +
      ".condarc entry_points.txt .isort.cfg .importlinter .tool-versions .nvmrc .hgrc .yarnrc",
    // Of the endings `.ftl`, catalogs of Fluent are no templates; `debian/control` is paragraphs of fields.
    pattern:
      /(?:^|\/)\.env\.[\w.-]+$|(?:^|\/)(?:locales?|i18n|l10n|_locales|fluent)\/(?:.*\/)?[^/]+\.ftl$|(?:^|\/)debian\/(?:tests\/)?control$/,
    endings:
      "ini cfg config conf cnf properties env desktop service socket timer mount automount swap target path slice npmrc inf reg strings lang url rc pc " +
      "prefs repo network netdev directory theme",
  },
  { format: "table", endings: "csv tsv psv" },
  { format: "list", names: ".python-version .ruby-version .node-version .java-version" },
  { format: "crontab", names: "crontab", pattern: /(?:^|\/)cron\.d\/[^/]+$/, endings: "cron crontab" },
  { format: "solution", endings: "sln" },
  { format: "log", pattern: /\.log(?:\.\d+)?$/i },
  { format: "words", names: "py.typed", endings: "list lst dic words wordlist sha1 sha256 sha512 md5 sum" },
];

const words = (list: string | undefined): string[] => (list === undefined ? [] : list.split(" "));
const BY_NAME = new Map(FORMATS.flatMap(({ format, names }) => words(names).map((name) => [name, format])));
const BY_PATTERN = FORMATS.flatMap(({ format, pattern }) => (pattern ? [{ format, pattern }] : []));
const BY_ENDING = new Map(
  FORMATS.flatMap(({ format, endings }) => words(endings).map((one) => [one, format])),
);

/** Catalogs of messages: folders and file names that i18n tools use. */
const CATALOG =
  /(?:^|\/)(?:locales?|i18n|l10n|lang|langs|languages|translations?|intl|_locales|messages)\/.*\.(?:json|ya?ml|properties|toml|ini|php|js|ts|arb|xml|strings|po|pot|ftl|json5)$|(?:^|\/)(?:messages|strings|translations?|locale|labels|bundle|resources)(?:[._-][a-z]{2}(?:[_-][A-Za-z]{2,4})?)?\.(?:json|ya?ml|properties|strings|arb|xml|resx|xcstrings)$|(?:^|\/)values(?:-[\w-]+)?\/strings\.xml$|\.(?:po|pot|xlf|xliff|arb|ftl|resx|strings)$/i;

/** All facts about a file that its path, its first line and the settings tell. */
export function fileFacts(path: string, firstLine: string, settings: CompiledSettings): FileFacts {
  const whole = unparked(path);
  const readAs = whole === "" ? path : whole;
  const byPath = formatOf(readAs);
  // `.cfg` and `.config` may hold XML.
  const known = byPath === "ini" && /^\ufeff?\s*<[?!A-Za-z]/.test(firstLine) ? "markup" : byPath;
  const named = known === undefined ? languageOf(readAs, firstLine) : undefined;
  const format = known ?? (named || !isDocument(readAs) ? undefined : "document");
  const test = settings.testLocation(path) ?? (settings.isNoTest(path) ? undefined : testLocationOf(path));
  const document = format === "document";
  let manifest: readonly ManifestRow[] | undefined;
  let build: readonly BuildRow[] | undefined;
  return {
    path,
    readAs,
    format,
    language: named ?? UNKNOWN_LANGUAGE,
    document,
    markupByContent: false,
    test,
    guide: document && test !== undefined && isGuide(path, test),
    record: recordAt(readAs),
    catalog: CATALOG.test(readAs),
    // Tables of many patterns, and most files are code that none of them is about.
    get manifest() {
      return (manifest ??= manifestRows(readAs));
    },
    get build() {
      return (build ??= buildFileRows(readAs));
    },
  };
}

function formatOf(path: string): Format | undefined {
  const name = baseName(path);
  const dot = name.lastIndexOf(".");
  return (
    BY_NAME.get(name) ??
    BY_PATTERN.find(({ pattern }) => pattern.test(path))?.format ??
    (dot === -1 ? undefined : BY_ENDING.get(name.slice(dot + 1).toLowerCase()))
  );
}
