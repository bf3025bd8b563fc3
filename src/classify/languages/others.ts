/**
 * Languages known by their tokens alone: no grammar is loaded for them. One line each; a language that grows
 * beyond that gets a file of its own.
 */
import { BLOCK_COMMENT, CHARACTER, DOUBLE, SINGLE } from "./language.ts";
import type { ImportForm, Language, Lexis } from "./language.ts";

const dotted = (pattern: RegExp, what: string): ImportForm => ({ pattern, style: "dotted", what });
const strings = (pattern: RegExp, what: string): ImportForm => ({ pattern, style: "strings", what });

const language = (
  id: string,
  title: string,
  endings: string,
  lexis: Lexis,
  more: Partial<Language> = {},
): Language => ({
  id,
  title,
  endings: endings.split(" ").filter((ending) => ending !== ""),
  lexis,
  ...more,
});

const HASH = { lineComments: ["#"], strings: [DOUBLE, SINGLE], imports: [] } as const satisfies Lexis;

const ELIXIR: Lexis = {
  lineComments: ["#"],
  strings: [
    { open: '"""', close: '"""', multiline: true, docstring: true, interpolation: "#{" },
    { ...DOUBLE, interpolation: "#{" },
  ],
  imports: [dotted(/^\s*(?:alias|import|require|use)\s+[A-Z]/, "import")],
};

