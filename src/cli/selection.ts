/** The flags that choose entries of a map: --category, --decision, --path, --match. */
import type { Selection } from "../jobs/select.ts";
import type { Arguments } from "./arguments.ts";

export function selectionOption(args: Arguments, flags: { readonly decision: boolean }): Selection {
  const decision = flags.decision ? args.choice("decision") : undefined;
  const match = args.text("match");
  return {
    categories: args.choices("category"),
    paths: args.list("path"),
    ...(decision === undefined ? {} : { decision }),
    ...(match === undefined ? {} : { match }),
  };
}
