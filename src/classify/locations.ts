/**
 * What a path alone says about a file: test location, documentation, ledger, log, vendored text.
 *
 * Owns the names by which folders and files are known for what they hold. Pure string work; settings add to it.
 */
import { baseName, folderOf } from "../paths/repo-path.ts";

/** A place that holds tests or test data, with the words for the reason. */
export interface TestLocation {
  readonly because: string;
  /** How sure the name is: `features` and `spec` also name things that are no tests. */
  readonly sure: boolean;
  /** Does the name say that what lies there is a test's input or output rather than its code? */
  readonly data: boolean;
}

const TEST_FOLDERS = new Set(
  (
    "test tests testing testdata testsuite fixture fixtures spec specs e2e acceptance features golden " +
    "snapshots cassettes __tests__ __snapshots__ __mocks__ __fixtures__ t"
  ).split(" "),
);

/** Folder names that people also give to things that are no tests. `t` holds the tests of Perl and of git. */
const DOUBTFUL_FOLDERS = new Set(["spec", "specs", "features", "testing", "acceptance", "snapshots", "t"]);

const DATA_FOLDERS = new Set([
  "testdata",
  "fixture",
  "fixtures",
  "golden",
  "snapshots",
  "cassettes",
  "__snapshots__",
  "__fixtures__",
]);

const TEST_FOLDER_ENDINGS = ["-test", "_test", "-tests", "_tests", "-test-support"];

/** The same in the spelling of their tools: `Orchard.Plan.Tests` of C#, `commonTest` and `testFixtures` of Gradle. */
const TEST_PROJECT = /\.Tests?$|^[a-z][A-Za-z0-9]*Test$|^testFixtures$/;

/** Parts of a name that say "recorded input or expected output of a test". */
const DATA_WORD =
  /(?:^|[^a-z])(?:fixtures?|testdata|golden|snapshots?|cassettes?|baselines?|expected|inputs?|outputs?)(?:[^a-z]|$)/i;

const TEST_FILES: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/_test\.[^/]+$/, "named like *_test.*"],
  [/\.test\.[^/]+$/, "named like *.test.*"],
  [/\.spec\.[^/]+$/, "named like *.spec.*"],
  [/^test_[^/]*\.[^/]+$/, "named like test_*.*"],
  [/Test\.(?:java|kt|groovy|scala|php|cs|swift)$/, "named like *Test.java"],
  [/-(?:test|spec)\.[^/]+$/, "named like *-test.*"],
  [/^test-[^/]*\.[^/]+$/, "named like test-*.*"],
  [/_unittests?\.[^/]+$/, "named like *_unittest.*"],
  [/Tests\.[^/]+$/, "named like *Tests.*"],
  [/IT\.java$/, "named like *IT.java"],
  [/_spec\.rb$/, "named like *_spec.rb"],
  [/^conftest\.py$/, "named conftest.py"],
  [/\.snap$/, "a snapshot (*.snap)"],
  [/\.feature$/, "a feature file (*.feature)"],
  [/\.txtar$/, "a txtar archive (*.txtar)"],
  [/\.bats$/, "a test of bats (*.bats)"],
];

/** Is the path in a test location by its names? */
export function testLocationOf(path: string): TestLocation | undefined {
  const file = baseName(path);
  const named = TEST_FILES.find(([pattern]) => pattern.test(file));
  const data = DATA_WORD.test(path);
  if (named) return { because: `the file is ${named[1]}`, sure: true, data };
  const folders = folderOf(path).split("/");
  const folder =
    folders.find((name) => isTestFolder(name) && !DOUBTFUL_FOLDERS.has(name)) ?? folders.find(isTestFolder);
  if (folder === undefined) return undefined;
  return {
    because: `the folder ${folder} is a test location`,
    sure: !DOUBTFUL_FOLDERS.has(folder),
    data: data || folders.some((name) => DATA_FOLDERS.has(name.toLowerCase())),
  };
}

/** `Tests` is one like `tests`; `Features` and `Spec`, written so, hold code as often. */
function isTestFolder(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    TEST_FOLDERS.has(name) ||
    (TEST_FOLDERS.has(lower) && !DOUBTFUL_FOLDERS.has(lower)) ||
    TEST_FOLDER_ENDINGS.some((ending) => name.endsWith(ending)) ||
    TEST_PROJECT.test(name)
  );
}

