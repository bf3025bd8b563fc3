/** Ruby, and Crystal, whose tokens are the same. */
import { DOUBLE, SINGLE } from "./language.ts";
import type { Language } from "./language.ts";

export const RUBY: Language = {
  id: "ruby",
  title: "Ruby",
  endings: ["rb", "rake", "gemspec", "ru", "podspec", "thor", "jbuilder", "cr"],
  names: [
    "Gemfile",
    "Rakefile",
    "Guardfile",
    "Vagrantfile",
    "Capfile",
    "Brewfile",
    "Podfile",
    "Fastfile",
    "Thorfile",
    "Berksfile",
    "Dangerfile",
  ],
  interpreters: ["ruby", "jruby", "rake"],
  lexis: {
    lineComments: ["#"],
    blockComments: [["\n=begin", "\n=end"]],
    strings: [
      { ...DOUBLE, multiline: true, interpolation: "#{" },
      { ...SINGLE, multiline: true },
      { open: "`", close: "`", escape: "\\", interpolation: "#{", shell: true },
    ],
    imports: [
      { pattern: /^\s*(?:require|require_relative|load|autoload)\b/, style: "strings", what: "require" },
      { pattern: /^\s*gem\s/, style: "strings", what: "gem of a Gemfile" },
    ],
  },
};
