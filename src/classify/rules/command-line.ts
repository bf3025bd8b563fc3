/** Rule 5: the command-line surface, where it is defined, looked up, run or offered to be run. */
import {
  BUILDERS_OF_LANGUAGES,
  CLI_BUILDERS,
  CLI_METHODS,
  CLI_NAME_KEYWORDS,
  CLI_RECEIVERS,
  CLI_RUNNERS,
  CLI_TEXT_KEYWORDS,
  COMMAND_VARIABLE,
  inTable,
  lastSegment,
} from "../calls.ts";
import { commandWord } from "../commandline.ts";
import type { CommandWord } from "../commandline.ts";
import {
  commandLineAround,
  flagsIn,
  isUrl,
  pathShape,
  slashCommandAround,
  slashCommandIn,
} from "../literals.ts";
import { lineAround } from "../site.ts";
import { around, whereabouts } from "../subject.ts";
import type { Around, Subject } from "../subject.ts";
import { no, quote, yes } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";

/** Types whose fields define a command or a flag, by their last name: `cobra.Command{Use: "x"}`, `cli.StringFlag{…}`. */
const CLI_TYPE = /^(?:Command|App|[A-Za-z]{0,20}Flag)$/;

/** Decorators, attributes and annotations that define a command or an option. */
const CLI_ANNOTATIONS = new Set(
  (
    "command option argument group arg clap structopt Command Option Parameters Parameter Argument AsCommand Verb ShellMethod " +
    "ShellOption CommandLine.Command CommandLine.Option CommandLine.Parameters command_line"
  ).split(" "),
);

/** Decorators that define a command only by their keyword `name`: callbacks of another kind take other things. */
const BY_KEYWORD = new Set(["callback"]);

/** A folder of modules with a command each, as oclif wants them. */
const IN_COMMANDS = /(?:^|\/)commands\/[^/]+\.[cm]?[jt]s$/;

/** Variables for the name of a flag, an option or a command. */
const NAME_OF_FLAG = /(?:^|[a-z_.])(?:flag|option|command|subcommand)_?name$/i;

/** Names that C programs give to their tables of options. */
const OPTION_TABLE =
  /(?:^|_)(?:long_?)?opt(?:ion)?s?(?:_?(?:table|entries|list|long))?$|^longopts?$|(?:^|_)option_?entries$/i;
const LIKE_C = /^(?:c|cpp|objective-c)$/;

/** Entries of a configuration whose keys are the names of commands or options. */
const TABLES_OF_NAMES = new Set("options args flags commands subCommands subcommands".split(" "));

/** urfave/cli: `cCtx.String("name")` looks a flag up in the context of the command. */
const FLAG_OF_CONTEXT =
  /^(?:c|cCtx|ctx|cctx|cliCtx|clictx|context|cliContext)\.(?:Global)?(?:String|Bool|Int|Int64|Uint|Float64|Duration|Path|StringSlice|IntSlice|IsSet|Timestamp|Generic)$/;

/** Keywords under which a runner takes the command line. */
const RUNNER_KEYWORDS = new Set("args cmd command argv arguments executable file".split(" "));

/** Names of what a program was called with: the first argument, the chosen subcommand. */
const COMMAND_WORD =
  /^(?:1|(?:\w+\.)*(?:argv|Args|cmd|command|sub_?cmd|sub_?command)|(?:args|opts|options|parsed|ns|namespace|cli)\.(?:command|action))$/i;

export function judgeCommandLine(subject: Subject): Outcome {
  const { site, row, command } = subject;
  if (row?.meaning === "command") return yes("cli_commands", row.what);
  if (command) return ofCommand(command, subject);
  if (row !== undefined && row.meaning !== "text") return no(`it is ${row.what}`);
  if (site.role === "string") {
    const outcome = ofString(subject);
    return outcome.applies ? outcome : ofShape(subject);
  }
  if (site.role === "value") return ofShape(subject);
  return no(`${site.what} is no part of a command line`);
}

