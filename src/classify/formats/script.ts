/** Makefile and justfile, Dockerfile, schema languages, SQL: read by their lines and words. */
import type { Place, Site } from "../site.ts";
import { readTokens } from "../tokens.ts";
import { Waiting } from "./waiting.ts";
import type { Seen } from "./waiting.ts";
import { SQL } from "../languages/sql.ts";

export type ScriptFormat = "make" | "docker" | "schema" | "sql";

export function readScript(
  source: string,
  places: readonly Place[],
  format: ScriptFormat,
  path: string,
): Site[] {
  if (format === "schema" || format === "sql") return readSchema(source, places, format);
  const waiting = new Waiting(source, places);
  let continued: string | undefined;
  const just = /(?:justfile|\.just)$/i.test(path);
  for (let at = 0; at < source.length && waiting.next !== undefined;) {
    const found = source.indexOf("\n", at);
    const end = found === -1 ? source.length : found;
    const line = source.slice(at, end);
    const kind: string = continued ?? (format === "make" ? makeKind(line, just) : dockerKind(line));
    if (waiting.before(end + 1))
      waiting.give({ start: at, end: end + 1 }, (place) =>
        seen(kind, line, place.start - at, place.end - at),
      );
    continued = line.endsWith("\\") ? kind : undefined;
    at = end + 1;
  }
  return waiting.finish({ role: "word", what: "text" });
}

function makeKind(line: string, just: boolean): string {
  if (/^\s*#/.test(line)) return "comment";
  if (/^(?:\t| {2,})/.test(line)) return "recipe";
  if (/^-?s?include\s/.test(line)) return "include";
  if (/^(?:export\s+|override\s+|set\s+|alias\s+)?[\w.-]+\s*(?:[:?+!]{0,3}=)/.test(line)) return "variable";
  if (/^[^#=\s][^#=]*:{1,2}(?!=)/.test(line) || (just && /^@?[\w-]+[^:=]*:/.test(line))) return "rule";
  if (/^(?:define|endef|ifeq|ifneq|ifdef|ifndef|else|endif|vpath|unexport)\b/.test(line)) return "variable";
  return "recipe";
}

function dockerKind(line: string): string {
  if (/^\s*#/.test(line)) return "comment";
  const instruction = /^\s*(?:ONBUILD\s+)?([A-Za-z]+)\s/.exec(line)?.[1]?.toUpperCase();
  return instruction ?? "RUN";
}

function seen(kind: string, line: string, at: number, end: number): Seen {
  const comment = /(?:^|\s)#\s/.exec(line);
  if (kind === "comment" || (comment && at >= comment.index && kind !== "RUN"))
    return { role: "comment", what: "comment" };
  switch (kind) {
    case "recipe":
    case "RUN":
    case "CMD":
    case "ENTRYPOINT":
    case "HEALTHCHECK":
    case "SHELL":
      return { role: "command", what: "word of a command line" };
    case "include":
      return { role: "module", what: "included file" };
    case "rule": {
      const colon = line.indexOf(":");
      return at <= colon || !/[./]/.test(line.slice(at, end))
        ? { role: "key", what: "target" }
        : { role: "value", what: "prerequisite" };
    }
    case "variable": {
      const equals = line.indexOf("=");
      if (at < equals || equals === -1) return { role: "identifier", what: "variable of a build file" };
      return { role: "value", what: "value of a variable", keys: [] };
    }
    case "FROM":
      return { role: "module", what: "image of a FROM line" };
    case "ENV":
    case "ARG":
    case "LABEL":
      return line.includes("=") && at > line.indexOf("=")
        ? { role: "value", what: "value" }
        : { role: "key", what: `${kind} name`, keys: [kind] };
    case "EXPOSE":
    case "USER":
    case "STOPSIGNAL":
      return { role: "value", what: `${kind} value` };
    default:
      return {
        role: "string",
        what: `path of a ${kind} line`,
        around: [{ kind: "argument", callee: "open", index: 0 }],
      };
  }
}

/** In a schema every name crosses a process boundary: tables, columns, messages, fields. */
function readSchema(source: string, places: readonly Place[], format: "schema" | "sql"): Site[] {
  const what = format === "sql" ? "name in SQL" : "name in a schema";
  return readTokens(source, SQL, places).map((site) =>
    site.role === "identifier" || site.role === "word"
      ? { ...site, role: "key", what, reading: "format" }
      : site,
  );
}
