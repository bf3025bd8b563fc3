/** Rust. */
import type { Grammar } from "./grammar.ts";
import { BLOCK_COMMENT, CHARACTER, DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

const grammar: Grammar = {
  parser: "rust",
  comments: ["line_comment", "block_comment"],
  strings: ["string_literal", "raw_string_literal", "char_literal"],
  names: ["identifier", "type_identifier", "field_identifier", "shorthand_field_identifier"],
  modules: [
    { node: "use_declaration", style: "path", what: "use declaration" },
    { node: "extern_crate_declaration", style: "path", what: "extern crate" },
    { node: "mod_item", part: "name", style: "path", what: "module declaration" },
  ],
  calls: [
    { node: "call_expression", callee: ["function"], arguments: "arguments" },
    { node: "macro_invocation", callee: ["macro"], arguments: "<token_tree>" },
    { node: "attribute", callee: ["@0"], arguments: "arguments" },
  ],
  argumentLists: ["arguments"],
  keyed: [
    { node: "attribute", key: "@0", value: "value", means: "assigned" },
    { node: "field_initializer", key: "field", value: "value", means: "entry" },
    { node: "let_declaration", key: "pattern", value: "value", means: "assigned" },
    { node: "const_item", key: "name", value: "value", means: "assigned" },
    { node: "static_item", key: "name", value: "value", means: "assigned" },
    { node: "assignment_expression", key: "left", value: "right", means: "assigned" },
  ],
  subscripts: [{ node: "index_expression", object: "@0", index: "@1" }],
  lists: ["array_expression", "tuple_expression"],
  composites: [{ node: "struct_expression", type: "name" }],
  comparisons: ["binary_expression"],
  cases: ["match_pattern"],
  annotations: ["attribute_item", "inner_attribute_item"],
  tokenTrees: ["token_tree"],
  inlineNames: "{",
  declarations: [
    { node: "struct_item", name: "name", what: "struct", scope: true },
    { node: "enum_item", name: "name", what: "enum", scope: true },
    { node: "union_item", name: "name", what: "union", scope: true },
    { node: "trait_item", name: "name", what: "trait", scope: true },
    { node: "impl_item", name: "type", what: "impl", scope: true },
    { node: "mod_item", name: "name", what: "module", scope: true },
    { node: "function_item", name: "name", what: "function", scope: true },
    { node: "function_signature_item", name: "name", what: "function" },
    { node: "macro_definition", name: "name", what: "macro", scope: true },
    { node: "const_item", name: "name", what: "constant" },
    { node: "static_item", name: "name", what: "static" },
    { node: "type_item", name: "name", what: "type" },
    { node: "field_declaration", name: "name", what: "field" },
    { node: "enum_variant", name: "name", what: "variant" },
    { node: "let_declaration", name: "pattern", what: "variable" },
    { node: "parameter", name: "pattern", what: "parameter" },
  ],
  blocks: ["block", "declaration_list", "source_file"],
  tests: [
    {
      node: "mod_item",
      before:
        /#\[cfg\((?:all\(|any\()?\s*test\b[^\]]{0,100}\]\s*(?:(?:#\[[^\]]{0,100}\]|\/\/[^\n]{0,100})\s*){0,4}(?:pub\s*)?$/,
      words: "module marked #[cfg(test)]",
    },
    {
      node: "function_item",
      before:
        /#\[(?:\w+::){0,3}test(?:\([^\]]{0,100})?\]\s*(?:(?:#\[[^\]]{0,100}\]|\/\/[^\n]{0,100})\s*){0,4}$/,
      words: "function marked #[test]",
    },
  ],
};

export const RUST: Language = {
  id: "rust",
  title: "Rust",
  endings: ["rs"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '##"', close: '"##', multiline: true, prefix: /r/ },
      { open: '#"', close: '"#', multiline: true, prefix: /r/ },
      { ...DOUBLE, multiline: true },
      { ...CHARACTER, longest: 4 },
    ],
    imports: [
      { pattern: /^\s*(?:pub(?:\([^)]*\))?\s+)?use\s/, style: "dotted", what: "use declaration" },
      { pattern: /^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s/, style: "dotted", what: "module declaration" },
      { pattern: /^\s*(?:pub\s+)?extern\s+crate\s/, style: "dotted", what: "extern crate" },
    ],
    semicolons: true,
  },
  grammar,
};
