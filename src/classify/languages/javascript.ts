/** JavaScript, TypeScript and their JSX forms: one language to the rules, three to the parsers. */
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

export const JAVASCRIPT: Language = {
  id: "javascript",
  title: "JavaScript",
  endings: ["js", "mjs", "cjs", "jsx", "es6", "gs"],
  names: ["Jakefile"],
  interpreters: ["node", "deno", "bun"],
  lexis,
};

export const TYPESCRIPT: Language = {
  id: "typescript",
  title: "TypeScript",
  endings: ["ts", "mts", "cts"],
  interpreters: ["ts-node", "tsx"],
  lexis,
};

export const TSX: Language = { id: "tsx", title: "TSX", endings: ["tsx"], lexis };
