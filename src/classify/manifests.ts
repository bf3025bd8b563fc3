/**
 * Files whose keys and values mean something of their own: dependency manifests, lock files, CI and service
 * files. One table: which file, which keys, and what stands there.
 *
 * A pattern of keys is matched against the whole key path: `*` is one key, `**` any number of keys.
 */
import type { Meaning } from "./site.ts";

export interface ManifestRow {
  /** Which files, by the end of their path. */
  readonly file: RegExp;
  readonly keys: readonly string[];
  readonly part: "key" | "value";
  readonly meaning: Meaning;
  /** The words of the reason: "dependency of package.json". */
  readonly what: string;
}

const row = (
  file: RegExp,
  part: "key" | "value",
  meaning: Meaning,
  what: string,
  ...keys: string[]
): ManifestRow[] => keys.map((pattern) => ({ file, keys: pattern.split("."), part, meaning, what }));

const PACKAGE_JSON = /(?:^|\/)(?:package|bower|component|jsr|deno)\.jsonc?$/;
const PACKAGE_LOCK = /(?:^|\/)(?:package-lock|npm-shrinkwrap|bun\.lock)\.?(?:json)?$/;
const CARGO = /(?:^|\/)Cargo\.toml$/;
const PYPROJECT = /(?:^|\/)(?:pyproject|Pipfile)(?:\.toml)?$/;
const SETUP_CFG = /(?:^|\/)setup\.cfg$/;
const LOCK_TOML = /(?:^|\/)(?:Cargo|poetry|uv|pdm|Gopkg)\.lock$/;
const COMPOSER = /(?:^|\/)composer\.(?:json|lock)$/;
const WORKFLOW =
  /(?:^|\/)\.(?:github|gitea|forgejo)\/(?:workflows|actions)\/.*\.ya?ml$|(?:^|\/)action\.ya?ml$/;
const GITLAB = /(?:^|\/)\.gitlab-ci[^/]*\.ya?ml$|(?:^|\/)\.gitlab\/.*\.ya?ml$/;
const OTHER_CI =
  /(?:^|\/)(?:\.travis|appveyor|azure-pipelines|bitbucket-pipelines|cloudbuild|\.drone|\.woodpecker|\.cirrus|circle)[^/]*\.ya?ml$|(?:^|\/)\.circleci\/|(?:^|\/)\.azure(?:-pipelines)?\//;
const COMPOSE = /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/;
const PRE_COMMIT = /(?:^|\/)\.pre-commit-(?:config|hooks)\.yaml$/;
const TASKFILE = /(?:^|\/)(?:Taskfile|\.?lefthook|moon|dvc)[^/]*\.ya?ml$/i;
const SERVICE = /\.(?:service|socket|timer|mount|automount|path|slice|target|desktop)$/;
const TSCONFIG = /(?:^|\/)[tj]sconfig[^/]*\.json$/;
const VSCODE = /(?:^|\/)\.vscode\/(?:launch|tasks)\.json$/;
const PUBSPEC = /(?:^|\/)pubspec\.(?:yaml|lock)$/;
const KUBERNETES = /\.ya?ml$/;
const PNPM_LOCK = /(?:^|\/)pnpm-lock\.yaml$/;
const POM = /(?:(?:^|\/)|\.)pom(?:\.xml)?$/;
const MSBUILD = /\.(?:csproj|fsproj|vbproj|props|targets|nuspec)$/;
const LOG_CONFIG_XML = /(?:^|\/)(?:logback|log4j2?|nlog)[\w.-]*\.(?:xml|config)$/;
const ENTRY_POINTS_TXT = /(?:^|\/)entry_points\.txt$/;
const TOX = /(?:^|\/)(?:tox\.ini|noxfile\.toml)$/;
const CONDA = /(?:^|\/)(?:environment|conda)[\w.-]*\.ya?ml$/;
const CHART = /(?:^|\/)Chart\.(?:yaml|lock)$/;
const DEPENDABOT = /(?:^|\/)\.github\/dependabot\.ya?ml$/;

