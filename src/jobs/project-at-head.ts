/**
 * The compatibility gate of contract E1 for the gate itself, whose subject may be the project's own file.
 *
 * Every other command works in the project as it lies on the disk. A gate judges a head, so the project counts as
 * the head has it: a change that mends it can be judged, and so committed; a change that breaks it is a finding
 * (`metadata-violation`) and not an excuse to judge nothing. What git does not know is read from the disk.
 */
import { join } from "node:path";
import { lookAt, realFolder } from "../files/regular.ts";
import type { Repository } from "../git/repository.ts";
import { readContents } from "../git/blobs.ts";
import type { TreeChange, TreeEntry } from "../git/tree.ts";
import { foldersUpTo } from "../paths/ancestors.ts";
import { KITTIFY, METADATA_PATH, metadataPathIn } from "../project/layout.ts";
import type { ProjectPlace } from "../project/state.ts";
import { siteIn } from "./locate.ts";

export interface HeadOfGate {
  readonly changes: readonly TreeChange[];
  readonly headEntries: readonly TreeEntry[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Throws `OccmapError` whose code is the case when the project around `folder` does not let work proceed. */
export async function ensureProjectAtHead(
  repository: Repository,
  folder: string,
  { changes, headEntries, variables }: HeadOfGate,
): Promise<void> {
  const known = headEntries.filter(
    ({ path }) => path.startsWith(`${KITTIFY}/`) || path.includes(`/${KITTIFY}/`),
  );
  for (const candidate of foldersUpTo(repository.root, await realFolder(folder))) {
    const site = siteIn(repository.root, candidate);
    const path = metadataPathIn(site.path);
    const inProject = path.slice(0, -METADATA_PATH.length + KITTIFY.length + 1);
    const entry = known.find((one) => one.path === path);
    const change = changes.find((one) => one.path === path);
    // Deleted: the gate reports that.
    if (!entry && change) return;
    if (!entry && (await lookAt(join(candidate, KITTIFY))) !== "missing") {
      const { ensureCompatible } = await import("../project/store.ts");
      await ensureCompatible(site);
      return;
    }
    if (!entry && !known.some((one) => one.path.startsWith(inProject))) continue;
    // Most repositories are no project; a gate in them does not load what reads one.
    const [{ metadataViolations }, { judge }, { blocked }] = await Promise.all([
      import("../project/invariants.ts"),
      import("../project/state.ts"),
      import("../project/store.ts"),
    ]);
    const contents = await readContents(repository, [change?.base, entry], { variables });
    const head = entry && contents.get(entry.oid);
    const place: ProjectPlace = head ? { kind: "file", bytes: head } : { kind: "uninitialized" };
    const { state, block } = judge(place, site.path);
    if (!block) return;
    const base = change?.base && contents.get(change.base.oid);
    if (change && metadataViolations(base, head).length > 0) return;
    throw blocked(block, state, site.path);
  }
}
