/** Git for the transcripts: fixed people and dates, so that every commit has the same id on every machine. */
import { execFileSync } from "node:child_process";

export function sampleGit(root: string, home: string): (...args: readonly string[]) => string {
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: home,
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_AUTHOR_NAME: "Sample",
    GIT_AUTHOR_EMAIL: "sample@example.invalid",
    GIT_AUTHOR_DATE: "2026-04-01T12:00:00Z",
    GIT_COMMITTER_NAME: "Sample",
    GIT_COMMITTER_EMAIL: "sample@example.invalid",
    GIT_COMMITTER_DATE: "2026-04-01T12:00:00Z",
  };
  return (...args) => execFileSync("git", args, { cwd: root, env, encoding: "utf8", stdio: "pipe" });
}
