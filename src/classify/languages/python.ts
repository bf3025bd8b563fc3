/** Python, type stubs and Cython included. */
import type { Grammar } from "./grammar.ts";
import { DOUBLE, SINGLE } from "./language.ts";
import type { Language, Lexis } from "./language.ts";

const grammar: Grammar = {
  parser: "python",
  comments: ["comment"],
  strings: ["string"],
  interpolations: ["interpolation", "format_expression"],
  names: ["identifier"],
  modules: [
    { node: "import_from_statement", style: "path", what: "import" },
    { node: "import_statement", style: "path", what: "import" },
    { node: "future_import_statement", style: "path", what: "import" },
  ],
  calls: [{ node: "call", callee: ["function"], arguments: "arguments" }],
  argumentLists: ["argument_list"],
  keyed: [
    { node: "keyword_argument", key: "name", value: "value", means: "keyword" },
    { node: "pair", key: "key", value: "value", means: "entry" },
    { node: "assignment", key: "left", value: "right", means: "assigned" },
    { node: "augmented_assignment", key: "left", value: "right", means: "assigned" },
    { node: "named_expression", key: "name", value: "value", means: "assigned" },
    { node: "default_parameter", key: "name", value: "value", means: "assigned" },
    { node: "typed_default_parameter", key: "name", value: "value", means: "assigned" },
  ],
  subscripts: [{ node: "subscript", object: "value", index: "subscript" }],
  lists: ["list", "tuple", "set"],
  comparisons: ["comparison_operator", "binary_operator"],
  paths: "/",
  cases: ["case_clause"],
  annotations: ["decorator"],
  docstrings: ["expression_statement"],
  typeNodes: ["type"],
  declarations: [
    { node: "class_definition", name: "name", what: "class", scope: true },
    { node: "function_definition", name: "name", what: "function", scope: true },
    { node: "keyword_argument", name: "name", what: "keyword argument", use: true },
    { node: "default_parameter", name: "name", what: "parameter" },
    { node: "typed_default_parameter", name: "name", what: "parameter" },
  ],
  blocks: ["block", "module"],
};

const lexis: Lexis = {
  lineComments: ["#"],
  strings: [
    {
      open: '"""',
      close: '"""',
      escape: "\\",
      multiline: true,
      docstring: true,
      interpolation: "{",
      prefix: /[fF]/,
    },
    {
      open: "'''",
      close: "'''",
      escape: "\\",
      multiline: true,
      docstring: true,
      interpolation: "{",
      prefix: /[fF]/,
    },
    { ...DOUBLE, interpolation: "{", prefix: /[fF]/ },
    { ...SINGLE, interpolation: "{", prefix: /[fF]/ },
  ],
  imports: [
    { pattern: /^\s*(?:from\s+[\w.]+\s+c?import\b|c?import\b)/, style: "dotted", what: "import" },
    { pattern: /^\s*from\s+\S*$/, style: "dotted", what: "import" },
  ],
};

export const PYTHON: Language = {
  id: "python",
  title: "Python",
  endings: ["py", "pyi", "pyw", "bzl", "star", "bazel"],
  names: ["SConstruct", "SConscript", "wscript", "BUILD", "WORKSPACE"],
  interpreters: ["python", "python2", "python3", "pypy", "pypy3"],
  lexis,
  grammar,
};

/** Its declarations are not the grammar's. */
export const CYTHON: Language = { id: "cython", title: "Cython", endings: ["pyx", "pxd"], lexis };
