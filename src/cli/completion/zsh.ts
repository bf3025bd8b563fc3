/** The completion script for zsh, for its own completion system (compinit). */
import { firstWords, type CommandWords, type FlagWord, type Vocabulary } from "./vocabulary.ts";

export function zshCompletion(commands: Vocabulary): string {
  const groups = [...firstWords(commands)];
  const described = groups.map(([first, group]) => {
    const [only] = group;
    const about = only?.name === first ? only.about : group.map(({ name }) => name).join(", ");
    return quoted(`${first.replaceAll(":", "\\:")}:${about}`);
  });
  return `#compdef occmap
# Completion of occmap for zsh. Made by: occmap completion zsh
_occmap() {
  local -a words_of_group
  if (( CURRENT == 2 )); then
    words_of_group=(
${described.map((line) => `      ${line}`).join("\n")}
    )
    _describe command words_of_group
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${groups.map(groupLines).join("\n")}
  esac
}
compdef _occmap occmap
`;
}

function groupLines([first, group]: [string, readonly CommandWords[]]): string {
  const [only] = group;
  if (group.length === 1 && only?.name === first) return `    ${first}) ${argumentsOf(only)} ;;`;
  const seconds = group.map(({ name, about }) => quoted(`${name.slice(first.length + 1)}:${about}`));
  return `    ${first})
      if (( CURRENT == 2 )); then
        words_of_group=(${seconds.join(" ")})
        _describe command words_of_group
        return
      fi
      command=$words[2]
      shift words
      (( CURRENT-- ))
      case $command in
${group.map((one) => `        ${one.name.slice(first.length + 1)}) ${argumentsOf(one)} ;;`).join("\n")}
      esac
      ;;`;
}

function argumentsOf({ flags, operand }: CommandWords): string {
  const specifications = flags.map(specification);
  if (operand !== "none") specifications.push(quoted(`*::operand:${action(operand)}`));
  return `_arguments ${specifications.join(" ")}`;
}

/** `*` because lists may be repeated, and repeating another flag is the parser's to refuse. */
function specification({ long, short, about, takes }: FlagWord): string {
  const text = about.replace(/[[\]:\\]/g, "\\$&");
  const value = takes === "none" ? "" : `:value:${action(takes)}`;
  const one = (word: string, sign: string): string => quoted(`*${word}${sign}[${text}]${value}`);
  const words = [one(long, takes === "none" ? "" : "=")];
  return short === undefined ? words.join("") : [...words, one(short, takes === "none" ? "" : "+")].join(" ");
}

function action(takes: FlagWord["takes"]): string {
  if (takes === "files") return "_files";
  if (takes === "folders") return "_files -/";
  return typeof takes === "string" ? " " : `(${takes.join(" ")})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
