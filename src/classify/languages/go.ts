/** Go. */
import { BLOCK_COMMENT, CHARACTER, DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

export const GO: Language = {
  id: "go",
  title: "Go",
  endings: ["go"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE, CHARACTER, { open: "`", close: "`", multiline: true }],
    imports: [
      { pattern: /^\s*import\b/, style: "strings", what: "import" },
      { pattern: /^\s*package\s/, style: "dotted", what: "package clause" },
    ],
  },
};
