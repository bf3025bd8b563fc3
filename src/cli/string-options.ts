/** The strings of a scan, from flags: what to search, and what each becomes. */
import type { ScanRequest } from "../jobs/scan.ts";
import { usageError, type Arguments } from "./arguments.ts";

export type StringOptions = Pick<ScanRequest, "target" | "related" | "replacement" | "targets">;

/**
 * Related strings and their replacements are paired by their order: a string may hold any character, so no
 * separator could part the two within one value. Throws `OccmapError` (usage).
 */
export function stringOptions(args: Arguments, target: string): StringOptions {
  const related = args.list("related");
  const replacements = args.list("related-replacement");
  const replacement = args.text("replacement");
  if (replacement === undefined) {
    if (replacements.length > 0)
      throw usageError("scan", "--related-replacement needs --replacement for the target");
    return { target, related };
  }
  if (replacements.length !== related.length)
    throw usageError(
      "scan",
      `each --related needs its --related-replacement: there are ${related.length} and ${replacements.length}`,
    );
  const targets = related.map((from, index) => ({ from, to: replacements[index] ?? from }));
  return { target, replacement, targets };
}
