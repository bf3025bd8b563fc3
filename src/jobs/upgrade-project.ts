/**
 * `project upgrade`: plan, write under a lock, read back, verify; only then is there anything to call done.
 *
 * The plan is made before the lock is taken, because a person may be asked in between. What was shown is what
 * is written: a file that changed meanwhile stops the upgrade.
 */
import { OccmapError } from "../diagnostics/errors.ts";
import { discardLeftovers, writeFileAtomic } from "../files/atomic.ts";
import { withLock } from "../files/lock.ts";
import { METADATA_PATH } from "../project/layout.ts";
import { judge } from "../project/state.ts";
import { blocked, findProject, metadataPath } from "../project/store.ts";
import { planUpgrade, type UpgradePlan, type UpgradeRequest } from "../project/upgrade.ts";
import { CONDITIONS, failedConditions } from "../project/verify.ts";

export type PlannedUpgrade = Extract<UpgradePlan, { readonly kind: "planned" }>;

/** What the upgrade of the project at `root` would do. Throws `OccmapError` when it may not be done. */
export async function prepareUpgrade(root: string, request: UpgradeRequest): Promise<PlannedUpgrade> {
  const place = await findProject(root);
  const state = judge(place);
  if (place.kind === "file") {
    const plan = planUpgrade(place.bytes, request);
    if (plan.kind === "planned") return plan;
    throw blocked(plan.block, plan.state);
  }
  if (state.block) throw blocked(state.block, state.state);
  throw blocked(
    {
      case: "PROJECT_NOT_INITIALIZED",
      reason: "there is no .kittify folder",
      next: "run: occmap project init",
    },
    state.state,
  );
}

/** Writes the plan and checks it on the disk. Throws `OccmapError`; then nothing may be called upgraded. */
export async function carryOutUpgrade(root: string, plan: PlannedUpgrade): Promise<void> {
  const path = metadataPath(root);
  await withLock(path, async (lock) => {
    const place = await findProject(root);
    if (place.kind !== "file" || !place.bytes.equals(plan.before)) throw changedMeanwhile();
    await discardLeftovers(path);
    await lock.ensureHeld();
    await writeFileAtomic(path, plan.after);
    await verify(root, plan);
  });
}

async function verify(root: string, { before, expectation }: PlannedUpgrade): Promise<void> {
  const place = await findProject(root);
  const failed =
    place.kind === "file" ? failedConditions(before, place.bytes, expectation) : ["readable" as const];
  const [first] = failed;
  if (first === undefined) return;
  throw new OccmapError({
    code: "not-verified",
    message: `the upgrade was written, but read back it does not hold: ${failed
      .map((condition) => `${condition} (${CONDITIONS[condition]})`)
      .join("; ")}`,
    where: METADATA_PATH,
    next: `another program may have written the file too; look at git diff ${METADATA_PATH}`,
  });
}

function changedMeanwhile(): OccmapError {
  return new OccmapError({
    code: "file-changed",
    message: "the file changed after the upgrade was planned; nothing was written",
    where: METADATA_PATH,
    next: "run the command again",
  });
}
