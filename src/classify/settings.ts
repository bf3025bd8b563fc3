/**
 * What a project may tell the sorter about itself: the key `sorting:` of `occmap.yaml`.
 *
 * Owns the type, its form in the file and its schema. Names add to what the language tables know and never take
 * away, so that a map made with a short config file is not worse than one made without; where a name or a folder
 * is misread, `not_test_locations` and `overrides` correct it.
 */
import { CATEGORIES } from "../map/categories.ts";
import type { Category } from "../map/categories.ts";

export interface SortingSettings {
  /** Names of loggers, metric clients and tracers: their calls' strings are log text. */
  readonly loggers?: readonly string[];
  /** Names of calls that define or look up a command, an option or an argument. */
  readonly cliBuilders?: readonly string[];
  /** Names of calls that run a command line. */
  readonly cliRunners?: readonly string[];
  /** Globs of paths that are test locations. */
  readonly testLocations?: readonly string[];
  /** Globs of paths that are not, though their names look it: a feature folder called `features`. */
  readonly notTestLocations?: readonly string[];
  /** Names of calls that resolve a dotted name given as a string. */
  readonly moduleResolvers?: readonly string[];
  /** Everything in the files of a glob is of one category, whatever it looks like. The first that matches wins. */
  readonly overrides?: readonly CategoryOverride[];
}

export interface CategoryOverride {
  /** A glob over repository paths. */
  readonly paths: string;
  readonly category: Category;
  /** Why, for the reasons in the map. */
  readonly reason?: string;
}

/** What a project that says nothing gets: occmap's own tables. */
export const DEFAULT_SORTING_SETTINGS: SortingSettings = {};

/** The value of `sorting:` as it stands in the file: its keys are written like those of the map. */
export interface SortingFile {
  readonly loggers?: readonly string[];
  readonly cli_builders?: readonly string[];
  readonly cli_runners?: readonly string[];
  readonly test_locations?: readonly string[];
  readonly not_test_locations?: readonly string[];
  readonly module_resolvers?: readonly string[];
  readonly overrides?: readonly CategoryOverride[];
}

/** Settings from a file that conforms to the schema below. */
export function sortingSettings(file: SortingFile): SortingSettings {
  return {
    loggers: file.loggers ?? [],
    cliBuilders: file.cli_builders ?? [],
    cliRunners: file.cli_runners ?? [],
    testLocations: file.test_locations ?? [],
    notTestLocations: file.not_test_locations ?? [],
    moduleResolvers: file.module_resolvers ?? [],
    overrides: file.overrides ?? [],
  };
}

/** Where the file holds globs: paths from the value of `sorting:`, with the glob that stands there. */
export function sortingGlobs(file: SortingFile): { path: (string | number)[]; glob: string }[] {
  const lists = ["test_locations", "not_test_locations"] as const;
  return [
    ...lists.flatMap((key) => (file[key] ?? []).map((glob, index) => ({ path: [key, index], glob }))),
    ...(file.overrides ?? []).map(({ paths: glob }, index) => ({
      path: ["overrides", index, "paths"],
      glob,
    })),
  ];
}

const names = (description: string): object => ({
  type: "array",
  description,
  items: { type: "string", minLength: 1, maxLength: 200 },
  uniqueItems: true,
  maxItems: 500,
});

/** JSON Schema (draft 2020-12) of the value of `sorting:`. Globs are checked where they are compiled. */
export const sortingSettingsSchema = {
  type: "object",
  description:
    "How occurrences are sorted into categories. Lists of names add to what occmap knows by itself.",
  additionalProperties: false,
  properties: {
    loggers: names(
      "Names of loggers, metric clients and tracers, such as `audit` or `telemetryBus`. String arguments of calls on them, or of functions of that name, are logs_telemetry.",
    ),
    cli_builders: names(
      "Names of functions or methods that define or look up a command, option or argument, such as `add_flag`. Their string arguments are cli_commands.",
    ),
    cli_runners: names(
      "Names of functions or methods that run a command line given as a string or a list, such as `run_tool`.",
    ),
    test_locations: names(
      "Globs of paths that hold tests or test data, such as `qa/**`. What is no name there is tests_fixtures.",
    ),
    not_test_locations: names(
      "Globs of paths that hold no tests although their names look it, such as `src/features/**`.",
    ),
    module_resolvers: names(
      "Names of functions or methods that resolve a dotted name given as a string, such as `lazy_import`.",
    ),
    overrides: {
      type: "array",
      description:
        "Files whose occurrences are of one category, whatever they look like. The first match wins.",
      maxItems: 500,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["paths", "category"],
        properties: {
          paths: {
            type: "string",
            minLength: 1,
            maxLength: 1000,
            description: "A glob over repository paths, such as `locale/**` or `*.ftl`.",
          },
          category: { enum: CATEGORIES, description: "The category of everything in these files." },
          reason: {
            type: "string",
            minLength: 1,
            maxLength: 200,
            description: "Why, in the words that the map shall give as the reason.",
          },
        },
      },
    },
  },
} as const;
