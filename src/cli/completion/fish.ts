/** The completion script for fish: one `complete` line for each word. */
import { firstWords, type CommandWords, type FlagWord, type Vocabulary } from "./vocabulary.ts";

export function fishCompletion(commands: Vocabulary): string {
  const groups = [...firstWords(commands)];
  const firsts = groups.map(([first]) => first).join(" ");
  const lines = groups.flatMap(([first, group]) => [
    line(`not __fish_seen_subcommand_from ${firsts}`, `-a ${first}`, aboutOf(first, group)),
    ...group.flatMap((command) => commandLines(first, group, command)),
  ]);
  return [
    "# Completion of occmap for fish. Made by: occmap completion fish",
    "complete -c occmap -f",
    ...lines,
    "",
  ].join("\n");
}

function aboutOf(first: string, group: readonly CommandWords[]): string {
  const [only] = group;
  return only?.name === first ? only.about : group.map(({ name }) => name).join(", ");
}

function commandLines(first: string, group: readonly CommandWords[], command: CommandWords): string[] {
  const second = command.name.slice(first.length + 1);
  const seconds = group.map(({ name }) => name.slice(first.length + 1)).join(" ");
  const inFirst = `__fish_seen_subcommand_from ${first}`;
  const condition = second === "" ? inFirst : `${inFirst}; and __fish_seen_subcommand_from ${second}`;
  return [
    ...(second === ""
      ? []
      : [line(`${inFirst}; and not __fish_seen_subcommand_from ${seconds}`, `-a ${second}`, command.about)]),
    ...command.flags.map((flag) => line(condition, flagOptions(flag), flag.about)),
    ...(command.operand === "none" ? [] : [operandLine(condition, command.operand)]),
  ];
}

function flagOptions({ long, short, takes }: FlagWord): string {
  const names = `-l ${long.slice(2)}${short === undefined ? "" : ` -s ${short.slice(1)}`}`;
  if (takes === "none") return names;
  if (takes === "files") return `${names} -rF`;
  if (takes === "folders") return `${names} -xa '(__fish_complete_directories)'`;
  return typeof takes === "string" ? `${names} -x` : `${names} -xa '${takes.join(" ")}'`;
}

function operandLine(condition: string, operand: "files" | readonly string[]): string {
  return `complete -c occmap -n '${condition}' ${operand === "files" ? "-F" : `-a '${operand.join(" ")}'`}`;
}

function line(condition: string, options: string, about: string): string {
  return `complete -c occmap -n '${condition}' ${options} -d '${about.replace(/['\\]/g, "\\$&")}'`;
}
