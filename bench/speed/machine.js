/** What a figure depends on besides the code; nothing that names the machine or its owner. */
import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { RG } from "./peers.js";

export function machine() {
  const [first] = cpus();
  return {
    cores: availableParallelism(),
    processor: first?.model.trim() ?? "unknown",
    memory_gb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    git: version("git"),
    rg: version(RG),
    // Above the number of cores others were at work too, and only the ratios mean something.
    load: loadavg().map((load) => Math.round(load * 10) / 10),
  };
}

function version(program) {
  return execFileSync(program, ["--version"], { encoding: "utf8" }).split("\n", 1)[0];
}
