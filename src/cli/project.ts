/** The commands `occmap project status`, `init` and `upgrade`: arguments in, payload out. */
import { jsonText } from "../report/json-text.ts";
import { arch, release, type } from "node:os";
import { resolve } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { initProject } from "../jobs/init-project.ts";
import { locate, type Workplace } from "../jobs/locate.ts";
import { carryOutUpgrade, prepareUpgrade, type PlannedUpgrade } from "../jobs/upgrade-project.ts";
import { unifiedDiff } from "../project/difference.ts";
import { statusDocument, type InitDocument, type UpgradeDocument } from "../project/documents.ts";
import { BUNDLED_VERSION, METADATA_PATH, REQUIRED_SCHEMA } from "../project/layout.ts";
import { judge, type ProjectState } from "../project/state.ts";
import { findProject } from "../project/store.ts";
import type { FieldChange, UpgradeRequest } from "../project/upgrade.ts";
import { isVersion } from "../project/version.ts";
import { printable } from "../text/printable.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { CommandRun, Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";

export const runProjectStatus: CommandRun = async (args, environment) => {
  const cliVersion = cliVersionOf(args, "project status");
  const { projectRoot } = await place(args, environment);
  const state = judge(await findProject(projectRoot));
  const document = statusDocument(state, cliVersion);
  return {
    status: state.block ? 2 : 0,
    payload: args.on("json") ? json(document) : statusText(state, cliVersion, document.newer_than_cli),
  };
};

export const runProjectInit: CommandRun = async (args, environment) => {
  const request = requestOf(args, environment, "project init");
  const { projectRoot } = await place(args, environment);
  await initProject(projectRoot, request);
  const document: InitDocument = {
    version: 1,
    result: "initialized",
    file: METADATA_PATH,
    cli_version: request.cliVersion,
    schema_version: REQUIRED_SCHEMA,
  };
  const text = `initialized ${METADATA_PATH} at ${request.cliVersion}, schema version ${REQUIRED_SCHEMA}\n`;
  return { status: 0, payload: args.on("json") ? json(document) : text };
};

export const runProjectUpgrade: CommandRun = async (args, environment) => {
  const request = requestOf(args, environment, "project upgrade");
  const { projectRoot } = await place(args, environment);
  const plan = await prepareUpgrade(projectRoot, request);
  if (args.on("dry-run")) return upgradeOutcome("planned", plan, args, request);
  if (!args.on("yes")) await confirm(plan, environment);
  await carryOutUpgrade(projectRoot, plan);
  return upgradeOutcome("upgraded", plan, args, request);
};

function place(args: Arguments, environment: Environment): Promise<Workplace> {
  return locate(resolve(environment.cwd, args.text("repo") ?? "."), environment.variables);
}

function cliVersionOf(args: Arguments, command: string): string {
  const version = args.text("cli-version") ?? BUNDLED_VERSION;
  if (isVersion(version)) return version;
  throw usageError(command, `--cli-version ${JSON.stringify(version)} is no PEP 440 version`);
}

function requestOf(args: Arguments, environment: Environment, command: string): UpgradeRequest {
  return {
    cliVersion: cliVersionOf(args, command),
    now: environment.now(),
    // As Python writes it: Linux-6.1.0-x64. One line of plain characters, whatever the system says.
    machine: {
      platform: process.platform,
      platformVersion: [type(), release(), arch()].join("-").replace(/[^\x21-\x7e]+/g, "-"),
    },
  };
}

/** Shows the difference and asks; throws `OccmapError` (not-confirmed) unless the answer is yes. */
async function confirm(plan: PlannedUpgrade, { terminal, stderr }: Environment): Promise<void> {
  if (!terminal) {
    throw new OccmapError({
      code: "not-confirmed",
      message: `project upgrade writes ${METADATA_PATH}, and there is no terminal to ask on; nothing was written`,
      next: "add --yes, or --dry-run to see the difference",
    });
  }
  await stderr.write(shownDiff(plan));
  const { askOnTerminal } = await import("./confirm.ts");
  if (await askOnTerminal(terminal, `Write this to ${METADATA_PATH}?`)) return;
  throw new OccmapError({ code: "not-confirmed", message: "not confirmed; nothing was written" });
}

function upgradeOutcome(
  result: UpgradeDocument["result"],
  plan: PlannedUpgrade,
  args: Arguments,
  { cliVersion }: UpgradeRequest,
): Outcome {
  if (args.on("json")) {
    const { changes } = plan;
    const document: UpgradeDocument = {
      version: 1,
      result,
      file: METADATA_PATH,
      cli_version: cliVersion,
      changes,
      diff: unifiedDiff(METADATA_PATH, plan.before, plan.after),
    };
    return { status: 0, payload: json(document) };
  }
  if (result === "planned") return { status: 0, payload: shownDiff(plan) };
  const head = `upgraded ${METADATA_PATH} to ${cliVersion}, schema version ${REQUIRED_SCHEMA}`;
  return { status: 0, payload: lines([head, ...plan.changes.map((change) => `  ${changeText(change)}`)]) };
}

function shownDiff({ before, after }: PlannedUpgrade): string {
  return unifiedDiff(METADATA_PATH, before, after).split("\n").map(printable).join("\n");
}

function changeText({ field, from, to }: FieldChange): string {
  return from === null ? `${field}: ${printable(String(to))}` : `${field}: ${shown(from)} -> ${shown(to)}`;
}

function shown(value: string | number): string {
  return printable(String(value));
}

function statusText(state: ProjectState, cliVersion: string, newerThanCli: boolean): string {
  const { block, file } = state;
  if (block) return lines([`${block.case} (${state.state}): ${block.reason}`, `  next: ${block.next}`]);
  if (!file) return lines([`${state.state}: there is no .kittify folder; nothing to check`]);
  const { version, schemaVersion, initializedAt, lastUpgradedAt, applied } = file.metadata;
  const moment = (at: string | null | undefined): string => (at ? printable(at) : "never recorded");
  return lines([
    `${state.state}: ${METADATA_PATH} is at version ${version ?? "(none)"}, schema version ${schemaVersion ?? "(none)"}`,
    `  initialized: ${moment(initializedAt)}; last upgraded: ${moment(lastUpgradedAt)}`,
    `  ledger: ${applied.length} records${applied.length === 0 ? "" : `, the last ${shown(applied.at(-1)?.id ?? "")}`}`,
    ...(newerThanCli ? [`  it is newer than ${cliVersion}; project upgrade would refuse to lower it`] : []),
  ]);
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}

function json(document: object): string {
  return jsonText(document);
}
