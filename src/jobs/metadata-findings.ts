/** The gate's part of contract E1: what a change does to project metadata, as findings. */
import type { FileChange } from "../gate/judge-file.ts";
import type { Finding } from "../gate/findings.ts";
import { METADATA_PATH } from "../project/layout.ts";
import { shellQuoted } from "../text/shell.ts";

/**
 * A finding for each broken invariant, in every project of the repository that the change touches. `base` is the
 * revision as it was named; the findings say how to get the file back from there.
 */
export async function metadataFindings(changes: readonly FileChange[], base: string): Promise<Finding[]> {
  const touched = changes.filter(({ path }) => path === METADATA_PATH || path.endsWith(`/${METADATA_PATH}`));
  if (touched.length === 0) return [];
  // Few changes touch a project's metadata; the others do not wait for what reads it.
  const { metadataViolations } = await import("../project/invariants.ts");
  return touched.flatMap((change) => {
    const mend = mendOf(change, base);
    return metadataViolations(change.base?.content, change.head?.content).map(
      ({ field, message, expected, found, line = 0 }): Finding => ({
        code: "metadata-violation",
        path: change.path,
        head: { first: line, last: line },
        ...(field === "" ? {} : { field }),
        wanted: expected,
        detail: `${field === "" ? "" : `${field}: `}${message} (found ${found})`,
        mend,
        before: [],
        after: [],
      }),
    );
  });
}

function mendOf({ path, base }: FileChange, revision: string): string {
  if (!base) return "mend the file by hand, until this finds no fault: occmap project status";
  // From any folder of the repository, for the index and the working tree alike.
  const place = shellQuoted(`:/${path}`);
  return `restore it: git checkout ${shellQuoted(revision)} -- ${place}; to upgrade: occmap project upgrade`;
}
