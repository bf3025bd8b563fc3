/** Help texts, made from the flag table and the summaries of the commands. */
import { wrap } from "../report/words.ts";
import { USUAL_FORMATS } from "./arguments.ts";
import { COMMON_FLAGS, FLAGS, type Flag, type FlagName } from "./flags.ts";
import type { CommandSummary } from "./command.ts";

/** Columns that a line may have. */
const WIDTH = 120;

export function generalHelp(summaries: readonly CommandSummary[]): string {
  const width = Math.max(...summaries.map(({ name }) => name.length));
  return [
    "occmap makes bulk edits safe: plan every occurrence of a string, then hold the change to the plan.",
    "",
    "Usage: occmap COMMAND [FLAGS]",
    "",
    "Commands:",
    ...summaries.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`),
    "",
    "Flags:",
    ...flagLines([...COMMON_FLAGS, "version"], USUAL_FORMATS),
    "",
    "Run: occmap COMMAND --help",
    "",
  ].join("\n");
}

export function commandHelp({
  name,
  about,
  flags,
  positionals = [],
  formats = USUAL_FORMATS,
  details,
  examples,
}: CommandSummary): string {
  const width = Math.max(...examples.map(([command]) => command.length));
  return [
    `occmap ${name}: ${about}`,
    "",
    ["Usage: occmap", name, ...positionals, "[FLAGS]"].join(" "),
    "",
    ...details,
    "",
    "Flags:",
    ...flagLines([...flags, ...COMMON_FLAGS], formats),
    "",
    "Examples:",
    ...examples.map(([command, meaning]) => `  ${command.padEnd(width)}  # ${meaning}`),
    "",
  ].join("\n");
}

function aboutFlag({ about }: Flag, values: readonly string[] | undefined): string {
  return values === undefined ? about : `${about}: ${values.join(", ")}`;
}

function flagLines(names: readonly FlagName[], formats: readonly string[]): string[] {
  const rows = names.map((name): [string, string] => {
    const flag: Flag = FLAGS[name];
    const short = flag.short === undefined ? "    " : `-${flag.short}, `;
    return [
      `${short}--${name}${flag.value === undefined ? "" : ` ${flag.value}`}`,
      aboutFlag(flag, name === "format" ? formats : flag.values),
    ];
  });
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, about]) => {
    const [first = "", ...more] = wrap(about, WIDTH - width - 4);
    return [`  ${left.padEnd(width)}  ${first}`, ...more.map((line) => `${" ".repeat(width + 4)}${line}`)];
  });
}
