/**
 * Shell scripts: the words of a command line, the variables, the functions, the text of here-documents.
 *
 * A shell has one name for three things: a variable of the script and a function of the script are names that a
 * rename follows (identifier); a variable that comes from outside or is exported crosses a process boundary (key).
 */
import { siteIn } from "../site.ts";
import type { Place, Site, Surrounding } from "../site.ts";
import { partOf } from "./node.ts";
import type { SyntaxNode } from "./node.ts";

const COMMANDS = new Set(["command", "redirected_statement", "unset_command"]);

/** The site of a word, name or literal in a shell script; undefined where it is a literal outside of commands. */
export function shellSite(
  path: readonly SyntaxNode[],
  at: number,
  source: string,
  place: Place,
  around: readonly Surrounding[],
  names: () => ScriptNames,
): Site | undefined {
  const node = path[at];
  if (!node) return undefined;
  const text = (of: SyntaxNode | undefined): string => (of ? source.slice(of.startIndex, of.endIndex) : "");
  if (node.type === "variable_name") return variableSite(node, path, source, place, names());
  const parent = path[at - 1];
  if (parent?.type === "function_definition" && partOf(parent, "name")?.startIndex === node.startIndex) {
    return siteIn(source, stretchOf(node), place, {
      role: "identifier",
      what: "identifier, function",
      reading: "syntax",
    });
  }
  const holder = path.slice(0, at + 1).findLastIndex(({ type }) => COMMANDS.has(type));
  const command = path[holder];
  const body = path.slice(0, at + 1).find(({ type }) => type === "heredoc_body");
  if (body) {
    const given = command?.type === "command" ? command : command && partOf(command, "body");
    const callee = text(given && partOf(given, "name"));
    return siteIn(source, stretchOf(body), place, {
      role: "string",
      what: "here-document",
      reading: "syntax",
      around: [{ kind: "argument", callee, index: 1 }],
    });
  }
  if (!command || around.some(({ kind }) => kind === "assigned" || kind === "compared")) return undefined;
  const name = command.type === "command" ? text(partOf(command, "name")) : "";
  const word = path.slice(holder + 1, at + 1)[0];
  if (/^(?:source|\.)$/.test(name) && word?.type !== "command_name") {
    return siteIn(source, stretchOf(node), place, {
      role: "module",
      what: "path of a sourced file",
      reading: "syntax",
    });
  }
  if (path[holder + 1]?.type === "command_name" && names().functions.has(name)) {
    return siteIn(source, stretchOf(node), place, {
      role: "identifier",
      what: "call of a function of the script",
      reading: "syntax",
    });
  }
  return commandSite(command, source, place);
}

function stretchOf({ startIndex, endIndex }: SyntaxNode): Place {
  return { start: startIndex, end: endIndex };
}

/** The command as one line: a backslash or a quote may carry it over several. */
function commandSite(command: SyntaxNode, source: string, place: Place): Site {
  const low = Math.max(command.startIndex, place.start - 1000);
  const line = source
    .slice(low, Math.max(command.endIndex, place.end))
    .replace(/\\\r?\n/g, (mark) => " ".repeat(mark.length))
    .replace(/[\r\n]/g, " ");
  return siteIn(
    line,
    { start: 0, end: line.length },
    { start: place.start - low, end: place.end - low },
    { role: "command", what: "word of a command line", reading: "syntax" },
  );
}

function variableSite(
  node: SyntaxNode,
  path: readonly SyntaxNode[],
  source: string,
  place: Place,
  names: ScriptNames,
): Site {
  const name = source.slice(node.startIndex, node.endIndex);
  const exported = path.some(
    (one) =>
      one.type === "declaration_command" &&
      /^(?:export|declare\s+-\w*x)/.test(source.slice(one.startIndex, one.startIndex + 20)),
  );
  const outside = exported || (/^[A-Z]/.test(name) && (names.outside.has(name) || !names.assigned.has(name)));
  return siteIn(source, stretchOf(node), place, {
    role: outside ? "key" : "identifier",
    what: outside ? "environment variable" : "identifier, variable of the script",
    reading: "syntax",
    keys: outside ? [name] : [],
  });
}

/** What a script says of its own names; read once for all places of a file. */
export interface ScriptNames {
  readonly assigned: ReadonlySet<string>;
  readonly outside: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
}

const SETS =
  /(?:^|[\s;(])(?:([A-Za-z_]\w{0,100})\+?=|read[ \t]+(?:-\w+[ \t]+){0,4}([A-Za-z_]\w{0,100})|for[ \t]+([A-Za-z_]\w{0,100})[ \t]+in\b)/gm;
/** `export A B=1`, and `A=${A:-x}` or `: ${A:=x}`, which take the value from outside where there is one. */
const EXPORTS = /\bexport[ \t]+((?:[\w=]+[ \t]+){0,8}\w+)/g;
const DEFAULTS =
  /\b([A-Za-z_]\w{0,100})=["']?\$\{\1:?[-=]|(?:^|[\s;]):[ \t]+["']?\$\{([A-Za-z_]\w{0,100}):?=/gm;
const FUNCTIONS = /^[ \t]*(?:function[ \t]+([\w-]{1,100})|([\w-]{1,100})[ \t]*\([ \t]*\))/gm;

export function scriptNames(source: string): ScriptNames {
  // Of the groups of a match one is there; the others join as nothing.
  const found = (pattern: RegExp): string[] =>
    [...source.matchAll(pattern)].map((match) => match.slice(1).join(""));
  const exported = found(EXPORTS).flatMap((list) =>
    list.split(/[ \t]+/).map((word) => word.replace(/=.*$/, "")),
  );
  return {
    assigned: new Set(found(SETS)),
    outside: new Set([...exported, ...found(DEFAULTS)]),
    functions: new Set(found(FUNCTIONS)),
  };
}
