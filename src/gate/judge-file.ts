/**
 * One path that differs between base and head: as a file (come, gone, another mode or type), and, where both
 * sides are text, line by line.
 */
import type { Entry, Exception } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath, type Occurrence } from "../occurrence/occurrence.ts";
import { coverage } from "./coverage.ts";
import { excuse } from "./exceptions.ts";
import { notRemoved, staleEntry, unmappedOccurrence } from "./entry-findings.ts";
import type { Finding, Replacement, UsedException } from "./findings.ts";
import { judgeLines } from "./judge-lines.ts";
import { lineRules } from "./line-rules.ts";
import { Side, type FileState } from "./sides.ts";

/** A path with what stands there before and after; undefined where nothing does. */
export interface FileChange {
  readonly path: string;
  readonly base: FileState | undefined;
  readonly head: FileState | undefined;
}

export interface FileCase {
  readonly change: FileChange;
  /** The map's entries for this path. */
  readonly entries: readonly Entry[];
  /** The exception of the map that covers this path, if there is one. */
  readonly exception: Exception | undefined;
  readonly needles: Needles;
  readonly inScope: boolean;
}

export interface FileVerdict {
  readonly findings: readonly Finding[];
  readonly replacements: readonly Replacement[];
  readonly usedExceptions: readonly UsedException[];
}

export function judgeChangedFile(file: FileCase): FileVerdict {
  const { change, needles } = file;
  const base = change.base && new Side(change.path, change.base, needles);
  const head = change.head && new Side(change.path, change.head, needles);
  const named = occurrencesInPath(change.path, needles);
  const covered = coverage(base ? [...named, ...base.occurrences] : [], file.entries);
  const whole = base && head ? judgeBoth(file, base, head) : judgeOne(file, base, head, named);
  const standing = whole.standing ?? new Map<number, number>();
  const verdict = excuse(
    [
      ...whole.findings,
      ...covered.stale.map((entry) => staleEntry(change.path, entry)),
      ...covered.unmapped.map((occurrence) => unmappedOccurrence(occurrence, standing.get(occurrence.line))),
    ],
    file.exception,
    change.path,
  );
  return {
    findings: file.inScope
      ? verdict.findings
      : verdict.findings.filter(({ code }) => code !== "new-occurrence" && code !== "unmapped-occurrence"),
    replacements: whole.replacements ?? [],
    usedExceptions: verdict.used,
  };
}

interface Judgement {
  readonly findings: readonly Finding[];
  readonly replacements?: readonly Replacement[];
  readonly standing?: ReadonlyMap<number, number>;
}

/** The path is there on one side only. */
function judgeOne(
  { change: { path }, entries }: FileCase,
  base: Side | undefined,
  head: Side | undefined,
  named: readonly Occurrence[],
): Judgement {
  if (head) {
    const occurrences = [...named, ...head.occurrences].map((occurrence) => newOccurrence(occurrence, head));
    return { findings: [fileFinding("extra-file", path, "added", undefined, WHOLE), ...occurrences] };
  }
  if (!base || entries.some(({ line, decision }) => line === 0 && decision === "remove"))
    return { findings: [] };
  const kept = entries.filter(({ decision }) => decision === "keep");
  if (kept.length > 0) return { findings: kept.map((entry) => keepTouched(path, entry, "deleted", base)) };
  // A link has one line, its target: removing that line is removing the link.
  if (base.isLink && entries.some(({ line, decision }) => line === 1 && decision === "remove"))
    return { findings: [] };
  return { findings: [fileFinding("extra-file", path, "deleted", WHOLE, undefined)] };
}

