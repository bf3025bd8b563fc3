/** `project init`: makes `.kittify/metadata.yaml` where there is none, and only there. */
import { join } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import { discardLeftovers, writeFileAtomic } from "../files/atomic.ts";
import { makeFolder } from "../files/folder.ts";
import { withLock } from "../files/lock.ts";
import { newMetadata } from "../project/init.ts";
import { KITTIFY, metadataPathIn } from "../project/layout.ts";
import { judge, runIn } from "../project/state.ts";
import { blocked, findProject, metadataPath, type ProjectSite } from "../project/store.ts";
import { locate } from "./locate.ts";
import { recordedFacts, type ProjectWriteRequest } from "./project-request.ts";

export interface InitializedProject {
  /** The file that was made; relative to the top of the repository. */
  readonly path: string;
  readonly cliVersion: string;
}

/** Throws `OccmapError` where there is a file already, or anything else that must not be written over. */
export function initProject(request: ProjectWriteRequest): Promise<InitializedProject> {
  return joinInvocation(async () => {
    const facts = recordedFacts(request);
    const { project } = await locate(request.folder, request.variables);
    await write(project, newMetadata(facts));
    return { path: metadataPathIn(project.path), cliVersion: facts.cliVersion };
  });
}

async function write(site: ProjectSite, bytes: Buffer): Promise<void> {
  const { root } = site;
  const place = await findProject(root);
  if (place.kind === "unreadable") throw refused(site, place.fault.message);
  if (place.kind === "file") throw refused(site, "it exists already");
  await makeFolder(join(root, KITTIFY));
  const path = metadataPath(root);
  await withLock(path, async (lock) => {
    // Another init may have been quicker.
    if ((await findProject(root)).kind !== "uninitialized") throw refused(site, "it exists already");
    await discardLeftovers(path);
    await lock.ensureHeld();
    await writeFileAtomic(path, bytes);
    const written = judge(await findProject(root), site.path);
    if (written.block) throw blocked(written.block, written.state, site.path);
  });
}

function refused({ path }: ProjectSite, why: string): OccmapError {
  return new OccmapError({
    code: "file-exists",
    message: `the project cannot be initialized: ${why}`,
    where: metadataPathIn(path),
    next: runIn(path, "occmap project status"),
  });
}
