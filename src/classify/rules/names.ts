/** Rule 2: names that something resolves. They keep their role wherever they stand, tests included. */
import { UNKNOWN_LANGUAGE } from "../languages/others.ts";
import { ATTRIBUTE_CALLS, inTable } from "../calls.ts";
import { isDotted, isName, isUrl, keyWord, pathShape } from "../literals.ts";
import type { Surrounding } from "../site.ts";
import { around, whereabouts } from "../subject.ts";
import type { Subject } from "../subject.ts";
import { no, quote, yes } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";
import {
  MODULE_CALLS,
  MODULE_FUNCTIONS,
  MODULE_KEYS,
  MODULE_LISTS,
  NAME_CALLS,
  NAME_LISTS,
  NAMED_SETTINGS,
  RESOLVED_KEYS,
  SETUP_KEYWORDS,
} from "./resolved-names.ts";

export function judgeModule(subject: Subject): Outcome {
  const { site, row, command } = subject;
  if (site.role === "module") return yes("import_paths", site.what);
  if (row?.meaning === "package") return yes("import_paths", row.what);
  if (row?.meaning === "entry point") return entryPoint(subject, row.what);
  if (command?.part === "module") return dotted(subject, command.word, `module that ${command.program} runs`);
  if (site.role === "string") return resolvedString(subject);
  if (site.role === "value") return resolvedValue(subject);
  return no("no module, package or import is named here");
}

export function judgeSymbol(subject: Subject): Outcome {
  const { site, file, command } = subject;
  // In a script a variable is a name like any other; in a command line elsewhere it is the environment's.
  if (site.role === "command" && command?.part === "key" && file.language.lexis.shell === true)
    return yes("code_symbols", `variable of a script${whereabouts(subject)}`, "serialized_keys");
  if (
    site.role === "identifier" &&
    file.test &&
    file.language === UNKNOWN_LANGUAGE &&
    file.format === undefined
  )
    return no("a file of a test whose language is unknown is data more often than code");
  if (site.role === "identifier") return yes("code_symbols", `${site.what}${whereabouts(subject)}`);
  if (site.role === "string") return nameInString(subject);
  return no(`it is no identifier but ${site.what}`);
}

/** A dotted name, `:` before its last part: everything but the last name is a module. */
function dotted(subject: Subject, text: string, what: string): Outcome {
  const { site } = subject;
  const at = site.text.indexOf(text);
  const local = Math.max(0, site.start - Math.max(at, 0));
  const length = site.end - site.start;
  const last = lastName(text);
  if (last !== undefined && local >= last) return yes("code_symbols", `last name of ${quote(text)}, ${what}`);
  const spans = last !== undefined && local + length > last;
  return yes("import_paths", `module part of ${quote(text)}, ${what}`, spans ? "code_symbols" : undefined);
}

