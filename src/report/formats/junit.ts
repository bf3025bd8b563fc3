/**
 * JUnit XML, for CI systems that show test reports: one test case for each problem, or a single one that
 * passed. Pending entries are skipped cases. Only what the strictest of the published schemas allows (that of Jenkins'
 * xUnit plugin, which refuses a file otherwise): no place of a case but in its name.
 */
import { xmlText } from "../escape.ts";
import { problemLines, problemsOf, type Problem } from "../problems.ts";
import { commandOf, headline, mapOf, type Report } from "../report.ts";

export function reportJunit(report: Report): string {
  const problems = problemsOf(report);
  const suite = `occmap ${commandOf(report)}`;
  const failures = problems.filter(({ pending }) => !pending).length;
  const numbers = `tests="${Math.max(problems.length, 1)}" failures="${failures}" errors="0"`;
  const cases =
    problems.length === 0
      ? [`    <testcase name="${xmlText(headline(report))}" classname="${xmlText(mapOf(report))}"/>`]
      : problems.flatMap(testCase);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${suite}" ${numbers}>`,
    `  <testsuite name="${suite}" ${numbers} skipped="${problems.length - failures}">`,
    ...cases,
    `    <system-out>${xmlText(headline(report))}</system-out>`,
    "  </testsuite>",
    "</testsuites>",
  ].join("\n")}\n`;
}

function testCase(problem: Problem): string[] {
  const { code, path, line, found, pending } = problem;
  const place = line === 0 ? path : `${path}:${line}`;
  const open = `    <testcase name="${code} ${xmlText(place)}" classname="${xmlText(path)}">`;
  const body = pending
    ? `      <skipped message="${xmlText(`pending: ${found}`)}"/>`
    : `      <failure type="${code}" message="${xmlText(found)}">${xmlText(problemLines(problem).join("\n"))}</failure>`;
  return [open, body, "    </testcase>"];
}
