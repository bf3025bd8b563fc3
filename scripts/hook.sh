#!/bin/sh
# The hook of the pre-commit framework (docs/hooks.md): the project's own occmap, else the one of this revision.
# Is there a map, or does this commit take one away? Where git cannot tell, occmap itself has to.
occmap_has_work() {
  if [ -e occurrence_map.yaml ] || [ -e kitty-specs ] || [ -e .kittify ]; then return 0; fi
  occmap_listed=$(git ls-files -- occurrence_map.yaml kitty-specs .kittify) || return 0
  if [ -n "$occmap_listed" ]; then return 0; fi
  if occmap_taken=$(git diff-index --cached --name-only --diff-filter=D HEAD -- \
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
    npx --yes occmap@0.1.0 hook
  fi
}
if occmap_has_work; then
  occmap_judge || exit $?
fi
