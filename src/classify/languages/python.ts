/** Python, type stubs and Cython included. */
import { DOUBLE, SINGLE } from "./language.ts";
import type { Language } from "./language.ts";

export const PYTHON: Language = {
  id: "python",
  title: "Python",
  endings: ["py", "pyi", "pyw", "pyx", "pxd", "bzl", "star"],
  names: ["SConstruct", "SConscript", "wscript", "BUILD", "WORKSPACE"],
  interpreters: ["python", "python2", "python3", "pypy", "pypy3"],
  lexis: {
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
  },
};
