/** The Reviewdog Diagnostic Format as one JSON document, for reviewdog and the services that it knows. */
import { printable } from "../../text/printable.ts";
import { jsonText } from "../json-text.ts";
import { problemLines, problemsOf, type Problem } from "../problems.ts";
import { documentationOf, HOMEPAGE } from "../project.ts";
import { passes, type Report } from "../report.ts";

export function reportRdjson(report: Report): string {
  const document = {
    source: { name: "occmap", url: HOMEPAGE },
    severity: passes(report) ? "INFO" : "ERROR",
    diagnostics: problemsOf(report).map(diagnosticOf),
  };
  return jsonText(document);
}

function diagnosticOf(problem: Problem): object {
  const { code, path, line, endLine, pending } = problem;
  // Whole lines: a column there counts bytes and needs one at the end too, ours counts characters.
  const range = line === 0 ? {} : { range: { start: { line }, end: { line: endLine } } };
  return {
    message: problemLines(problem).map(printable).join("\n"),
    location: { path, ...range },
    severity: pending ? "INFO" : "ERROR",
    code: { value: code, url: documentationOf(code) },
  };
}
