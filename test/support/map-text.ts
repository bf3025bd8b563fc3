/** A hand-written map for tests: the required format, and parts of it replaced. */

interface MapParts {
  readonly head?: readonly string[];
  /** Lists of `{path, line, …}` in flow style, by `category.decision`. */
  readonly entries?: Readonly<Record<string, readonly string[]>>;
  readonly totals?: readonly [remove: number, keep: number];
}

const CATEGORIES = [
  "code_symbols",
  "import_paths",
  "filesystem_paths",
  "serialized_keys",
  "cli_commands",
  "user_facing_strings",
  "tests_fixtures",
  "logs_telemetry",
];

export const HEAD = [
  "mission_id: 01KQ7YXHA5AMZHJT3HQ8XPTZ6B",
  "mission_slug: retire-needle",
  'target_string: "needle"',
  "related_strings: []",
  "generated_at: 2026-04-27T18:00:45Z",
];

/** The text of a map; totals are true unless they are given. */
export function mapText({ head = HEAD, entries = {}, totals }: MapParts = {}): string {
  const count = (decision: string): number =>
    Object.entries(entries)
      .filter(([key]) => key.endsWith(`.${decision}`))
      .reduce((sum, [, list]) => sum + list.length, 0);
  const [remove, keep] = totals ?? [count("remove"), count("keep")];
  return [
    ...head,
    "categories:",
    ...CATEGORIES.flatMap((category) => [
      `  ${category}:`,
      ...["remove", "keep"].flatMap((decision) => {
        const list = entries[`${category}.${decision}`] ?? [];
        return list.length === 0
          ? [`    ${decision}: []`]
          : [`    ${decision}:`, ...list.map((entry) => `      - ${entry}`)];
      }),
    ]),
    `totals: { remove_count: ${remove}, keep_count: ${keep} }`,
    "",
  ].join("\n");
}

/** A remove entry in flow style. */
export function removal(path: string, line: number, extra = ""): string {
  return `{ path: ${JSON.stringify(path)}, line: ${line}${extra}, reason: seen }`;
}

export function keeping(path: string, line: number, extra = ""): string {
  return `{ path: ${JSON.stringify(path)}, line: ${line}${extra}, reason: seen, keep_reason: stays }`;
}
