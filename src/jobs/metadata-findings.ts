/** The gate's part of contract E1: what a change does to project metadata, as findings. */
import type { FileChange } from "../gate/judge-file.ts";
import type { Finding } from "../gate/findings.ts";
import { metadataViolations } from "../project/invariants.ts";
import { METADATA_PATH } from "../project/layout.ts";

/** A finding for each broken invariant, in every project of the repository that the change touches. */
export function metadataFindings(changes: readonly FileChange[]): Finding[] {
  return changes
    .filter(({ path }) => path === METADATA_PATH || path.endsWith(`/${METADATA_PATH}`))
    .flatMap(({ path, base, head }) =>
      metadataViolations(base?.content, head?.content).map(
        ({ field, message, expected, found, line = 0 }): Finding => ({
          code: "metadata-violation",
          path,
          head: { first: line, last: line },
          detail: `${field === "" ? "" : `${field}: `}${message} (expected ${expected}, found ${found})`,
          before: [],
          after: [],
        }),
      ),
    );
}
