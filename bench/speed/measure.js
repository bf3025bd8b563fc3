/**
 * Runs commands and measures them: wall time, processor time of the command and all it started, peak memory.
 *
 * Contenders take turns, so that whatever else the machine does falls on all of them alike; what is compared are
 * medians of the same run. Memory is measured in a run of its own, because looking takes time.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { clearInterval, clearTimeout, setInterval, setTimeout } from "node:timers";

/** Ticks of /proc: Linux promises 100 a second to programs, whatever the kernel uses. */
const MS_A_TICK = 10;
const POLL_MS = 10;

/**
 * A contender: `argv`, where it runs, the exit statuses that count as done, and how long it may take.
 * Resolves with `{ wall, cpu, status, timedOut }`, times in milliseconds; `cpu` is undefined where /proc is not there.
 */
export async function run({ argv, cwd, env, statuses = [0], timeout = 600_000 }, onStart) {
  const nothing = openSync("/dev/null", "r+");
  const before = childrenTime();
  const began = performance.now();
  const [file, ...args] = argv;
  const child = spawn(file, args, { cwd, env, stdio: [nothing, nothing, "pipe"], detached: true });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    if (stderr.length < 10_000) stderr += text;
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    // The group: what hangs is often not the command but what it started.
    process.kill(-child.pid, "SIGKILL");
  }, timeout);
  onStart?.(child.pid);
  const [status] = await once(child, "close");
  const wall = performance.now() - began;
  clearTimeout(timer);
  closeSync(nothing);
  if (!timedOut && !statuses.includes(status))
    throw new Error(`${argv.join(" ").slice(0, 300)} ended with ${status}: ${stderr}`);
  const after = childrenTime();
  const cpu = before === undefined || after === undefined ? undefined : after - before;
  return { wall, cpu, status, timedOut };
}

/** Processor time of all children that have ended and been waited for, theirs included. */
function childrenTime() {
  const fields = statFields("self");
  return fields && (Number(fields[13]) + Number(fields[14])) * MS_A_TICK;
}

/** The fields of /proc/PID/stat from the third on; the second is a name in brackets that may hold anything. */
function statFields(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/**
 * Peak memory in bytes: `own` of the command's first process (the kernel's own high-water mark), `all` of everything
 * that ran at one time (a sum of what was looked at every 10 ms). Undefined where /proc is not there.
 */
export async function peakMemory(contender) {
  if (statFields("self") === undefined) return undefined;
  const peak = { own: 0, all: 0 };
  let timer;
  await run(contender, (pid) => {
    timer = setInterval(() => {
      const group = processGroup(pid);
      peak.own = Math.max(peak.own, memory(pid, "VmHWM"));
      peak.all = Math.max(
        peak.all,
        group.reduce((sum, one) => sum + memory(one, "VmRSS"), 0),
      );
    }, POLL_MS);
  });
  clearInterval(timer);
  return peak;
}

/** The processes that a command started are of its group: `run` made it one. */
function processGroup(leader) {
  return readdirSync("/proc").filter(
    (name) => /^\d+$/.test(name) && Number(statFields(name)?.[2]) === leader,
  );
}

function memory(pid, field) {
  try {
    const text = readFileSync(`/proc/${pid}/status`, "utf8");
    const [, kilobytes = 0] = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(text) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}

/**
 * Runs `contenders` (by name) in turn, `rounds` times after one round that is not counted. Resolves with their
 * figures by name: median, quartiles and number of runs, median processor time, peak memory.
 */
export async function contest(contenders, { rounds, onRound = () => undefined }) {
  const names = Object.keys(contenders);
  const runs = new Map(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const name of names) {
      const known = runs.get(name);
      // What ran into its time-out once is not waited for again.
      if (known.at(-1)?.timedOut) continue;
      const measured = await run(contenders[name]);
      if (round >= 0 || measured.timedOut) known.push(measured);
    }
    onRound(round + 1, rounds);
  }
  const figures = {};
  for (const name of names) {
    const measured = runs.get(name);
    const timedOut = measured.some((one) => one.timedOut);
    figures[name] = {
      ...spreadOf(measured.map(({ wall }) => wall)),
      cpu: measured[0].cpu === undefined ? null : median(measured.map(({ cpu }) => cpu)),
      memory: timedOut ? null : ((await peakMemory(contenders[name])) ?? null),
      timedOut,
    };
  }
  return figures;
}

function spreadOf(numbers) {
  return {
    median: median(numbers),
    low: quantile(numbers, 0.25),
    high: quantile(numbers, 0.75),
    runs: numbers.length,
  };
}

export function median(numbers) {
  return quantile(numbers, 0.5);
}

function quantile(numbers, share) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  return below + (sorted[Math.ceil(at)] - below) * (at - Math.floor(at));
}
