/** CSS and its preprocessors. */
import type { Grammar } from "./grammar.ts";
import { BLOCK_COMMENT, DOUBLE, SINGLE } from "./language.ts";
import type { Language, Lexis } from "./language.ts";

const grammar: Grammar = {
  parser: "css",
  comments: ["comment", "js_comment"],
  strings: ["string_value"],
  names: [
    "identifier",
    "class_name",
    "id_name",
    "tag_name",
    "property_name",
    "attribute_name",
    "plain_value",
  ],
  modules: [{ node: "import_statement", style: "strings", what: "import" }],
  calls: [{ node: "call_expression", callee: ["@0"], arguments: "<arguments>" }],
  argumentLists: ["arguments"],
  keyed: [{ node: "declaration", key: "@0", value: "@1", means: "assigned" }],
  declarations: [
    { node: "class_selector", name: "@-1", what: "class" },
    { node: "id_selector", name: "@-1", what: "id" },
    { node: "declaration", name: "@0", what: "property" },
  ],
  blocks: ["block", "stylesheet"],
};

const lexis: Lexis = {
  lineComments: ["//"],
  blockComments: [BLOCK_COMMENT],
  strings: [DOUBLE, SINGLE],
  imports: [{ pattern: /^\s*@(?:import|use|forward)\b/, style: "strings", what: "import" }],
  semicolons: true,
};

export const CSS: Language = {
  id: "css",
  title: "CSS",
  endings: ["css", "pcss"],
  lexis,
  grammar,
};

/** The preprocessors: nesting, variables and mixins are not the grammar's. */
export const SCSS: Language = {
  id: "scss",
  title: "SCSS, Sass, Less and Stylus",
  endings: ["scss", "less", "sass", "styl"],
  lexis,
};
