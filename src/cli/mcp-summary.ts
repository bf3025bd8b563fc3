/** The words of `occmap mcp`. */
import type { CommandSummary } from "./command.ts";

export const mcpSummary: CommandSummary = {
  name: "mcp",
  about: "serve scan, list, explain, decide and gate to a coding agent (Model Context Protocol)",
  flags: [],
  formats: ["text"],
  compatibility: "exempt",
  mission: "own",
  details: [
    "Speaks the protocol over standard input and output until the input ends. It works in the folder in which it",
    "is started (or --repo DIR) and refuses paths outside. Answers have a size limit, with true totals and paging.",
  ],
  examples: [
    ["occmap mcp", "what an agent's settings name as the server's command"],
    ["occmap mcp --repo ../other", "serve another folder"],
  ],
};
