/** C, C++ and Objective-C. */
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

export const C: Language = { id: "c", title: "C", endings: ["c", "h"], lexis };

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
};

export const OBJECTIVE_C: Language = { id: "objective-c", title: "Objective-C", endings: ["m", "mm"], lexis };
