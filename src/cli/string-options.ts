/** The strings of a scan, from flags: what to search, and what each becomes. */
import type { ScanRequest } from "../jobs/scan.ts";
import type { Target } from "../map/model.ts";
import { usageError, type Arguments } from "./arguments.ts";

export type StringOptions = Pick<ScanRequest, "target" | "related" | "replacement" | "targets">;

/** Throws `OccmapError` (usage). */
export function stringOptions(args: Arguments, target: string): StringOptions {
  const replacement = args.text("replacement");
  if (replacement === undefined && args.list("related-replacement").length > 0)
    throw usageError("scan", "--related-replacement needs --replacement for the target");
  return replacement === undefined
    ? { target, related: args.list("related") }
    : { target, replacement, targets: pairs("scan", args) };
}

/** The related strings, as pairs where they have replacements. Throws `OccmapError` (usage). */
export function relatedPairs(command: string, args: Arguments): Pick<ScanRequest, "related" | "targets"> {
  return args.list("related-replacement").length === 0
    ? { related: args.list("related") }
    : { targets: pairs(command, args) };
}

/**
 * Related strings and their replacements are paired by their order: a string may hold any character, so no
 * separator could part the two within one value.
 */
function pairs(command: string, args: Arguments): Target[] {
  const related = args.list("related");
  const replacements = args.list("related-replacement");
  if (replacements.length !== related.length)
    throw usageError(
      command,
      `each --related needs its --related-replacement: there are ${related.length} and ${replacements.length}`,
    );
  return related.map((from, index) => ({ from, to: replacements[index] ?? from }));
}
