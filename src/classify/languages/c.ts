/** C, C++ and Objective-C. */
import type { Grammar } from "./grammar.ts";
import { BLOCK_COMMENT, CHARACTER, DOUBLE } from "./language.ts";
import type { Language, Lexis } from "./language.ts";

const lexis: Lexis = {
  lineComments: ["//"],
  blockComments: [BLOCK_COMMENT],
  strings: [{ open: '"(', close: ')"', multiline: true, prefix: /R/ }, DOUBLE, CHARACTER],
  imports: [
    { pattern: /^\s*#\s*(?:include|import|include_next)\b/, style: "line", what: "include" },
    { pattern: /^\s*(?:inline\s+)?namespace\s/, style: "dotted", what: "namespace" },
    { pattern: /^\s*using\s+namespace\s/, style: "dotted", what: "using directive" },
    { pattern: /^\s*(?:export\s+)?(?:import|module)\s+[\w.:]+\s*;/, style: "dotted", what: "module" },
  ],
  semicolons: true,
};

const grammar = (parser: string): Grammar => ({
  parser,
  comments: ["comment"],
  strings: ["string_literal", "raw_string_literal", "system_lib_string", "char_literal"],
  names: [
    "identifier",
    "field_identifier",
    "type_identifier",
    "namespace_identifier",
    "statement_identifier",
    "destructor_name",
  ],
  modules: [
    { node: "preproc_include", part: "path", style: "strings", what: "include" },
    { node: "namespace_definition", part: "name", style: "path", what: "namespace" },
    { node: "using_declaration", style: "path", what: "using directive" },
  ],
  calls: [
    { node: "call_expression", callee: ["function"], arguments: "arguments" },
    { node: "new_expression", callee: ["type"], arguments: "arguments" },
    { node: "preproc_call", callee: ["directive"], arguments: "argument" },
  ],
  argumentLists: ["argument_list"],
  keyed: [
    { node: "initializer_pair", key: "designator", value: "value", means: "entry" },
    { node: "init_declarator", key: "declarator*", value: "value", means: "assigned" },
    { node: "assignment_expression", key: "left", value: "right", means: "assigned" },
    { node: "field_declaration", key: "declarator*", value: "default_value", means: "assigned" },
    { node: "optional_parameter_declaration", key: "declarator*", value: "default_value", means: "assigned" },
  ],
  subscripts: [{ node: "subscript_expression", object: "argument", index: "indices" }],
  lists: ["initializer_list"],
  comparisons: ["binary_expression"],
  streams: "<<",
  unread: ["preproc_arg"],
  cases: ["case_statement"],
  declarations: [
    { node: "function_definition", name: "declarator*", what: "function", scope: true },
    { node: "class_specifier", name: "name", what: "class", scope: true },
    { node: "struct_specifier", name: "name", what: "struct", scope: true },
    { node: "union_specifier", name: "name", what: "union", scope: true },
    { node: "enum_specifier", name: "name", what: "enum", scope: true },
    { node: "namespace_definition", name: "name", what: "namespace", scope: true },
    { node: "preproc_def", name: "name", what: "macro" },
    { node: "preproc_function_def", name: "name", what: "macro" },
    { node: "enumerator", name: "name", what: "enum member" },
    { node: "parameter_declaration", name: "declarator*", what: "parameter" },
    { node: "field_declaration", name: "declarator*", what: "field" },
    { node: "init_declarator", name: "declarator*", what: "variable" },
  ],
  blocks: ["compound_statement", "field_declaration_list", "declaration_list", "translation_unit"],
});

export const C: Language = { id: "c", title: "C", endings: ["c", "h"], lexis, grammar: grammar("c") };

export const CPP: Language = {
  id: "cpp",
  title: "C++",
  endings: [
    "cc",
    "cpp",
    "cxx",
    "c++",
    "hpp",
    "hh",
    "hxx",
    "h++",
    "ipp",
    "inl",
    "tpp",
    "cu",
    "cuh",
    "ino",
    "cppm",
  ],
  lexis,
  grammar: grammar("cpp"),
};

export const OBJECTIVE_C: Language = { id: "objective-c", title: "Objective-C", endings: ["m", "mm"], lexis };