/** Endings of documents: text for people, whatever folder holds it. */
const DOCUMENT =
  /\.(?:md|markdown|mdx|mdown|mkd|mdc|rst|rest|adoc|asciidoc|asc|txt|text|rtf|tex|texi|texinfo|pod|rdoc|org|textile|wiki|me|man|[1-9](?:[a-z]+)?|po|pot|ipynb)$/i;

/** Names of documents that carry no ending. */
const DOCUMENT_NAME =
  /^(?:readme|changelog|changes|history|news|authors|contributors|contributing|copying|announce|pkg-info|metadata|licen[cs]e|notice|install|todo|thanks|credits|maintainers|security|support|release[-_ ]?notes|upgrading|faq|roadmap)(?:[-_.][\w.-]*)?$/i;

/** Pieces of a change log, one file a change, without an ending. */
const FRAGMENT = /(?:^|\/)(?:changelogs?|newsfragments|changelog\.d)\/(?:[^/]+\/)*[^/.][^/]*$(?<!\.\w{1,5})/i;

export function isDocument(path: string): boolean {
  const file = baseName(path);
  return DOCUMENT.test(file) || DOCUMENT_NAME.test(file) || FRAGMENT.test(path);
}

/** Documents that are guides for people even when they lie among tests. */
const GUIDE_NAME =
  /^(?:readme|contributing|changelog|guide|index|overview|about|howto|how[-_]to|tutorial|testing|getting[-_]started|architecture|conventions|notes|faq|design|strategy|agents|claude)(?:[-_.].*)?$/i;

/** Is a document in a test location prose about the tests, rather than a test's input or output? */
export function isGuide(path: string, location: TestLocation): boolean {
  const file = baseName(path);
  if (location.data && !/^readme(?:\.|$)/i.test(file)) return false;
  if (GUIDE_NAME.test(file)) return true;
  const folders = folderOf(path).split("/");
  // A folder of documentation may well be called docs/features or docs/testing.
  if (folders.some((name) => /^(?:docs?|documentation|guides?|manual|handbook|wiki)$/i.test(name)))
    return true;
  return !location.sure;
}

/** Append-only records of what happened: everything in them is log text, their keys included. */
const LEDGER = /\.(?:jsonl|ndjson|log)$|\.log\.\d+$/i;

/** Dashboards, alerts and recording rules of monitoring systems. */
const DASHBOARD =
  /(?:^|\/)(?:dashboards?|grafana|alerts?|alerting|alertmanager|prometheus)(?:\/|[-_.][^/]*$|\.[^/]*$)|(?:^|[-_/])(?:dashboard|alerts?|recording[-_]rules)\.(?:json|ya?ml|libsonnet|jsonnet)$/i;

/** Configuration of logging itself. */
const LOGGING_CONFIG =
  /(?:^|\/)(?:log(?:ging|back|4j2?|rotate)?)(?:[-_.][\w.-]*)?\.(?:ya?ml|xml|json|properties|conf|ini|toml)$/i;

export type Record = "ledger" | "dashboard" | "logging configuration";

/** Does the path say that the file is a record of logs, metrics or events, or their dashboard? */
export function recordAt(path: string): Record | undefined {
  if (LEDGER.test(path)) return "ledger";
  if (/\.(?:json|ya?ml|jsonnet|libsonnet)$/i.test(path) && DASHBOARD.test(path)) return "dashboard";
  if (LOGGING_CONFIG.test(path)) return "logging configuration";
  return undefined;
}

/** A template of something other than a page is read as that: `nginx.conf.j2`, `style.css.twig`. */
const TEMPLATE_OF =
  /(?<=\.(?!x?html?\.|txt\.|text\.|mail\.)[a-z][a-z0-9]{0,9})\.(?:erb|j2|jinja2?|twig|ejs|hbs|mustache|liquid|tt|eex)$/i;

/** A parked source file is read as its language: `x.py.bak` as `x.py`. */
export function unparked(path: string): string {
  return path
    .replace(TEMPLATE_OF, "")
    .replace(/(?:\.(?:old|bak|orig|backup|save|disabled|dist|sample|example|template|tmpl|in|rej)|~)+$/i, "");
}
