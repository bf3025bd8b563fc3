/** What is found about a file as a whole. */
import type { Entry } from "../map/model.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import type { Finding, FindingCode, Replacement } from "./findings.ts";
import type { Side } from "./sides.ts";

/** What was found out about one path. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly replacements?: readonly Replacement[];
  /** The head line on which a base line stands; line 0 is the file. */
  readonly standing?: (line: number) => number | undefined;
}

/** The file as a whole, as a range of lines. */
export const WHOLE = { first: 0, last: 0 } as const;

export function fileFinding(
  code: FindingCode,
  path: string,
  detail: string,
  more: Partial<Pick<Finding, "base" | "head" | "headPath" | "entry">>,
): Finding {
  const category = more.entry ? { category: more.entry.category } : {};
  return { code, path, detail, ...more, ...category, before: [], after: [] };
}

export function keepTouched(path: string, entry: Entry, detail: string, base: Side): Finding {
  const shown =
    entry.line > 0 && entry.line <= base.lineCount && base.encoding !== "binary"
      ? [base.shown(entry.line)]
      : [];
  return {
    code: "keep-touched",
    path,
    base: { first: entry.line, last: entry.endLine ?? entry.line },
    entry,
    category: entry.category,
    detail,
    before: shown,
    after: [],
  };
}

export function newOccurrence({ path, line, column, needle, kind }: Occurrence, head: Side): Finding {
  const after = kind === "content" || kind === "link" ? [head.shown(line)] : [];
  return {
    code: "new-occurrence",
    path,
    head: { first: line, last: line },
    needle,
    column,
    before: [],
    after,
  };
}
