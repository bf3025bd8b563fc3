/** Makefiles: variables, rules with their targets, and the shell lines of recipes. */
import type { Place, Site } from "../site.ts";
import { COMMAND, COMMENT, inReference, linesOf, wordAt, type SourceLine } from "./shell-lines.ts";
import { Waiting } from "./waiting.ts";

type Kind = "comment" | "recipe" | "include" | "variable" | "condition" | "rule";

export function readMake(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  let continued: Kind | undefined;
  for (const line of linesOf(source)) {
    if (waiting.next === undefined) break;
    const kind = continued ?? kindOf(line.text);
    if (waiting.before(line.next)) give(waiting, line, kind, continued !== undefined);
    continued = line.text.endsWith("\\") ? kind : undefined;
  }
  return waiting.finish({ role: "word", what: "text" });
}

function kindOf(line: string): Kind {
  if (line.startsWith("\t")) return /^\s*#/.test(line) ? "comment" : "recipe";
  const text = line.trimStart();
  if (text.startsWith("#")) return "comment";
  if (/^-?s?include\s/.test(text)) return "include";
  if (/^(?:(?:export|override|unexport|define|undefine)\s+)+[\w.-]+|^[\w.-]+\s*[:?+!]{0,3}=/.test(text))
    return "variable";
  if (/^(?:endef|ifeq|ifneq|ifdef|ifndef|else|endif|vpath)\b/.test(text)) return "condition";
  return text.includes(":") ? "rule" : "recipe";
}

function give(waiting: Waiting, line: SourceLine, kind: Kind, continued: boolean): void {
  const { text, start } = line;
  const stretch = { start, end: start + text.length };
  switch (kind) {
    case "comment": {
      waiting.give(stretch, COMMENT);
      return;
    }
    case "recipe": {
      // The prefixes that silence a line or ignore its status are make's, not the shell's.
      const body = start + (/^\s*[@+-]*\s*/.exec(text)?.[0].length ?? 0);
      waiting.give({ start: body, end: stretch.end }, (place) =>
        inReference(text, place.start - start)
          ? { role: "identifier", what: "variable of a Makefile" }
          : COMMAND,
      );
      return;
    }
    case "include": {
      waiting.give(stretch, { role: "module", what: "included Makefile" });
      return;
    }
    case "condition": {
      waiting.give(stretch, (place) =>
        inReference(text, place.start - start) || /^\s*(?:ifn?def)\b/.test(text)
          ? { role: "identifier", what: "variable of a Makefile" }
          : { role: "value", what: "side of a condition" },
      );
      return;
    }
    case "variable": {
      variable(waiting, line, continued);
      return;
    }
    case "rule": {
      rule(waiting, line);
      return;
    }
  }
}

function variable(waiting: Waiting, { text, start }: SourceLine, continued: boolean): void {
  const equals = continued ? -1 : text.indexOf("=");
  const name = { role: "identifier", what: "variable of a Makefile" } as const;
  if (equals === -1 && !continued) {
    waiting.give({ start, end: start + text.length }, name);
    return;
  }
  waiting.give({ start, end: start + equals }, name);
  const comment = text.indexOf(" #", equals + 1);
  const end = comment === -1 ? text.replace(/\s*\\?$/, "").length : comment;
  const from = equals + 1 + (/^\s*/.exec(text.slice(equals + 1))?.[0].length ?? 0);
  const value = { role: "value", what: "value of a variable" } as const;
  waiting.give({ start: start + from, end: start + end }, (place) =>
    inReference(text, place.start - start) ? name : value,
  );
  if (comment !== -1) waiting.give({ start: start + comment, end: start + text.length }, COMMENT);
}

/** Targets and prerequisites: names of targets, unless they look like files; behind `;` a recipe. */
function rule(waiting: Waiting, { text, start }: SourceLine): void {
  const semicolon = text.indexOf(";");
  const comment = text.indexOf(" #");
  const end = start + (semicolon === -1 ? (comment === -1 ? text.length : comment) : semicolon);
  waiting.give({ start, end }, (place) => {
    const at = place.start - start;
    if (inReference(text, at)) return { role: "identifier", what: "variable of a Makefile" };
    const word = wordAt(text, at).replace(/:{1,2}$/, "");
    return /[/*%]|\.[a-z]\w{0,4}$/.test(word) && !word.startsWith(".")
      ? { role: "value", what: "file of a rule", meaning: "path" }
      : { role: "key", what: "target of a Makefile", meaning: "command" };
  });
  if (semicolon !== -1) waiting.give({ start: start + semicolon + 1, end: start + text.length }, COMMAND);
  else waiting.give({ start: end, end: start + text.length }, COMMENT);
}
