/** The words of `occmap completion`. */
import type { CommandSummary } from "./command.ts";

export const completionSummary: CommandSummary = {
  name: "completion",
  about: "print the completion script for a shell: bash, zsh or fish",
  positionals: ["SHELL"],
  flags: [],
  formats: ["text"],
  compatibility: "exempt",
  mission: "own",
  details: [
    "Made from the same table as the parser and this help, so that it knows every flag and its values.",
  ],
  examples: [
    ["source <(occmap completion bash)", "in ~/.bashrc"],
    ["source <(occmap completion zsh)", "in ~/.zshrc, after compinit"],
    ["occmap completion fish | source", "in ~/.config/fish/config.fish"],
  ],
};
