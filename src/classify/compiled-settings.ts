/** Settings made ready: globs compiled, names in sets. Built once for a sorter, used for every file. */
import { compileGlob, compileGlobs } from "../paths/glob.ts";
import { inTable } from "./calls.ts";
import type { TestLocation } from "./locations.ts";
import type { CategoryOverride, SortingSettings } from "./settings.ts";

export interface CompiledSettings {
  readonly isLogger: (callee: string) => boolean;
  readonly isCliBuilder: (callee: string) => boolean;
  readonly isCliRunner: (callee: string) => boolean;
  readonly isResolver: (callee: string) => boolean;
  readonly testLocation: (path: string) => TestLocation | undefined;
  readonly isNoTest: (path: string) => boolean;
  readonly override: (path: string) => CategoryOverride | undefined;
}

/** Throws `OccmapError` (usage) for a malformed glob. */
export function compileSettings(settings: SortingSettings): CompiledSettings {
  const named = (names: readonly string[] | undefined): ((callee: string) => boolean) => {
    const table = new Set(names);
    return table.size === 0
      ? () => false
      : (callee) => inTable(callee, table) || callee.split(".").some((part) => table.has(part));
  };
  const exact = (names: readonly string[] | undefined): ((callee: string) => boolean) => {
    const table = new Set(names);
    return (callee) => inTable(callee, table);
  };
  const isTest = compileGlobs(settings.testLocations ?? [], "trees");
  const overrides = (settings.overrides ?? []).map((override) => ({
    override,
    matches: compileGlob(override.paths, "trees"),
  }));
  return {
    isLogger: named(settings.loggers),
    isCliBuilder: exact(settings.cliBuilders),
    isCliRunner: exact(settings.cliRunners),
    isResolver: exact(settings.moduleResolvers),
    testLocation: (path) =>
      isTest(path) ? { because: "occmap.yaml calls it a test location", sure: true, data: false } : undefined,
    isNoTest: compileGlobs(settings.notTestLocations ?? [], "trees"),
    override: (path) => overrides.find(({ matches }) => matches(path))?.override,
  };
}