/** A word of a command line: programs, subcommands, flags and plain arguments are the surface. */
function ofCommand(word: CommandWord, { site, row }: Subject): Outcome {
  const where = row?.what ?? (site.embedded === undefined ? "a command line" : `the ${site.embedded}`);
  switch (word.part) {
    case "program":
      return yes(
        "cli_commands",
        `program run in ${where}`,
        word.word.includes("/") ? "filesystem_paths" : undefined,
      );
    case "subcommand":
    case "argument":
      return yes("cli_commands", `${word.part} of ${word.program} in ${where}`);
    case "flag":
      return yes("cli_commands", `flag ${quote(word.word)} in ${where}`);
    case "path":
      return no(`it is the path ${quote(word.word)} in ${where}`);
    case "key":
    case "constant":
    case "value":
      return no("it is a variable or key in a command line, or its value");
    case "url":
      return no("it is a URL in a command line");
    case "module":
      return no("it is a module that a command line names");
    case "printed":
    case "text":
      return no("it is text that the command line only passes on");
    case "comment":
      return no("it is a comment in a script");
  }
}

/** A string in code that a call defines as, or runs as, a command line. */
function ofString(subject: Subject): Outcome {
  const { site, settings, file } = subject;
  if (around(site, "shell")) return asCommandLine(subject, "command literal");
  for (const one of site.around) {
    if (one.kind === "argument") {
      // `super("plan", "…")` in `class PlanCommand`.
      if (/^(?:super|base|parent\.__construct)$/.test(one.callee) && one.index === 0 && inCommandClass(site))
        return ofBuilder(one.callee, one, subject);
      if (settings.isCliBuilder(one.callee) || isBuilder(one.callee, file.language.id)) {
        const table = tableOfNames(one, subject);
        if (table !== undefined)
          return yes("cli_commands", `name among the ${table} given to ${one.callee}${whereabouts(subject)}`);
        return ofBuilder(one.callee, positionIn(one, subject), subject);
      }
      if (settings.isCliRunner(one.callee) || isRunner(one.callee)) {
        if (one.keyword !== undefined && !RUNNER_KEYWORDS.has(one.keyword))
          return no(`it is the ${one.keyword} of ${one.callee}`);
        return asCommandLine(subject, `run by ${one.callee}`);
      }
    } else if (one.kind === "annotation") {
      const plain = one.name.slice(one.name.lastIndexOf(".") + 1);
      if (BY_KEYWORD.has(plain) && one.keyword === "name")
        return yes("cli_commands", `name given to ${one.name}${whereabouts(subject)}`);
      if (CLI_ANNOTATIONS.has(one.name) || CLI_ANNOTATIONS.has(plain) || inTable(one.name, CLI_BUILDERS))
        return ofBuilder(one.name, one, subject);
    } else if (one.kind === "field") {
      if (CLI_TYPE.test(lastSegment(one.type)))
        return ofBuilder(one.type, { index: 0, keyword: one.name }, subject);
    } else if (one.kind === "compared") {
      if (COMMAND_WORD.test(one.other) && /^[\w:-]+$/.test(site.text))
        return yes(
          "cli_commands",
          `compared with ${one.other}, a word of the command line${whereabouts(subject)}`,
          "serialized_keys",
        );
    } else if (one.kind === "assigned") {
      const outcome = ofAssigned(one.name, subject);
      if (outcome) return outcome;
    }
  }
  return no("no call around it defines or runs a command");
}

function inCommandClass({ scope }: Subject["site"]): boolean {
  return scope.some((name) => /[a-z](?:Command|Cmd|Subcommand)$/.test(name));
}

