/** The flags and formats of every command that ends with a verdict. Apart from its code, so that help stays light. */
import { FORMATS } from "../report/reporter.ts";

export const VERDICT_FLAGS = ["all", "summary", "timings"] as const;
export const VERDICT_FORMATS: readonly string[] = FORMATS;
