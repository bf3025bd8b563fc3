/** A configuration file to begin with: everything in it is a comment, so that it changes nothing. */
import { CONFIG_FILE } from "../config/config.ts";
import { BUILT_IN_RULES, BUILT_IN_RULE_NAMES } from "../decide/rules.ts";
import { CATEGORIES } from "../map/categories.ts";
import { wholeFile, type Seen, type Step } from "./steps.ts";

export const CONFIG_TEMPLATE = `# How this project plans bulk edits with occmap. docs/configuration.md describes every key; the schema is
# schemas/occmap-config.schema.json of the package.
#
# decisions:
#   # Rules of this project's own, tried before the built-in ones; the first that applies wins. A rule names a path
#   # (a glob), a category or a matched string, and keeping needs a reason.
#   rules:
#     - path: "docs/history/**"
#       decision: keep
#       reason: a record of what was
#   # Built-in rules that are switched off:
#   disable: []
${BUILT_IN_RULE_NAMES.map((name) => `#     - ${name} # ${BUILT_IN_RULES[name].about}`).join("\n")}
#
# Categories: ${CATEGORIES.slice(0, 4).join(", ")},
#   ${CATEGORIES.slice(4).join(", ")}.
`;

export function configFile(seen: Seen): Step[] {
  return [wholeFile(seen, CONFIG_FILE, CONFIG_TEMPLATE, "settings to begin with, all commented out")];
}
