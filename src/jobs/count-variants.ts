/** How often each other spelling of a renamed name stands in a revision: asked before any of them is taken. */
import type { Sorter } from "../classify/sorter.ts";
import { joinInvocation } from "../diagnostics/invocation.ts";
import type { Target } from "../map/model.ts";
import type { Variant } from "../spelling/variants.ts";
import { scan, type ScanRequest } from "./scan.ts";

export interface CountedVariant extends Variant {
  readonly occurrences: number;
}

/** The variants of `request`'s target, which has a replacement, with their numbers. Throws what `scan` throws. */
export function countVariants(
  request: ScanRequest & { readonly replacement: string },
): Promise<CountedVariant[]> {
  return joinInvocation(async () => {
    const { variantsOf } = await import("../spelling/variants.ts");
    const given: readonly Target[] = request.targets ?? [];
    const variants = variantsOf([{ from: request.target, to: request.replacement }, ...given]);
    const first = new Map(variants.map(({ from, to }) => [from, to]));
    const targets = [...given, ...[...first].map(([from, to]) => ({ from, to }))];
    const counts = new Map<string, number>();
    // Nobody asks what these occurrences are; they are only counted.
    const count: Sorter = ({ occurrences }) => {
      for (const { needle } of occurrences) counts.set(needle, (counts.get(needle) ?? 0) + 1);
      return Promise.resolve(occurrences.map(() => ({ category: "code_symbols", reason: "counted" })));
    };
    await scan({ ...request, targets, sorter: count });
    return variants.map((variant) => ({ ...variant, occurrences: counts.get(variant.from) ?? 0 }));
  });
}
