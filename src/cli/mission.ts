/** The commands `occmap mission branch-context` and `infer`: arguments in, payload out. */
import { jsonText } from "../report/json-text.ts";
import { resolve } from "node:path";
import { diagnostics } from "../diagnostics/invocation.ts";
import { branchContext, inferMission } from "../jobs/mission.ts";
import { branchContextDocument, inferDocument, type InferDocument } from "../mission/documents.ts";
import { printable } from "../text/printable.ts";
import { usageError } from "./arguments.ts";
import type { CommandRun } from "./command.ts";
import { folderOption } from "./options.ts";

export const runBranchContext: CommandRun = async (args, environment) => {
  const named = args.text("mission");
  const { mission, branch } = await branchContext({
    folder: folderOption(args, environment),
    ...(named === undefined ? {} : { missionFolder: resolve(environment.cwd, named) }),
    variables: environment.variables,
  });
  const document = branchContextDocument(mission, branch, diagnostics());
  if (args.on("json")) return { status: 0, payload: jsonText(document) };
  const rows = [
    ["mission id", document.mission_id],
    ["mission slug", document.mission_slug],
    ["change mode", document.change_mode ?? "(none)"],
    ["current branch", document.current_branch ?? "(none)"],
    ["target branch", document.target_branch ?? "(none)"],
  ] as const;
  return { status: 0, payload: rows.map(([name, value]) => `${name}: ${printable(value)}\n`).join("") };
};

export const runInfer: CommandRun = async (args, environment) => {
  const [named] = args.positionals;
  if (named === undefined) throw usageError("mission infer", "the mission's folder is missing");
  const { mission, phrases } = await inferMission(resolve(environment.cwd, named));
  const document = inferDocument(mission, phrases, diagnostics());
  return { status: 0, payload: args.on("json") ? jsonText(document) : inferText(document) };
};

function inferText({ mission_slug, declared, warning, phrases }: InferDocument): string {
  const places = phrases.map(({ line, column, text }) => `  spec.md:${line}:${column}: ${text}`);
  const verdict = warning
    ? [
        `warning: ${mission_slug}: spec.md describes a bulk edit, but meta.json does not declare it`,
        ...places,
        '  next: set "change_mode": "bulk_edit" in meta.json, and plan it: occmap scan',
      ]
    : [
        `${mission_slug}: ${declared ? "declared as a bulk edit" : "spec.md describes no bulk edit"}`,
        ...places,
      ];
  return `${verdict.join("\n")}\n`;
}
