/** Folders for tests: a new one before each test, removed after it. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "@jest/globals";

/** Call at the top of a test file; the call that it returns names the folder of the running test. */
export function temporaryFolder(): () => string {
  let folder = "";
  beforeEach(() => {
    // The system's temporary folder may itself be a link; tests compare real paths.
    folder = mkdtempSync(join(realpathSync(tmpdir()), "occmap-test-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return () => folder;
}
