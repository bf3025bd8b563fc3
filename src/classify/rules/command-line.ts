/** Rule 5: the command-line surface, where it is defined, looked up, run or offered to be run. */
import {
  CLI_BUILDERS,
  CLI_METHODS,
  CLI_NAME_KEYWORDS,
  CLI_RECEIVERS,
  CLI_RUNNERS,
  CLI_TEXT_KEYWORDS,
  COMMAND_VARIABLE,
  inTable,
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
import type { Subject } from "../subject.ts";
import { no, quote, yes } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";

export function judgeCommandLine(subject: Subject): Outcome {
  const { site, row, command } = subject;
  if (row?.meaning === "command" || row?.meaning === "target") return yes("cli_commands", row.what);
  if (site.role === "key" && site.what === "target") return yes("cli_commands", "target of a build file");
  if (command) return ofCommand(command, subject);
  if (site.role === "string") {
    const outcome = ofString(subject);
    if (outcome.applies) return outcome;
    return ofShape(subject);
  }
  if (site.role === "value" && row?.meaning !== "path") return ofShape(subject);
  return no(`${site.what} is no part of a command line`);
}

/** A word of a command line: programs, subcommands, flags and plain arguments are the surface. */
function ofCommand(word: CommandWord, { site, row }: Subject): Outcome {
  const where = row?.what ?? (site.embedded === undefined ? "a command line" : `the ${site.embedded}`);
  switch (word.part) {
    case "program":
      return yes("cli_commands", `program run in ${where}`);
    case "subcommand":
    case "argument":
      return yes("cli_commands", `${word.part} of ${word.program} in ${where}`);
    case "flag":
      return yes("cli_commands", `flag ${quote(word.word)} in ${where}`);
    case "path":
      return no(`it is the path ${quote(word.word)} in ${where}`);
    case "key":
      return no("it is a variable or key in a command line");
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
  const { site, settings } = subject;
  if (around(site, "shell")) return asCommandLine(subject, "command literal");
  for (const one of site.around) {
    if (one.kind === "argument") {
      if (settings.isCliBuilder(one.callee) || isBuilder(one.callee))
        return ofBuilder(one.callee, one.keyword, subject);
      if (settings.isCliRunner(one.callee) || isRunner(one.callee)) {
        if (
          one.keyword !== undefined &&
          !/^(?:args|cmd|command|argv|arguments|executable|file)$/i.test(one.keyword)
        )
          return no(`it is the ${one.keyword} of ${one.callee}`);
        return asCommandLine(subject, `run by ${one.callee}`);
      }
    } else if (one.kind === "annotation") {
      if (isCliAnnotation(one.name)) return ofBuilder(one.name, one.keyword, subject);
    } else if (one.kind === "field") {
      if (
        /(?:^|\.)(?:Command|Flag|StringFlag|BoolFlag|IntFlag|StringSliceFlag|App|DurationFlag)$/.test(
          one.type,
        )
      )
        return ofBuilder(one.type, one.name, subject);
    } else if (one.kind === "assigned") {
      const list = around(site, "element");
      if (COMMAND_VARIABLE.test(one.name) && (list !== undefined || /\s/.test(site.text)))
        return asCommandLine(subject, `argument vector ${one.name}`);
    }
  }
  return no("no call around it defines or runs a command");
}

function isBuilder(callee: string): boolean {
  const segments = callee.split(".");
  const method = segments.at(-1) ?? "";
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

function isCliAnnotation(name: string): boolean {
  return (
    inTable(name, CLI_BUILDERS) ||
    /^(?:.*\.)?(?:command|option|argument|group|arg|clap|structopt|Command|Option|Parameters|Parameter|Argument|AsCommand|Verb|ShellMethod|ShellOption|CommandLine\.\w+)$/.test(
      name,
    )
  );
}

/** Of the arguments of a builder, those that name something are the surface; help and values are judged as text. */
function ofBuilder(callee: string, keyword: string | undefined, subject: Subject): Outcome {
  const { site } = subject;
  if (keyword !== undefined && CLI_TEXT_KEYWORDS.has(keyword)) return no(`it is the ${keyword} of ${callee}`);
  if (keyword !== undefined && CLI_NAME_KEYWORDS.has(keyword))
    return yes("cli_commands", `${keyword} of ${callee}${whereabouts(subject)}`);
  if (
    /\s/.test(site.text.trim()) &&
    flagsIn(site.text).length === 0 &&
    !/^[\w-]+(?: +[<[{][^>\]}]+[>\]}])+$/.test(site.text)
  )
    return no(`it is a text given to ${callee}`);
  return yes("cli_commands", `name given to ${callee}${whereabouts(subject)}`);
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
  if (word.part === "path" || word.part === "printed" || word.part === "key" || word.part === "text")
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
