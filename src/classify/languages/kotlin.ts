/** Kotlin, build scripts included; Groovy and Scala are read by its tokens where nothing better is known. */
import { BLOCK_COMMENT, CHARACTER, DOUBLE, SINGLE } from "./language.ts";
import type { Grammar } from "./grammar.ts";
import type { ImportForm, Language } from "./language.ts";

const imports: readonly ImportForm[] = [
  { pattern: /^\s*import\s/, style: "dotted", what: "import" },
  { pattern: /^\s*package\s/, style: "dotted", what: "package header" },
];

const grammar: Grammar = {
  parser: "kotlin",
  comments: ["line_comment", "block_comment", "shebang"],
  strings: ["string_literal", "multiline_string_literal", "character_literal"],
  interpolations: ["interpolation"],
  inlineNames: "$",
  names: ["identifier"],
  modules: [
    { node: "package_header", style: "path", what: "package header" },
    { node: "import", style: "path", what: "import" },
  ],
  calls: [
    { node: "call_expression", callee: ["@0"], arguments: "<value_arguments>" },
    { node: "constructor_invocation", callee: ["@0"], arguments: "<value_arguments>" },
  ],
  argumentLists: ["value_arguments"],
  keyed: [
    { node: "value_argument", key: "<identifier>", value: "@-1", means: "keyword" },
    { node: "property_declaration", key: "<variable_declaration>", value: "@-1", means: "assigned" },
    { node: "assignment", key: "left", value: "right", means: "assigned" },
    { node: "class_parameter", key: "<identifier>", value: "@-1", means: "assigned" },
  ],
  subscripts: [{ node: "index_expression", object: "@0", index: "@1" }],
  lists: ["collection_literal"],
  comparisons: ["binary_expression"],
  cases: ["when_entry"],
  annotations: ["annotation"],
  declarations: [
    { node: "class_declaration", name: "name", what: "class", scope: true },
    { node: "object_declaration", name: "name", what: "object", scope: true },
    { node: "function_declaration", name: "name", what: "function", scope: true },
    { node: "type_alias", name: "type", what: "type" },
    { node: "enum_entry", name: "<identifier>", what: "enum member" },
    { node: "property_declaration", name: "<variable_declaration>", what: "property" },
    { node: "class_parameter", name: "<identifier>", what: "parameter" },
    { node: "parameter", name: "<identifier>", what: "parameter" },
  ],
  blocks: ["block", "class_body", "enum_class_body", "source_file", "statements"],
};

export const KOTLIN: Language = {
  id: "kotlin",
  title: "Kotlin",
  endings: ["kt", "kts"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '"""', close: '"""', multiline: true, interpolation: "${" },
      { ...DOUBLE, interpolation: "${" },
      CHARACTER,
    ],
    imports,
  },
  grammar,
};

export const GROOVY: Language = {
  id: "groovy",
  title: "Groovy",
  endings: ["groovy", "gradle"],
  names: ["Jenkinsfile"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '"""', close: '"""', escape: "\\", multiline: true, interpolation: "$" },
      { open: "'''", close: "'''", escape: "\\", multiline: true },
      { ...DOUBLE, interpolation: "$" },
      SINGLE,
    ],
    bareCalls: true,
    imports,
  },
};

export const SCALA: Language = {
  id: "scala",
  title: "Scala",
  endings: ["scala", "sc", "sbt"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '"""', close: '"""', multiline: true, interpolation: "${" },
      { ...DOUBLE, interpolation: "${" },
      CHARACTER,
    ],
    imports,
  },
};
