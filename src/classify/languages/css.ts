/** CSS and its preprocessors. */
import { BLOCK_COMMENT, DOUBLE, SINGLE } from "./language.ts";
import type { Language } from "./language.ts";

export const CSS: Language = {
  id: "css",
  title: "CSS",
  endings: ["css", "scss", "less", "sass", "styl", "pcss"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [DOUBLE, SINGLE],
    imports: [{ pattern: /^\s*@(?:import|use|forward)\b/, style: "strings", what: "import" }],
    semicolons: true,
  },
};
