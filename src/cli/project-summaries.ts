/** The words of `occmap project status`, `init` and `upgrade`. */
import type { CommandSummary } from "./command.ts";

export const projectStatusSummary: CommandSummary = {
  name: "project status",
  about: "say whether the project's .kittify/metadata.yaml lets commands work",
  flags: ["cli-version"],
  compatibility: "exempt",
  details: [
    "States: no-project and compatible let work proceed; uninitialized, legacy, stale, too-new and corrupt",
    "stop every command with a case name (PROJECT_MIGRATION_NEEDED), the reason and what mends it.",
    "Exit status: 0 work may proceed; 2 it may not.",
  ],
  examples: [
    ["occmap project status", "look"],
    ["occmap project status --json", "the same for a script, with the fields of the file"],
  ],
};

export const projectInitSummary: CommandSummary = {
  name: "project init",
  about: "make .kittify/metadata.yaml where there is none",
  flags: ["cli-version"],
  compatibility: "exempt",
  details: ["Never writes over a file that is there."],
  examples: [["occmap project init", "begin to record the project's versions"]],
};

export const projectUpgradeSummary: CommandSummary = {
  name: "project upgrade",
  about: "bring .kittify/metadata.yaml to this version and schema",
  flags: ["yes", "dry-run", "cli-version"],
  compatibility: "exempt",
  details: [
    "Changes only what an upgrade owns: version, schema_version, last_upgraded_at, environment, and one record",
    "more in the ledger. Comments, unknown fields, quotes and folding stay, byte for byte. Writes at once or not",
    "at all, then reads the file back; only when all conditions hold does it say so and exit with 0.",
    "Without --yes it asks on a terminal, and refuses where there is none.",
  ],
  examples: [
    ["occmap project upgrade --dry-run", "show the exact difference, write nothing"],
    ["occmap project upgrade --yes", "upgrade without asking"],
    ["occmap project upgrade --yes --cli-version 3.2.1", "a later Spec Kitty is installed"],
  ],
};
