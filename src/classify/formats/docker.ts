/** Dockerfiles: one instruction a logical line; what its words are is in the table below. */
import type { Place, Site } from "../site.ts";
import { JSON_FORM, readFlow } from "./flow.ts";
import { COMMAND, COMMENT, linesOf, wordAt, type SourceLine } from "./shell-lines.ts";
import { Waiting } from "./waiting.ts";
import type { Seen } from "./waiting.ts";

/** What the arguments of an instruction are. */
type Arguments = "command" | "image" | "pairs" | "paths" | "value";

const INSTRUCTIONS: Readonly<Record<string, Arguments>> = {
  RUN: "command",
  CMD: "command",
  ENTRYPOINT: "command",
  HEALTHCHECK: "command",
  SHELL: "command",
  FROM: "image",
  ENV: "pairs",
  ARG: "pairs",
  LABEL: "pairs",
  COPY: "paths",
  ADD: "paths",
  WORKDIR: "paths",
  VOLUME: "paths",
  EXPOSE: "value",
  USER: "value",
  STOPSIGNAL: "value",
  MAINTAINER: "value",
};

export function readDocker(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  let continued: string | undefined;
  let heredoc: string | undefined;
  for (const line of linesOf(source)) {
    if (waiting.next === undefined) break;
    if (heredoc !== undefined) {
      if (line.text.trim() === heredoc) heredoc = undefined;
      waiting.give({ start: line.start, end: line.start + line.text.length }, COMMAND);
      continue;
    }
    if (/^\s*#/.test(line.text)) {
      waiting.give({ start: line.start, end: line.start + line.text.length }, COMMENT);
      continue;
    }
    const head = /^\s*(?:ONBUILD\s+)?(?:HEALTHCHECK\s+(?:--\S+\s+)*)?([A-Za-z]+)\s+/i.exec(line.text);
    const instruction: string = continued ?? head?.[1]?.toUpperCase() ?? "RUN";
    const from =
      continued === undefined ? (head?.[0].length ?? 0) : line.text.length - line.text.trimStart().length;
    if (waiting.before(line.next)) give(waiting, line, instruction, from);
    heredoc = /<<-?["']?(\w+)["']?/.exec(line.text)?.[1];
    continued = line.text.trimEnd().endsWith("\\") ? instruction : undefined;
  }
  return waiting.finish({ role: "word", what: "text" });
}

function give(waiting: Waiting, { text, start }: SourceLine, instruction: string, from: number): void {
  const stretch = { start: start + from, end: start + text.length };
  switch (INSTRUCTIONS[instruction] ?? "value") {
    case "command":
      if (text.charAt(from) === "[") {
        vector(waiting, text, start, from, instruction);
        return;
      }
      {
        waiting.give(stretch, COMMAND);
        return;
      }
    case "image": {
      image(waiting, text, start, stretch);
      return;
    }
    case "pairs": {
      pairs(waiting, text, start, from, instruction);
      return;
    }
    case "paths": {
      waiting.give(stretch, (place) => {
        return wordAt(text, place.start - start).startsWith("--")
          ? { role: "value", what: `option of ${instruction}`, meaning: "name" }
          : { role: "value", what: `path of a ${instruction} line`, meaning: "path" };
      });
      return;
    }
    case "value": {
      waiting.give(stretch, { role: "value", what: `value of ${instruction}` });
      return;
    }
  }
}

/** `FROM image AS stage`. */
function image(waiting: Waiting, text: string, start: number, stretch: Place): void {
  const stage = text.search(/\sas\s/i);
  waiting.give(stretch, (place) =>
    stage !== -1 && place.start - start > stage
      ? { role: "value", what: "name of a build stage", meaning: "name" }
      : { role: "module", what: "image of a FROM line" },
  );
}

/** The exec form: a JSON array, one word of a command line each. */
function vector(waiting: Waiting, text: string, start: number, from: number, instruction: string): void {
  waiting.giveSites(start + text.length, (places) => {
    const local = new Waiting(
      text,
      places.map((place) => ({ start: place.start - start, end: place.end - start })),
    );
    readFlow(text, from, [instruction], JSON_FORM, local);
    const what = `argument vector of ${instruction}`;
    return local
      .finish({ role: "value", what })
      .map((site) => ({ ...site, what, meaning: "command line" as const }));
  });
}

/** `NAME=value NAME="value"`, or the older `NAME value`. */
function pairs(waiting: Waiting, text: string, start: number, from: number, instruction: string): void {
  const key: Seen = { role: "key", what: `name of ${instruction}`, keys: [instruction] };
  const value: Seen = { role: "value", what: `value of ${instruction}`, keys: [instruction] };
  let at = from;
  while (at < text.length) {
    const name = /^\s*[^\s="]+/.exec(text.slice(at))?.[0] ?? "";
    if (name === "") {
      at += 1;
      continue;
    }
    waiting.give({ start: start + at, end: start + at + name.length }, key);
    at += name.length;
    const old = text.charAt(at) !== "=";
    const given = old
      ? text.slice(at)
      : (/^"(?:[^"\\]|\\.)*"?|^'[^']*'?|^[^\s]+/.exec(text.slice(at + 1))?.[0] ?? "");
    const begin = at + (old ? 0 : 1);
    const quote = /^["']/.test(given) ? 1 : (/^\s*/.exec(given)?.[0].length ?? 0);
    const last = quote > 0 && given.length > 1 && /["']$/.test(given) ? 1 : 0;
    waiting.give({ start: start + begin + quote, end: start + begin + given.length - last }, value);
    at = Math.max(begin + given.length, at + 1);
  }
}
