/**
 * What a machine format lists: one problem for each finding or fault, with a place in a file, words and a
 * fingerprint. Made once here, so that no two formats place or name the same finding differently.
 */
import { createHash } from "node:crypto";
import { FINDING_CODES, type Finding, type FindingCode } from "../gate/findings.ts";
import type { Fault } from "../yaml/fault.ts";
import { mendLines, mendOf, type Mend, type MendContext } from "./mend.ts";
import { messageOf } from "./messages.ts";
import { findingsOf, mendContext, type Report } from "./report.ts";

/** Every code that a report can hold: those of findings, and the one of a map that is not valid. */
export const PROBLEM_CODES = {
  ...FINDING_CODES,
  "map-invalid": "the map breaks its schema or its rules",
} as const satisfies Record<string, string>;

export type ProblemCode = FindingCode | "map-invalid";

export interface Problem {
  readonly code: ProblemCode;
  readonly path: string;
  /** Of the head where the place exists there, else of the base; of the map for a fault. 0 is the whole file. */
  readonly line: number;
  readonly endLine: number;
  /** 1-based character; undefined where the problem is the line. */
  readonly column: number | undefined;
  /** Sentences without a full stop. Not yet safe to print. */
  readonly expected: string;
  readonly found: string;
  readonly next: string;
  /** Ready to paste; a fault of the map has none. */
  readonly mend: Mend | undefined;
  /** Listed, and no failure. */
  readonly pending: boolean;
  /** The same for the same problem after lines above it moved; different for two problems of one report. */
  readonly fingerprint: string;
}

export function problemsOf(report: Report): Problem[] {
  const fingerprints = new Fingerprints();
  if (report.kind === "invalid-map")
    return report.faults.map((fault) => ofFault(report.map, fault, fingerprints));
  const context = mendContext(report);
  return findingsOf(report).map((finding) => ofFinding(finding, context, fingerprints));
}

function ofFault(map: string, { code, message, line, column, next }: Fault, known: Fingerprints): Problem {
  return {
    code: "map-invalid",
    path: map,
    line,
    endLine: line,
    column,
    expected: "a valid map",
    found: message,
    next,
    mend: undefined,
    pending: false,
    fingerprint: known.of(["map-invalid", map, code, message]),
  };
}

function ofFinding(finding: Finding, context: MendContext, known: Fingerprints): Problem {
  const { code, path, base, head, column, needle, before, after, detail, entry } = finding;
  const place = head ?? base ?? { first: 0, last: 0 };
  const { expected, found, next } = messageOf(finding);
  return {
    code,
    path,
    line: place.first,
    endLine: place.last,
    column: column === 0 ? undefined : column,
    expected,
    found,
    next,
    mend: mendOf(finding, context),
    pending: finding.pending === true,
    fingerprint: known.of([code, path, needle, before, after, detail, entry?.category, entry?.reason]),
  };
}

/** The whole problem as lines of text, the mend last. Not yet safe to print. */
export function problemLines({ expected, found, next, mend }: Problem): string[] {
  return [`expected ${expected}`, `found: ${found}`, `next: ${next}`, ...(mend ? mendLines(mend) : [])];
}

/** Hashes of what a problem is about; equal ones are numbered in the order in which they come. */
class Fingerprints {
  readonly #seen = new Map<string, number>();

  of(about: readonly unknown[]): string {
    const hash = createHash("sha256").update(JSON.stringify(about)).digest("hex").slice(0, 32);
    const number = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.set(hash, number);
    return `${hash}:${number}`;
  }
}
