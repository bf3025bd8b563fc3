/** What a report on `occmap apply` is made from. */
import type { Breakage } from "../apply/breakage.ts";
import type { Deed, Problem } from "../apply/deed.ts";
import type { Finding } from "../gate/findings.ts";
import type { Diagnostic } from "../diagnostics/invocation.ts";
import type { Operation } from "../map/model.ts";

export interface ApplyFacts {
  readonly map: string;
  readonly operation: Operation;
  /** Full id of the commit that the working tree was at. */
  readonly base: string;
  readonly deeds: readonly Deed[];
  readonly problems: readonly Problem[];
  readonly breakages: readonly Breakage[];
  /** Line numbers here are those at `base`, which are not those of the map. */
  readonly linesMoved: boolean;
  readonly entries: { readonly chosen: number; readonly done: number; readonly left: number };
  readonly written: boolean;
  /** The gate's findings after writing, and whether it accepts the tree; undefined where nothing was written. */
  readonly verdict?: { readonly pass: boolean; readonly findings: readonly Finding[] };
  readonly diagnostics: readonly Diagnostic[];
}

export interface DeedCounts {
  readonly edited: number;
  readonly moved: number;
  readonly deleted: number;
}

/** A file that is moved and edited counts as moved. */
export function countDeeds(deeds: readonly Deed[]): DeedCounts {
  const counts = { edited: 0, moved: 0, deleted: 0 };
  for (const deed of deeds) counts[deedName(deed)] += 1;
  return counts;
}

export function deedName(deed: Deed): keyof DeedCounts {
  if (deed.kind === "delete") return "deleted";
  return deed.after.path === deed.before.path ? "edited" : "moved";
}
