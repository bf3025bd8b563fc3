/** All that `occmap init` can set up, by the words of its flags. */
import { AGENT_FILE, agentGuide } from "./agent-guide.ts";
import { GITHUB_WORKFLOW, githubCi } from "./ci-github.ts";
import { GITLAB_JOB, GITLAB_PIPELINE, gitlabCi } from "./ci-gitlab.ts";
import { configFile } from "./config-file.ts";
import { FRAMEWORK_FILE, frameworkHook } from "./hook-framework.ts";
import { huskyHook } from "./hook-husky.ts";
import { LEFTHOOK_FILES, lefthookHook } from "./hook-lefthook.ts";
import { hookOwner, plainHook } from "./hook-plain.ts";
import { HOOK_NAMES } from "./hook-script.ts";
import type { Seen, Step } from "./steps.ts";

export interface Setup {
  /** The flags that ask for it. */
  readonly flags: string;
  readonly about: string;
  readonly plan: (seen: Seen) => Step[];
}

export const SETUPS = {
  "hook plain": { flags: "--hook plain", about: "a git hook that judges each commit", plan: plainHook },
  "hook husky": { flags: "--hook husky", about: "the same in .husky", plan: huskyHook },
  "hook lefthook": { flags: "--hook lefthook", about: "the same in lefthook.yml", plan: lefthookHook },
  "hook pre-commit": {
    flags: "--hook pre-commit",
    about: "the same in .pre-commit-config.yaml",
    plan: frameworkHook,
  },
  "ci github": { flags: "--ci github", about: "a workflow that judges each pull request", plan: githubCi },
  "ci gitlab": { flags: "--ci gitlab", about: "a job that judges each merge request", plan: gitlabCi },
  config: { flags: "--config", about: "occmap.yaml, the project's settings", plan: configFile },
  "agent-guide": {
    flags: "--agent-guide",
    about: "a section of AGENTS.md for coding agents",
    plan: agentGuide,
  },
} as const satisfies Record<string, Setup>;

export type SetupName = keyof typeof SETUPS;

/** Files of the working tree that are read before anything is planned. */
export const LOOKED_AT: readonly string[] = [
  ...HOOK_NAMES.map((name) => `.husky/${name}`),
  ...LEFTHOOK_FILES,
  FRAMEWORK_FILE,
  GITHUB_WORKFLOW,
  GITLAB_JOB,
  GITLAB_PIPELINE,
  "occmap.yaml",
  AGENT_FILE,
];

export interface Hint {
  readonly setup: SetupName;
  /** What was seen that speaks for it. */
  readonly because: string;
}

/** What the repository shows of the tools it uses. */
export function hints(seen: Seen, folders: ReadonlySet<string>): Hint[] {
  const found: Hint[] = [];
  const hint = (setup: SetupName, because: string | undefined): void => {
    if (because !== undefined) found.push({ setup, because });
  };
  const first = (names: readonly string[]): string | undefined => names.find((name) => seen.files.has(name));
  const owner = hookOwner(seen);
  hint("hook husky", folders.has(".husky") ? "there is .husky" : undefined);
  hint("hook lefthook", first(LEFTHOOK_FILES)?.replace(/^/, "there is "));
  hint("hook pre-commit", first([FRAMEWORK_FILE])?.replace(/^/, "there is "));
  if (found.length === 0 && owner === undefined)
    hint("hook plain", `git looks for hooks in ${seen.hooks.name}`);
  hint("ci github", folders.has(".github") ? "there is .github" : undefined);
  hint("ci gitlab", first([GITLAB_PIPELINE])?.replace(/^/, "there is "));
  hint("agent-guide", first([AGENT_FILE])?.replace(/^/, "there is "));
  return found;
}
