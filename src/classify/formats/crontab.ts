/** Crontabs: settings of the environment, and lines with a time, perhaps a user, and a command line. */
import type { Place, Site } from "../site.ts";
import { COMMAND, COMMENT, linesOf, type SourceLine } from "./shell-lines.ts";
import { Waiting } from "./waiting.ts";

/** Five fields of a time or `@daily`, then perhaps a user, whom a path or a word of the shell follows. */
const TIME = /^\s*(?:@\w+|(?:[\d*/,A-Za-z#-]+\s+){4}[\d*/,A-Za-z#-]+)\s+/;
const USER = /^(?:root|[a-z_][\w-]*(?=\s+(?:\S*\/|(?:test|cd|if|env|command|\[)\s)))\s+/;

export function readCrontab(source: string, places: readonly Place[]): Site[] {
  const waiting = new Waiting(source, places);
  for (const line of linesOf(source)) {
    if (waiting.next === undefined) break;
    if (waiting.before(line.next)) give(waiting, line);
  }
  return waiting.finish({ role: "value", what: "line" });
}

function give(waiting: Waiting, { text, start }: SourceLine): void {
  const end = start + text.length;
  if (/^\s*#/.test(text)) {
    waiting.give({ start, end }, COMMENT);
    return;
  }
  const pair = /^\s*([A-Za-z_]\w*)\s*=\s*/.exec(text);
  if (pair) {
    const keys = [pair[1] ?? ""];
    const name = start + text.indexOf("=");
    waiting.give({ start, end: name }, { role: "key", what: "environment variable", keys });
    waiting.give({ start: start + pair[0].length, end }, { role: "value", what: "value", keys });
    return;
  }
  const time = TIME.exec(text)?.[0].length ?? 0;
  const user = time === 0 ? 0 : (USER.exec(text.slice(time))?.[0].length ?? 0);
  waiting.give({ start, end: start + time }, { role: "value", what: "time of a job", meaning: "name" });
  waiting.give(
    { start, end: start + time + user },
    { role: "value", what: "user of a job", meaning: "name" },
  );
  waiting.give({ start: start + time + user, end }, COMMAND);
}
