/** An error for a person (what, where, what next) and for a machine. No stack unless it was asked for. */
import { jsonText } from "../report/json-text.ts";
import { describe, OccmapError } from "../diagnostics/errors.ts";
import { diagnosticsJson, type Diagnostic } from "../diagnostics/invocation.ts";
import { printable } from "../text/printable.ts";

export function errorText(error: unknown, debug: boolean): string {
  const lines: string[] = [];
  if (error instanceof OccmapError) {
    lines.push(`occmap: ${safe(error.message)}`);
    if (error.where !== undefined) lines.push(`  where: ${printable(error.where)}`);
    if (error.next !== undefined) lines.push(`  next:  ${safe(error.next)}`);
  } else {
    lines.push(`occmap: unexpected error: ${safe(describe(error))}`);
    lines.push("  next:  this is a bug in occmap; run again with --debug and report what it prints");
  }
  if (debug && error instanceof Error && error.stack !== undefined) lines.push(safe(error.stack));
  return `${lines.join("\n")}\n`;
}

/** Several lines are fine (git's own words), control characters within them are not. */
function safe(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/** The document that --json prints instead of a result; its schema is error.schema.json. */
export function errorDocument(error: unknown, noted: readonly Diagnostic[]): string {
  const known = error instanceof OccmapError ? error : undefined;
  const document = {
    version: 1,
    error: {
      code: known?.code ?? "internal",
      message: describe(error),
      ...(known?.where === undefined ? {} : { where: known.where }),
      ...(known?.next === undefined ? {} : { next: known.next }),
    },
    ...(noted.length === 0 ? {} : { diagnostics: diagnosticsJson(noted) }),
  };
  return jsonText(document);
}
