/** Rule 4: log, metric, trace, analytics and audit text. */
import {
  TELEMETRY_CALLEES,
  TELEMETRY_TYPES,
  TELEMETRY_WORDS,
  WRAPPERS,
  inTable,
  lastSegment,
} from "../calls.ts";
import { wordsOf } from "../literals.ts";
import { whereabouts } from "../subject.ts";
import type { Subject } from "../subject.ts";
import { no, yes } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";

export function judgeTelemetry(subject: Subject): Outcome {
  const { site, file } = subject;
  if (file.record === "ledger" && site.role !== "comment")
    return yes(
      "logs_telemetry",
      `${site.what} of ${file.path.endsWith(".log") ? "a log file" : "an append-only record"}`,
    );
  if (file.record === "dashboard" && (site.role === "value" || site.role === "key")) {
    return yes("logs_telemetry", `${site.what} of a dashboard or alert file`);
  }
  if (
    file.record === "logging configuration" &&
    site.role === "value" &&
    /%[-.\d]*[a-zA-Z({]|\{\w*\}/.test(site.text)
  ) {
    return yes("logs_telemetry", "pattern in a logging configuration");
  }
  if (site.role !== "string") return no(`${site.what} is no text of a log or metric`);
  const callee = telemetryCallee(subject);
  if (callee !== undefined) {
    const subscript = site.around[0]?.kind === "subscript" || site.around[0]?.kind === "entry-key";
    return yes(
      "logs_telemetry",
      `argument of ${callee}${whereabouts(subject)}`,
      subscript ? "serialized_keys" : undefined,
    );
  }
  return no("no call around it is named for logs, metrics, traces or analytics");
}

/** The telemetry call that the string is for: its own call, or one around calls that only wrap the text. */
function telemetryCallee({ site, settings }: Subject): string | undefined {
  for (const one of site.around) {
    if (one.kind === "argument") {
      if (isTelemetry(one.callee) || settings.isLogger(one.callee)) return one.callee;
      if (!inTable(one.callee, WRAPPERS)) return undefined;
    } else if (one.kind === "field") {
      if (TELEMETRY_TYPES.test(lastSegment(one.type))) return one.type;
      return undefined;
    } else if (one.kind === "annotation") {
      return /^(?:Timed|Counted|WithSpan|Observed|NewSpan|instrument|tracing\.instrument|trace|Traced)$/.test(
        one.name,
      )
        ? one.name
        : undefined;
    } else if (one.kind === "subscript" || one.kind === "compared") return undefined;
  }
  return undefined;
}

/** Is the callee named for it: its receiver, its function, or the whole of it? */
function isTelemetry(callee: string): boolean {
  if (inTable(callee, TELEMETRY_CALLEES)) return true;
  const segments = callee.split(".");
  return segments.some((segment, index) => {
    const words = wordsOf(segment);
    if (index === segments.length - 1) {
      // A function counts when it is named `log`, `log_x`, `x_metric`; `login` and `catalog` are other words.
      return segments.length === 1 || TELEMETRY_WORDS.has(segment.toLowerCase())
        ? words.some((word) => TELEMETRY_WORDS.has(word))
        : words.some((word) => TELEMETRY_WORDS.has(word));
    }
    return words.some((word) => TELEMETRY_WORDS.has(word));
  });
}
