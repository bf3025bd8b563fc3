/** `project status`: what the project around a folder is, and why commands are blocked in it, if they are. */
import { joinInvocation } from "../diagnostics/invocation.ts";
import { metadataPathIn } from "../project/layout.ts";
import { judge, type ProjectStatus } from "../project/state.ts";
import { findProject } from "../project/store.ts";
import { locate } from "./locate.ts";
import type { ProjectRequest } from "./project-request.ts";

/** A file that cannot be read is a state (`corrupt`), not an error. Throws `OccmapError` where there is no folder. */
export function projectStatus({ folder, variables }: ProjectRequest): Promise<ProjectStatus> {
  return joinInvocation(async () => {
    const { project } = await locate(folder, variables);
    const { state, block, file, fault } = judge(await findProject(project.root), project.path);
    return { path: metadataPathIn(project.path), state, block, metadata: file?.metadata, fault };
  });
}
