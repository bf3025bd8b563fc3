/**
 * Which missions a branch belongs to, by its name. Pure.
 *
 * Spec Kitty works on a mission in branches named after it: `SLUG`, `kitty/mission-SLUG`, and
 * `kitty/mission-SLUG-lane-a` for parallel work. A branch of the mission's own outranks its target branch,
 * which many missions may share.
 */

export interface MissionNames {
  readonly folder: string;
  readonly slug: string;
  readonly targetBranch: string | undefined;
}

export function missionsOfBranch<M extends MissionNames>(branch: string, missions: readonly M[]): M[] {
  const name = branch.slice(branch.lastIndexOf("/") + 1).replace(/^mission-/, "");
  const names = new Set([name, name.replace(/-lane-[a-z0-9]+$/, "")]);
  const own = missions.filter(({ folder, slug }) => names.has(slug) || names.has(folder));
  return own.length > 0 ? own : missions.filter(({ targetBranch }) => targetBranch === branch);
}
