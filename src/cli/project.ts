/** The commands `occmap project status`, `init` and `upgrade`: arguments in, payload out. */
import { resolve } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { initProject } from "../jobs/init-project.ts";
import type { ProjectRequest, ProjectWriteRequest } from "../jobs/project-request.ts";
import { projectStatus } from "../jobs/project-status.ts";
import { carryOutUpgrade, prepareUpgrade, type PlannedUpgrade } from "../jobs/upgrade-project.ts";
import { unifiedDiff } from "../project/difference.ts";
import { statusDocument, type InitDocument, type UpgradeDocument } from "../project/documents.ts";
import { BUNDLED_VERSION, REQUIRED_SCHEMA } from "../project/layout.ts";
import type { ProjectStatus } from "../project/state.ts";
import type { FieldChange } from "../project/upgrade.ts";
import { isVersion } from "../project/version.ts";
import { jsonText } from "../report/json-text.ts";
import { printable } from "../text/printable.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { CommandRun, Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";

export const runProjectStatus: CommandRun = async (args, environment) => {
  const cliVersion = cliVersionOf(args, "project status");
  const status = await projectStatus(placeOf(args, environment));
  const document = statusDocument(status, cliVersion);
  return {
    status: status.block ? 2 : 0,
    payload: args.on("json") ? jsonText(document) : statusText(status, cliVersion, document.newer_than_cli),
  };
};

export const runProjectInit: CommandRun = async (args, environment) => {
  const { path, cliVersion } = await initProject(requestOf(args, environment, "project init"));
  const document: InitDocument = {
    version: 1,
    result: "initialized",
    file: path,
    cli_version: cliVersion,
    schema_version: REQUIRED_SCHEMA,
  };
  const text = `initialized ${printable(path)} at ${cliVersion}, schema version ${REQUIRED_SCHEMA}\n`;
  return { status: 0, payload: args.on("json") ? jsonText(document) : text };
};

export const runProjectUpgrade: CommandRun = async (args, environment) => {
  const plan = await prepareUpgrade(requestOf(args, environment, "project upgrade"));
  if (args.on("dry-run")) return upgradeOutcome("planned", plan, args);
  if (!args.on("yes")) await confirm(plan, environment);
  await carryOutUpgrade(plan);
  return upgradeOutcome("upgraded", plan, args);
};

function placeOf(args: Arguments, { cwd, variables }: Environment): ProjectRequest {
  return { folder: resolve(cwd, args.text("repo") ?? "."), variables };
}

function cliVersionOf(args: Arguments, command: string): string {
  const version = args.text("cli-version") ?? BUNDLED_VERSION;
  if (isVersion(version)) return version;
  throw usageError(command, `--cli-version ${JSON.stringify(version)} is no PEP 440 version`);
}

function requestOf(args: Arguments, environment: Environment, command: string): ProjectWriteRequest {
  return {
    ...placeOf(args, environment),
    cliVersion: cliVersionOf(args, command),
    now: environment.now(),
  };
}

/** Shows the difference and asks; throws `OccmapError` (not-confirmed) unless the answer is yes. */
async function confirm(plan: PlannedUpgrade, { terminal, stderr }: Environment): Promise<void> {
  if (!terminal) {
    throw new OccmapError({
      code: "not-confirmed",
      message: `project upgrade writes ${plan.path}, and there is no terminal to ask on; nothing was written`,
      next: "add --yes, or --dry-run to see the difference",
    });
  }
  await stderr.write(shownDiff(plan));
  const { askOnTerminal } = await import("./confirm.ts");
  if (await askOnTerminal(terminal, `Write this to ${printable(plan.path)}?`)) return;
  throw new OccmapError({ code: "not-confirmed", message: "not confirmed; nothing was written" });
}

function upgradeOutcome(result: UpgradeDocument["result"], plan: PlannedUpgrade, args: Arguments): Outcome {
  const { path, cliVersion, changes } = plan;
  if (args.on("json")) {
    const document: UpgradeDocument = {
      version: 1,
      result,
      file: path,
      cli_version: cliVersion,
      changes,
      diff: unifiedDiff(path, plan.before, plan.after),
    };
    return { status: 0, payload: jsonText(document) };
  }
  if (result === "planned") return { status: 0, payload: shownDiff(plan) };
  const head = `upgraded ${printable(path)} to ${cliVersion}, schema version ${REQUIRED_SCHEMA}`;
  return { status: 0, payload: lines([head, ...changes.map((change) => `  ${changeText(change)}`)]) };
}

function shownDiff({ path, before, after }: PlannedUpgrade): string {
  return unifiedDiff(path, before, after).split("\n").map(printable).join("\n");
}

function changeText({ field, from, to }: FieldChange): string {
  return from === null ? `${field}: ${printable(String(to))}` : `${field}: ${shown(from)} -> ${shown(to)}`;
}

function shown(value: string | number): string {
  return printable(String(value));
}

function statusText(status: ProjectStatus, cliVersion: string, newerThanCli: boolean): string {
  const { state, block, metadata, path } = status;
  if (block)
    return lines([
      `${block.case} (${state}): ${printable(block.reason)}`,
      `  next: ${printable(block.next)}`,
    ]);
  if (!metadata) return lines([`${state}: there is no .kittify folder; nothing to check`]);
  const { version, schemaVersion, initializedAt, lastUpgradedAt, applied } = metadata;
  const moment = (at: string | null | undefined): string => (at ? printable(at) : "never recorded");
  return lines([
    `${state}: ${printable(path)} is at version ${version ?? "(none)"}, schema version ${schemaVersion ?? "(none)"}`,
    `  initialized: ${moment(initializedAt)}; last upgraded: ${moment(lastUpgradedAt)}`,
    `  ledger: ${applied.length} records${applied.length === 0 ? "" : `, the last ${shown(applied.at(-1)?.id ?? "")}`}`,
    ...(newerThanCli ? [`  it is newer than ${cliVersion}; project upgrade would refuse to lower it`] : []),
  ]);
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
