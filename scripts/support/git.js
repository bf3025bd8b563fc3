// Git repositories for the demo and the packaging check, alike on every machine: no setting of the user or of
// the system counts, and commits have a fixed author and time.
import { spawnSync } from "node:child_process";
import { devNull } from "node:os";

const WHO = { NAME: "occmap", EMAIL: "occmap@localhost", DATE: "2026-01-01T00:00:00Z" };

/** The environment of every program that is started here: the caller's, without anything that steers git. */
export function isolatedEnvironment() {
  const own = Object.entries(process.env).filter(([name]) => !/^(GIT_|NO_COLOR$|FORCE_COLOR$)/.test(name));
  const who = ["AUTHOR", "COMMITTER"].flatMap((role) =>
    Object.entries(WHO).map(([part, value]) => [`GIT_${role}_${part}`, value]),
  );
  return {
    ...Object.fromEntries(own),
    ...Object.fromEntries(who),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
  };
}

/** Runs git in `folder` and returns its output. Throws where it fails. */
export function git(folder, ...args) {
  const settings = ["commit.gpgsign=false", "init.defaultBranch=main", "core.autocrlf=false"];
  const { status, stdout, stderr, error } = spawnSync(
    "git",
    [...settings.flatMap((setting) => ["-c", setting]), ...args],
    { cwd: folder, env: isolatedEnvironment(), encoding: "utf8" },
  );
  if (error) throw error;
  if (status !== 0) throw new Error(`git ${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

/** Makes a repository of everything in `folder`, with one commit. */
export function commitAll(folder, message) {
  git(folder, "init", "--quiet");
  git(folder, "add", "--all", "--force");
  git(folder, "commit", "--quiet", "--message", message);
}