const VERSION_CATALOG = /\.versions\.toml$/;
const NUGET_LOCK = /(?:^|\/)packages\.lock\.json$/;
const NUGET_CONFIG = /(?:^|\/)packages\.config$/;
const VCPKG = /(?:^|\/)vcpkg\.json$/;
const PROCFILE = /(?:^|\/)Procfile$/;
const DEBIAN = /(?:^|\/)debian\/(?:tests\/)?control$/;

const MANIFEST_ROWS: readonly ManifestRow[] = [
  ...row(PACKAGE_JSON, "value", "package", "the package's own name", "name"),
  ...row(
    PACKAGE_JSON,
    "key",
    "package",
    "dependency of package.json",
    "dependencies.*",
    "devDependencies.*",
    "peerDependencies.*",
    "optionalDependencies.*",
    "peerDependenciesMeta.*",
    "dependenciesMeta.*",
    "overrides.**",
    "resolutions.**",
    "imports.*",
    "exports.*",
    "typesVersions.*.*",
  ),
  ...row(
    PACKAGE_JSON,
    "value",
    "package",
    "dependency of package.json",
    "dependencies.*",
    "devDependencies.*",
    "peerDependencies.*",
    "optionalDependencies.*",
    "bundledDependencies",
    "bundleDependencies",
    "imports.*",
  ),
  ...row(PACKAGE_JSON, "key", "package", "module that is replaced in a browser", "browser.*"),
  ...row(PACKAGE_JSON, "key", "command", "script of package.json", "scripts.*"),
  ...row(PACKAGE_JSON, "value", "command line", "script of package.json", "scripts.*"),
  ...row(PACKAGE_JSON, "key", "command", "program of package.json", "bin.*"),
  ...row(
    PACKAGE_JSON,
    "value",
    "path",
    "path in package.json",
    "bin",
    "bin.*",
    "main",
    "module",
    "types",
    "typings",
    "browser",
    "files",
    "exports.**",
    "man",
    "directories.*",
    "workspaces",
    "workspaces.*",
  ),
  ...row(
    PACKAGE_JSON,
    "value",
    "text",
    "description in package.json",
    "description",
    "keywords",
    "author",
    "author.name",
    "contributors.**",
  ),
  ...row(PACKAGE_LOCK, "value", "package", "package of a lock file", "name", "packages.*.name"),
  ...row(
    PACKAGE_LOCK,
    "key",
    "package",
    "package of a lock file",
    "packages.*",
    "packages.*.dependencies.*",
    "packages.*.devDependencies.*",
    "packages.*.peerDependencies.*",
    "packages.*.optionalDependencies.*",
    "packages.*.peerDependenciesMeta.*",
    "dependencies.**",
  ),
  ...row(PACKAGE_LOCK, "key", "command", "program of a locked package", "packages.*.bin.*"),
  ...row(PACKAGE_LOCK, "value", "path", "path of a locked program", "packages.*.bin.*"),
  ...row(
    PACKAGE_LOCK,
    "value",
    "package",
    "address of a locked package",
    "packages.*.resolved",
    "dependencies.**.resolved",
  ),
  ...row(CARGO, "value", "package", "the crate's own name", "package.name", "lib.name"),
  ...row(CARGO, "value", "command", "program of Cargo.toml", "bin.name"),
  ...row(
    CARGO,
    "key",
    "package",
    "dependency of Cargo.toml",
    "dependencies.*",
    "dev-dependencies.*",
    "build-dependencies.*",
    "target.*.dependencies.*",
    "workspace.dependencies.*",
    "patch.*.*",
    "target.*.dev-dependencies.*",
  ),
  ...row(
    CARGO,
    "value",
    "package",
    "dependency of Cargo.toml",
    "dependencies.*.package",
    "dev-dependencies.*.package",
    "features.*",
  ),
  ...row(
    CARGO,
    "value",
    "path",
    "path in Cargo.toml",
    "workspace.members",
    "workspace.exclude",
    "dependencies.*.path",
    "bin.path",
    "lib.path",
    "package.readme",
    "package.include",
    "package.exclude",
    "workspace.dependencies.*.path",
    "dev-dependencies.*.path",
  ),
  ...row(
    CARGO,
    "value",
    "text",
    "description in Cargo.toml",
    "package.description",
    "package.keywords",
    "package.authors",
    "package.categories",
  ),
  ...row(PYPROJECT, "value", "package", "the project's own name", "project.name", "tool.poetry.name"),
  ...row(
    PYPROJECT,
    "value",
    "package",
    "requirement in pyproject.toml",
    "project.dependencies",
    "project.optional-dependencies.*",
    "build-system.requires",
    "build-system.build-backend",
    "dependency-groups.*",
    "tool.uv.dev-dependencies",
    "tool.setuptools.packages",
    "tool.setuptools.packages.find.include",
    "tool.setuptools.packages.find.exclude",
    "tool.hatch.build.targets.*.packages",
    "tool.poetry.packages.include",
    "tool.pytest.ini_options.addopts.cov",
    "tool.coverage.run.source",
    "tool.coverage.run.source_pkgs",
    "tool.isort.known_first_party",
    "tool.isort.known_third_party",
    "tool.ruff.lint.isort.known-first-party",
    "tool.mypy.overrides.module",
    "tool.mypy.packages",
    "tool.importlinter.**",
    "tool.setuptools.dynamic.version.attr",
  ),
  ...row(
    PYPROJECT,
    "key",
    "package",
    "dependency in pyproject.toml",
    "tool.poetry.dependencies.*",
    "tool.poetry.dev-dependencies.*",
    "tool.poetry.group.*.dependencies.*",
    "tool.uv.sources.*",
    "packages.*",
    "dev-packages.*",
    "tool.setuptools.package-data.*",
    "tool.setuptools.package-dir.*",
  ),
  ...row(
    PYPROJECT,
    "key",
    "command",
    "console entry point",
    "project.scripts.*",
    "project.gui-scripts.*",
    "tool.poetry.scripts.*",
  ),
  ...row(
    PYPROJECT,
    "value",
    "entry point",
    "console entry point",
    "project.scripts.*",
    "project.gui-scripts.*",
    "tool.poetry.scripts.*",
    "project.entry-points.*.*",
    "tool.poetry.plugins.*.*",
  ),
  ...row(
    PYPROJECT,
    "value",
    "command line",
    "task in pyproject.toml",
    "tool.poe.tasks.**",
    "tool.taskipy.tasks.*",
    "tool.hatch.envs.*.scripts.*",
    "tool.pdm.scripts.**",
    "tool.pytest.ini_options.addopts",
  ),
  ...row(
    PYPROJECT,
    "key",
    "command",
    "task in pyproject.toml",
    "tool.poe.tasks.*",
    "tool.taskipy.tasks.*",
    "tool.hatch.envs.*.scripts.*",
    "tool.pdm.scripts.*",
  ),
  ...row(
    PYPROJECT,
    "value",
    "text",
    "description in pyproject.toml",
    "project.description",
    "project.keywords",
    "project.authors.name",
    "project.maintainers.name",
    "tool.poetry.description",
    "project.classifiers",
  ),
  ...row(
    SETUP_CFG,
    "value",
    "package",
    "package in setup.cfg",
    "metadata.name",
    "options.packages",
    "options.install_requires",
    "options.setup_requires",
    "options.tests_require",
    "options.extras_require.*",
    "options.packages.find.*",
  ),
  ...row(SETUP_CFG, "value", "entry point", "entry point in setup.cfg", "options.entry_points.*"),
  ...row(
    SETUP_CFG,
    "value",
    "text",
    "description in setup.cfg",
    "metadata.description",
    "metadata.long_description",
    "metadata.keywords",
  ),
  ...row(
    LOCK_TOML,
    "value",
    "package",
    "package of a lock file",
    "package.name",
    "package.dependencies",
    "package.dependencies.name",
    "package.optional-dependencies.**",
    "package.metadata.**",
    "extras.*",
  ),
  ...row(LOCK_TOML, "key", "package", "package of a lock file", "package.dependencies.*", "metadata.files.*"),
  ...row(
    COMPOSER,
    "value",
    "package",
    "package of composer.json",
    "name",
    "packages.name",
    "packages-dev.name",
  ),
  ...row(
    COMPOSER,
    "key",
    "package",
    "package of composer.json",
    "require.*",
    "require-dev.*",
    "replace.*",
    "provide.*",
    "conflict.*",
    "suggest.*",
    "packages.require.*",
    "packages.require-dev.*",
  ),
  ...row(
    COMPOSER,
    "key",
    "package",
    "autoloaded namespace",
    "autoload.psr-4.*",
    "autoload-dev.psr-4.*",
    "autoload.psr-0.*",
  ),
  ...row(COMPOSER, "value", "path", "autoloaded path", "autoload.**", "autoload-dev.**", "bin"),
  ...row(COMPOSER, "key", "command", "script of composer.json", "scripts.*"),
  ...row(COMPOSER, "value", "command line", "script of composer.json", "scripts.*"),
  ...row(PUBSPEC, "value", "package", "the package's own name", "name"),
  ...row(
    PUBSPEC,
    "key",
    "package",
    "dependency of pubspec.yaml",
    "dependencies.*",
    "dev_dependencies.*",
    "dependency_overrides.*",
    "packages.*",
  ),
  ...row(PUBSPEC, "key", "command", "program of pubspec.yaml", "executables.*"),
  ...row(WORKFLOW, "value", "command line", "run step", "**.run"),
  ...row(WORKFLOW, "value", "package", "action used by a workflow", "**.uses"),
  ...row(
    WORKFLOW,
    "value",
    "path",
    "path in a workflow",
    "**.working-directory",
    "**.paths",
    "**.paths-ignore",
    "**.hashFiles",
  ),
  ...row(WORKFLOW, "value", "text", "name shown by the CI", "name", "**.name", "**.description"),
  ...row(WORKFLOW, "value", "name", "condition of a workflow", "**.if"),
  ...row(WORKFLOW, "key", "name", "environment variable", "env.*", "**.env.*"),
  ...row(
    GITLAB,
    "value",
    "command line",
    "script of a CI job",
    "**.script",
    "**.before_script",
    "**.after_script",
    "before_script",
    "after_script",
    "script",
  ),
  ...row(
    OTHER_CI,
    "value",
    "command line",
    "script of a CI job",
    "**.script",
    "script",
    "**.run",
    "**.bash",
    "**.command",
    "**.commands",
    "**.before_script",
    "before_script",
    "install",
    "**.install",
    "before_install",
    "after_success",
    "build_script",
    "test_script",
    "**.pwsh",
    "**.args",
    "**.entrypoint",
    "**.run.command",
    "**_script",
  ),
  ...row(
    COMPOSE,
    "value",
    "command line",
    "command of a service",
    "services.*.command",
    "services.*.entrypoint",
    "services.*.healthcheck.test",
  ),
  ...row(
    KUBERNETES,
    "value",
    "command line",
    "command of a container",
    "**.containers.command",
    "**.containers.args",
    "**.initContainers.command",
    "**.initContainers.args",
    "**.exec.command",
  ),
  ...row(PRE_COMMIT, "value", "path", "paths of a hook", "exclude", "files", "**.exclude", "**.files"),
  ...row(PRE_COMMIT, "value", "command line", "command of a hook", "**.entry", "**.args"),
  ...row(
    TASKFILE,
    "value",
    "command line",
    "command of a task",
    "**.cmds",
    "**.cmd",
    "**.run",
    "**.commands.*.run",
  ),
  ...row(TASKFILE, "key", "command", "task", "tasks.*"),
  ...row(
    SERVICE,
    "value",
    "command line",
    "command of a service",
    "Service.ExecStart",
    "Service.ExecStartPre",
    "Service.ExecStop",
    "Service.ExecReload",
    "Service.Environment",
    "Service.ExecStartPost",
    "Desktop Entry.Exec",
    "Desktop Entry.TryExec",
  ),
  ...row(
    SERVICE,
    "value",
    "name",
    "unit that is named",
    "Unit.After",
    "Unit.Before",
    "Unit.Wants",
    "Unit.Requires",
    "Unit.Conflicts",
    "Unit.PartOf",
    "Unit.BindsTo",
    "Install.WantedBy",
    "Install.RequiredBy",
    "Install.Also",
    "Install.Alias",
  ),
  ...row(
    SERVICE,
    "value",
    "text",
    "description of a service",
    "Unit.Description",
    "Desktop Entry.Name",
    "Desktop Entry.Comment",
    "Desktop Entry.GenericName",
  ),
  ...row(TSCONFIG, "key", "package", "module path alias", "compilerOptions.paths.*"),
  ...row(
    TSCONFIG,
    "value",
    "path",
    "path in tsconfig",
    "compilerOptions.paths.*",
    "include",
    "exclude",
    "files",
    "references.path",
    "extends",
  ),
  ...row(
    PNPM_LOCK,
    "key",
    "package",
    "package of a lock file",
    "packages.*",
    "snapshots.*",
    "snapshots.*.dependencies.*",
    "importers.*.dependencies.*",
    "importers.*.devDependencies.*",
    "importers.*.optionalDependencies.*",
    "packages.*.peerDependencies.*",
    "overrides.*",
    "catalogs.*.*",
  ),
  ...row(
    POM,
    "value",
    "package",
    "name in a Maven build",
    "**.artifactId",
    "**.groupId",
    "**.module",
    "**.exclude",
    "**.include",
  ),
  ...row(
    POM,
    "value",
    "text",
    "description in a Maven build",
    "project.name",
    "project.description",
    "**.license.name",
  ),
  ...row(
    MSBUILD,
    "value",
    "package",
    "name in an MSBuild project",
    "**.PackageReference.Include",
    "**.PackageReference.Update",
    "**.PackageVersion.Include",
    "**.Reference.Include",
    "**.Using.Include",
    "**.RootNamespace",
    "**.AssemblyName",
    "**.PackageId",
    "package.metadata.id",
    "**.dependency.id",
  ),
  ...row(
    MSBUILD,
    "value",
    "path",
    "path in an MSBuild project",
    "**.ProjectReference.Include",
    "**.Compile.Include",
    "**.Content.Include",
    "**.None.Include",
    "**.EmbeddedResource.Include",
    "**.Import.Project",
  ),
  ...row(
    MSBUILD,
    "value",
    "text",
    "description in an MSBuild project",
    "**.Description",
    "**.Authors",
    "**.Title",
  ),
  ...row(
    LOG_CONFIG_XML,
    "value",
    "package",
    "package whose logger is set",
    "**.logger.name",
    "**.Logger.name",
  ),
  ...row(
    LOG_CONFIG_XML,
    "value",
    "log",
    "pattern of a logging configuration",
    "**.pattern",
    "**.Pattern",
    "**.PatternLayout.pattern",
    "**.layout.**",
  ),
  ...row(ENTRY_POINTS_TXT, "key", "command", "console entry point", "console_scripts.*", "gui_scripts.*"),
  ...row(ENTRY_POINTS_TXT, "value", "entry point", "console entry point", "*.*", "*.*.*"),
  ...row(
    TOX,
    "value",
    "command line",
    "command of tox",
    "**.commands",
    "**.commands_pre",
    "**.commands_post",
  ),
  ...row(TOX, "value", "package", "requirement of tox", "**.deps"),
  ...row(CONDA, "value", "package", "package of an environment", "dependencies", "dependencies.pip", "name"),
  ...row(CHART, "value", "package", "chart", "name", "dependencies.name"),
  ...row(DEPENDABOT, "value", "path", "path in dependabot.yml", "updates.directory", "updates.directories"),
  ...row(OTHER_CI, "value", "name", "condition of a CI job", "**.condition"),
  ...row(OTHER_CI, "value", "package", "import path of the project", "go_import_path"),
  ...row(COMPOSE, "value", "package", "image of a service", "services.*.image"),
  ...row(
    WORKFLOW,
    "value",
    "package",
    "image of a CI job",
    "**.container",
    "**.container.image",
    "**.services.*.image",
  ),
  ...row(GITLAB, "value", "package", "image of a CI job", "image", "**.image", "image.name", "**.image.name"),
  ...row(
    KUBERNETES,
    "value",
    "package",
    "image of a container",
    "**.containers.image",
    "**.initContainers.image",
    "image.repository",
    "**.image.repository",
  ),
  ...row(
    VERSION_CATALOG,
    "key",
    "package",
    "alias in a version catalog",
    "libraries.*",
    "plugins.*",
    "bundles.*",
  ),
  ...row(
    VERSION_CATALOG,
    "value",
    "package",
    "package of a version catalog",
    "libraries.*",
    "libraries.*.module",
    "libraries.*.group",
    "libraries.*.name",
    "plugins.*.id",
    "plugins.*",
    "bundles.*",
  ),
  ...row(
    NUGET_LOCK,
    "key",
    "package",
    "package of a lock file",
    "dependencies.*.*",
    "dependencies.*.*.dependencies.*",
  ),
  ...row(NUGET_CONFIG, "value", "package", "package of packages.config", "packages.package.id"),
  ...row(
    VCPKG,
    "value",
    "package",
    "package of vcpkg.json",
    "name",
    "dependencies",
    "dependencies.name",
    "overrides.name",
    "default-features",
  ),
  ...row(PROCFILE, "value", "command line", "process of a Procfile", "*"),
  ...row(
    DEBIAN,
    "value",
    "package",
    "package of a control file",
    "Source",
    "Package",
    "Depends",
    "Pre-Depends",
    "Recommends",
    "Suggests",
    "Enhances",
    "Breaks",
    "Conflicts",
    "Replaces",
    "Provides",
    "Build-Depends",
    "Build-Depends-Indep",
    "Build-Depends-Arch",
    "Build-Conflicts",
  ),
  ...row(DEBIAN, "value", "text", "description in a control file", "Description", "Maintainer", "Uploaders"),
  ...row(VSCODE, "value", "command line", "command of a task", "**.command", "**.args"),
];

