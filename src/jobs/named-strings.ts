/** The strings that a scan is asked for, checked, each with what it becomes where the plan is a rename. */
import { OccmapError } from "../diagnostics/errors.ts";
import type { Target } from "../map/model.ts";

export interface NamedStrings {
  /** All strings but the target, each once. */
  readonly related: readonly string[];
  /** The pairs of the related strings, in their order; empty for a removal. */
  readonly targets: readonly Target[];
  /** What becomes of every string; empty for a removal. */
  readonly replacements: ReadonlyMap<string, string>;
}

interface Asked {
  readonly target: string;
  readonly related?: readonly string[];
  readonly replacement?: string;
  readonly targets?: readonly Target[];
}

/** Throws `OccmapError` (usage) for a string that cannot be searched, or whose replacement is not clear. */
export function namedStrings({ target, related = [], replacement, targets = [] }: Asked): NamedStrings {
  const strings = [...new Set([target, ...related, ...targets.map(({ from }) => from)])];
  const replacements = replacement === undefined ? [] : [{ from: target, to: replacement }];
  const pairs = [...replacements, ...targets];
  for (const text of [...strings, ...pairs.map(({ to }) => to)]) ensureOneLine(text);
  if (replacement === undefined && targets.length > 0)
    throw unclear(
      "the target has no replacement, other strings have one",
      "give the target one: --replacement NEW",
    );
  const becomes = new Map<string, string>();
  for (const { from, to } of pairs) {
    const other = becomes.get(from);
    if (other !== undefined && other !== to)
      throw unclear(
        `${JSON.stringify(from)} would become ${JSON.stringify(other)} and ${JSON.stringify(to)}`,
        "give it one replacement",
      );
    if (from === to)
      throw unclear(`${JSON.stringify(from)} would become itself`, "give it another replacement");
    becomes.set(from, to);
  }
  const rest = strings.slice(1);
  return {
    related: rest,
    targets: rest.flatMap((from) => {
      const to = becomes.get(from);
      if (to !== undefined) return [{ from, to }];
      if (replacement === undefined) return [];
      throw unclear(
        `the related string ${JSON.stringify(from)} has no replacement`,
        "give each --related a --related-replacement, in the same order",
      );
    }),
    replacements: becomes,
  };
}

function ensureOneLine(text: string): void {
  const fault =
    text === ""
      ? "is empty"
      : /[\n\r]/.test(text)
        ? "holds a line break; occurrences lie within a line"
        : text.includes("\0")
          ? "holds a NUL character"
          : !text.isWellFormed()
            ? "is not valid Unicode"
            : undefined;
  if (fault !== undefined)
    throw unclear(`the string ${JSON.stringify(text)} ${fault}`, "give one line of text");
}

function unclear(message: string, next: string): OccmapError {
  return new OccmapError({ code: "usage", message, next });
}
