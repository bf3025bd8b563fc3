/** The registry: which language a file is written in, by its name or its first line. */
import { baseName } from "../../paths/repo-path.ts";
import { BASH, FISH } from "./bash.ts";
import { C, CPP, OBJECTIVE_C } from "./c.ts";
import { CSHARP } from "./csharp.ts";
import { CSS, SCSS } from "./css.ts";
import { GO } from "./go.ts";
import { JAVA } from "./java.ts";
import { JAVASCRIPT, TSX, TYPESCRIPT } from "./javascript.ts";
import { GROOVY, KOTLIN, SCALA } from "./kotlin.ts";
import type { Language } from "./language.ts";
import { OTHER_LANGUAGES } from "./others.ts";
import { PERL } from "./perl.ts";
import { PHP } from "./php.ts";
import { CYTHON, PYTHON } from "./python.ts";
import { CRYSTAL, RUBY } from "./ruby.ts";
import { RUST } from "./rust.ts";

export const LANGUAGES: readonly Language[] = [
  TYPESCRIPT,
  TSX,
  JAVASCRIPT,
  PYTHON,
  GO,
  JAVA,
  KOTLIN,
  GROOVY,
  SCALA,
  RUST,
  RUBY,
  C,
  CPP,
  OBJECTIVE_C,
  CSHARP,
  PHP,
  PERL,
  BASH,
  FISH,
  CSS,
  SCSS,
  CYTHON,
  CRYSTAL,
  ...OTHER_LANGUAGES,
];

const BY_ENDING = new Map(
  LANGUAGES.flatMap((language) => language.endings.map((ending) => [ending, language] as const)),
);
const BY_NAME = new Map(
  LANGUAGES.flatMap((language) => (language.names ?? []).map((name) => [name, language] as const)),
);
const BY_INTERPRETER = new Map(
  LANGUAGES.flatMap((language) => (language.interpreters ?? []).map((name) => [name, language] as const)),
);

/** Folders whose files without an ending are shell scripts, and the mode line of an editor that says so. */
const SHELL_FOLDER = /(?:^|\/)(?:bash[-_]completion(?:\.d)?|completions|init\.d|profile\.d)\/[^/.]+$/;
const SHELL_MODE = /-\*-.{0,40}\b(?:sh|shell-script)\b.{0,40}-\*-/;

/** The language by name of the file, or by the interpreter named on its first line. */
export function languageOf(path: string, firstLine: string): Language | undefined {
  const file = baseName(path);
  const ending = /\.([^.]+)$/.exec(file)?.[1]?.toLowerCase();
  return (
    BY_NAME.get(file) ??
    (ending === undefined ? undefined : BY_ENDING.get(ending)) ??
    byInterpreter(firstLine) ??
    (SHELL_FOLDER.test(path) || SHELL_MODE.test(firstLine) ? BASH : undefined)
  );
}

function byInterpreter(firstLine: string): Language | undefined {
  const name = /^#!\s*(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:\S*\/)?([a-z]+[a-z0-9]*)/.exec(firstLine)?.[1];
  return name === undefined
    ? undefined
    : (BY_INTERPRETER.get(name) ?? BY_INTERPRETER.get(name.replace(/[\d.]+$/, "")));
}
