/** The completion script for bash, 3.2 (macOS) and newer; it needs no package. */
import { shellQuoted } from "../../text/shell.ts";
import { firstWords, type CommandWords, type FlagWord, type Vocabulary } from "./vocabulary.ts";

export function bashCompletion(commands: Vocabulary): string {
  const groups = firstWords(commands);
  return `# Completion of occmap for bash. Made by: occmap completion bash
_occmap() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command
  COMPREPLY=()
  # bash takes --flag=value apart at the sign.
  if [[ $current == = ]]; then current=; elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  if [[ $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W ${shellQuoted([...groups.keys(), "--help", "--version"].join(" "))} -- "$current"))
    return
  fi
  command=\${COMP_WORDS[1]}
  case $command in
${[...groups]
  .filter(([first, group]) => isGroup(first, group))
  .map(groupLines)
  .join("\n")}
  esac
  case "$command $previous" in
${commands.flatMap(valueLines).join("\n")}
  esac
  case $command in
${commands.map(wordLines).join("\n")}
  esac
}
complete -F _occmap occmap
`;
}

function isGroup(first: string, group: readonly CommandWords[]): boolean {
  return group.some(({ name }) => name !== first);
}

function groupLines([first, group]: [string, readonly CommandWords[]]): string {
  const seconds = group.map(({ name }) => name.slice(first.length + 1)).join(" ");
  return `    ${first})
      if [[ $COMP_CWORD -eq 2 ]]; then
        COMPREPLY=($(compgen -W ${shellQuoted(seconds)} -- "$current"))
        return
      fi
      command="$command \${COMP_WORDS[2]}"
      ;;`;
}

function valueLines({ name, flags }: CommandWords): string[] {
  return flags
    .filter(({ takes }) => takes !== "none")
    .map((flag) => {
      const patterns = spellings(flag).map((word) => shellQuoted(`${name} ${word}`));
      return `    ${patterns.join("|")}) ${reply(flag.takes)}; return ;;`;
    });
}

function spellings({ long, short }: FlagWord): string[] {
  return short === undefined ? [long] : [long, short];
}

function reply(takes: FlagWord["takes"]): string {
  if (takes === "files") return 'COMPREPLY=($(compgen -f -- "$current"))';
  if (takes === "folders") return 'COMPREPLY=($(compgen -d -- "$current"))';
  if (typeof takes === "string") return ":";
  return `COMPREPLY=($(compgen -W ${shellQuoted(takes.join(" "))} -- "$current"))`;
}

function wordLines({ name, flags, operand }: CommandWords): string {
  const words = shellQuoted(flags.flatMap(spellings).join(" "));
  const flagWords = `COMPREPLY=($(compgen -W ${words} -- "$current"))`;
  if (operand === "none") return `    ${shellQuoted(name)}) ${flagWords} ;;`;
  return `    ${shellQuoted(name)}) if [[ $current == -* ]]; then ${flagWords}; else ${reply(operand)}; fi ;;`;
}
