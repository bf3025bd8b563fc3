/** A file whose lines cannot be followed within bounds is named; it is never followed by halves. */
import { OccmapError } from "../diagnostics/errors.ts";
import { TangledError } from "../gate/judge-lines.ts";

/** The result of `work`. Throws `OccmapError` (unsupported) where it throws `TangledError`. */
export function notTangled<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TangledError)) throw error;
    throw new OccmapError({
      code: "unsupported",
      message: error.message,
      where: error.path,
      next: "make the change of this file in smaller steps, each gated and committed on its own",
      cause: error,
    });
  }
}
