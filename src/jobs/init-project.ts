/** `project init`: makes `.kittify/metadata.yaml` where there is none, and only there. */
import { join } from "node:path";
import { OccmapError } from "../diagnostics/errors.ts";
import { discardLeftovers, writeFileAtomic } from "../files/atomic.ts";
import { makeFolder } from "../files/folder.ts";
import { withLock } from "../files/lock.ts";
import { newMetadata } from "../project/init.ts";
import { KITTIFY, METADATA_PATH } from "../project/layout.ts";
import { judge } from "../project/state.ts";
import { blocked, findProject, metadataPath } from "../project/store.ts";
import type { UpgradeRequest } from "../project/upgrade.ts";

/** Throws `OccmapError` where there is a file already, or anything else that must not be written over. */
export async function initProject(root: string, request: UpgradeRequest): Promise<void> {
  const place = await findProject(root);
  if (place.kind === "unreadable") throw refused(place.fault.message);
  if (place.kind === "file") throw refused("it exists already");
  await makeFolder(join(root, KITTIFY));
  const path = metadataPath(root);
  const bytes = newMetadata(request);
  await withLock(path, async (lock) => {
    // Another init may have been quicker.
    if ((await findProject(root)).kind !== "uninitialized") throw refused("it exists already");
    await discardLeftovers(path);
    await lock.ensureHeld();
    await writeFileAtomic(path, bytes);
    const written = judge(await findProject(root));
    if (written.block) throw blocked(written.block, written.state);
  });
}

function refused(why: string): OccmapError {
  return new OccmapError({
    code: "file-exists",
    message: `the project cannot be initialized: ${why}`,
    where: METADATA_PATH,
    next: "run: occmap project status",
  });
}
