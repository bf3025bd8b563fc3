/** Rule 4: log, metric, trace, analytics and audit text. */
import {
  NOT_TELEMETRY_WORDS,
  PRINTERS,
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

/** Decorators and annotations that time, count or trace what they stand on. */
const TELEMETRY_ANNOTATIONS = new Set(
  "Timed Counted WithSpan Observed NewSpan instrument tracing.instrument trace Traced".split(" "),
);

export function judgeTelemetry(subject: Subject): Outcome {
  const { site, row, command } = subject;
  if (row?.meaning === "log") return yes("logs_telemetry", row.what);
  const recorded = ofRecord(subject);
  if (recorded) return recorded;
  if (command && isTelemetry(command.program) && command.part !== "program" && command.part !== "flag")
    return yes("logs_telemetry", `argument of ${command.program}${whereabouts(subject)}`);
  if (site.role === "string" && isFormatOfLogs(subject))
    return yes("logs_telemetry", `pattern in a logging configuration${whereabouts(subject)}`);
  if (site.role !== "string") return no(`${site.what} is no text of a log or metric`);
  const callee = telemetryCallee(subject);
  if (callee === undefined) return no("no call around it is named for logs, metrics, traces or analytics");
  const key = site.around[0]?.kind === "entry-key";
  return yes(
    "logs_telemetry",
    `argument of ${callee}${whereabouts(subject)}`,
    key ? "serialized_keys" : undefined,
  );
}

/** `%d{HH:mm} %-5level`, `{message}`: what a formatter of log lines fills in. */
const PATTERN = /%[-.\d]{0,9}[a-zA-Z({]|\{\w{0,40}\}/;

/** In a ledger or a dashboard everything is telemetry, in a logging configuration the patterns are. */
function ofRecord({ site, file }: Subject): Outcome | undefined {
  if (file.record === "ledger" && site.role !== "comment")
    return yes(
      "logs_telemetry",
      `${site.what} of ${file.format === "log" ? "a log file" : "an append-only record"}`,
    );
  if ((site.role === "value" || site.role === "key") && isMigrationLedger(site.keys.slice(0, -1)))
    return yes("logs_telemetry", `${site.what} of the ledger of migrations`);
  if (file.record === "dashboard" && (site.role === "value" || site.role === "key"))
    return yes("logs_telemetry", `${site.what} of a dashboard or alert file`);
  if (file.record === "logging configuration" && site.role === "value" && PATTERN.test(site.text))
    return yes("logs_telemetry", "pattern in a logging configuration");
  return undefined;
}

/** `migrations: { applied: [{ id, notes }] }`: what was done to a project, record by record. */
function isMigrationLedger(parents: readonly string[]): boolean {
  const names = parents.filter((key) => !/^\d+$/.test(key)).map((key) => key.toLowerCase());
  return (
    (names.at(-2) === "migrations" && names.at(-1) === "applied") ||
    /^(?:migrations?|upgrades?)_?(?:log|ledger|history)$/.test(names.at(-1) ?? "")
  );
}

/** `LOGGING = {"formatters": {"short": {"format": "%(message)s"}}}`. */
function isFormatOfLogs({ site }: Subject): boolean {
  const keys = site.around.flatMap((one) => (one.kind === "entry-value" ? [one.key] : []));
  return /^(?:format|fmt)$/.test(keys[0] ?? "") && keys.includes("formatters");
}

/** The telemetry call that the string is for: its own call, or one around calls that only wrap the text. */
function telemetryCallee({ site, settings }: Subject): string | undefined {
  for (const one of site.around) {
    if (one.kind === "argument") {
      if (isTelemetry(one.callee) || settings.isLogger(one.callee)) return one.callee;
      if (!inTable(one.callee, WRAPPERS)) return undefined;
    } else if (one.kind === "field") {
      return TELEMETRY_TYPES.test(lastSegment(one.type)) ? one.type : undefined;
    } else if (one.kind === "annotation") {
      return TELEMETRY_ANNOTATIONS.has(one.name) ? one.name : undefined;
    } else if (one.kind === "subscript" || one.kind === "compared") return undefined;
  }
  return undefined;
}

/** A file calls the same few things again and again; the answers for so many callees are kept. */
const MOST_ANSWERS = 1000;
const answers = new Map<string, boolean>();

function isTelemetry(callee: string): boolean {
  const known = answers.get(callee);
  if (known !== undefined) return known;
  if (answers.size >= MOST_ANSWERS) answers.clear();
  const answer = isNamedForTelemetry(callee);
  answers.set(callee, answer);
  return answer;
}

/** Is the callee named for it: as a whole, by its builder, or by a word of its receiver or function? */
function isNamedForTelemetry(callee: string): boolean {
  if (inTable(callee, TELEMETRY_CALLEES)) return true;
  // `new AuditLogError("…")` and `throwTrace(…)` make an error.
  if (
    /^(?:throw|raise|die|panic)(?:_|[A-Z])|^(?!Log)[A-Z]\w*[a-z](?:Error|Exception)$/.test(
      lastSegment(callee),
    )
  )
    return false;
  const segments = callee.split(".");
  // `console.log` prints for the person at the terminal, whatever it is called.
  if (PRINTERS.has(segments.slice(-2).join("."))) return false;
  // `Counter.builder("x").description("y")`: a chain goes on about what it began with.
  const builder = segments.findIndex((_, at) => TELEMETRY_CALLEES.has(segments.slice(at, at + 2).join(".")));
  if (builder !== -1 && builder + 2 <= segments.length) return true;
  return segments.some((segment) => {
    const words = wordsOf(segment);
    return (
      (words.some((word) => TELEMETRY_WORDS.has(word)) || TELEMETRY_WORDS.has(segment.toLowerCase())) &&
      !words.some((word) => NOT_TELEMETRY_WORDS.has(word))
    );
  });
}
