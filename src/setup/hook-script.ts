/**
 * The shell text of a commit hook. It asks git whether there is anything to judge before it starts Node, so that a
 * repository without a map pays two short git commands. A map that this very commit takes away counts as there.
 */

import { VERSION } from "../version.ts";

/** Git runs the first for a commit, the second for a merge that commits by itself. */
export const HOOK_NAMES = ["pre-commit", "pre-merge-commit"] as const;

/** A hook that was there before ours is kept under its name with this ending. */
export const KEPT_ENDING = ".before-occmap";

/** In the first lines of every hook that is wholly ours. */
export const HOOK_MARK = "# Written by `occmap init --hook plain`";

const NOT_INSTALLED = `    echo "occmap: there is an occurrence map, and occmap is not installed: npm install --save-dev occmap" >&2
    return 1`;

/** Runs the gate where it has work. For `sh`, also with `set -e`; leaves nothing behind but two functions. */
function gateLines(otherwise: string): string {
  return `# Is there a map, or does this commit take one away? Where git cannot tell, occmap itself has to.
occmap_has_work() {
  if [ -e occurrence_map.yaml ] || [ -e kitty-specs ] || [ -e .kittify ]; then return 0; fi
  occmap_listed=$(git ls-files -- occurrence_map.yaml kitty-specs .kittify) || return 0
  if [ -n "$occmap_listed" ]; then return 0; fi
  if occmap_taken=$(git diff-index --cached --name-only --diff-filter=D HEAD -- \\
    occurrence_map.yaml kitty-specs 2>/dev/null); then
    [ -n "$occmap_taken" ]
  else
    git rev-parse --verify --quiet HEAD >/dev/null
  fi
}
occmap_judge() {
  if [ -x node_modules/.bin/occmap ]; then
    node_modules/.bin/occmap hook
  elif command -v occmap >/dev/null 2>&1; then
    occmap hook
  else
${otherwise}
  fi
}
if occmap_has_work; then
  occmap_judge || exit $?
fi
`;
}

/** In a hook of the project's own: occmap is one of its dependencies, or on the search path. */
export const GATE_LINES = gateLines(NOT_INSTALLED);

/**
 * What the pre-commit framework runs from its clone of our repository (scripts/hook.sh). Not `language: node`: npm,
 * asked for a package in a git repository for everybody (-g), runs our build without what the build needs.
 */
export const FRAMEWORK_SCRIPT = `#!/bin/sh
# The hook of the pre-commit framework (docs/hooks.md): the project's own occmap, else the one of this revision.
${gateLines(`    npx --yes occmap@${VERSION} hook`)}`;

/** A hook that is wholly ours. */
export const HOOK_SCRIPT = `#!/bin/sh
${HOOK_MARK}, and written again by it: do not edit. Judges the commit that
# git is about to make by the occurrence map. The hook that was here before lies beside it and runs first: it may
# change what is committed.
if [ -x "$0${KEPT_ENDING}" ]; then
  "$0${KEPT_ENDING}" "$@" || exit $?
fi
${GATE_LINES}`;
