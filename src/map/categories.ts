/**
 * The eight categories, in the order in which a map lists them. Everything that knows the categories
 * (schema, counters, titles, sorter) derives from this tuple.
 */

export const CATEGORIES = [
  "code_symbols",
  "import_paths",
  "filesystem_paths",
  "serialized_keys",
  "cli_commands",
  "user_facing_strings",
  "tests_fixtures",
  "logs_telemetry",
] as const;

export type Category = (typeof CATEGORIES)[number];

/** What a person calls the category, in tables and summaries. */
export const CATEGORY_TITLES = {
  code_symbols: "code symbols",
  import_paths: "import paths",
  filesystem_paths: "filesystem paths",
  serialized_keys: "serialized keys",
  cli_commands: "CLI commands",
  user_facing_strings: "user-facing strings",
  tests_fixtures: "tests and fixtures",
  logs_telemetry: "logs and telemetry",
} as const satisfies Record<Category, string>;

/** One value per category, made by `value`. */
export function perCategory<T>(value: (category: Category) => T): Record<Category, T> {
  return {
    code_symbols: value("code_symbols"),
    import_paths: value("import_paths"),
    filesystem_paths: value("filesystem_paths"),
    serialized_keys: value("serialized_keys"),
    cli_commands: value("cli_commands"),
    user_facing_strings: value("user_facing_strings"),
    tests_fixtures: value("tests_fixtures"),
    logs_telemetry: value("logs_telemetry"),
  };
}