/** The rows that stand together for one file, in the order of the table: its pattern is tried once for all of them. */
const MANIFESTS = MANIFEST_ROWS.reduce<{ readonly file: RegExp; readonly rows: ManifestRow[] }[]>(
  (all, row) => {
    const last = all.at(-1);
    if (last?.file === row.file) last.rows.push(row);
    else all.push({ file: row.file, rows: [row] });
    return all;
  },
  [],
);

/** Keys that hold a command line in any data file. */
const COMMAND_KEYS =
  /^(?:run|script|scripts|cmd|cmds|command|commands|exec|before_script|after_script|entrypoint|shell|args|argv|preStart|postStart)$/;

/** The rows that a file's path calls for. */
export function manifestRows(path: string): readonly ManifestRow[] {
  return MANIFESTS.flatMap(({ file, rows }) => (file.test(path) ? rows : []));
}

/** The row for a place in a data file, where there is one. */
export function manifestRow(
  rows: readonly ManifestRow[],
  keys: readonly string[],
  part: "key" | "value",
): ManifestRow | undefined {
  return rows.find((candidate) => candidate.part === part && matchesKeys(candidate.keys, keys));
}

/** Does a key's name say that its value is a command line? */
export function holdsCommandLine(key: string): boolean {
  return COMMAND_KEYS.test(key);
}

function matchesKeys(pattern: readonly string[], keys: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return keys.length === 0;
  if (first === "**") {
    for (let skipped = 0; skipped <= keys.length; skipped += 1) {
      if (matchesKeys(rest, keys.slice(skipped))) return true;
    }
    return false;
  }
  const [key, ...others] = keys;
  if (key === undefined) return false;
  return (
    (first === "*" || first === key || (first.startsWith("*") && key.endsWith(first.slice(1)))) &&
    matchesKeys(rest, others)
  );
}
