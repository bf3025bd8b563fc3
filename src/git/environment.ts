/**
 * The environment in which git runs for us: nothing of the caller's git variables, nothing of the user's
 * configuration but the few settings that decide what git would commit.
 *
 * A verdict must not depend on how somebody set up git, and no program that a repository's configuration names
 * may run. Settings are given through GIT_CONFIG_KEY_n, because a key in a `-c` argument ends at its first `=`
 * and a filter may be named `a=b`.
 */

import { delimiter, isAbsolute } from "node:path";

export type Variables = Readonly<Record<string, string | undefined>>;
export type Setting = readonly [key: string, value: string];

/** What a program needs to start and to find its temporary folder; nothing with a secret in it. */
const PASSED_ON = [
  "PATH",
  "HOME",
  "USERPROFILE",
  "XDG_CONFIG_HOME",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "PATHEXT",
];

const FIXED: Readonly<Record<string, string>> = {
  LC_ALL: "C",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_NO_LAZY_FETCH: "1",
  GIT_LITERAL_PATHSPECS: "1",
  // Stronger than any protocol.*.allow: a partial clone must not fetch what is missing.
  GIT_ALLOW_PROTOCOL: "none",
  GIT_GRAFT_FILE: process.platform === "win32" ? "NUL" : "/dev/null",
};

/** For the calls that find the repository: the user's configuration counts (safe.directory), GIT_* does not. */
export function discoveryEnvironment(variables: Variables): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = variables[name];
    return value === undefined ? [] : [[name, name === "PATH" ? absoluteOnly(value) : value] as const];
  });
  return { ...Object.fromEntries(passed), ...FIXED };
}

/** A search path without folders relative to the current one: a program in the repository is not git. */
function absoluteOnly(path: string): string {
  return path.split(delimiter).filter(isAbsolute).join(delimiter);
}

/** For every call after that: a fixed repository and exactly these settings beside the repository's own. */
export function repositoryEnvironment(
  variables: Variables,
  gitDir: string,
  root: string,
  settings: readonly Setting[],
): Record<string, string> {
  const given: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  settings.forEach(([key, value], index) => {
    given[`GIT_CONFIG_KEY_${index}`] = key;
    given[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  return {
    ...discoveryEnvironment(variables),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null",
    GIT_DIR: gitDir,
    GIT_WORK_TREE: root,
    ...given,
  };
}

/** Settings that decide what git would commit from a working tree; they are honoured wherever they are set. */
const HONOURED = new Set([
  "core.autocrlf",
  "core.eol",
  "core.filemode",
  "core.symlinks",
  "core.precomposeunicode",
  "core.attributesfile",
  "core.checkroundtripencoding",
  "core.longpaths",
]);

/** Programs, caches and shortcuts that could hide a change or run foreign code: off. */
const NEUTRALISED: readonly Setting[] = [
  ["core.fsmonitor", "false"],
  ["core.untrackedCache", "false"],
  ["core.splitIndex", "false"],
  ["core.hooksPath", "/dev/null"],
  ["core.alternateRefsCommand", ""],
  ["core.ignoreStat", "false"],
  ["core.commitGraph", "false"],
  ["core.warnAmbiguousRefs", "true"],
  ["core.trustctime", "true"],
  ["core.checkStat", "default"],
  ["core.safecrlf", "false"],
  ["core.quotePath", "false"],
  ["core.looseCompression", "0"],
  ["diff.ignoreSubmodules", "none"],
  ["submodule.recurse", "false"],
  ["apply.ignoreWhitespace", "no"],
  ["advice.graftFileDeprecated", "false"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
];

/**
 * The settings for `repositoryEnvironment`, from all that git knows (system, user, repository; later wins).
 * Filter drivers are emptied: their programs must not run.
 */
export function judgedSettings(known: readonly Setting[]): Setting[] {
  const honoured = new Map<string, string>();
  const drivers = new Set<string>();
  for (const [key, value] of known) {
    if (HONOURED.has(key)) honoured.set(key, value);
    const [, driver] = /^filter\.(.*)\.[^.]*$/s.exec(key) ?? [];
    if (driver !== undefined) drivers.add(driver);
  }
  const silenced = [...drivers].flatMap((driver): Setting[] => [
    [`filter.${driver}.clean`, ""],
    [`filter.${driver}.smudge`, ""],
    [`filter.${driver}.process`, ""],
    [`filter.${driver}.required`, "false"],
  ]);
  return [...NEUTRALISED, ...honoured, ...silenced];
}
