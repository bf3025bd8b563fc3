/**
 * Build files that are programs: which of their calls and assignments name packages, commands, paths or texts.
 *
 * The same idea as manifests.ts, for manifests written in code: Gradle, gemspec, Gemfile, setup.py and the like.
 * A row names a call by its last segments, or an assigned name, and says what the string there holds.
 */
import { inTable } from "./calls.ts";
import type { Meaning, Site } from "./site.ts";

export interface BuildRow {
  readonly file: RegExp;
  /** `call`: an argument of one of `names`; `keyword`: a keyword argument or field; `assigned`: a value given to it. */
  readonly by: "call" | "keyword" | "assigned";
  readonly names: ReadonlySet<string>;
  readonly meaning: Meaning;
  readonly what: string;
}

const row = (file: RegExp, by: BuildRow["by"], meaning: Meaning, what: string, names: string): BuildRow => ({
  file,
  by,
  names: new Set(names.split(" ")),
  meaning,
  what,
});

const GRADLE = /\.gradle(?:\.kts)?$/;
const GEMSPEC = /\.gemspec$/;
const GEMFILE = /(?:^|\/)Gemfile$/;
const PODFILE = /(?:^|\/)Podfile$|\.podspec$/;
const SETUP_PY = /(?:^|\/)setup\.py$/;
const SWIFT = /(?:^|\/)Package\.swift$/;
const MIX = /(?:^|\/)mix\.exs$/;
const BREWFILE = /(?:^|\/)Brewfile$/;
const SBT = /\.sbt$/;
const BAZEL = /(?:^|\/)(?:BUILD|WORKSPACE|MODULE)(?:\.bazel)?$|\.(?:BUILD|bazel|bzl)$/;

const ROWS: readonly BuildRow[] = [
  row(
    GRADLE,
    "call",
    "package",
    "package or project of a Gradle build",
    "id alias implementation testImplementation androidTestImplementation api compileOnly compileOnlyApi runtimeOnly " +
      "testRuntimeOnly annotationProcessor kapt ksp classpath debugImplementation releaseImplementation project include " +
      "includeBuild platform kotlin apply",
  ),
  row(
    GRADLE,
    "assigned",
    "package",
    "name in a Gradle build",
    "rootProject.name group archivesBaseName namespace applicationId mainClass mainClassName",
  ),
  row(GRADLE, "call", "package", "name in a Gradle build", "mainClass.set"),
  row(
    GRADLE,
    "call",
    "command",
    "task of a Gradle build",
    "register tasks.register tasks.create tasks.named dependsOn",
  ),
  row(GRADLE, "assigned", "text", "description in a Gradle build", "description"),
  row(GEMFILE, "call", "package", "gem of a Gemfile", "gem"),
  row(GEMFILE, "keyword", "path", "path in a Gemfile", "path"),
  row(
    GEMSPEC,
    "call",
    "package",
    "dependency of a gemspec",
    "add_dependency add_runtime_dependency add_development_dependency",
  ),
  row(GEMSPEC, "assigned", "package", "the gem's own name", "spec.name s.name gem.name"),
  row(GEMSPEC, "assigned", "command", "program of a gem", "spec.executables s.executables gem.executables"),
  row(
    GEMSPEC,
    "assigned",
    "text",
    "description in a gemspec",
    "spec.summary s.summary spec.description s.description spec.authors s.authors",
  ),
  row(PODFILE, "call", "package", "pod", "pod target dependency"),
  row(SETUP_PY, "keyword", "text", "description in setup.py", "description long_description keywords author"),
  row(SWIFT, "keyword", "package", "package or target of Package.swift", "name package url"),
  row(SWIFT, "keyword", "path", "path in Package.swift", "path sources"),
  row(BREWFILE, "call", "package", "package of a Brewfile", "brew cask tap mas vscode"),
  row(MIX, "keyword", "package", "the project's own name", "app"),
  row(
    BAZEL,
    "keyword",
    "package",
    "target of a Bazel build",
    "deps exports runtime_deps implementation_deps tests actual embed plugins visibility toolchains module_name",
  ),
  row(
    BAZEL,
    "keyword",
    "path",
    "path in a Bazel build",
    "srcs hdrs includes textual_hdrs strip_include_prefix",
  ),
  row(SBT, "assigned", "package", "the project's own name", "name organization"),
];

/** The rows that a file's path calls for. */
export function buildFileRows(path: string): readonly BuildRow[] {
  return ROWS.filter(({ file }) => file.test(path));
}

/** What a string in a build file holds, where a row knows. The innermost surroundings decide. */
export function buildFileRow(rows: readonly BuildRow[], site: Site): BuildRow | undefined {
  if (rows.length === 0) return undefined;
  for (const one of site.around) {
    if (one.kind === "argument") {
      const { keyword, callee } = one;
      if (keyword === undefined) return rows.find(({ by, names }) => by === "call" && inTable(callee, names));
      return rows.find(({ by, names }) => by === "keyword" && names.has(keyword));
    }
    if (one.kind === "entry-value")
      return rows.find(({ by, names }) => by === "keyword" && names.has(one.key));
    if (one.kind === "assigned")
      return rows.find(({ by, names }) => by === "assigned" && inTable(one.name, names));
  }
  return undefined;
}
