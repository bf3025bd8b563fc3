/**
 * The composition root: argv in, exit status out.
 *
 * The only catch-all and the only writer to standard output. It imports no more than an error needs: the commands
 * and their words are loaded when one is named, because whoever asks for the version waits for every module. A payload that could not be written whole is not
 * a success (a broken pipe, a full disk): the status is then 2, whatever the command found.
 */
import type { ExitStatus, Outcome } from "./cli/command.ts";
import type { Environment } from "./cli/environment.ts";
import { renderDiagnostics } from "./cli/render-diagnostics.ts";
import { errorDocument, errorText } from "./cli/render-error.ts";
import { describe, OccmapError } from "./diagnostics/errors.ts";
import {
  diagnostics,
  invocationSucceeded,
  markInvocationSucceeded,
  runInvocation,
  unreported,
} from "./diagnostics/invocation.ts";
import { shutDown, watchForEnd } from "./diagnostics/shutdown.ts";
import { guardCommands } from "./text/printable.ts";
import { VERSION } from "./version.ts";

/** Runs one command line. Never throws; the returned number is the exit status. */
export function main(argv: readonly string[], environment: Environment): Promise<ExitStatus> {
  return runInvocation(async () => {
    const asked = { json: wantsJson(argv), quiet: argv.includes("--quiet") || argv.includes("-q") };
    const { signals, stderr } = environment;
    const debug = argv.includes("--debug");
    const watch =
      signals &&
      watchForEnd(signals, {
        onSignal: (signal) => stderr.write(`occmap: interrupted by ${signal}\n`),
        onCrash: (error) => stderr.write(guardCommands(errorText(error, debug))),
      });
    try {
      const outcome = await outcomeOf(argv, environment);
      return await deliver(outcome, asked, environment);
    } catch (error) {
      // What fails because the process is being ended has been said in one line.
      if (watch?.ending === true) return 2;
      return await fail(error, { ...asked, debug }, environment);
    } finally {
      await putAway(asked, environment);
      watch?.stop();
    }
  });
}

/** Asked of the bare words, because an error in them has to be told in the right form too. */
function wantsJson(argv: readonly string[]): boolean {
  return argv.some(
    (word, at) =>
      word === "--json" || word === "--format=json" || (word === "--format" && argv[at + 1] === "json"),
  );
}

/** The end of every invocation. After a payload that got out, a JSON document above all, nothing is said. */
async function putAway(asked: Asked, { stderr }: Environment): Promise<void> {
  shutDown();
  const silent = asked.json || asked.quiet || invocationSucceeded();
  const lines = silent ? [] : renderDiagnostics(unreported());
  // The exit status stands already; a closed stream cannot make it worse.
  if (lines.length > 0) await stderr.write(guardCommands(`${lines.join("\n")}\n`)).catch(() => undefined);
}

async function outcomeOf(argv: readonly string[], environment: Environment): Promise<Outcome> {
  if (argv[0] === "--version") return { status: 0, payload: `${VERSION}\n` };
  const { dispatch } = await import("./cli/dispatch.ts");
  return dispatch(argv, environment);
}

interface Asked {
  readonly json: boolean;
  readonly quiet: boolean;
}

/**
 * Says what is to be said beside the payload, then writes the payload; only when that is out is the invocation a
 * success, and after it nothing more is printed (contract E4).
 */
async function deliver(outcome: Outcome, asked: Asked, environment: Environment): Promise<ExitStatus> {
  if (!asked.json && !asked.quiet) {
    const lines = [...renderDiagnostics(unreported()), ...(outcome.remarks ?? [])];
    // Whoever closed this stream does not want to know; the payload may still be wanted.
    if (lines.length > 0)
      await environment.stderr.write(guardCommands(`${lines.join("\n")}\n`)).catch(() => undefined);
  }
  try {
    const { payload, exact } = outcome;
    for (const part of typeof payload === "string" ? [payload] : payload.parts)
      if (part !== "") await environment.stdout.write(exact ? part : guardCommands(part));
  } catch (error) {
    throw new OccmapError({
      code: "output-failed",
      message: `standard output could not be written: ${describe(error)}`,
      next: "give it room, or a reader that stays",
      cause: error,
    });
  }
  markInvocationSucceeded();
  return outcome.status;
}

async function fail(
  error: unknown,
  asked: Asked & { readonly debug: boolean },
  environment: Environment,
): Promise<ExitStatus> {
  try {
    // After a payload that went out in part, a second document would only do harm.
    const lost = error instanceof OccmapError && error.code === "output-failed";
    if (asked.json && !lost && !invocationSucceeded())
      await environment.stdout.write(errorDocument(error, diagnostics()));
    else await environment.stderr.write(guardCommands(errorText(error, asked.debug)));
  } catch {
    // Neither stream takes the message: the exit status is all that is left to say it with.
    return 2;
  }
  return 2;
}
