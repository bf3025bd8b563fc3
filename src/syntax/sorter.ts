/** The sorter that a scan uses: files read with the parsers, one after the other, in this thread. */
import { classify } from "../classify/classify.ts";
import { compileSettings } from "../classify/compiled-settings.ts";
import type { SortingSettings } from "../classify/settings.ts";
import type { Sorter } from "../classify/sorter.ts";
import { SyntaxReader } from "./reader.ts";

/** Throws `OccmapError` (usage) for settings with a malformed glob. */
export function createSyntaxSorter(settings: SortingSettings): Sorter {
  const compiled = compileSettings(settings);
  const reader = new SyntaxReader();
  return async (file) => classify(file, compiled, await reader.for(file, compiled));
}
