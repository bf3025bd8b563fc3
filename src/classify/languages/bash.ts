/** Bash and its relatives: bare words are words of command lines. */
import type { Grammar } from "./grammar.ts";
import { DOUBLE } from "./language.ts";
import type { Language, Lexis } from "./language.ts";

const grammar: Grammar = {
  parser: "bash",
  comments: ["comment"],
  strings: [
    "string",
    "raw_string",
    "ansi_c_string",
    "heredoc_body",
    "extglob_pattern",
    "regex",
    "word",
    "concatenation",
    "number",
  ],
  interpolations: ["command_substitution", "process_substitution"],
  names: ["variable_name"],
  modules: [],
  calls: [],
  argumentLists: [],
  keyed: [{ node: "variable_assignment", key: "name", value: "value", means: "assigned" }],
  lists: ["array"],
  comparisons: ["binary_expression"],
  cases: ["case_item"],
  declarations: [{ node: "function_definition", name: "name", what: "function", scope: true }],
  blocks: ["compound_statement", "do_group", "program", "subshell", "command_substitution", "heredoc_body"],
  shell: true,
};

const lexis: Lexis = {
  lineComments: ["#"],
  strings: [
    { ...DOUBLE, multiline: true, interpolation: "$" },
    { open: "'", close: "'", multiline: true },
  ],
  imports: [{ pattern: /^\s*(?:source|\.)\s+\S/, style: "line", what: "sourced file" }],
  shell: true,
};

export const BASH: Language = {
  id: "bash",
  title: "shell",
  endings: ["sh", "bash", "zsh", "ksh", "bats", "ash", "dash", "envrc", "ebuild", "command"],
  names: [
    ".bashrc",
    ".bash_profile",
    ".profile",
    ".zshrc",
    ".zshenv",
    ".bash_aliases",
    "PKGBUILD",
    ".envrc",
    "configure.ac",
  ],
  interpreters: ["sh", "bash", "zsh", "ksh", "dash", "ash", "bats"],
  lexis,
  grammar,
};

export const FISH: Language = { id: "fish", title: "fish", endings: ["fish"], interpreters: ["fish"], lexis };
