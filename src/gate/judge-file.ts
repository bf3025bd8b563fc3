/**
 * One path that differs between base and head: as a file (come, gone, moved, another mode or type), and, where
 * both sides are text, line by line.
 */
import type { Entry, Exception, Operation } from "../map/model.ts";
import type { Needles } from "../occurrence/needles.ts";
import { occurrencesInPath, type Occurrence } from "../occurrence/occurrence.ts";
import { coverage, type Coverage } from "./coverage.ts";
import type { Effort } from "./effort.ts";
import { excuse } from "./exceptions.ts";
import { notRemoved, staleEntry, unmappedOccurrence } from "./entry-findings.ts";
import { fileFinding, keepTouched, newOccurrence, WHOLE, type Judgement } from "./file-findings.ts";
import type { Finding, Replacement, UsedException } from "./findings.ts";
import { judgeBinary } from "./judge-binary.ts";
import { judgeLines } from "./judge-lines.ts";
import { lineRules, type Replacements } from "./line-rules.ts";
import { Side, type FileState } from "./sides.ts";

/** A path with what stands there before and after; undefined where nothing does. */
export interface FileChange {
  readonly path: string;
  readonly base: FileState | undefined;
  readonly head: FileState | undefined;
}

export interface FileCase {
  readonly change: FileChange;
  /** Where a rename map wants the file: for a file that is there (moves.ts), and else as the plan. */
  readonly headPath: string | undefined;
  readonly wantedPath: string | undefined;
  /** The map's entries for this path. */
  readonly entries: readonly Entry[];
  /** The exceptions of the map that cover this path. */
  readonly exceptions: readonly Exception[];
  readonly operation: Operation;
  readonly replacements: Replacements;
  readonly needles: Needles;
  readonly inScope: boolean;
  /** What the run has left for files that are hard to judge. */
  readonly effort: Effort;
}

export interface FileVerdict {
  readonly findings: readonly Finding[];
  readonly replacements: readonly Replacement[];
  readonly usedExceptions: readonly UsedException[];
}

/** Throws `TangledError` (judge-lines.ts). */
export function judgeChangedFile(file: FileCase): FileVerdict {
  const { change, needles, operation } = file;
  const base = change.base && new Side(change.path, change.base, needles);
  const head = change.head && new Side(file.headPath ?? change.path, change.head, needles);
  const named = occurrencesInPath(change.path, needles);
  const covered = coverage(base ? [...named, ...base.occurrences] : [], file.entries, operation);
  const whole =
    base && head
      ? judgeBoth(file, base, head, covered)
      : base
        ? judgeGone(file, base, covered)
        : judgeCome(file, head, named);
  const standing = whole.standing ?? (() => undefined);
  const found = [
    ...whole.findings,
    ...covered.stale.map((entry) => staleEntry(change.path, entry)),
    ...covered.unmapped.map((occurrence) => unmappedOccurrence(occurrence, standing(occurrence.line))),
  ];
  // Outside of the scope occurrences need no entry.
  const asked = file.inScope ? found : found.filter(({ code }) => code !== "unmapped-occurrence");
  const { findings, used } = excuse(asked, file.exceptions, change.path);
  return { findings, replacements: whole.replacements ?? [], usedExceptions: used };
}

/** The path is there at the head only. */
function judgeCome(
  { change: { path } }: FileCase,
  head: Side | undefined,
  named: readonly Occurrence[],
): Judgement {
  if (!head) return { findings: [] };
  if (head.isSubmodule)
    return { findings: [fileFinding("submodule-change", path, "added", { head: WHOLE })] };
  const occurrences = [...named, ...head.occurrences].map((occurrence) => ({
    ...newOccurrence(occurrence, head),
    detail: "in a new file",
  }));
  return { findings: [fileFinding("extra-file", path, "added", { head: WHOLE }), ...occurrences] };
}

/** The path is there at the base only. */
function judgeGone(file: FileCase, base: Side, { live }: Coverage): Judgement {
  const { path } = file.change;
  const removing = file.entries.filter(({ decision }) => decision === "remove");
  const whole = removing.find(({ line }) => line === 0);
  if (whole && file.operation === "remove") return { findings: [] };
  const kept = file.entries.filter(({ decision }) => decision === "keep");
  if (kept.length > 0) return { findings: kept.map((entry) => keepTouched(path, entry, "deleted", base)) };
  if (whole && live.includes(whole)) {
    const found = fileFinding("extra-file", path, "deleted, not renamed", { base: WHOLE, entry: whole });
    return { findings: [file.wantedPath === undefined ? found : { ...found, planned: [file.wantedPath] }] };
  }
  // A link has one line, its target: removing that line is removing the link.
  const linkGoes = base.isLink && lineRules(base, file.entries, file.replacements).get(1)?.kind === "remove";
  if (linkGoes) return { findings: [] };
  if (base.isSubmodule)
    return { findings: [fileFinding("submodule-change", path, "deleted", { base: WHOLE })] };
  return { findings: [fileFinding("extra-file", path, "deleted", { base: WHOLE })] };
}

