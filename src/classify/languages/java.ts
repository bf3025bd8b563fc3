/** Java. */
import type { Grammar } from "./grammar.ts";
import { BLOCK_COMMENT, CHARACTER, DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

const grammar: Grammar = {
  parser: "java",
  comments: ["line_comment", "block_comment"],
  strings: ["string_literal", "character_literal"],
  interpolations: ["string_interpolation"],
  names: ["identifier", "type_identifier"],
  modules: [
    { node: "package_declaration", style: "path", what: "package declaration" },
    { node: "import_declaration", style: "path", what: "import" },
    { node: "module_declaration", part: "name", style: "path", what: "module declaration" },
    { node: "requires_module_directive", style: "path", what: "module directive" },
    { node: "exports_module_directive", style: "path", what: "module directive" },
    { node: "opens_module_directive", style: "path", what: "module directive" },
    { node: "uses_module_directive", style: "path", what: "module directive" },
    { node: "provides_module_directive", style: "path", what: "module directive" },
  ],
  calls: [
    { node: "method_invocation", callee: ["object", "name"], arguments: "arguments" },
    { node: "object_creation_expression", callee: ["type"], arguments: "arguments" },
    { node: "explicit_constructor_invocation", callee: ["constructor"], arguments: "arguments" },
    { node: "enum_constant", callee: ["name"], arguments: "arguments" },
    { node: "annotation", callee: ["name"], arguments: "arguments" },
  ],
  argumentLists: ["argument_list", "annotation_argument_list"],
  keyed: [
    { node: "element_value_pair", key: "key", value: "value", means: "keyword" },
    { node: "variable_declarator", key: "name", value: "value", means: "assigned" },
    { node: "assignment_expression", key: "left", value: "right", means: "assigned" },
  ],
  subscripts: [{ node: "array_access", object: "array", index: "index" }],
  lists: ["array_initializer", "element_value_array_initializer"],
  comparisons: ["binary_expression"],
  cases: ["switch_label"],
  annotations: ["annotation"],
  declarations: [
    { node: "class_declaration", name: "name", what: "class", scope: true },
    { node: "interface_declaration", name: "name", what: "interface", scope: true },
    { node: "annotation_type_declaration", name: "name", what: "annotation", scope: true },
    { node: "enum_declaration", name: "name", what: "enum", scope: true },
    { node: "record_declaration", name: "name", what: "record", scope: true },
    { node: "method_declaration", name: "name", what: "method", scope: true },
    { node: "constructor_declaration", name: "name", what: "constructor", scope: true },
    { node: "enum_constant", name: "name", what: "enum member" },
    { node: "formal_parameter", name: "name", what: "parameter" },
    { node: "variable_declarator", name: "name", what: "variable" },
  ],
  blocks: ["block", "class_body", "interface_body", "enum_body", "constructor_body", "program"],
};

export const JAVA: Language = {
  id: "java",
  title: "Java",
  endings: ["java"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [{ open: '"""', close: '"""', escape: "\\", multiline: true }, DOUBLE, CHARACTER],
    imports: [
      { pattern: /^\s*import\s/, style: "dotted", what: "import" },
      { pattern: /^\s*package\s/, style: "dotted", what: "package declaration" },
      { pattern: /^\s*(?:open\s+)?module\s+[\w.]+\s*\{/, style: "dotted", what: "module declaration" },
      {
        pattern: /^\s*(?:requires|exports|opens|uses|provides)\s+[\w.]/,
        style: "dotted",
        what: "module directive",
      },
    ],
    semicolons: true,
  },
  grammar,
};
