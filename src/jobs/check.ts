/**
 * Is a map valid, and true at its base? The same questions that the gate asks, without a change.
 */
import { joinInvocation, note } from "../diagnostics/invocation.ts";
import { timed } from "../diagnostics/timings.ts";
import { withScratch } from "../files/scratch.ts";
import type { Finding } from "../gate/findings.ts";
import { judge } from "../gate/judge.ts";
import { openRepository } from "../git/repository.ts";
import { listTreeByIndex } from "../git/listing.ts";
import { resolveRevision } from "../git/tree.ts";
import { readTracked } from "../git/worktree.ts";
import type { LoadedMap } from "../map/load.ts";
import { stringsOf } from "../map/model.ts";
import { Needles } from "../occurrence/needles.ts";
import type { Fault } from "../yaml/fault.ts";
import { findStanding } from "./gate.ts";
import { readMap } from "./map-source.ts";
import { withSourceLines } from "./source-lines.ts";
import { scopeMatcher } from "./universe.ts";

export interface CheckRequest {
  readonly folder: string;
  /** Absolute path of the map; default: at the root. */
  readonly mapFile?: string;
  /** Revision to hold the map against; default: its base_commit, else HEAD. */
  readonly base?: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export type CheckResult = { readonly root: string; readonly mapName: string } & (
  | { readonly faults: readonly Fault[] }
  | {
      readonly loaded: LoadedMap;
      readonly baseCommit: string;
      /** Entries without an occurrence, occurrences without an entry. */
      readonly findings: readonly Finding[];
    }
);

/** Throws `OccmapError` where there is no map, no repository, no such revision. */
export function check(request: CheckRequest): Promise<CheckResult> {
  return joinInvocation(async () => {
    const repository = await openRepository(request.folder, request.variables);
    const reading = await timed("map", () => readMap(repository.root, request.mapFile));
    if ("faults" in reading) return { root: repository.root, mapName: reading.name, faults: reading.faults };
    const { map } = reading;
    const base = await resolveRevision(repository, request.base ?? map.baseCommit ?? "HEAD");
    const needles = new Needles(stringsOf(map));
    const { entries, standing } = await withScratch(async (scratch) => {
      const tracked = await timed("compare", () => readTracked(repository, scratch));
      const entries = await timed("list", () => listTreeByIndex(repository, base.tree, tracked.index));
      for (const { path, mode } of entries) if (mode === "160000") note("scan.submodule", path);
      const searched = entries.filter(({ path }) => path !== reading.path);
      const disk = { isOnDisk: tracked.isOnDisk, variables: {} };
      return { entries, standing: await findStanding(repository, searched, disk, needles) };
    });
    const verdict = await timed("judge", () =>
      judge({
        map,
        needles,
        changes: [],
        standing,
        inScope: scopeMatcher(map.scope),
        allowPending: true,
      }),
    );
    const findings = verdict.findings.filter(({ code }) => code !== "not-removed");
    return {
      root: repository.root,
      mapName: reading.name,
      loaded: reading,
      baseCommit: base.commit,
      findings: await withSourceLines(repository, findings, () => entries),
    };
  });
}
