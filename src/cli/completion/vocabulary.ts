/** All words that can follow `occmap`, apart from any shell: command words, and what each flag takes. */
import { USUAL_FORMATS } from "../arguments.ts";
import type { CommandSummary } from "../command.ts";
import { COMMON_FLAGS, FLAGS, type Flag, type FlagName } from "../flags.ts";

export interface FlagWord {
  /** `--format`; `-o` where there is one. */
  readonly long: string;
  readonly short?: string;
  readonly about: string;
  /** `none`: a switch. `files`, `folders`: a path. `any`: something that no shell can know. */
  readonly takes: "none" | "files" | "folders" | "any" | readonly string[];
}

export interface CommandWords {
  /** `scan`, or `project status`. */
  readonly name: string;
  readonly about: string;
  readonly flags: readonly FlagWord[];
  /** What follows the name, where that is known. */
  readonly operand: "none" | "files" | readonly string[];
}

export type Vocabulary = readonly CommandWords[];

export function vocabulary(summaries: readonly CommandSummary[]): Vocabulary {
  return summaries.map((summary) => ({
    name: summary.name,
    about: summary.about,
    flags: [...summary.flags, ...COMMON_FLAGS].map((name) => flagWord(name, summary)),
    operand: operandOf(summary),
  }));
}

/** The first words of all commands, each once, with the words that can follow it; none for a command of one word. */
export function firstWords(commands: Vocabulary): Map<string, readonly CommandWords[]> {
  const groups = new Map<string, CommandWords[]>();
  for (const command of commands) {
    const [first = ""] = command.name.split(" ");
    groups.set(first, [...(groups.get(first) ?? []), command]);
  }
  return groups;
}

function flagWord(name: FlagName, { formats = USUAL_FORMATS }: CommandSummary): FlagWord {
  const flag: Flag = FLAGS[name];
  return {
    long: `--${name}`,
    ...(flag.short === undefined ? {} : { short: `-${flag.short}` }),
    about: flag.about,
    takes: flag.kind === "switch" ? "none" : valuesOf(name, flag, formats),
  };
}

function valuesOf(name: FlagName, flag: Flag, formats: readonly string[]): FlagWord["takes"] {
  if (name === "format") return formats;
  if (flag.values) return flag.values;
  if (flag.value === "FILE") return "files";
  return flag.value === "DIR" ? "folders" : "any";
}

function operandOf({ name, positionals = [] }: CommandSummary): CommandWords["operand"] {
  if (name === "completion") return ["bash", "zsh", "fish"];
  return positionals.length === 0 ? "none" : "files";
}
