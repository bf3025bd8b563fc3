/** Plans in tests: a scan of a repository, written as its map, with decisions changed by hand. */
import { writeFileSync } from "node:fs";
import { apply } from "../../src/jobs/apply.ts";
import type { ApplyRequest, ApplyResult, Application } from "../../src/jobs/apply-request.ts";
import { gate, type GateResult } from "../../src/jobs/gate.ts";
import type { ScanRequest } from "../../src/jobs/scan.ts";
import type { Entry, OccurrenceMap } from "../../src/map/model.ts";
import { writeMap } from "../../src/map/write.ts";
import { runInvocation } from "../../src/diagnostics/invocation.ts";
import { scanned } from "./scan.ts";

export const MAP = "occurrence_map.yaml";

/** Scans, lets `edit` change the entries, and writes the map at the root. */
export async function planned(
  root: string,
  target: string,
  request: Partial<ScanRequest> = {},
  edit: (entries: readonly Entry[]) => readonly Entry[] = (entries) => entries,
): Promise<OccurrenceMap> {
  const { result } = await scanned(root, target, request);
  const map = { ...result.map, entries: edit(result.map.entries) };
  writeFileSync(`${root}/${MAP}`, writeMap(map));
  return map;
}

function variables(root: string): Record<string, string | undefined> {
  return { PATH: process.env["PATH"], HOME: root };
}

export async function applied(root: string, request: Partial<ApplyRequest> = {}): Promise<Application> {
  const result: ApplyResult = await runInvocation(() =>
    apply({ folder: root, variables: variables(root), ...request }),
  );
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  return result;
}

export function gated(root: string): Promise<GateResult> {
  return runInvocation(() => gate({ folder: root, variables: variables(root) }));
}

/** Does the gate accept, and if not, by which findings? */
export function outcomeOf(result: GateResult | undefined): string[] | "accepted" | "not asked" {
  if (result === undefined) return "not asked";
  if ("faults" in result) return result.faults.map(({ message }) => message);
  const failing = result.findings.filter(({ pending }) => pending !== true);
  return failing.length === 0 ? "accepted" : failing.map(({ code, path }) => `${code} ${path}`);
}

/** Turns the entry at this place (`path:line` or `path:line:column`) into a keep entry. */
export function keeping(path: string, line: number, column?: number) {
  return (entries: readonly Entry[]): Entry[] =>
    entries.map((entry) =>
      entry.path === path && entry.line === line && entry.column === column
        ? { ...entry, decision: "keep", keepReason: "a test keeps it" }
        : entry,
    );
}
