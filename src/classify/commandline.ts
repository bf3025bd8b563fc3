/**
 * A command line, read word by word: which part of it is the match?
 *
 * Used wherever a command line stands: a script, a `run:` step, a string given to a runner. It reads words and
 * quotes as a shell does, as far as a map needs; it expands nothing.
 */
import { fileEnding, isConstantName, isDotted, isUrl, pathShape } from "./literals.ts";
import { wordAround } from "./site.ts";

export type CommandPart =
  | "program"
  | "subcommand"
  | "flag"
  | "path"
  /** The name of a variable that is set or read. */
  | "key"
  /** The name of a variable given as an argument: `grep PLAN_HOME`, `docker run -e PLAN_HOME`; a header. */
  | "constant"
  /** The value that a variable is set to, where it is no path. */
  | "value"
  | "module"
  | "url"
  | "printed"
  | "comment"
  | "text"
  | "argument";

export interface CommandWord {
  readonly part: CommandPart;
  readonly word: string;
  /** The program of the command that holds the word. */
  readonly program: string;
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** Programs that run the program that follows them. */
const PREFIXES = new Set(
  "sudo env time nohup exec command nice xargs then do else if while until ! npx bunx uvx pnpx @ - eval export local declare readonly typeset setenv".split(
    " ",
  ),
);
/** Programs whose plain arguments are files and folders. */
const FILE_PROGRAMS = new Set(
  "cd pushd mkdir rmdir rm cp mv cat ls touch ln chmod chown tar head tail".split(" "),
);
/** Programs whose arguments are printed. */
const PRINTERS = new Set([
  "echo",
  "printf",
  "print",
  "@echo",
  "-echo",
  "Write-Host",
  "Write-Output",
  "puts",
  "::notice::",
  "say",
  "logger",
  "fail",
  "die",
  "warn",
  "info",
]);
/** Tools that have subcommands in the second word and run a further program behind some of them. */
const RUNNERS_OF_OTHERS =
  /^(?:npm|pnpm|yarn|bun|poetry|uv|pipenv|bundle|cargo|go|docker|docker-compose|kubectl|mise|hatch|pdm|nox|tox|rye|dotnet|composer|rails|just|make)$/;

/** Programs that take a script or an expression as one quoted argument: no text for a reader. */
const TAKES_PROGRAM =
  /^(?:bash|sh|zsh|ssh|eval|su|docker|cmd|[gm]?awk|sed|perl|ruby|node|python[\d.]*|php|jq|yq|grep|egrep|fgrep|rg|find|psql|mysql|sqlite3|xargs|powershell|pwsh|trap)$/;

/** What the match `start`..`end` is in the command line `line`. */
export function commandWord(line: string, start: number, end: number): CommandWord {
  const words = split(line);
  let program = "";
  let position = 0;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word) break;
    if (word.text.startsWith("#") && !word.quoted) return { part: "comment", word: word.text, program };
    const here = word.start <= start && start < Math.max(word.end, word.start + 1);
    if (!word.quoted && /^(?:&&|\|\|?|;;?|&|\(|\)|\{|\}|`)$/.test(word.text)) {
      program = "";
      position = 0;
      continue;
    }
    if (program === "") {
      const assignment = /^[A-Za-z_]\w*\+?=/.exec(word.text);
      if (here && assignment) {
        const name = start - word.start < assignment[0].length - 1;
        if (name) return { part: "key", word: word.text, program };
        if (/\$\{?\w*$/.test(word.text.slice(0, start - word.start)))
          return { part: "key", word: word.text, program };
        const part = valuePart(word.text.slice(assignment[0].length));
        return { part: part === "argument" ? "value" : part, word: word.text, program };
      }
      if (assignment || PREFIXES.has(word.text) || (position > 0 && word.text.startsWith("-"))) {
        if (here)
          return {
            part: word.text.startsWith("-") && word.text.length > 1 ? "flag" : "program",
            word: word.text,
            program: word.text,
          };
        position += 1;
        continue;
      }
      // `export NAME`: nothing is run.
      if (here && /^(?:export|local|declare|readonly|typeset|setenv)$/.test(words[index - 1]?.text ?? ""))
        return { part: "key", word: word.text, program };
      program = word.text.replace(/^[@-]+/, "");
      position = 0;
      if (here && /\$\{?\w*$/.test(word.text.slice(0, start - word.start)))
        return { part: "key", word: word.text, program };
      if (here)
        return {
          part: isProgramName(word, program, start) ? "program" : "path",
          word: word.text,
          program,
        };
      continue;
    }
    position += 1;
    if (!here) continue;
    return {
      part: partOf(word, words[index - 1]?.text ?? "", program, position, start, end),
      word: word.text,
      program,
    };
  }
  return { part: "argument", word: line.slice(start, end), program };
}

/**
 * Is it the program, not a file? `/usr/bin/tool` names the program with its last part; a script of one's own
 * (`bin/tool.sh`, `./tool`) is a file first.
 */
function isProgramName(word: Word, program: string, start: number): boolean {
  if (fileEnding(program) !== undefined) return false;
  if (!program.includes("/")) return true;
  return program.startsWith("/") && start - word.start > word.text.lastIndexOf("/");
}

function partOf(
  word: Word,
  previous: string,
  program: string,
  position: number,
  start: number,
  end: number,
): CommandPart {
  const { text } = word;
  if (/\$\{?\w*$/.test(text.slice(0, start - word.start))) return "key";
  const base = program.slice(program.lastIndexOf("/") + 1);
  if (/^(?:\d?>>?|<|&>|2>&1)/.test(previous) && text !== "") return "path";
  if (/^(?:\d|&)?>>?[^&\s]/.test(text)) return "path";
  if (PRINTERS.has(base)) return "printed";
  const flag = /^--?[A-Za-z][\w.-]*/.exec(text);
  if (flag) {
    const inName = start - word.start < flag[0].length;
    if (inName || end - word.start <= flag[0].length) return "flag";
    return valuePart(text.slice(flag[0].length + 1));
  }
  // fish: `complete -c tool -a "one two" -d "what it does"`.
  if (base === "complete" && /^(?:-\w*a|--arguments)$/.test(previous)) return "argument";
  if (base === "complete" && /^(?:-\w*d|--description)$/.test(previous)) return "text";
  if (/^(?:-m|--module)$/.test(previous) && /^(?:python|pypy|coverage)/.test(base)) return "module";
  // `curl -H "X-Plan: all"`
  if (/^(?:-H|--header)$/.test(previous)) return "constant";
  if (word.quoted && /\s/.test(text))
    return TAKES_PROGRAM.test(base) || previous === "-c" ? "argument" : "text";
  if (
    isDotted(text) &&
    text.includes(":") &&
    /^(?:uvicorn|gunicorn|hypercorn|celery|flask|python)/.test(base)
  )
    return "module";
  if (isUrl(text)) return "url";
  if (/^[A-Za-z_]\w*=/.test(text) && start - word.start < text.indexOf("=")) return "key";
  // Variables are called so, other arguments hardly ever.
  if (isConstantName(wordAround(text, start - word.start, end - word.start))) return "constant";
  const shape = pathShape(text.replace(/^[A-Za-z_]\w*=/, ""));
  if (shape !== undefined || FILE_PROGRAMS.has(base)) return "path";
  if (position === 1 || (position === 2 && RUNNERS_OF_OTHERS.test(base))) return "subcommand";
  return "argument";
}

/** `/usr/lib/tool:$PATH` */
function isPathList(value: string): boolean {
  const entries = value.split(":");
  return (
    value.length < 2000 &&
    entries.length > 1 &&
    entries.some((entry) => pathShape(entry) !== undefined) &&
    entries.every((entry) => /^\$\{?\w+\}?$/.test(entry) || pathShape(entry) !== undefined)
  );
}

function valuePart(value: string): CommandPart {
  const plain = value.replace(/^["']|["']$/g, "");
  if (pathShape(plain) !== undefined || isPathList(plain)) return "path";
  return /\s/.test(plain) ? "text" : "argument";
}

/** Splits at blanks and operators, honouring quotes. Offsets are those of the words without their quotes. */
function split(line: string): Word[] {
  const words: Word[] = [];
  const pattern =
    /"((?:[^"\\]|\\.)*)"?|'([^']*)'?|(&&|\|\|?|;;?|[(){}]|&(?!>)|`)|((?:\\.|[^\s"'|;&(){}`])+)/gs;
  for (const match of line.matchAll(pattern)) {
    const quoted = match[1] ?? match[2];
    const text = quoted ?? match[0];
    const start = match.index + (quoted === undefined ? 0 : 1);
    const last = words.at(-1);
    // `--flag="x y"` and `a"b"c` are one word; so are `${NAME}` and `$(…)` openings.
    if (
      last &&
      last.end + (last.quoted ? 1 : 0) === match.index &&
      match[3] === undefined &&
      !/^(?:&&|\|\|?|;;?|[()`])$/.test(last.text)
    ) {
      words[words.length - 1] = {
        text: line.slice(last.start, start + text.length),
        start: last.start,
        end: start + text.length,
        quoted: last.quoted || quoted !== undefined,
      };
    } else words.push({ text, start, end: start + text.length, quoted: quoted !== undefined });
  }
  return words;
}
