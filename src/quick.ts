/**
 * The calls that are answered before the program is loaded: the version, and a commit hook where there is nothing to
 * judge. A module of its own, bundled into one file, because Node's start is what these calls cost.
 */
import { nothingToJudge } from "./jobs/nothing-to-judge.ts";
import { VERSION } from "./version.ts";

export interface Caller {
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** What a call of one word prints, with status 0; undefined where `main` has to answer, errors included. */
export function quickAnswer(word: string, caller: Caller): string | undefined {
  if (word === "--version") return `${VERSION}\n`;
  if (word !== "hook") return undefined;
  try {
    return nothingToJudge(caller.cwd, caller.variables) ? "" : undefined;
  } catch {
    // The command finds the same, and says it as it should be said.
    return undefined;
  }
}