/** Variables and class fields by which frameworks know commands and flags. */
function ofAssigned(name: string, subject: Subject): Outcome | undefined {
  const { site } = subject;
  const [inner] = site.around;
  const lists = site.around.filter(({ kind }) => kind === "element").length;
  // oclif: `static flags = { "dry-run": Flags.boolean() }`; clipanion: `static paths = [["plan", "all"]]`.
  if (inner?.kind === "entry-key" && /^(?:flags|args|options)$/.test(name))
    return yes("cli_commands", `flag of a command${whereabouts(subject)}`, "serialized_keys");
  // oclif: `static aliases = ["plan"]`.
  if (lists > 0 && name === "aliases" && subject.file.language.grammar?.parser.endsWith("script") === true)
    return yes("cli_commands", `alias of a command${whereabouts(subject)}`, "serialized_keys");
  // oclif: `static id = "plan:draw"`.
  if (
    inner?.kind === "assigned" &&
    name === "id" &&
    (inCommandClass(site) || IN_COMMANDS.test(subject.file.path))
  )
    return yes("cli_commands", `name of a command${whereabouts(subject)}`, "serialized_keys");
  // getopt_long and its like: `static struct option longopts[] = {{"plan", required_argument, NULL, 'p'}}`.
  if (
    inner?.kind === "element" &&
    inner.index === 0 &&
    lists > 1 &&
    OPTION_TABLE.test(name) &&
    LIKE_C.test(subject.file.language.id)
  )
    return yes(
      "cli_commands",
      `name in the table of options ${name}${whereabouts(subject)}`,
      "serialized_keys",
    );
  // `planFlagName := "plan"`: what the flag is called, wherever that is then used.
  if (inner?.kind === "assigned" && NAME_OF_FLAG.test(name) && /^-{0,2}[\w:-]+$/.test(site.text))
    return yes("cli_commands", `value of ${name}${whereabouts(subject)}`, "serialized_keys");
  if (lists > 1 && name === "paths") return yes("cli_commands", `path of a command${whereabouts(subject)}`);
  if (COMMAND_VARIABLE.test(name) && (lists > 0 || /\s/.test(site.text)))
    return asCommandLine(subject, `argument vector ${name}`);
  return undefined;
}

/** The place among the arguments; the key of an object in which frameworks take them counts as a keyword. */
function positionIn(argument: Around<"argument">, { site }: Subject): Position {
  const entry = site.around.find((one) => one === argument || one.kind === "entry-value");
  return entry?.kind === "entry-value" ? { index: argument.index, keyword: entry.key } : argument;
}

/** `{ args: { "dry-run": … } }`: the word for a table whose keys are names of commands or options. */
function tableOfNames(argument: Around<"argument">, { site }: Subject): string | undefined {
  const [inner, holder, ...rest] = site.around;
  if (inner?.kind !== "entry-key" || holder?.kind !== "entry-value" || rest[0] !== argument) return undefined;
  return TABLES_OF_NAMES.has(holder.key) ? holder.key : undefined;
}

function isBuilder(callee: string, language: string): boolean {
  const segments = callee.split(".");
  const method = segments.at(-1) ?? "";
  // `viper.GetString("key")` reads a configuration.
  if (/(?:viper|config|conf|cfg|settings)\.Get\w*$/i.test(callee)) return false;
  if (language === "go" && FLAG_OF_CONTEXT.test(callee)) return true;
  const onlyIn =
    segments.length > 1 && CLI_METHODS.has(method) ? undefined : BUILDERS_OF_LANGUAGES.get(method);
  if (onlyIn !== undefined) return onlyIn.split(" ").includes(language);
  if (inTable(callee, CLI_BUILDERS) && !CLI_METHODS.has(method)) return true;
  return (
    CLI_METHODS.has(method) &&
    segments
      .slice(0, -1)
      .some(
        (segment) =>
          CLI_RECEIVERS.has(segment.toLowerCase().replace(/^(?:self|this|_)+/, "")) ||
          /(?:parser|cli|program|command|cmd)$/i.test(segment),
      )
  );
}

function isRunner(callee: string): boolean {
  return (
    inTable(callee, CLI_RUNNERS) &&
    !/^(?:re|regex|pattern|RegExp|db|cursor|conn|session|sql|statement)\./i.test(callee)
  );
}

interface Position {
  readonly index: number;
  readonly keyword?: string;
}