/** Where the last name of a dotted name begins, when it names something in a module rather than a module. */
function lastName(text: string): number | undefined {
  const colon = /:(?!:)\s*\w[\w.]*\s*(?:\[.*)?$/.exec(text);
  if (colon) return colon.index + 1;
  const at = Math.max(
    text.lastIndexOf("."),
    text.lastIndexOf("::") + 1,
    text.lastIndexOf("\\"),
    text.lastIndexOf("#"),
    text.lastIndexOf("$"),
  );
  return at > 0 ? at + 1 : undefined;
}

/** `name = module:function`, all of it or only the right side. */
function entryPoint({ site }: Subject, what: string): Outcome {
  // Several may stand in one value, a line each.
  const from = site.text.lastIndexOf("\n", site.start - 1) + 1;
  const to = site.text.indexOf("\n", site.start);
  const line = site.text.slice(from, to === -1 ? undefined : to);
  const start = site.start - from;
  const end = site.end - from;
  const equals = line.indexOf("=");
  if (equals !== -1 && start < equals) return yes("cli_commands", what);
  const colon = line.lastIndexOf(":");
  if (colon !== -1 && start > colon) return yes("code_symbols", `function of a ${what}`);
  return yes("import_paths", `module of a ${what}`, colon !== -1 && end > colon ? "code_symbols" : undefined);
}

type Call = Extract<Surrounding, { readonly kind: "argument" | "annotation" }>;

/** The innermost call or decorator that takes the string. */
function callOf({
  site,
}: Subject): { readonly callee: string; readonly keyword?: string; readonly index: number } | undefined {
  const call = site.around.find((one): one is Call => one.kind === "argument" || one.kind === "annotation");
  if (!call) return undefined;
  const { index, keyword } = call;
  const callee = call.kind === "argument" ? call.callee : call.name;
  return keyword === undefined ? { callee, index } : { callee, index, keyword };
}

/** A string that something resolves: `patch("a.b.c")`, `import_module("a.b")`, `Class.forName("a.B")`. */
function resolvedString(subject: Subject): Outcome {
  const { site, settings } = subject;
  const call = callOf(subject);
  if (call && !/\s/.test(site.text)) {
    const { callee } = call;
    if (isDotted(site.text) && (inTable(callee, NAME_CALLS) || settings.isResolver(callee)))
      return dotted(subject, site.text, `resolved by ${callee}`);
    if (inTable(callee, MODULE_CALLS) || MODULE_FUNCTIONS.has(callee))
      return yes("import_paths", `module named to ${callee}`);
  }
  if (call && /(?:^|\.)setup$/.test(call.callee) && call.keyword !== undefined) {
    if (SETUP_KEYWORDS.has(call.keyword)) return yes("import_paths", `${call.keyword} of a setup call`);
    const scripts = site.around.some((one) => one.kind === "entry-value" && one.key === "console_scripts");
    if (call.keyword === "entry_points" && (scripts || site.text.includes("=")))
      return entryPoint(subject, "entry point of a setup call");
  }
  const assigned = around(site, "assigned")?.name ?? "";
  if (NAMED_SETTINGS.has(assigned) && isDotted(site.text))
    return /[A-Z]\w*$/.test(site.text)
      ? dotted(subject, site.text, `value of ${assigned}`)
      : yes("import_paths", `module in ${assigned}`);
  if (around(site, "element") && MODULE_LISTS.has(assigned))
    return yes("import_paths", `entry of ${assigned}`);
  if (isQualifiedClass(site.text)) return dotted(subject, site.text, "the full name of a class");
  return no("no call that resolves modules takes this string");
}

/** `org.orchard.plan.Planner`: packages in small letters, a class at the end. Nothing else looks like that. */
function isQualifiedClass(text: string): boolean {
  return /^[a-z]\w*(?:\.[a-z]\w*)+\.[A-Z]\w*$/.test(text);
}

/** A value of a data file that names a module or class: the key says so and the value looks it. */
function resolvedValue(subject: Subject): Outcome {
  const { site, file, row } = subject;
  if (row !== undefined || file.record !== undefined || isUrl(site.text))
    return no("its key names no module");
  const text = site.text.trim();
  if (isQualifiedClass(text)) return dotted(subject, text, "the full name of a class");
  const key = site.keys.at(-1) ?? "";
  const name = /^[\w.:$-]+$/.test(text) || /^\^?[\w.\\]+(?:\(.*|\$)?$/.test(text);
  if (!(RESOLVED_KEYS.has(keyWord(key)) || MODULE_KEYS.has(keyWord(key))) || !name)
    return no("its key names no module");
  if (MODULE_KEYS.has(keyWord(key))) return yes("import_paths", `module named by ${key}`);
  if (pathShape(text) !== undefined || !/[.:]/.test(text)) return no("its value is no dotted name");
  const last = lastName(text);
  if (
    last !== undefined &&
    site.start - site.text.indexOf(text) >= last &&
    (/^\p{Lu}/u.test(text.slice(last)) || text.includes(":"))
  ) {
    return yes("code_symbols", `last name of ${quote(text)}, value of ${key}`);
  }
  return yes("import_paths", `module named by ${key}`);
}

/** Names in strings that the language resolves: `getattr(x, "name")`, `__all__`, forward references. */
function nameInString(subject: Subject): Outcome {
  const { site } = subject;
  const call = site.around.find((one) => one.kind === "argument");
  if (
    call?.kind === "argument" &&
    isName(site.text.replace(/[?!=]$/, "")) &&
    (call.index > 0 || !/^(?:get|set|has|del)attr$/.test(call.callee)) &&
    inTable(call.callee, ATTRIBUTE_CALLS)
  ) {
    return yes("code_symbols", `name looked up by ${call.callee}${whereabouts(subject)}`);
  }
  // `println!("{name}")`: the format string of a Rust macro takes names from around it.
  const macro = site.around.find((one) => one.kind === "argument")?.callee.endsWith("!") ?? false;
  if (subject.file.language.id === "rust" && macro && inBraces(site.text, site.start, site.end))
    return yes("code_symbols", `identifier interpolated in a string${whereabouts(subject)}`);
  const assigned = around(site, "assigned")?.name ?? "";
  if (NAME_LISTS.has(assigned)) return yes("code_symbols", `name in ${assigned}`);
  return no("it is no name that the language resolves");
}

/** Does the match lie in a name directly behind an opening brace that is not doubled? */
function inBraces(text: string, start: number, end: number): boolean {
  const open = /\{+[\w.]{0,100}$/.exec(text.slice(Math.max(0, start - 100), start))?.[0];
  const braces = open === undefined ? 0 : open.lastIndexOf("{") + 1;
  return braces % 2 === 1 && /^\w{0,100}(?:[:}])/.test(text.slice(end, end + 101));
}
