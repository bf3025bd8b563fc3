/** JavaScript, TypeScript and their JSX forms: one language to the rules, three to the parsers. */
import type { Grammar } from "./grammar.ts";
import { BLOCK_COMMENT, DOUBLE, SINGLE } from "./language.ts";
import type { Language, Lexis } from "./language.ts";

const lexis: Lexis = {
  lineComments: ["//"],
  blockComments: [BLOCK_COMMENT],
  strings: [DOUBLE, SINGLE, { open: "`", close: "`", escape: "\\", multiline: true, interpolation: "${" }],
  imports: [
    { pattern: /^\s*import\b(?!\s*[(.])/, style: "strings", what: "import" },
    {
      pattern: /^\s*export\s+(?:type\s+)?(?:\*|\{[^}]*\})[^=]*\bfrom\b/,
      style: "strings",
      what: "re-export",
    },
    { pattern: /^\s*\}\s*from\s/, style: "strings", what: "import" },
    { pattern: /^\s*declare\s+module\b/, style: "strings", what: "module declaration" },
  ],
  semicolons: true,
};

/** JavaScript, TypeScript and TSX: their grammars share the names of nodes. */
const grammar = (parser: string): Grammar => ({
  parser,
  comments: ["comment", "html_comment", "hash_bang_line"],
  strings: ["string", "template_string", "regex"],
  interpolations: ["template_substitution"],
  markup: ["jsx_text"],
  names: [
    "identifier",
    "property_identifier",
    "private_property_identifier",
    "shorthand_property_identifier",
    "shorthand_property_identifier_pattern",
    "type_identifier",
    "statement_identifier",
  ],
  modules: [
    { node: "import_statement", style: "strings", what: "import" },
    { node: "export_statement", part: "source", style: "strings", what: "re-export" },
    { node: "module", part: "name", style: "strings", what: "module declaration" },
    { node: "internal_module", part: "name", style: "path", what: "namespace declaration" },
  ],
  calls: [
    { node: "call_expression", callee: ["function"], arguments: "arguments" },
    { node: "new_expression", callee: ["constructor"], arguments: "arguments" },
  ],
  argumentLists: ["arguments"],
  keyed: [
    { node: "pair", key: "key", value: "value", means: "entry" },
    { node: "variable_declarator", key: "name", value: "value", means: "assigned" },
    { node: "assignment_expression", key: "left", value: "right", means: "assigned" },
    { node: "augmented_assignment_expression", key: "left", value: "right", means: "assigned" },
    { node: "public_field_definition", key: "name", value: "value", means: "assigned" },
    { node: "field_definition", key: "property", value: "value", means: "assigned" },
    { node: "enum_assignment", key: "name", value: "value", means: "assigned" },
    { node: "required_parameter", key: "pattern", value: "value", means: "assigned" },
    { node: "optional_parameter", key: "pattern", value: "value", means: "assigned" },
    { node: "assignment_pattern", key: "left", value: "right", means: "assigned" },
    { node: "property_signature", key: "name", value: "type", means: "entry" },
    { node: "method_definition", key: "name", value: "body", means: "entry" },
    { node: "jsx_attribute", key: "@0", value: "@1", means: "entry" },
  ],
  subscripts: [{ node: "subscript_expression", object: "object", index: "index" }],
  lists: ["array"],
  composites: [
    { node: "jsx_opening_element", type: "name" },
    { node: "jsx_self_closing_element", type: "name" },
  ],
  comparisons: ["binary_expression"],
  cases: ["switch_case"],
  annotations: ["decorator"],
  declarations: [
    { node: "class_declaration", name: "name", what: "class", scope: true },
    { node: "abstract_class_declaration", name: "name", what: "class", scope: true },
    { node: "interface_declaration", name: "name", what: "interface", scope: true },
    { node: "enum_declaration", name: "name", what: "enum", scope: true },
    { node: "function_declaration", name: "name", what: "function", scope: true },
    { node: "generator_function_declaration", name: "name", what: "function", scope: true },
    { node: "function_signature", name: "name", what: "function" },
    { node: "method_definition", name: "name", what: "method", scope: true },
    { node: "method_signature", name: "name", what: "method" },
    { node: "type_alias_declaration", name: "name", what: "type" },
    { node: "public_field_definition", name: "name", what: "field" },
    { node: "field_definition", name: "property", what: "field" },
    { node: "property_signature", name: "name", what: "property" },
    { node: "variable_declarator", name: "name", what: "variable" },
    { node: "required_parameter", name: "pattern", what: "parameter" },
    { node: "optional_parameter", name: "pattern", what: "parameter" },
    { node: "import_specifier", name: "name", what: "imported name", use: true },
    { node: "pair", name: "key", what: "key of an object", use: true },
    { node: "jsx_opening_element", name: "name", what: "component", use: true },
    { node: "jsx_self_closing_element", name: "name", what: "component", use: true },
  ],
  blocks: ["statement_block", "class_body", "program"],
  environment: ["process.env", "import.meta.env", "Bun.env"],
  takenOut: [{ node: "shorthand_property_identifier_pattern" }, { node: "pair_pattern", key: "key" }],
  embedded: { gql: "GraphQL", graphql: "GraphQL" },
});

export const JAVASCRIPT: Language = {
  id: "javascript",
  title: "JavaScript",
  endings: ["js", "mjs", "cjs", "jsx", "es6", "gs"],
  names: ["Jakefile"],
  interpreters: ["node", "deno", "bun"],
  lexis,
  grammar: grammar("javascript"),
};

export const TYPESCRIPT: Language = {
  id: "typescript",
  title: "TypeScript",
  endings: ["ts", "mts", "cts"],
  interpreters: ["ts-node", "tsx"],
  lexis,
  grammar: grammar("typescript"),
};

export const TSX: Language = { id: "tsx", title: "TSX", endings: ["tsx"], lexis, grammar: grammar("tsx") };
