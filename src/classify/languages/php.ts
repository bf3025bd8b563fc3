/** PHP, with the markup around it. */
import { BLOCK_COMMENT, DOUBLE, SINGLE } from "./language.ts";
import type { Language } from "./language.ts";

export const PHP: Language = {
  id: "php",
  title: "PHP",
  endings: ["php", "phtml", "inc", "php5", "php7", "phps"],
  interpreters: ["php"],
  lexis: {
    lineComments: ["//", "#"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { ...DOUBLE, multiline: true, interpolation: "{" },
      { ...SINGLE, multiline: true },
      { open: "`", close: "`", escape: "\\", shell: true },
    ],
    imports: [
      {
        pattern: /^\s*use\s+(?:function\s+|const\s+)?[\\\w]+(?:\\|\s|;|,)/,
        style: "dotted",
        what: "use declaration",
      },
      { pattern: /^\s*(?:<\?php\s+)?namespace\s/, style: "dotted", what: "namespace declaration" },
      { pattern: /^\s*(?:return\s+)?(?:require|include)(?:_once)?\b/, style: "strings", what: "include" },
    ],
    semicolons: true,
  },
};
