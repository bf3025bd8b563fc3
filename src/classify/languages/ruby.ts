/** Ruby, and Crystal, whose tokens are the same but not its grammar. */
import type { Grammar } from "./grammar.ts";
import { DOUBLE, SINGLE } from "./language.ts";
import type { Language, Lexis } from "./language.ts";

const grammar: Grammar = {
  parser: "ruby",
  comments: ["comment"],
  strings: [
    "string",
    "bare_string",
    "simple_symbol",
    "delimited_symbol",
    "bare_symbol",
    "heredoc_body",
    "regex",
    "character",
  ],
  interpolations: ["interpolation"],
  shells: ["subshell"],
  names: [
    "identifier",
    "constant",
    "instance_variable",
    "class_variable",
    "global_variable",
    "hash_key_symbol",
  ],
  modules: [],
  calls: [{ node: "call", callee: ["receiver", "method"], arguments: "arguments" }],
  argumentLists: ["argument_list"],
  keyed: [
    { node: "pair", key: "key", value: "value", means: "entry" },
    { node: "assignment", key: "left", value: "right", means: "assigned" },
    { node: "operator_assignment", key: "left", value: "right", means: "assigned" },
    { node: "optional_parameter", key: "name", value: "value", means: "assigned" },
    { node: "keyword_parameter", key: "name", value: "value", means: "assigned" },
  ],
  subscripts: [{ node: "element_reference", object: "object", index: "@1" }],
  lists: ["array", "string_array", "symbol_array"],
  comparisons: ["binary"],
  cases: ["when", "in_clause"],
  declarations: [
    { node: "module", name: "name", what: "module", scope: true },
    { node: "class", name: "name", what: "class", scope: true },
    { node: "method", name: "name", what: "method", scope: true },
    { node: "singleton_method", name: "name", what: "method", scope: true },
    { node: "optional_parameter", name: "name", what: "parameter" },
    { node: "keyword_parameter", name: "name", what: "keyword argument", use: true },
    { node: "pair", name: "key", what: "key of a hash", use: true },
  ],
  givenBlocks: ["block"],
  blocks: ["body_statement", "do_block", "block_body", "then", "else", "program"],
};

const lexis: Lexis = {
  lineComments: ["#"],
  blockComments: [["\n=begin", "\n=end"]],
  strings: [
    { ...DOUBLE, multiline: true, interpolation: "#{" },
    { ...SINGLE, multiline: true },
    { open: "`", close: "`", escape: "\\", interpolation: "#{", shell: true },
  ],
  imports: [
    { pattern: /^\s*(?:require|require_relative|load|autoload)\b/, style: "strings", what: "require" },
    { pattern: /^\s*gem\s/, style: "strings", what: "gem of a Gemfile" },
  ],
};

export const RUBY: Language = {
  id: "ruby",
  title: "Ruby",
  endings: ["rb", "rake", "gemspec", "ru", "podspec", "thor", "jbuilder"],
  names: [
    "Gemfile",
    "Rakefile",
    "Guardfile",
    "Vagrantfile",
    "Capfile",
    "Brewfile",
    "Podfile",
    "Fastfile",
    "Thorfile",
    "Berksfile",
    "Dangerfile",
  ],
  interpreters: ["ruby", "jruby", "rake"],
  lexis,
  grammar,
};

export const CRYSTAL: Language = { id: "crystal", title: "Crystal", endings: ["cr"], lexis };
