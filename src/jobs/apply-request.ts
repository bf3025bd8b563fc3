/** What an application of a map is asked, and what it answers. */
import type { Breakage } from "../apply/breakage.ts";
import type { Deed, Problem } from "../apply/deed.ts";
import type { Category } from "../map/categories.ts";
import type { LoadedMap } from "../map/load.ts";
import type { Fault } from "../yaml/fault.ts";
import type { GateRequest } from "./gate-request.ts";
import type { GateResult } from "./gate.ts";

export interface ApplyRequest extends Pick<GateRequest, "folder" | "mapFile" | "mission" | "variables"> {
  /** Carry out only entries of these categories; default: all. */
  readonly categories?: readonly Category[];
  /** Carry out only entries whose path one of these globs matches; default: all. */
  readonly paths?: readonly string[];
  /** Change the working tree. Without it the deeds are only planned. */
  readonly write?: boolean;
  /** Also touch files that have uncommitted changes; what is in them is followed like committed edits. */
  readonly allowUncommitted?: boolean;
}

export interface Application {
  readonly loaded: LoadedMap;
  readonly baseCommit: string;
  /** What is done to each file, by path. */
  readonly deeds: readonly Deed[];
  /** What cannot be done. Nothing is written while there is any. */
  readonly problems: readonly Problem[];
  /** Files that parse now and would not any more. */
  readonly breakages: readonly Breakage[];
  /** Do entries stand on other lines than the map says, since its base_commit? */
  readonly linesMoved: boolean;
  readonly entries: {
    /** Remove entries that are carried out by the deeds. */
    readonly chosen: number;
    /** Remove entries that were carried out already. */
    readonly done: number;
    /** Remove entries that were not asked for. */
    readonly left: number;
  };
  /** The gate's verdict on the tree as it is then; only after writing. */
  readonly verdict?: GateResult;
}

export type ApplyResult = { readonly root: string; readonly mapName: string } & (
  { readonly faults: readonly Fault[] } | Application
);
