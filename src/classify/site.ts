/**
 * The vocabulary between reading and judging: what was seen at one occurrence.
 *
 * A reader (of a language, a format, or prose) turns the place of a match into a `Site`; the rules turn a site
 * into a category. Neither knows the other, so that a new language needs no new rule and a changed rule no new
 * reader. Everything here is plain data about the text, no opinion about categories.
 */

/** The syntactic role of the match. */
export type Role =
  /** Part of a module specifier, a dotted module path or a package name that something resolves. */
  | "module"
  /** A name that the language resolves: declared or used. */
  | "identifier"
  /** Text of a string literal in code. */
  | "string"
  /** A comment. */
  | "comment"
  /** A comment-like literal that documents a declaration. */
  | "docstring"
  /** A key, element or attribute of a data format. */
  | "key"
  /** A value of a data format. */
  | "value"
  /** A word of a command line in a script: program, subcommand, flag, argument. */
  | "command"
  /** Text that a person reads, in a document. */
  | "prose"
  /** Text between the tags of markup in a program's interface: a label. */
  | "markup"
  /** A word whose role could not be made out. */
  | "word";

/** How sure the reading is: by a parser, by a reader of a data format or document, or by tokens alone. */
export type Reading = "syntax" | "format" | "tokens";

/** One thing that holds the match, from the inside out: what a careful reader would name as its surroundings. */
export type Surrounding =
  /** An argument of a call, macro or constructor. `callee` is dotted: `self.log.info`. */
  | {
      readonly kind: "argument";
      readonly callee: string;
      /** 0-based position among the arguments, keyword arguments counted too. */
      readonly index: number;
      readonly keyword?: string;
    }
  /** The object on which a method is called: `"x".format(y)`. */
  | { readonly kind: "receiver"; readonly method: string }
  /** An element of a list, tuple or array; `first` is its first element where that is a literal. */
  | { readonly kind: "element"; readonly index: number; readonly first?: string }
  /** The key of an entry in a dict, map, hash or record. */
  | { readonly kind: "entry-key" }
  /** The value of such an entry. */
  | { readonly kind: "entry-value"; readonly key: string }
  /** The index in `object["x"]`. */
  | { readonly kind: "subscript"; readonly object: string }
  /** The value given to a name: an assignment, a default, a constant, an attribute. */
  | { readonly kind: "assigned"; readonly name: string }
  /** An argument of a decorator, annotation or attribute. */
  | { readonly kind: "annotation"; readonly name: string; readonly index: number; readonly keyword?: string }
  /** A side of a comparison, or a case of a switch. */
  | { readonly kind: "compared"; readonly other: string }
  /** The tag of a struct field (`json:"x"`). */
  | { readonly kind: "tag" }
  /** The composite literal of a type with named fields: `cobra.Command{Use: "x"}`. */
  | { readonly kind: "field"; readonly type: string; readonly name: string }
  /** A command substitution or command literal: backticks, `%x()`. */
  | { readonly kind: "shell" };

/** What a place holds by its format or by the file it stands in, whatever the text there looks like. */
export type Meaning =
  /** A package's name or a module path that a tool resolves. */
  | "package"
  /** The name of a command that users type, or of a target, task or program. */
  | "command"
  /** A command line, or one word of an argument vector. */
  | "command line"
  /** A file, folder or glob. */
  | "path"
  /** `module:function`, as entry points have it. */
  | "entry point"
  /** Text for a person. */
  | "text"
  /** A machine name: an environment variable, an id, a key written as a value. */
  | "name"
  /** Text of a log, or a pattern for it. */
  | "log";

/** What was seen at one occurrence. */
export interface Site {
  readonly role: Role;
  readonly reading: Reading;
  /** The role in words that complete "it is a …": "module of an import", "method of class Installer". */
  readonly what: string;
  /** The literal, value, name or line that holds the match, without its delimiters. */
  readonly text: string;
  /** Where in `text` the match begins and ends. */
  readonly start: number;
  readonly end: number;
  /** From the inside out; empty where nothing was seen. */
  readonly around: readonly Surrounding[];
  /** The declarations that hold the match, outermost first: ["Installer", "_flush"]. */
  readonly scope: readonly string[];
  /** Keys that lead to a key or value in a data file, outermost first (the key itself included). */
  readonly keys: readonly string[];
  /** A test inside a source file, in words: "module marked #[cfg(test)]". */
  readonly test?: string;
  /** The language of the embedded text, where the match lies in some: "shell". */
  readonly embedded?: string;
  /** What the place holds, where the format says so. */
  readonly meaning?: Meaning;
  /** The heading under which prose stands. */
  readonly heading?: string;
  /** What stands in the way of a sure reading, for the reason: "the file does not parse here". */
  readonly doubt?: string;
}

/** The parts of a site that only some readers know. */
export type SiteDetails = Partial<Omit<Site, "role" | "what" | "text" | "start" | "end" | "reading">>;

/** A match inside a decoded text: UTF-16 offsets. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The longest text that a site carries; what is longer is cut around the match. */
const LONGEST_TEXT = 2000;

/** Makes a site for the match `place` inside the stretch `from`..`to` of `source`. */
export function siteIn(
  source: string,
  stretch: Place,
  place: Place,
  seen: Pick<Site, "role" | "what" | "reading"> & SiteDetails,
): Site {
  const from = Math.max(stretch.start, place.start - LONGEST_TEXT / 2);
  const to = Math.min(stretch.end, place.end + LONGEST_TEXT / 2);
  const low = Math.min(from, place.start);
  return {
    around: [],
    scope: [],
    keys: [],
    ...seen,
    text: source.slice(low, Math.max(to, place.end)),
    start: place.start - low,
    end: place.end - low,
  };
}

const WORD = /[\p{L}\p{N}_$-]/u;

/** The longer word that holds the match: letters, digits, `_`, `$` and inner hyphens. */
export function wordAround(text: string, start: number, end: number): string {
  let from = start;
  let to = end;
  while (from > 0 && WORD.test(text.charAt(from - 1))) from -= 1;
  while (to < text.length && WORD.test(text.charAt(to))) to += 1;
  return text.slice(from, to);
}

/** The line of `text` on which the match begins, with the place of the match in it. */
export function lineAround(text: string, start: number): { readonly line: string; readonly at: number } {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", start);
  return { line: text.slice(from, to === -1 ? text.length : to), at: start - from };
}
