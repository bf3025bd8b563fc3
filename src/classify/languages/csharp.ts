/** C#. */
import type { Grammar } from "./grammar.ts";
import { BLOCK_COMMENT, CHARACTER, DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

const grammar: Grammar = {
  parser: "c-sharp",
  comments: ["comment"],
  strings: [
    "string_literal",
    "verbatim_string_literal",
    "raw_string_literal",
    "interpolated_string_expression",
    "character_literal",
  ],
  interpolations: ["interpolation"],
  names: ["identifier"],
  modules: [
    { node: "using_directive", style: "path", what: "using directive" },
    { node: "namespace_declaration", part: "name", style: "path", what: "namespace declaration" },
    { node: "file_scoped_namespace_declaration", part: "name", style: "path", what: "namespace declaration" },
  ],
  calls: [
    { node: "invocation_expression", callee: ["function"], arguments: "arguments" },
    { node: "object_creation_expression", callee: ["type"], arguments: "arguments" },
    { node: "attribute", callee: ["name"], arguments: "<attribute_argument_list>" },
    { node: "constructor_initializer", callee: ["@0"], arguments: "<argument_list>" },
  ],
  argumentLists: ["argument_list", "attribute_argument_list"],
  keyed: [
    { node: "argument", key: "name", value: "@-1", means: "keyword" },
    { node: "assignment_expression", key: "left", value: "right", means: "assigned" },
    { node: "variable_declarator", key: "name", value: "@-1", means: "assigned" },
    { node: "property_declaration", key: "name", value: "value", means: "assigned" },
    { node: "parameter", key: "name", value: "@-1", means: "assigned" },
  ],
  subscripts: [
    { node: "element_access_expression", object: "expression", index: "subscript" },
    { node: "element_binding_expression", object: "@0", index: "@0" },
  ],
  lists: ["initializer_expression", "collection_expression"],
  composites: [{ node: "object_creation_expression", type: "type" }],
  comparisons: ["binary_expression"],
  cases: ["constant_pattern", "switch_section"],
  annotations: ["attribute"],
  declarations: [
    { node: "class_declaration", name: "name", what: "class", scope: true },
    { node: "struct_declaration", name: "name", what: "struct", scope: true },
    { node: "record_declaration", name: "name", what: "record", scope: true },
    { node: "interface_declaration", name: "name", what: "interface", scope: true },
    { node: "enum_declaration", name: "name", what: "enum", scope: true },
    { node: "method_declaration", name: "name", what: "method", scope: true },
    { node: "constructor_declaration", name: "name", what: "constructor", scope: true },
    { node: "local_function_statement", name: "name", what: "function", scope: true },
    { node: "property_declaration", name: "name", what: "property", scope: true },
    { node: "enum_member_declaration", name: "name", what: "enum member" },
    { node: "variable_declarator", name: "name", what: "variable" },
    { node: "parameter", name: "name", what: "parameter" },
  ],
  blocks: ["block", "declaration_list", "compilation_unit"],
};

export const CSHARP: Language = {
  id: "csharp",
  title: "C#",
  endings: ["cs", "csx"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '"""', close: '"""', multiline: true, interpolation: "{", prefix: /\$/ },
      { open: '"', close: '"', multiline: true, prefix: /@/ },
      { ...DOUBLE, interpolation: "{", prefix: /\$/ },
      CHARACTER,
    ],
    imports: [
      { pattern: /^\s*(?:global\s+)?using\s+(?!var\b|\()[^(]*;/, style: "dotted", what: "using directive" },
      { pattern: /^\s*namespace\s/, style: "dotted", what: "namespace declaration" },
    ],
    semicolons: true,
  },
  grammar,
};
