/** C#. */
import { BLOCK_COMMENT, CHARACTER, DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

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
};
