/** A temporary folder that is gone when its work is done, fails, or is interrupted. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onShutdown } from "../diagnostics/shutdown.ts";

export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  // Made and registered in one breath: no signal can come between and leave it behind.
  const folder = mkdtempSync(join(tmpdir(), "occmap-"));
  // Where the work failed, what was begun beside it may still write here: then the folder is not empty at once.
  const discard = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 20 });
  const settled = onShutdown(folder, discard);
  try {
    return await work(folder);
  } finally {
    try {
      discard();
      settled();
    } catch {
      // It stays registered: the end of the invocation, which first ends our children, tries again and speaks of it.
    }
  }
}
