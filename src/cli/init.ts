/** `occmap init`: what could be set up, or setting it up. */
import { init, type InitResult } from "../jobs/init.ts";
import { documentText } from "../report/documents.ts";
import { SETUPS, type SetupName } from "../setup/setups.ts";
import { initDocument } from "../setup/document.ts";
import type { TakenStep } from "../setup/steps.ts";
import { printable } from "../text/printable.ts";
import type { Arguments } from "./arguments.ts";
import type { Outcome } from "./command.ts";
import type { Environment } from "./environment.ts";
import { folderOption } from "./options.ts";

export async function runInit(args: Arguments, environment: Environment): Promise<Outcome> {
  const asked = askedFor(args);
  const dryRun = args.on("dry-run") || asked.length === 0;
  const folder = folderOption(args, environment);
  const result = await init({ folder, asked, dryRun, variables: environment.variables });
  const status = result.steps.some(({ kind }) => kind === "by-hand") ? 1 : 0;
  if (args.on("json")) return { status, payload: documentText(initDocument(result)) };
  const lines = asked.length === 0 ? offer(result) : report(result);
  return { status, payload: `${lines.join("\n")}\n` };
}

function askedFor(args: Arguments): SetupName[] {
  const words = [
    `hook ${args.text("hook") ?? ""}`,
    `ci ${args.text("ci") ?? ""}`,
    args.on("config") ? "config" : "",
    args.on("agent-guide") ? "agent-guide" : "",
  ];
  return words.filter(isSetupName);
}

function isSetupName(word: string): word is SetupName {
  return Object.hasOwn(SETUPS, word);
}

function offer({ hints }: InitResult): string[] {
  const names = Object.keys(SETUPS).filter(isSetupName);
  const width = Math.max(...names.map((name) => SETUPS[name].flags.length));
  return [
    "What occmap init can set up (nothing is written without being asked for):",
    ...names.map((name) => {
      const { flags, about } = SETUPS[name];
      const because = hints.find(({ setup }) => setup === name)?.because;
      return `  ${flags.padEnd(width)}  ${about}${because === undefined ? "" : ` (${printable(because)})`}`;
    }),
    "",
    `For example: occmap init ${hints.length === 0 ? "--hook plain" : hints.map(({ setup }) => SETUPS[setup].flags).join(" ")}`,
  ];
}

function report({ steps, written }: InitResult): string[] {
  return steps.flatMap((step) => stepLines(step, written));
}

function stepLines(step: TakenStep, written: boolean): string[] {
  const name = printable(step.name);
  switch (step.kind) {
    case "write": {
      const verb = written ? (step.isNew ? "wrote" : "changed") : step.isNew ? "would write" : "would change";
      return [`${verb} ${name}: ${step.what}`];
    }
    case "current":
      return [`unchanged ${name}: it is there already`];
    case "by-hand":
      return [
        `left alone ${name}: ${step.why}`,
        ...step.snippet
          .trimEnd()
          .split("\n")
          .map((line) => `    ${line}`),
      ];
  }
}