export const OTHER_LANGUAGES: readonly Language[] = [
  language("swift", "Swift", "swift", {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '"""', close: '"""', escape: "\\", multiline: true },
      { ...DOUBLE, interpolation: "\\(" },
    ],
    imports: [dotted(/^\s*(?:@\w+\s+)?import\s/, "import")],
  }),
  language("dart", "Dart", "dart", {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE, SINGLE],
    imports: [strings(/^\s*(?:import|export|part|library)\b/, "import")],
    semicolons: true,
  }),
  language(
    "lua",
    "Lua",
    "lua",
    {
      lineComments: ["--"],
      blockComments: [["--[[", "]]"]],
      strings: [DOUBLE, SINGLE, { open: "[[", close: "]]", multiline: true }],
      imports: [],
    },
    { interpreters: ["lua", "luajit"] },
  ),
  language("elixir", "Elixir", "ex exs", ELIXIR),
  // `{:plan, "~> 1.0"}`: a dependency.
  language(
    "mix",
    "Elixir",
    "",
    { ...ELIXIR, imports: [...ELIXIR.imports, dotted(/^\s*(?:defp?\s+deps\b.*)?\{:\w+,/, "dependency")] },
    { names: ["mix.exs"] },
  ),
  language("erlang", "Erlang", "erl hrl", {
    lineComments: ["%"],
    strings: [DOUBLE],
    imports: [dotted(/^-(?:module|import|include|include_lib)\b/, "module attribute")],
  }),
  language("haskell", "Haskell", "hs lhs", {
    lineComments: ["--"],
    blockComments: [["{-", "-}"]],
    strings: [DOUBLE],
    imports: [dotted(/^\s*(?:import|module)\s/, "import")],
  }),
  language("ocaml", "OCaml", "ml mli", {
    lineComments: [],
    blockComments: [["(*", "*)"]],
    strings: [DOUBLE],
    imports: [dotted(/^\s*(?:open|include)\s+[A-Z]/, "open")],
  }),
  language("fsharp", "F#", "fs fsx fsi", {
    lineComments: ["//"],
    blockComments: [["(*", "*)"]],
    strings: [DOUBLE],
    imports: [dotted(/^\s*(?:open|namespace|module)\s/, "open")],
  }),
  language("vb", "Visual Basic", "vb vbs bas", {
    lineComments: ["'"],
    strings: [{ open: '"', close: '"' }],
    imports: [dotted(/^\s*(?:Imports|Namespace)\s/i, "import")],
  }),
  language("clojure", "Clojure", "clj cljs cljc edn", {
    lineComments: [";"],
    strings: [{ ...DOUBLE, multiline: true }],
    imports: [dotted(/^\s*\(?(?:ns|:require|:import|:use)\b/, "namespace")],
  }),
  language("lisp", "Lisp", "el lisp scm rkt", {
    lineComments: [";"],
    strings: [{ ...DOUBLE, multiline: true }],
    imports: [dotted(/^\s*\((?:require|provide)\b/, "require")],
  }),
  language("zig", "Zig", "zig", {
    lineComments: ["//"],
    strings: [DOUBLE, CHARACTER],
    imports: [strings(/@import\(/, "import")],
    semicolons: true,
  }),
  language("nim", "Nim", "nim nims", {
    lineComments: ["#"],
    strings: [DOUBLE],
    imports: [dotted(/^\s*(?:import|from|include)\s/, "import")],
  }),
  language("julia", "Julia", "jl", {
    lineComments: ["#"],
    strings: [{ open: '"""', close: '"""', multiline: true, docstring: true }, DOUBLE],
    imports: [dotted(/^\s*(?:using|import)\s/, "import")],
  }),
  language(
    "r",
    "R",
    "r",
    { ...HASH, imports: [dotted(/^\s*(?:library|require)\(/, "library")] },
    { interpreters: ["Rscript"] },
  ),
  language(
    "powershell",
    "PowerShell",
    "ps1 psm1 psd1",
    {
      lineComments: ["#"],
      blockComments: [["<#", "#>"]],
      strings: [
        { open: '"', close: '"', escape: "`", multiline: true, interpolation: "$" },
        { open: "'", close: "'", multiline: true },
      ],
      imports: [dotted(/^\s*(?:Import-Module|using\s+module)\s/i, "import")],
      shell: true,
      names: {
        before:
          /(?:\$(?:\w{1,20}:)?\{?|[\w)\]}]\.|::|\[|\b(?:function|filter|class|enum)\s{1,9})[\w-]{0,100}$/i,
        environment: /\$\{?env:\w{0,100}$/i,
        behind: /^[\w-]{0,100}\s{0,40}=(?!=)/,
      },
    },
    { interpreters: ["pwsh"] },
  ),
  language("batch", "batch file", "bat cmd", {
    lineComments: ["::", "REM ", "rem ", "Rem ", "@rem ", "@REM "],
    strings: [{ open: '"', close: '"' }],
    imports: [],
    shell: true,
    names: {
      before: /(?:^\s*:|\bgoto\s{1,9}:?|\bcall\s{1,9}:)[\w-]{0,100}$/i,
      environment:
        /(?:%|!|\bset\s{1,9}(?:\/[ap]\s{1,9})?"?)[A-Za-z_]\w{0,100}$|(?:%|!|\bset\s{1,9}(?:\/[ap]\s{1,9})?"?)$/i,
      behind: /$^/,
    },
  }),
  language("solidity", "Solidity", "sol", {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE, SINGLE],
    imports: [strings(/^\s*import\b/, "import")],
    semicolons: true,
  }),
  language("awk", "awk", "awk", HASH, { interpreters: ["awk", "gawk"] }),
  language(
    "tcl",
    "Tcl",
    "tcl exp",
    {
      ...HASH,
      strings: [{ ...DOUBLE, multiline: true, interpolation: "$" }],
      imports: [dotted(/^\s*package\s+(?:require|provide)\s/, "package")],
    },
    { interpreters: ["tclsh", "expect"] },
  ),
  language(
    "cmake",
    "CMake",
    "cmake",
    { ...HASH, blockComments: [["#[[", "]]"]] },
    { names: ["CMakeLists.txt"] },
  ),
  language("terraform", "Terraform", "tf hcl", {
    lineComments: ["#", "//"],
    blockComments: [BLOCK_COMMENT],
    strings: [{ ...DOUBLE, interpolation: "${" }],
    imports: [],
  }),
  language("nix", "Nix", "nix", {
    lineComments: ["#"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { ...DOUBLE, interpolation: "${" },
      { open: "''", close: "''", multiline: true, interpolation: "${" },
    ],
    imports: [dotted(/\bimport\s/, "import")],
  }),
  language(
    "vim",
    "Vim script",
    "vim",
    { lineComments: ['"'], strings: [SINGLE], imports: [] },
    { names: [".vimrc"] },
  ),
  language("assembly", "assembly", "s asm", {
    lineComments: [";", "#", "//"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE],
    imports: [{ pattern: /^\s*[.%#]include\b/, style: "line", what: "include" }],
  }),
  language("fortran", "Fortran", "f f77 f90 f95 f03 f08 for", {
    lineComments: ["!"],
    strings: [DOUBLE, SINGLE],
    imports: [dotted(/^\s*(?:use|module|submodule)\s/i, "use or module statement")],
  }),
  language("pascal", "Pascal", "pas pp dpr lpr", {
    lineComments: ["//"],
    blockComments: [
      ["{", "}"],
      ["(*", "*)"],
    ],
    strings: [SINGLE],
    imports: [dotted(/^\s*(?:uses|unit|program)\s/i, "uses clause")],
    semicolons: true,
  }),
  language("coffeescript", "CoffeeScript", "coffee litcoffee", {
    ...HASH,
    imports: [strings(/^\s*import\b/, "import")],
  }),
  language("jsonnet", "Jsonnet", "jsonnet libsonnet", {
    lineComments: ["//", "#"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE, SINGLE],
    imports: [strings(/\bimport(?:str)?\s/, "import")],
  }),
  language("shader", "a shading language", "glsl vert frag hlsl wgsl metal", {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE],
    imports: [strings(/^\s*#include\b/, "include")],
    semicolons: true,
  }),
  language("hardware", "a hardware description language", "v sv svh vhd vhdl", {
    lineComments: ["//", "--"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE],
    imports: [dotted(/^\s*(?:use|library|import)\s/i, "use clause")],
    semicolons: true,
  }),
  language("d", "D", "d", {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE, { open: "`", close: "`", multiline: true }, CHARACTER],
    imports: [dotted(/^\s*(?:public\s+)?(?:import|module)\s/, "import")],
    semicolons: true,
  }),
  language(
    "meson",
    "Meson",
    "",
    { ...HASH, strings: [{ open: "'''", close: "'''", multiline: true }, SINGLE] },
    { names: ["meson.build", "meson_options.txt", "meson.options"] },
  ),
  language("m4", "m4", "m4 ac", { lineComments: ["dnl", "#"], strings: [DOUBLE], imports: [] }),
  language("latex-class", "TeX class", "cls sty", { lineComments: ["%"], strings: [], imports: [] }),
];

/** What an unknown language is read as: the comments and strings that most languages share. */
export const UNKNOWN_LANGUAGE: Language = language("unknown", "unknown language", "", {
  lineComments: ["//", "#"],
  blockComments: [BLOCK_COMMENT],
  strings: [DOUBLE, { ...SINGLE, longest: 200 }, { open: "`", close: "`", longest: 200 }],
  imports: [
    dotted(/^\s*(?:import|package|use|using|namespace|module)\s+[\w.:\\/]+\s*;?\s*$/, "import"),
    strings(/^\s*(?:import|require|include|from)\b.*["']/, "import"),
  ],
});
