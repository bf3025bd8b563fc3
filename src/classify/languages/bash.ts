/** Bash and its relatives: bare words are words of command lines. */
import { DOUBLE } from "./language.ts";
import type { Language } from "./language.ts";

export const BASH: Language = {
  id: "bash",
  title: "shell",
  endings: ["sh", "bash", "zsh", "ksh", "bats", "ash", "dash", "envrc", "fish", "ebuild", "command"],
  names: [
    ".bashrc",
    ".bash_profile",
    ".profile",
    ".zshrc",
    ".zshenv",
    ".bash_aliases",
    "PKGBUILD",
    ".envrc",
    "configure.ac",
  ],
  interpreters: ["sh", "bash", "zsh", "ksh", "dash", "ash", "fish", "bats"],
  lexis: {
    lineComments: ["#"],
    strings: [
      { ...DOUBLE, multiline: true, interpolation: "$" },
      { open: "'", close: "'", multiline: true },
    ],
    imports: [{ pattern: /^\s*(?:source|\.)\s+\S/, style: "line", what: "sourced file" }],
    shell: true,
  },
};
