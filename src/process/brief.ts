/**
 * Runs a command that takes a few milliseconds and answers in a few lines, and waits for it. The streams that the
 * runner needs cost Node more time than such a command takes; for anything longer the runner is the place.
 */
import { spawnSync } from "node:child_process";
import type { Command } from "./runner.ts";

/** What the command printed; undefined where it could not be started, failed, or printed more than a megabyte. */
export function captureBrief({ file, args, cwd, env }: Command, input = ""): Buffer | undefined {
  const stdio: ["pipe", "pipe", "ignore"] = ["pipe", "pipe", "ignore"];
  const { status, stdout } = spawnSync(file, args, {
    cwd,
    env,
    input,
    stdio,
    shell: false,
    windowsHide: true,
  });
  return status === 0 ? stdout : undefined;
}
