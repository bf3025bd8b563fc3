/** Go. */
import type { Grammar } from "./grammar.ts";
import { BLOCK_COMMENT, CHARACTER, DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

const grammar: Grammar = {
  parser: "go",
  comments: ["comment"],
  strings: ["interpreted_string_literal", "raw_string_literal", "rune_literal"],
  names: ["identifier", "field_identifier", "type_identifier", "package_identifier", "label_name"],
  modules: [
    { node: "package_clause", style: "path", what: "package clause" },
    { node: "import_declaration", style: "strings", what: "import" },
  ],
  calls: [
    { node: "call_expression", callee: ["function"], arguments: "arguments" },
    { node: "type_conversion_expression", callee: ["type"], arguments: "operand" },
  ],
  argumentLists: ["argument_list"],
  keyed: [
    { node: "keyed_element", key: "@0", value: "@1", means: "entry" },
    { node: "short_var_declaration", key: "left", value: "right", means: "assigned" },
    { node: "assignment_statement", key: "left", value: "right", means: "assigned" },
    { node: "var_spec", key: "name", value: "value", means: "assigned" },
    { node: "const_spec", key: "name", value: "value", means: "assigned" },
  ],
  subscripts: [{ node: "index_expression", object: "operand", index: "index" }],
  lists: ["literal_value"],
  composites: [{ node: "composite_literal", type: "type" }],
  comparisons: ["binary_expression"],
  cases: ["expression_case"],
  tags: [{ node: "field_declaration", part: "tag" }],
  declarations: [
    { node: "function_declaration", name: "name", what: "function", scope: true },
    { node: "method_declaration", name: "name", what: "method", scope: true },
    { node: "type_spec", name: "name", what: "type", scope: true },
    { node: "field_declaration", name: "name", what: "field" },
    { node: "method_elem", name: "name", what: "method" },
    { node: "const_spec", name: "name", what: "constant" },
    { node: "var_spec", name: "name", what: "variable" },
    { node: "parameter_declaration", name: "name", what: "parameter" },
  ],
  blocks: ["block", "statement_list", "source_file"],
};

export const GO: Language = {
  id: "go",
  title: "Go",
  endings: ["go"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE, CHARACTER, { open: "`", close: "`", multiline: true }],
    imports: [
      { pattern: /^\s*import\b/, style: "strings", what: "import" },
      { pattern: /^\s*package\s/, style: "dotted", what: "package clause" },
    ],
  },
  grammar,
};
