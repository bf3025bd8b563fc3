/** Diagnostics for a person: one cause, one line, with a count and the first three names (contract E3). */
import { CAUSES } from "../diagnostics/causes.ts";
import type { Diagnostic } from "../diagnostics/invocation.ts";
import { printable } from "../text/printable.ts";

const NAMED = 3;

export function renderDiagnostics(found: readonly Diagnostic[]): string[] {
  return found.map(({ key, subjects }) => {
    const { one, many } = CAUSES[key];
    const named = subjects.slice(0, NAMED).map(printable).join(", ");
    const more = subjects.length > NAMED ? `, and ${subjects.length - NAMED} more` : "";
    const what = subjects.length === 1 ? `1 ${one}` : `${subjects.length} ${many}`;
    return `occmap: ${what}: ${named}${more} [${key}]`;
  });
}
