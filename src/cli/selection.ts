/** The flags that choose entries of a map: --category, --decision, --path, --match. */
import type { Selection } from "../jobs/select.ts";
import { CATEGORIES, isCategory, type Category } from "../map/categories.ts";
import { usageError, type Arguments } from "./arguments.ts";

/** Throws `OccmapError` (usage) for a category or decision that there is not. */
export function selectionOption(
  command: string,
  args: Arguments,
  flags: { readonly decision: boolean },
): Selection {
  const decision = flags.decision ? args.text("decision") : undefined;
  const match = args.text("match");
  if (decision !== undefined && decision !== "remove" && decision !== "keep")
    throw usageError(command, "--decision takes remove or keep");
  return {
    categories: args.list("category").map((name) => categoryNamed(command, name)),
    paths: args.list("path"),
    ...(decision === undefined ? {} : { decision }),
    ...(match === undefined ? {} : { match }),
  };
}

function categoryNamed(command: string, name: string): Category {
  if (isCategory(name)) return name;
  throw usageError(command, `--category takes one of ${CATEGORIES.join(", ")}`);
}
