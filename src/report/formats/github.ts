/**
 * GitHub workflow commands: annotations at the lines in question, then the whole report as plain text for the
 * log. GitHub shows ten annotations of a kind for a step and drops the others in silence, so the last one that
 * is shown counts them.
 */
import { guardCommands } from "../../text/printable.ts";
import { commandData, commandProperty } from "../escape.ts";
import { PLAIN } from "../paint.ts";
import { problemLines, problemsOf, type Problem } from "../problems.ts";
import type { Report } from "../report.ts";
import { count } from "../words.ts";
import { reportText } from "./text.ts";

export const ANNOTATIONS_OF_A_KIND = 10;
const LOG_WIDTH = 120;

export function reportGithub(report: Report): string {
  const problems = problemsOf(report);
  const failing = problems.filter(({ pending }) => !pending);
  const pending = problems.filter((problem) => problem.pending);
  const log = reportText(report, { paint: PLAIN, width: LOG_WIDTH, all: true });
  return [...annotations("error", failing), ...annotations("notice", pending), guardCommands(log)].join("\n");
}

function annotations(kind: "error" | "notice", problems: readonly Problem[]): string[] {
  if (problems.length <= ANNOTATIONS_OF_A_KIND) return problems.map((problem) => annotation(kind, problem));
  const shown = problems.slice(0, ANNOTATIONS_OF_A_KIND - 1);
  const left = problems.slice(shown.length);
  const files = new Set(left.map(({ path }) => path)).size;
  const rest = `${count(left.length, "more finding")} in ${count(files, "file")}: the log of this step has all ${problems.length}`;
  return [
    ...shown.map((problem) => annotation(kind, problem)),
    `::${kind} title=${commandProperty("occmap: more findings")}::${commandData(rest)}`,
  ];
}

function annotation(kind: string, problem: Problem): string {
  const { code, path, line, endLine, column } = problem;
  const properties = [
    `file=${commandProperty(path)}`,
    ...(line === 0 ? [] : [`line=${line}`, `endLine=${endLine}`]),
    ...(column === undefined || line === 0 ? [] : [`col=${column}`]),
    `title=${commandProperty(`occmap: ${code}`)}`,
  ];
  return `::${kind} ${properties.join(",")}::${commandData(problemLines(problem).join("\n"))}`;
}
