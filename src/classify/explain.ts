/**
 * Why an occurrence is in its category: what was seen, which rule won, why the others did not, how to override.
 *
 * Asks every rule, the ones behind the winner too, because a reviewer wants to know what would have come next.
 */
import type { Category } from "../map/categories.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import { RULES, sort } from "./rules.ts";
import type { Site, Surrounding } from "./site.ts";
import type { Sorting } from "./sorter.ts";
import type { Subject } from "./subject.ts";

/** What one rule says of one occurrence. */
export interface RuleAnswer {
  readonly id: string;
  readonly looksFor: string;
  /** `won`: the first that applies. `behind`: would apply, but an earlier rule did. `no`: does not apply. */
  readonly answer: "won" | "behind" | "no";
  readonly category?: Category;
  /** The reason of a rule that applies; why not, of one that does not. */
  readonly words: string;
}

/** A piece of occmap.yaml that changes the answer. */
export interface Remedy {
  /** When to use it, as the beginning of a sentence: "for this file alone". */
  readonly when: string;
  /** Ready to paste under the top of occmap.yaml. */
  readonly yaml: string;
}

export interface Explanation {
  readonly occurrence: Occurrence;
  readonly sorting: Sorting;
  readonly site: Site;
  /** The surroundings in words, from the inside out. */
  readonly around: readonly string[];
  /** What is read as what: "Python", "a document". */
  readonly readAs: string;
  readonly rules: readonly RuleAnswer[];
  readonly remedies: readonly Remedy[];
}

export function explain(occurrence: Occurrence, subject: Subject): Explanation {
  const { site, file } = subject;
  const sorting = sort(subject);
  return {
    occurrence,
    sorting,
    site,
    around: site.around.map(surroundingWords),
    readAs: file.format === undefined ? file.language.title : FORMAT_WORDS[file.format],
    rules: answers(subject),
    remedies: remedies(subject, sorting.category),
  };
}

function answers(subject: Subject): RuleAnswer[] {
  let won = false;
  return RULES.map(({ id, looksFor, judge }) => {
    const outcome = judge(subject);
    if (!outcome.applies) return { id, looksFor, answer: "no", words: outcome.why };
    const answer = won ? "behind" : "won";
    won = true;
    return { id, looksFor, answer, category: outcome.category, words: outcome.reason };
  });
}

const FORMAT_WORDS: Readonly<Record<NonNullable<Subject["file"]["format"]>, string>> = {
  json: "JSON",
  yaml: "YAML",
  toml: "TOML",
  ini: "INI, .env or properties",
  markup: "markup",
  document: "a document",
  requirements: "a list of requirements",
  lock: "a lock file",
  gomod: "a Go module file",
  paths: "a list of paths",
  owners: "a list of owners",
  services: "a service file of Java",
  table: "a table",
  make: "a Makefile",
  just: "a justfile",
  docker: "a Dockerfile",
  cmake: "CMake",
  schema: "a schema",
  sql: "SQL",
  catalog: "a message catalog",
  log: "a log",
  words: "a list of words",
  list: "a list",
  crontab: "a crontab",
  solution: "a solution of Visual Studio",
  recorded: "a recorded test",
};

/** One surrounding, for a person. */
export function surroundingWords(one: Surrounding): string {
  switch (one.kind) {
    case "argument":
      return `${place(one)} of ${one.callee}`;
    case "annotation":
      return `${place(one)} of the annotation ${one.name}`;
    case "receiver":
      return `object of the method ${one.method}`;
    case "element":
      return `element ${one.index + 1} of a list`;
    case "entry-key":
      return "key of a map";
    case "entry-value":
      return `value of the key ${one.key}`;
    case "subscript":
      return `index of ${one.object}`;
    case "assigned":
      return `value of ${one.name}`;
    case "compared":
      return one.other === "" ? "side of a comparison" : `compared with ${one.other}`;
    case "tag":
      return "tag of a struct field";
    case "field":
      return `field ${one.name} of ${one.type}`;
    case "shell":
      return "command that the language runs";
  }
}

function place({ index, keyword }: { readonly index: number; readonly keyword?: string }): string {
  return keyword === undefined ? `argument ${index + 1}` : `argument ${keyword}`;
}

/** What in occmap.yaml would change the answer, the narrowest means first. */
function remedies({ site, file, ownPath }: Subject, category: Category): Remedy[] {
  // The name of a file is a path whatever a project says.
  if (ownPath) return [];
  const remedy = (when: string, ...lines: readonly string[]): Remedy => ({
    when,
    yaml: `${["sorting:", ...lines.map((line) => `  ${line}`)].join("\n")}\n`,
  });
  const callee = site.around.find((one) => one.kind === "argument");
  const name = callee?.kind === "argument" ? callee.callee.split(".").at(-1) : undefined;
  const found: Remedy[] = [];
  if (category === "tests_fixtures" && file.test !== undefined)
    found.push(remedy("where this is no test", `not_test_locations: [${quoted(globFor(file.path))}]`));
  if (site.role === "string" && name !== undefined && /^[\w!?]+$/.test(name)) {
    const lists: readonly (readonly [when: string, list: string, category: Category])[] = [
      [`where ${name} writes logs or metrics`, "loggers", "logs_telemetry"],
      [`where ${name} defines commands or options`, "cli_builders", "cli_commands"],
      [`where ${name} runs a command line`, "cli_runners", "cli_commands"],
      [`where ${name} resolves a dotted name`, "module_resolvers", "import_paths"],
    ];
    for (const [when, list, gives] of lists)
      if (gives !== category) found.push(remedy(when, `${list}: [${name}]`));
  }
  if (category !== "tests_fixtures" && file.test === undefined)
    found.push(remedy("where this is a test", `test_locations: [${quoted(globFor(file.path))}]`));
  found.push(
    remedy(
      "for everything in the file (choose the category)",
      "overrides:",
      `  - paths: ${quoted(globFor(file.path))}`,
      `    category: ${category === "user_facing_strings" ? "serialized_keys" : "user_facing_strings"}`,
      "    reason: why it is so",
    ),
  );
  return found;
}

/** A glob for `path`: characters that mean something in globs become sets of one. */
function globFor(path: string): string {
  return path.replace(/[*?[{]/g, "[$&]");
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
