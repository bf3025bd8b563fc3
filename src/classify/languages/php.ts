/** PHP, with the markup around it. */
import type { Grammar } from "./grammar.ts";
import { BLOCK_COMMENT, DOUBLE, SINGLE } from "./language.ts";
import type { Language } from "./language.ts";

const grammar: Grammar = {
  parser: "php",
  comments: ["comment"],
  strings: ["string", "encapsed_string", "heredoc_body", "nowdoc_body"],
  shells: ["shell_command_expression"],
  markup: ["text"],
  names: ["name", "variable_name"],
  modules: [
    { node: "namespace_definition", part: "name", style: "path", what: "namespace declaration" },
    { node: "namespace_use_declaration", style: "path", what: "use declaration" },
    { node: "require_expression", style: "strings", what: "include" },
    { node: "require_once_expression", style: "strings", what: "include" },
    { node: "include_expression", style: "strings", what: "include" },
    { node: "include_once_expression", style: "strings", what: "include" },
  ],
  calls: [
    { node: "function_call_expression", callee: ["function"], arguments: "arguments" },
    { node: "member_call_expression", callee: ["object", "name"], arguments: "arguments" },
    { node: "nullsafe_member_call_expression", callee: ["object", "name"], arguments: "arguments" },
    { node: "scoped_call_expression", callee: ["scope", "name"], arguments: "arguments" },
    { node: "object_creation_expression", callee: ["@0"], arguments: "<arguments>" },
    { node: "attribute", callee: ["@0"], arguments: "parameters" },
  ],
  argumentLists: ["arguments"],
  keyed: [
    { node: "argument", key: "name", value: "@-1", means: "keyword" },
    { node: "array_element_initializer", key: "@0", value: "@1", means: "entry" },
    { node: "assignment_expression", key: "left", value: "right", means: "assigned" },
    { node: "property_element", key: "name", value: "default_value", means: "assigned" },
    { node: "const_element", key: "@0", value: "@1", means: "assigned" },
    { node: "simple_parameter", key: "name", value: "default_value", means: "assigned" },
  ],
  subscripts: [{ node: "subscript_expression", object: "@0", index: "@1" }],
  lists: ["array_creation_expression"],
  comparisons: ["binary_expression"],
  cases: ["case_statement", "match_conditional_expression"],
  annotations: ["attribute"],
  declarations: [
    { node: "class_declaration", name: "name", what: "class", scope: true },
    { node: "interface_declaration", name: "name", what: "interface", scope: true },
    { node: "trait_declaration", name: "name", what: "trait", scope: true },
    { node: "enum_declaration", name: "name", what: "enum", scope: true },
    { node: "method_declaration", name: "name", what: "method", scope: true },
    { node: "function_definition", name: "name", what: "function", scope: true },
    { node: "property_element", name: "name", what: "property" },
    { node: "const_element", name: "@0", what: "constant" },
    { node: "simple_parameter", name: "name", what: "parameter" },
  ],
  blocks: ["compound_statement", "declaration_list", "program"],
};

export const PHP: Language = {
  id: "php",
  title: "PHP",
  endings: ["php", "phtml", "inc", "php5", "php7", "phps"],
  interpreters: ["php"],
  lexis: {
    lineComments: ["//", "#"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { ...DOUBLE, multiline: true, interpolation: "{" },
      { ...SINGLE, multiline: true },
      { open: "`", close: "`", escape: "\\", shell: true },
    ],
    imports: [
      {
        pattern: /^\s*use\s+(?:function\s+|const\s+)?[\\\w]+(?:\\|\s|;|,)/,
        style: "dotted",
        what: "use declaration",
      },
      { pattern: /^\s*(?:<\?php\s+)?namespace\s/, style: "dotted", what: "namespace declaration" },
      { pattern: /^\s*(?:return\s+)?(?:require|include)(?:_once)?\b/, style: "strings", what: "include" },
    ],
    semicolons: true,
  },
  grammar,
};
