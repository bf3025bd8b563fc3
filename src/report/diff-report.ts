/** What a comparison of two maps tells: a document for a program, words for a person. */
import { diagnosticsJson, type Diagnostic } from "../diagnostics/invocation.ts";
import { EFFECTS, type Difference, type Effect } from "../gate/difference.ts";
import { printable } from "../text/printable.ts";
import type { JsonObject } from "./documents.ts";
import { mapEntryJson } from "./entry-text.ts";
import type { Paint } from "./paint.ts";
import { count } from "./words.ts";

export interface DiffReport {
  /** As they were named. */
  readonly first: string;
  readonly second: string;
  readonly differences: readonly Difference[];
  readonly lines: "same" | "followed" | "as-numbers";
  readonly diagnostics: readonly Diagnostic[];
}

export function diffDocument({ first, second, differences, lines, diagnostics }: DiffReport): JsonObject {
  return {
    first,
    second,
    same: differences.length === 0,
    lines,
    differences: differences.map(({ effect, kind, what, from, to, values }) => ({
      effect,
      kind,
      what,
      ...(from === undefined ? {} : { from: mapEntryJson(from) }),
      ...(to === undefined ? {} : { to: mapEntryJson(to) }),
      ...(values === undefined ? {} : { values: { from: values.from, to: values.to } }),
    })),
    diagnostics: diagnosticsJson(diagnostics),
  };
}

const TITLES = {
  loosened: "loosened: a change may do more",
  tightened: "tightened: a change may do less",
  rebased: "rebased: the lines are those of another commit",
  recategorised: "in another category, the same decision",
  reworded: "in other words",
} as const satisfies Record<Effect, string>;

export function diffText(report: DiffReport, paint: Paint): string {
  const { first, second, differences, lines } = report;
  const names = `${printable(first)} and ${printable(second)}`;
  if (differences.length === 0) return `${names} say the same.\n`;
  const sections = EFFECTS.flatMap((effect) => {
    const some = differences.filter((one) => one.effect === effect);
    if (some.length === 0) return [];
    const title = `${some.length} ${TITLES[effect]}`;
    const mark = effect === "loosened" ? paint.bad : paint.bold;
    return [mark(title), ...some.flatMap((one) => differenceLines(one, paint))];
  });
  const hints = {
    same: [],
    followed: ["Entries of the first map were followed to the base of the second."],
    "as-numbers": [
      "The bases differ and could not be brought together: equal line numbers were taken for equal lines.",
    ],
  } as const;
  return `${[...sections, ...hints[lines], `${count(differences.length, "difference")} between ${names}`].join("\n")}\n`;
}

function differenceLines({ what, kind, from, to, values }: Difference, paint: Paint): string[] {
  const line = `  ${printable(what)}`;
  if (values) {
    const list = (words: readonly string[]): string =>
      words.length === 0 ? "nothing" : words.map((word) => printable(JSON.stringify(word))).join(", ");
    return [line, paint.dim(`    ${list(values.from)} → ${list(values.to)}`)];
  }
  const words = (entry: Difference["from"]): string =>
    entry
      ? printable(entry.decision === "keep" ? `${entry.reason}; kept: ${entry.keepReason}` : entry.reason)
      : "";
  if (kind === "reason") return [line, paint.dim(`    - ${words(from)}`), paint.dim(`    + ${words(to)}`)];
  return kind === "category" ? [line] : [line, paint.dim(`    ${words(to ?? from)}`)];
}