/** The path is there on both sides, or the file is where a rename map wants it. */
function judgeBoth(file: FileCase, base: Side, head: Side, covered: Coverage): Judgement {
  const { path } = file.change;
  const both = {
    base: WHOLE,
    head: WHOLE,
    ...(file.headPath === undefined ? {} : { headPath: file.headPath }),
  };
  const kinds = [kindOf(base), kindOf(head)] as const;
  const kept = file.entries.filter(({ decision }) => decision === "keep");
  if (kinds[0] !== kinds[1]) {
    return {
      findings: [
        fileFinding("type-change", path, `${kinds[0]} became ${kinds[1]}`, both),
        ...kept.map((entry) => keepTouched(path, entry, "replaced", base)),
        ...head.occurrences.map((occurrence) => newOccurrence(occurrence, head)),
      ],
    };
  }
  const findings = [...modeFindings(file, base, head, both), ...wholeFilePending(file, covered)];
  if (base.isSubmodule) {
    const moved = `${base.state.oid} became ${head.state.oid}`;
    const same = base.state.oid === head.state.oid;
    return { findings: [...findings, ...(same ? [] : [fileFinding("submodule-change", path, moved, both)])] };
  }
  const content = judgeContent(file, base, head, covered);
  return { ...content, findings: [...findings, ...content.findings] };
}

function kindOf(side: Side): string {
  if (side.isSubmodule) return "a submodule";
  return side.isLink ? "a link" : "a file";
}

function modeFindings(
  { change: { path }, entries }: FileCase,
  base: Side,
  head: Side,
  both: Partial<Finding>,
): Finding[] {
  if (base.state.mode === head.state.mode) return [];
  // No exception covers a file that is kept as a whole, and a finding that names an entry has none.
  const entry = entries.find(({ line, decision }) => line === 0 && decision === "keep");
  const detail = `${base.state.mode} became ${head.state.mode}`;
  return [fileFinding("mode-change", path, detail, { ...both, ...(entry ? { entry } : {}) })];
}

/** A file that is to go, or to move, is still where it was. */
function wholeFilePending(
  { change: { path }, headPath, wantedPath }: FileCase,
  { live }: Coverage,
): Finding[] {
  if (headPath !== undefined) return [];
  return live
    .filter(({ line, decision }) => line === 0 && decision === "remove")
    .map((entry) => ({
      ...notRemoved(path, entry),
      ...(wantedPath === undefined ? {} : { planned: [wantedPath] }),
    }));
}

function judgeContent(file: FileCase, base: Side, head: Side, covered: Coverage): Judgement {
  const { path } = file.change;
  const goes = file.operation === "remove" && file.entries.some(isWholeRemoval);
  const asked = covered.live.some(({ line, decision }) => line > 0 && decision === "remove");
  if (base.state.content.equals(head.state.content) && (goes || !asked))
    return { findings: [], standing: (line) => line };
  const readable = head.encoding === "binary" && base.encoding !== "binary" ? asBase(file, base, head) : head;
  if (base.encoding === "binary" || readable.encoding === "binary")
    return judgeBinary({ path, entries: file.entries, live: covered.live, base, head });
  // A file that is to go as a whole must go: its lines give no right to edit it instead.
  const listed = goes ? [] : file.entries;
  const { findings, replacements, standing } = judgeLines(
    {
      path,
      ...(file.headPath === undefined ? {} : { headPath: file.headPath }),
      base,
      head: readable,
      rules: lineRules(base, listed, file.replacements),
    },
    file.effort,
  );
  const keptFile = listed.find(({ line, decision }) => line === 0 && decision === "keep");
  return {
    // A kept file stands but for the lines that its own remove entries name.
    findings: keptFile ? findings.map((finding) => keptFileTouched(finding, keptFile)) : findings,
    replacements,
    standing: (line) => (line === 0 ? 0 : standing.get(line)),
  };
}

function isWholeRemoval({ line, decision }: Entry): boolean {
  return line === 0 && decision === "remove";
}

function keptFileTouched(finding: Finding, entry: Entry): Finding {
  if (finding.code !== "extra-change" || finding.entry) return finding;
  return { ...finding, code: "keep-touched", entry, category: entry.category };
}

/**
 * A NUL byte far down in a text moves up when lines before it go, and the file looks binary from then on. It is
 * the same text as long as no NUL has come.
 */
function asBase({ change, headPath, needles }: FileCase, base: Side, head: Side): Side {
  if (countNul(head.state.content) > countNul(base.state.content) || base.mark !== "") return head;
  return new Side(headPath ?? change.path, head.state, needles, { as: "text" });
}

function countNul(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) count += 1;
  return count;
}
