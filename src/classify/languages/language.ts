/**
 * What the sorter has to know of a programming language, as data: one such table per language, in a file of its
 * own. The lexical part lets the token reader work; the syntactic part (`grammar`) names the nodes of its parser.
 */
import type { Place, Site } from "../site.ts";
import type { Grammar } from "./grammar.ts";

export interface Language {
  /** Short stable name, also the name of its table's file. */
  readonly id: string;
  /** What a reader calls it. */
  readonly title: string;
  /** Endings of file names, lower case, without the dot. */
  readonly endings: readonly string[];
  /** Whole file names. */
  readonly names?: readonly string[];
  /** Interpreters on a `#!` line. */
  readonly interpreters?: readonly string[];
  readonly lexis: Lexis;
  readonly grammar?: Grammar;
}

/** Reads the sites of places (ascending) in code of a language; gives exactly one for each. */
export type CodeReader = (source: string, language: Language, places: readonly Place[]) => Site[];

/** Enough of a language to tell comments, strings, names and imports apart without a parser. */
export interface Lexis {
  readonly lineComments: readonly string[];
  readonly blockComments?: readonly (readonly [open: string, close: string])[];
  readonly strings: readonly StringForm[];
  /** Statements that name a module: tried at the beginning of a line. */
  readonly imports: readonly ImportForm[];
  /** A line end does not end a statement: `;` and braces do. */
  readonly semicolons?: boolean;
  /** Bare words are words of command lines. */
  readonly shell?: boolean;
  /** In a shell: names that are told by a mark or a keyword before them, as PowerShell has them. */
  readonly names?: { readonly before: RegExp; readonly environment: RegExp; readonly behind: RegExp };
  /** A name before a literal calls it: `implementation "a:b"`. */
  readonly bareCalls?: boolean;
}

export interface StringForm {
  readonly open: string;
  readonly close: string;
  /** The character that takes the meaning from the next one; absent in raw strings. */
  readonly escape?: string;
  /** Without this a string ends with its line. */
  readonly multiline?: boolean;
  /** What opens an interpolation that holds code. */
  readonly interpolation?: "${" | "#{" | "{" | "$" | "$@" | "\\(";
  /** Only where the mark stands directly behind one of these prefix letters. */
  readonly prefix?: RegExp;
  /** Written like a string, used as documentation when it stands alone (`"""`). */
  readonly docstring?: boolean;
  /** A list of words, each a literal of its own: `qw(a b)`. */
  readonly words?: boolean;
  /** A command that the language runs (backticks in Ruby, PHP, shell). */
  readonly shell?: boolean;
  /** At most this many characters: quotes of character literals, lifetimes. */
  readonly longest?: number;
}

export interface ImportForm {
  readonly pattern: RegExp;
  /**
   * How the module is written: as a dotted path in the statement, as the string literals of the statement, as the
   * string arguments of the call, or up to the end of the line.
   */
  readonly style: "dotted" | "strings" | "line";
  /** The words for the reason: "import", "package declaration". */
  readonly what: string;
}

const ESCAPED = { escape: "\\" } as const;

/** `"x"` with backslash escapes. */
export const DOUBLE: StringForm = { open: '"', close: '"', ...ESCAPED };
/** `'x'` with backslash escapes. */
export const SINGLE: StringForm = { open: "'", close: "'", ...ESCAPED };
/** A character literal: short, so that an apostrophe in odd places does no harm. */
export const CHARACTER: StringForm = { open: "'", close: "'", ...ESCAPED, longest: 12 };
export const BLOCK_COMMENT = ["/*", "*/"] as const;
