/** Whoever can tell of a file: a data format's parser, a language's grammar, or nobody. */
import type { Syntax } from "../apply/syntax.ts";
import { CodeSyntax } from "./code.ts";
import { dataSyntax, isData } from "./data.ts";

/** Loads a parser when a file needs it first, and keeps it. */
export function fileSyntax(): Syntax {
  const code = new CodeSyntax();
  const of = (path: string): Syntax => (isData(path) ? dataSyntax : code);
  return {
    parses: (path, content) => of(path).parses(path, content),
    joints: (path, content) => of(path).joints(path, content),
    around: (path, content, line) => of(path).around(path, content, line),
  };
}
