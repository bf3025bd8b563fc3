/**
 * `project upgrade`: plan, write under a lock, read back, verify; only then is there anything to call done.
 *
 * The plan is made before the lock is taken, because a person may be asked in between. What was shown is what
 * is written: a file that changed meanwhile stops the upgrade.
 */
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import { discardLeftovers, writeFileAtomic } from "../files/atomic.ts";
import { withLock } from "../files/lock.ts";
import { metadataPathIn } from "../project/layout.ts";
import { judge, type Block, type ProjectPlace } from "../project/state.ts";
import { blocked, findProject, metadataPath, type ProjectSite } from "../project/store.ts";
import { planUpgrade, type UpgradePlan } from "../project/upgrade.ts";
import { CONDITIONS, failedConditions } from "../project/verify.ts";
import { shellQuoted } from "../text/shell.ts";
import { locate } from "./locate.ts";
import { recordedFacts, type ProjectWriteRequest } from "./project-request.ts";

/** An upgrade that may be carried out. */
export interface PlannedUpgrade extends Extract<UpgradePlan, { readonly kind: "planned" }> {
  readonly site: ProjectSite;
  /** The file; relative to the top of the repository. */
  readonly path: string;
  readonly cliVersion: string;
}

/** What the upgrade of the project would do. Throws `OccmapError` when it may not be done. */
export function prepareUpgrade(request: ProjectWriteRequest): Promise<PlannedUpgrade> {
  return joinInvocation(async () => {
    const facts = recordedFacts(request);
    const { project: site } = await locate(request.folder, request.variables);
    const place = await findProject(site.root);
    const plan =
      place.kind === "file" ? planUpgrade(place.bytes, facts, site.path) : withoutFile(place, site);
    if (plan.kind === "blocked") throw blocked(plan.block, plan.state, site.path);
    return { ...plan, site, path: metadataPathIn(site.path), cliVersion: facts.cliVersion };
  });
}

function withoutFile(
  place: Exclude<ProjectPlace, { readonly kind: "file" }>,
  { path }: ProjectSite,
): Extract<UpgradePlan, { readonly kind: "blocked" }> {
  const { state, block } = judge(place, path);
  const noFolder: Block = {
    case: "PROJECT_NOT_INITIALIZED",
    reason: "there is no .kittify folder",
    next: "run: occmap project init",
  };
  return { kind: "blocked", block: block ?? noFolder, state };
}

/** Writes the plan and checks it on the disk. Throws `OccmapError`; then nothing may be called upgraded. */
export function carryOutUpgrade(plan: PlannedUpgrade): Promise<void> {
  return joinInvocation(async () => {
    const { root } = plan.site;
    const path = metadataPath(root);
    await withLock(path, async (lock) => {
      const place = await findProject(root);
      if (place.kind !== "file" || !place.bytes.equals(plan.before)) throw changedMeanwhile(plan);
      await discardLeftovers(path);
      await lock.ensureHeld();
      await writeFileAtomic(path, plan.after);
      await verify(plan);
    });
  });
}

/** Both in one: for a library, where nobody is asked in between. Returns what was done. */
export async function upgradeProject(request: ProjectWriteRequest): Promise<PlannedUpgrade> {
  const plan = await prepareUpgrade(request);
  await carryOutUpgrade(plan);
  return plan;
}

async function verify({ site, path, before, expectation }: PlannedUpgrade): Promise<void> {
  const place = await findProject(site.root);
  const failed =
    place.kind === "file" ? failedConditions(before, place.bytes, expectation) : ["readable" as const];
  const [first] = failed;
  if (first === undefined) return;
  throw new OccmapError({
    code: "not-verified",
    message: `the upgrade was written, but read back it does not hold: ${failed
      .map((condition) => `${condition} (${CONDITIONS[condition]})`)
      .join("; ")}`,
    where: path,
    next: `another program may have written the file too; look at git diff ${shellQuoted(`:/${path}`)}`,
  });
}

function changedMeanwhile({ path }: PlannedUpgrade): OccmapError {
  return new OccmapError({
    code: "file-changed",
    message: "the file changed after the upgrade was planned; nothing was written",
    where: path,
    next: "run the command again",
  });
}