/** Of the arguments of a builder, those that name something are the surface; help and values are judged as text. */
function ofBuilder(callee: string, { index, keyword }: Position, subject: Subject): Outcome {
  const { site } = subject;
  const text = site.text.trim();
  const named = `name given to ${callee}${whereabouts(subject)}`;
  if (keyword !== undefined) {
    if (CLI_TEXT_KEYWORDS.has(keyword)) return no(`it is the ${keyword} of ${callee}`);
    return CLI_NAME_KEYWORDS.has(keyword)
      ? yes("cli_commands", `${keyword} of ${callee}${whereabouts(subject)}`)
      : no(`it is the ${keyword} of ${callee}, not a name`);
  }
  if (/^--?[A-Za-z]/.test(text)) return yes("cli_commands", named);
  // What follows the name is a default or a help text, except where every argument is a name.
  const java = /^(?:java|kotlin)$/.test(subject.file.language.id) && lastSegment(callee) === "addOption";
  const nameAt = java || /Var[PS]?$|VarPF?$/.test(callee) ? 1 : 0;
  if (index > nameAt && !/alias|require|exclusive|hidden|deprecated|path/i.test(lastSegment(callee)))
    return no(`it is a default or a text given to ${callee}`);
  if (/\s/.test(text) && flagsIn(text).length === 0 && !isUsage(text))
    return no(`it is a text given to ${callee}`);
  return yes("cli_commands", named);
}

/** A name with placeholders: `plan <field>`, `plan [options]`, `plan FIELD`. */
function isUsage(text: string): boolean {
  const [name = "", ...rest] = text.split(/\s+/, 20);
  return /^[\w:.-]+$/.test(name) && rest.every((word) => /^(?:[<[{(].*|[A-Z][A-Z_.]*|.*[>\]})])$/.test(word));
}

/** A string that is a command line, or one word of an argument vector. */
function asCommandLine(subject: Subject, what: string): Outcome {
  const { site } = subject;
  const element = around(site, "element");
  const vector = element !== undefined || !/\s/.test(site.text.trim());
  if (vector) {
    if (pathShape(site.text) !== undefined && !site.text.startsWith("-"))
      return no(`it is a path in an argument vector ${what}`);
    if (/\s/.test(site.text) && element?.index !== 0 && !/^\w+ (?:-|\w+ )/.test(site.text))
      return no("it is a text in an argument vector");
    return yes("cli_commands", `word of a command line ${what}${whereabouts(subject)}`);
  }
  const { line, at } = lineAround(site.text, site.start);
  const word = commandWord(line, at, at + site.end - site.start);
  if (["path", "printed", "key", "constant", "value", "text", "module", "url"].includes(word.part))
    return no(`it is ${word.part === "path" ? "a path" : "a text"} in a command line ${what}`);
  return yes("cli_commands", `${word.part} of a command line ${what}${whereabouts(subject)}`);
}

/** A literal that shows a flag, a slash command or a command line, whoever takes it. */
function ofShape({ site }: Subject): Outcome {
  if (isUrl(site.text)) return no("a URL shows no command");
  const { line, at } = lineAround(site.text, site.start);
  const end = at + site.end - site.start;
  const slash = slashCommandAround(line, at, end);
  if (slash !== undefined) return yes("cli_commands", `slash command ${slash} in a literal`);
  const flags = flagsIn(line);
  const own = flags.find((flag) => flag.start <= at + 1 && end <= flag.end);
  if (own) return yes("cli_commands", `flag ${own.text} in a literal`);
  const shown = commandLineAround(site.text, site.start, site.end);
  if (shown !== undefined)
    return yes("cli_commands", `command line ${quote(shown)} shown in a literal`, "user_facing_strings");
  const [flag] = flags;
  if (flag) return yes("cli_commands", `literal that holds the flag ${flag.text}`, "user_facing_strings");
  const other = slashCommandIn(line);
  if (other !== undefined)
    return yes("cli_commands", `literal that holds the slash command ${other}`, "user_facing_strings");
  return no("the literal shows no flag and no command line");
}
