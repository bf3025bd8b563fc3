/** `scan --variants`: shows the other spellings with their numbers, and takes those that stand somewhere. */
import { OccmapError } from "../diagnostics/errors.ts";
import { countVariants, type CountedVariant } from "../jobs/count-variants.ts";
import type { ScanRequest } from "../jobs/scan.ts";
import type { Target } from "../map/model.ts";
import { variantsText } from "../report/variants-text.ts";
import { usageError, type Arguments } from "./arguments.ts";
import type { Environment } from "./environment.ts";
import { paintOption } from "./options.ts";

/** The pairs to scan for beside those that were given. Throws `OccmapError` (usage, not-confirmed). */
export async function takenVariants(
  request: ScanRequest,
  args: Arguments,
  environment: Environment,
): Promise<Target[]> {
  const { replacement } = request;
  if (replacement === undefined) throw usageError("scan", "--variants needs --replacement");
  const variants = await countVariants({ ...request, replacement });
  if (!args.on("json") && !args.on("quiet"))
    await environment.stderr.write(variantsText(variants, paintOption(args, environment)));
  ensureNoneRefused(variants);
  const taken = variants.filter(({ occurrences }) => occurrences > 0);
  if (taken.length > 0 && !args.on("yes")) await confirm(taken.length, environment);
  return taken.map(({ from, to }) => ({ from, to }));
}

/** A spelling that stands somewhere and cannot be taken would silently be missing from the plan. */
function ensureNoneRefused(variants: readonly CountedVariant[]): void {
  const refused = variants.filter((variant) => variant.refused !== undefined && variant.occurrences > 0);
  const [first] = refused;
  if (!first) return;
  throw new OccmapError({
    code: "usage",
    message: `${refused.length === 1 ? "a spelling" : `${refused.length} spellings`} cannot be taken: ${first.refused ?? ""}`,
    where: first.from,
    next: "say what it becomes (--related SPELLING --related-replacement NEW), or leave --variants out and name each spelling",
  });
}

async function confirm(number: number, { terminal }: Environment): Promise<void> {
  const what = number === 1 ? "this spelling" : `these ${number} spellings`;
  if (!terminal) {
    throw new OccmapError({
      code: "not-confirmed",
      message: `--variants found ${number === 1 ? "another spelling" : `${number} other spellings`}, and there is no terminal to ask on; nothing was written`,
      next: "add --yes to take them",
    });
  }
  const { askOnTerminal } = await import("./confirm.ts");
  if (await askOnTerminal(terminal, `Take ${what} into the plan?`)) return;
  throw new OccmapError({ code: "not-confirmed", message: "not confirmed; nothing was written" });
}
