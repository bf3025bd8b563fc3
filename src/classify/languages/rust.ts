/** Rust. */
import { BLOCK_COMMENT, CHARACTER, DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

export const RUST: Language = {
  id: "rust",
  title: "Rust",
  endings: ["rs"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '##"', close: '"##', multiline: true, prefix: /r/ },
      { open: '#"', close: '"#', multiline: true, prefix: /r/ },
      { ...DOUBLE, multiline: true },
      { ...CHARACTER, longest: 4 },
    ],
    imports: [
      { pattern: /^\s*(?:pub(?:\([^)]*\))?\s+)?use\s/, style: "dotted", what: "use declaration" },
      { pattern: /^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s/, style: "dotted", what: "module declaration" },
      { pattern: /^\s*(?:pub\s+)?extern\s+crate\s/, style: "dotted", what: "extern crate" },
    ],
    semicolons: true,
  },
};
