/** What the mission commands do: find the mission, and say where it stands or what its words describe. */
import { joinInvocation } from "../diagnostics/invocation.ts";
import { openRepository } from "../git/repository.ts";
import { findBulkEditPhrases, type BulkEditPhrase } from "../mission/infer.ts";
import { loadMission, readSpecification, requireMission, type Mission } from "../mission/store.ts";
import { ensureCompatible } from "../project/store.ts";
import { locate, type Workplace } from "./locate.ts";

export interface BranchContextRequest {
  /** Any folder in the repository. */
  readonly folder: string;
  /** Absolute; default: found from the folder or the branch. */
  readonly missionFolder?: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface BranchContext {
  readonly mission: Mission;
  /** undefined where no branch is checked out. */
  readonly branch: string | undefined;
}

/** Throws `OccmapError` where there is no repository, no mission, or a project that blocks work. */
export function branchContext(request: BranchContextRequest): Promise<BranchContext> {
  return joinInvocation(async () => {
    const { folder, projectRoot } = await locate(request.folder, request.variables);
    const repository = await openRepository(folder, request.variables);
    await ensureCompatible(projectRoot);
    const current = await repository.line(["branch", "--show-current"]);
    const branch = current === "" ? undefined : current;
    const mission =
      request.missionFolder === undefined
        ? await requireMission({ root: repository.root, cwd: folder, branch })
        : await loadMission(request.missionFolder);
    return { mission, branch };
  });
}

export interface InferredMission {
  readonly mission: Mission;
  readonly phrases: readonly BulkEditPhrase[];
}

export function inferMission(missionFolder: string, { projectRoot }: Workplace): Promise<InferredMission> {
  return joinInvocation(async () => {
    await ensureCompatible(projectRoot);
    const mission = await loadMission(missionFolder);
    return { mission, phrases: findBulkEditPhrases(await readSpecification(missionFolder)) };
  });
}