/** The path is there on both sides. */
function judgeBoth(file: FileCase, base: Side, head: Side): Judgement {
  const { change, entries } = file;
  const { path } = change;
  const kinds = [kindOf(base), kindOf(head)] as const;
  if (kinds[0] !== kinds[1]) {
    const kept = entries
      .filter(({ decision }) => decision === "keep")
      .map((entry) => keepTouched(path, entry, "replaced", base));
    const occurrences = head.occurrences.map((occurrence) => newOccurrence(occurrence, head));
    return {
      findings: [
        fileFinding("type-change", path, `${kinds[0]} became ${kinds[1]}`, WHOLE, WHOLE),
        ...kept,
        ...occurrences,
      ],
    };
  }
  if (base.isSubmodule) {
    return {
      findings: [
        fileFinding("submodule-change", path, `${base.state.oid} became ${head.state.oid}`, WHOLE, WHOLE),
      ],
    };
  }
  const mode =
    base.state.mode === head.state.mode
      ? []
      : [fileFinding("mode-change", path, `${base.state.mode} became ${head.state.mode}`, WHOLE, WHOLE)];
  const unfinished = entries
    .filter(({ line, decision }) => line === 0 && decision === "remove")
    .map((entry) => notRemoved(path, entry));
  if (base.state.content.equals(head.state.content)) {
    const pending = entries
      .filter(({ line, decision }) => line > 0 && decision === "remove")
      .map((entry) => notRemoved(path, entry));
    return {
      findings: [...mode, ...unfinished, ...(unfinished.length > 0 ? [] : pending)],
      standing: identity(base),
    };
  }
  const content =
    base.encoding === "binary" || head.encoding === "binary"
      ? judgeBinary(file, base, head)
      : judgeText(file, base, head);
  return { ...content, findings: [...mode, ...unfinished, ...content.findings] };
}

function judgeBinary({ change: { path }, entries }: FileCase, base: Side, head: Side): Judgement {
  const kept = entries
    .filter(({ decision }) => decision === "keep")
    .map((entry) => keepTouched(path, entry, "changed", base));
  const before = base.occurrences.length;
  const added = head.occurrences.slice(before).map((occurrence) => newOccurrence(occurrence, head));
  return {
    findings:
      kept.length > 0
        ? kept
        : [fileFinding("binary-change", path, "its content changed", WHOLE, WHOLE), ...added],
  };
}

function judgeText({ change: { path }, entries }: FileCase, base: Side, head: Side): Judgement {
  // A file that is to go as a whole must go: its lines give no right to edit it instead.
  const listed = entries.some(({ line, decision }) => line === 0 && decision === "remove") ? [] : entries;
  const { findings, replacements, standing } = judgeLines({
    path,
    base,
    head,
    rules: lineRules(base, listed),
  });
  const keptFile = listed.find(({ line, decision }) => line === 0 && decision === "keep");
  if (!keptFile) return { findings, replacements, standing };
  // A kept file stands but for the lines that its own remove entries name.
  return {
    findings: findings.map((finding) =>
      finding.code === "extra-change"
        ? { ...finding, code: "keep-touched", entry: keptFile, category: keptFile.category }
        : finding,
    ),
    replacements,
    standing,
  };
}

const WHOLE = { first: 0, last: 0 } as const;

function kindOf(side: Side): string {
  if (side.isSubmodule) return "a submodule";
  return side.isLink ? "a link" : "a file";
}

function identity(side: Side): Map<number, number> {
  return new Map(Array.from({ length: side.lineCount + 1 }, (_, line) => [line, line]));
}

function fileFinding(
  code: Finding["code"],
  path: string,
  detail: string,
  base: Finding["base"],
  head: Finding["head"],
): Finding {
  return { code, path, detail, ...(base ? { base } : {}), ...(head ? { head } : {}), before: [], after: [] };
}

function keepTouched(path: string, entry: Entry, detail: string, base: Side): Finding {
  const shown =
    entry.line > 0 && entry.line <= base.lineCount && base.encoding !== "binary"
      ? [base.shown(entry.line)]
      : [];
  const range = { first: entry.line, last: entry.endLine ?? entry.line };
  return {
    code: "keep-touched",
    path,
    base: range,
    entry,
    category: entry.category,
    detail,
    before: shown,
    after: [],
  };
}

function newOccurrence({ path, line, column, needle, kind }: Occurrence, head: Side): Finding {
  const range = { first: line, last: line };
  const after = kind === "content" || kind === "link" ? [head.shown(line)] : [];
  return { code: "new-occurrence", path, head: range, needle, column, before: [], after };
}
