/** Java. */
import { BLOCK_COMMENT, CHARACTER, DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

export const JAVA: Language = {
  id: "java",
  title: "Java",
  endings: ["java"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [{ open: '"""', close: '"""', escape: "\\", multiline: true }, DOUBLE, CHARACTER],
    imports: [
      { pattern: /^\s*import\s/, style: "dotted", what: "import" },
      { pattern: /^\s*package\s/, style: "dotted", what: "package declaration" },
      { pattern: /^\s*(?:open\s+)?module\s+[\w.]+\s*\{/, style: "dotted", what: "module declaration" },
      {
        pattern: /^\s*(?:requires|exports|opens|uses|provides)\s+[\w.]/,
        style: "dotted",
        what: "module directive",
      },
    ],
    semicolons: true,
  },
};
