/** Perl: by its tokens, with the many ways in which it quotes. */
import { DOUBLE, SINGLE } from "./language.ts";
import type { Language, StringForm } from "./language.ts";

const BRACKETS = ["()", "{}", "[]", "//", "||", "!!"] as const;

/** `qw(a b)`, `qw/a b/`, … with the marks of one quoting word. */
const quoted = (word: string, more: Partial<StringForm> = {}): StringForm[] =>
  BRACKETS.map((pair) => ({
    open: word + pair.charAt(0),
    close: pair.charAt(1),
    escape: "\\",
    multiline: true,
    ...more,
  }));

export const PERL: Language = {
  id: "perl",
  title: "Perl",
  endings: ["pl", "pm", "t", "perl", "psgi"],
  names: ["Makefile.PL", "Build.PL", "cpanfile"],
  interpreters: ["perl"],
  lexis: {
    lineComments: ["#"],
    blockComments: [
      ["\n=pod", "\n=cut"],
      ["\n=head", "\n=cut"],
      ["\n=over", "\n=cut"],
      ["\n=item", "\n=cut"],
      ["\n=begin", "\n=cut"],
      ["\n=encoding", "\n=cut"],
      ["\n__END__", "\0"],
    ],
    strings: [
      { ...DOUBLE, multiline: true, interpolation: "$@" },
      SINGLE,
      { open: "`", close: "`", escape: "\\", interpolation: "$@", shell: true },
      ...quoted("qx", { interpolation: "$@", shell: true }),
      ...quoted("qq", { interpolation: "$@" }),
      ...quoted("qw", { words: true }),
      ...quoted("qr", { interpolation: "$@" }),
      ...quoted("q"),
    ],
    imports: [
      {
        pattern: /^\s*(?:use|no|require|package)\s+[A-Za-z]/,
        style: "dotted",
        what: "use or package declaration",
      },
    ],
    semicolons: true,
  },
};
