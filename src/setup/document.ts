/** What `occmap init --json` prints; its schema is in report/schemas.ts. */
import { SETUPS, type Hint } from "./setups.ts";
import type { TakenStep } from "./steps.ts";

interface Initialised {
  readonly hints: readonly Hint[];
  readonly steps: readonly TakenStep[];
  readonly written: boolean;
}

interface StepDocument {
  readonly file: string;
  readonly action: "write" | "change" | "current" | "by-hand";
  readonly about: string;
  readonly [key: string]: string;
}

export interface InitDocument {
  readonly written: boolean;
  readonly seen: readonly { readonly flags: string; readonly because: string }[];
  readonly steps: readonly StepDocument[];
  readonly [key: string]: InitDocument["seen"] | InitDocument["steps"] | boolean;
}

export function initDocument({ hints, steps, written }: Initialised): InitDocument {
  return {
    written,
    seen: hints.map(({ setup, because }) => ({ flags: SETUPS[setup].flags, because })),
    steps: steps.map(stepDocument),
  };
}

function stepDocument(step: TakenStep): StepDocument {
  const file = step.name;
  switch (step.kind) {
    case "write":
      return { file, action: step.isNew ? "write" : "change", about: step.what };
    case "current":
      return { file, action: "current", about: "it is there already" };
    case "by-hand":
      return { file, action: "by-hand", about: step.why, snippet: step.snippet };
  }
}
