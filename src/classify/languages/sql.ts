/** SQL and schema languages (GraphQL, protobuf, Thrift): comments, strings, names. */
import { BLOCK_COMMENT, DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

export const SQL: Language = {
  id: "sql",
  title: "SQL",
  endings: [],
  lexis: {
    lineComments: ["--", "//", "#"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '"""', close: '"""', multiline: true, docstring: true },
      DOUBLE,
      { open: "'", close: "'", multiline: true },
    ],
    imports: [
      { pattern: /^\s*import\s/, style: "strings", what: "import" },
      { pattern: /^\s*(?:package|namespace)\s/, style: "dotted", what: "package declaration" },
      { pattern: /^\s*option\s+\w+_package\b/, style: "strings", what: "package option" },
    ],
    semicolons: true,
  },
};
