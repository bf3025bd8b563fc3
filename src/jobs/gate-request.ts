/** What a gate is asked: which map, which base, which head. */

import type { ActiveMission } from "./mission.ts";

export type MissionOfGate = Pick<ActiveMission, "id" | "slug" | "folder" | "changeMode">;

/** What is compared with the base. */
export type Head =
  | { readonly kind: "worktree" }
  /** `committing`: git is about to commit it, and what git is in the middle of is that commit. */
  | { readonly kind: "index"; readonly committing?: true }
  | { readonly kind: "revision"; readonly name: string }
  | { readonly kind: "patch"; readonly name: string; readonly content: Buffer };

export interface GateRequest {
  /** Any folder in the repository. */
  readonly folder: string;
  /** Absolute path of the map; default: at the root. */
  readonly mapFile?: string;
  /** Revision to read the map from; whatever the head makes of it is then reported, not used. */
  readonly mapFrom?: string;
  /** Revision; default HEAD. */
  readonly base?: string;
  readonly head?: Head;
  readonly allowPending?: boolean;
  /** The mission whose map this is; it says whether there must be one. */
  readonly mission?: MissionOfGate;
  /** Accept a change without a map where the mission needs none. */
  readonly ifRequired?: boolean;
  /** Environment variables. Of git's own only GIT_INDEX_FILE counts, for the index, inside the git directory. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}
