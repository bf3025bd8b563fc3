/** The exact difference between two texts, as a unified diff; "" where there is none. Pure. */
import { structuredPatch } from "diff";

export function unifiedDiff(path: string, before: Buffer, after: Buffer): string {
  if (before.equals(after)) return "";
  const { hunks } = structuredPatch(path, path, before.toString("utf8"), after.toString("utf8"), "", "", {
    context: 3,
  });
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: body }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...body,
  ]);
  return [`--- a/${path}`, `+++ b/${path}`, ...lines, ""].join("\n");
}
