/** Kotlin, build scripts included; Groovy and Scala are read by its tokens where nothing better is known. */
import { BLOCK_COMMENT, CHARACTER, DOUBLE, SINGLE } from "./language.ts";
import type { ImportForm, Language } from "./language.ts";

const imports: readonly ImportForm[] = [
  { pattern: /^\s*import\s/, style: "dotted", what: "import" },
  { pattern: /^\s*package\s/, style: "dotted", what: "package header" },
];

export const KOTLIN: Language = {
  id: "kotlin",
  title: "Kotlin",
  endings: ["kt", "kts"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '"""', close: '"""', multiline: true, interpolation: "${" },
      { ...DOUBLE, interpolation: "${" },
      CHARACTER,
    ],
    imports,
  },
};

export const GROOVY: Language = {
  id: "groovy",
  title: "Groovy",
  endings: ["groovy", "gradle"],
  names: ["Jenkinsfile"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '"""', close: '"""', escape: "\\", multiline: true, interpolation: "${" },
      { open: "'''", close: "'''", escape: "\\", multiline: true },
      { ...DOUBLE, interpolation: "${" },
      SINGLE,
    ],
    imports,
  },
};

export const SCALA: Language = {
  id: "scala",
  title: "Scala",
  endings: ["scala", "sc", "sbt"],
  lexis: {
    lineComments: ["//"],
    blockComments: [BLOCK_COMMENT],
    strings: [
      { open: '"""', close: '"""', multiline: true, interpolation: "${" },
      { ...DOUBLE, interpolation: "${" },
      CHARACTER,
    ],
    imports,
  },
};
