/**
 * How long the stages of an invocation take, for `--timings` and for the benchmark.
 *
 * Different stages run beside each other, so their times may add up to more than the whole. A stage's own time is
 * that during which anything of it was under way, however often it was entered. Like all state of diagnostics/, the times belong to
 * one invocation.
 */
import { currentInvocation } from "./invocation.ts";

/** The stages in the order in which they are shown, with what a person reads. */
export const STAGES = {
  map: "read the map",
  list: "list the files of the revisions",
  compare: "compare the working tree",
  carry: "carry the map to the base",
  search: "search with ripgrep",
  contents: "read contents from git",
  sort: "parse, sort and decide",
  uncommitted: "search what is not committed",
  judge: "judge",
  write: "write the map",
} as const;

export type Stage = keyof typeof STAGES;

/** In milliseconds, rounded to tenths. */
export interface Timings {
  /** Since the process began, Node's own start included. */
  readonly total: number;
  readonly stages: readonly { readonly stage: Stage; readonly ms: number }[];
  /** Peak memory of this process in bytes; its children's is not in it. */
  readonly peakMemory: number;
}

/** Runs `work` as a part of `stage`. */
export async function timed<T>(stage: Stage, work: () => Promise<T> | T): Promise<T> {
  const { stages } = currentInvocation();
  const clock = stages.get(stage) ?? { spent: 0, running: 0, since: 0 };
  stages.set(stage, clock);
  if (clock.running === 0) clock.since = performance.now();
  clock.running += 1;
  try {
    return await work();
  } finally {
    clock.running -= 1;
    if (clock.running === 0) clock.spent += performance.now() - clock.since;
  }
}

/** What was measured so far. */
export function timings(): Timings {
  const { stages } = currentInvocation();
  return {
    total: rounded(performance.now()),
    stages: Object.keys(STAGES)
      .filter(isStage)
      .flatMap((stage) => {
        const clock = stages.get(stage);
        return clock === undefined ? [] : [{ stage, ms: rounded(clock.spent) }];
      }),
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
}

function isStage(name: string): name is Stage {
  return Object.hasOwn(STAGES, name);
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

export function timingsJson({ total, stages, peakMemory }: Timings): {
  readonly total_ms: number;
  readonly stages: { readonly stage: string; readonly ms: number }[];
  readonly peak_memory_bytes: number;
} {
  return {
    total_ms: total,
    stages: stages.map(({ stage, ms }) => ({ stage, ms })),
    peak_memory_bytes: peakMemory,
  };
}

/** The schema of `timingsJson`. */
export const TIMINGS_SCHEMA = {
  type: "object",
  description: "With --timings: milliseconds since the process began, and of each stage; stages may overlap.",
  additionalProperties: false,
  required: ["total_ms", "stages", "peak_memory_bytes"],
  properties: {
    total_ms: { type: "number", minimum: 0 },
    stages: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["stage", "ms"],
        properties: { stage: { enum: Object.keys(STAGES) }, ms: { type: "number", minimum: 0 } },
      },
    },
    peak_memory_bytes: { type: "integer", minimum: 0 },
  },
} as const;

/** A table for a person. */
export function timingsText({ total, stages, peakMemory }: Timings): string[] {
  const row = (words: string, ms: number): string =>
    `  ${words.padEnd(WIDTH)}  ${ms.toFixed(0).padStart(7)} ms  ${((100 * ms) / total).toFixed(0).padStart(3)} %`;
  return [
    "timings (stages may run beside each other):",
    ...stages.map(({ stage, ms }) => row(STAGES[stage], ms)),
    row("in all, Node's start included", total),
    `  peak memory: ${Math.round(peakMemory / 1e6)} MB, without git and ripgrep`,
  ];
}

const WIDTH = Math.max(...Object.values(STAGES).map((words) => words.length));
