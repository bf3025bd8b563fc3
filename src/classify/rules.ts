/**
 * The ordered rules: the first that applies gives the category.
 *
 * The order is the contract (docs/categories.md): a name that something resolves keeps its role wherever it
 * stands, then a test location claims the rest, then logs, the command line, keys, paths, and what is left is
 * for a reader. Each rule answers with a reason either way, so that `occmap explain` can show what lost and why.
 */
import type { Category } from "../map/categories.ts";
import type { Sorting } from "./sorter.ts";
import { judgeCommandLine } from "./rules/command-line.ts";
import { judgeMachine, judgePath } from "./rules/machine.ts";
import { judgeModule, judgeSymbol } from "./rules/names.ts";
import { no, yes } from "./rules/outcome.ts";
import type { Outcome, Rule } from "./rules/outcome.ts";
import { judgeTelemetry } from "./rules/telemetry.ts";
import type { Subject } from "./subject.ts";

export const RULES: readonly Rule[] = [
  {
    id: "own-path",
    looksFor: "a match in the name of the file or of a folder",
    judge: ({ ownPath, site }) =>
      ownPath ? yes("filesystem_paths", site.what) : no("the match is in the content"),
  },
  {
    id: "override",
    looksFor: "a file that sorting.overrides in occmap.yaml gives to one category",
    judge: judgeOverride,
  },
  { id: "module", looksFor: "a module, package or import path that something resolves", judge: judgeModule },
  {
    id: "symbol",
    looksFor: "an identifier, or a name that the language looks up in a string",
    judge: judgeSymbol,
  },
  { id: "test", looksFor: "anything else in a test location", judge: judgeTest },
  { id: "telemetry", looksFor: "log, metric, trace, analytics and audit text", judge: judgeTelemetry },
  {
    id: "command-line",
    looksFor: "a command, subcommand, flag or option where it is defined, looked up, run or shown",
    judge: (subject) => (isProse(subject) ? no(proseWords(subject)) : judgeCommandLine(subject)),
  },
  {
    id: "machine",
    looksFor: "a key or a machine value that crosses a process boundary",
    judge: (subject) => (isProse(subject) ? no(proseWords(subject)) : judgeMachine(subject)),
  },
  {
    id: "path-literal",
    looksFor: "a string or value that is a file or folder path, a glob or a file name",
    judge: (subject) => (isProse(subject) ? no(proseWords(subject)) : judgePath(subject)),
  },
  { id: "reader", looksFor: "everything that a person reads", judge: judgeReader },
];

/** The sorting of one occurrence. */
export function sort(subject: Subject): Sorting {
  for (const rule of RULES) {
    const outcome = rule.judge(subject);
    if (outcome.applies) return sortingOf(outcome, subject);
  }
  // The last rule takes everything; the compiler cannot know.
  return { category: "user_facing_strings", reason: subject.site.what };
}

function sortingOf(outcome: Extract<Outcome, { readonly applies: true }>, { site }: Subject): Sorting {
  const reason = site.doubt === undefined ? outcome.reason : `${outcome.reason}; ${site.doubt}`;
  return {
    category: outcome.category,
    reason,
    ...(outcome.close === undefined || outcome.close === outcome.category ? {} : { close: outcome.close }),
  };
}

function judgeOverride({ settings, file, site }: Subject): Outcome {
  const override = settings.override(file.path);
  if (!override) return no("no override in occmap.yaml matches the path");
  return yes(override.category, override.reason ?? `${site.what}; occmap.yaml sorts ${override.paths} so`);
}

function judgeTest(subject: Subject): Outcome {
  const { site, file } = subject;
  if (site.test !== undefined) return yes("tests_fixtures", `${site.what} in a ${site.test}`);
  if (!file.test) return no("neither the path nor its surroundings are a test location");
  if (file.guide) return no(`${file.test.because}, but a document about tests is for its readers`);
  if (file.test.sure) {
    return yes(
      "tests_fixtures",
      `${site.what}; ${file.test.because}`,
      file.document && !file.test.data ? "user_facing_strings" : undefined,
    );
  }
  return yes("tests_fixtures", `${site.what}; ${file.test.because}`, otherwise(subject));
}

/** What the later rules would say: the category that is close where the test location is in doubt. */
function otherwise(subject: Subject): Category {
  const later = RULES.slice(RULES.findIndex(({ id }) => id === "test") + 1);
  for (const rule of later) {
    const outcome = rule.judge(subject);
    if (outcome.applies) return outcome.category;
  }
  return "user_facing_strings";
}

/** Comments, docstrings and documents are for a reader, whatever they mention. */
function isProse({ site }: Subject): boolean {
  return (
    site.role === "comment" || site.role === "docstring" || site.role === "prose" || site.role === "markup"
  );
}

function proseWords({ site }: Subject): string {
  return `${site.what}: what it mentions is for a reader`;
}

function judgeReader(subject: Subject): Outcome {
  const { site, file, command, row } = subject;
  const under = site.heading === undefined ? "" : ` under '${site.heading}'`;
  if (site.role === "prose") return yes("user_facing_strings", `${site.what}${under}`);
  if (command?.part === "printed") return yes("user_facing_strings", `text printed by ${command.program}`);
  if (row?.meaning === "text") return yes("user_facing_strings", row.what);
  if (file.catalog && site.role === "value") return yes("user_facing_strings", "message of a catalog");
  const scope = site.scope.length === 0 ? "" : ` in ${file.path}:${site.scope.join(".")}`;
  const call = site.around.find((one) => one.kind === "argument");
  const taker = call?.kind === "argument" ? `, ${call.keyword ?? "argument"} of ${call.callee}` : "";
  const key = site.role === "value" && site.keys.length > 0 ? ` of ${site.keys.slice(-2).join(".")}` : "";
  return yes("user_facing_strings", `${site.what}${key}${taker}${scope}`);
}
