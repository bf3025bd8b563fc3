/**
 * What every format is made from: the outcome of a gate or a check, or a map that is not valid.
 *
 * One shape for all, so that a format cannot know more than another, and so that the verdict (and with it the
 * exit status) is decided before anybody asks for a format.
 */
import type { Diagnostic } from "../diagnostics/invocation.ts";
import type { Timings } from "../diagnostics/timings.ts";
import type { Finding } from "../gate/findings.ts";
import type { Verdict } from "../gate/judge.ts";
import type { Entry } from "../map/model.ts";
import type { Fault } from "../yaml/fault.ts";
import type { MendContext } from "./mend.ts";
import { count } from "./words.ts";

export interface GateFacts {
  /** The map as messages name it, where it was read, and whether it is the base's. */
  readonly map: string;
  readonly mapOrigin: string;
  readonly mapDiffersFromBase: boolean;
  /** Full id of the base commit. */
  readonly base: string;
  /** worktree, index, patch, or the revision that was named. */
  readonly head: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly timings?: Timings;
}

export interface CheckFacts {
  readonly map: string;
  readonly base: string;
  readonly entries: readonly Entry[];
  readonly diagnostics: readonly Diagnostic[];
  readonly timings?: Timings;
}

/** Of a mission that needs no map and has none. */
export interface NoMapFacts {
  /** Where a map would lie. */
  readonly map: string;
  readonly mission: { readonly id: string; readonly slug: string; readonly changeMode: string | undefined };
  readonly base: string;
  readonly head: string;
  readonly diagnostics: readonly Diagnostic[];
}

export type Report =
  | { readonly kind: "gate"; readonly verdict: Verdict; readonly facts: GateFacts }
  | { readonly kind: "check"; readonly findings: readonly Finding[]; readonly facts: CheckFacts }
  | { readonly kind: "no-map"; readonly findings: readonly Finding[]; readonly facts: NoMapFacts }
  | {
      readonly kind: "invalid-map";
      readonly command: "gate" | "check";
      readonly map: string;
      readonly faults: readonly Fault[];
    };

/** Exit status 0 or 1 hangs on this and on nothing else. */
export function passes(report: Report): boolean {
  switch (report.kind) {
    case "gate":
      return report.verdict.pass;
    case "check":
    case "no-map":
      return report.findings.length === 0;
    case "invalid-map":
      return false;
  }
}

/** The command whose report this is. */
export function commandOf(report: Report): "gate" | "check" {
  if (report.kind === "invalid-map") return report.command;
  return report.kind === "check" ? "check" : "gate";
}

export function mapOf(report: Report): string {
  return report.kind === "invalid-map" ? report.map : report.facts.map;
}

/** The findings, pending ones included; a map that is not valid has faults instead. */
export function findingsOf(report: Report): readonly Finding[] {
  if (report.kind === "invalid-map") return [];
  return report.kind === "gate" ? report.verdict.findings : report.findings;
}

/** What a mend of this report's findings has to know; a map that is not valid has no findings. */
export function mendContext(report: Exclude<Report, { readonly kind: "invalid-map" }>): MendContext {
  const { base } = report.facts;
  return {
    base,
    staged: report.kind !== "check" && report.facts.head === "index",
    mapRevision: report.kind === "gate" ? report.facts.mapOrigin : base,
  };
}

/** One sentence without a full stop: the outcome with its true totals. Not yet safe to print. */
export function headline(report: Report): string {
  const map = mapOf(report);
  if (report.kind === "invalid-map") return `map-invalid: ${map} has ${count(report.faults.length, "fault")}`;
  const failing = findingsOf(report).filter(({ pending }) => pending !== true);
  const files = new Set(failing.map(({ path }) => path)).size;
  const found = `${count(failing.length, "finding")} in ${count(files, "file")}`;
  if (report.kind === "check") {
    const at = `at ${report.facts.base.slice(0, 12)}`;
    return passes(report)
      ? `valid and true: ${map} lists every occurrence ${at}`
      : `valid, but not true ${at}: ${map} has ${found}`;
  }
  if (report.kind === "no-map") {
    const { slug, changeMode } = report.facts.mission;
    const mode = changeMode === undefined ? "no change_mode" : `change_mode ${changeMode}`;
    const why = `no map is required: the mission ${slug} has ${mode}`;
    return passes(report) ? `accepted: ${why}` : `rejected: ${found}; ${why}`;
  }
  const { done, remove } = report.verdict.progress;
  const progress = `${done} of ${remove} remove entries carried out`;
  if (!passes(report)) return `rejected: ${found}; ${progress}`;
  const pending = report.verdict.findings.length;
  return `accepted: the change is exactly the plan in ${map} (${progress}${pending === 0 ? "" : `, ${pending} pending`})`;
}
