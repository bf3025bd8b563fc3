/**
 * SARIF 2.1.0, for code scanning services and editors.
 *
 * One run, one rule for each code, one result for each problem. Services refuse or silently cut what is too
 * much; the limit here is the number that GitHub shows, and what is left out is said as a notification.
 */
import { VERSION } from "../../version.ts";
import { pathUri } from "../../paths/uri.ts";
import { jsonText } from "../json-text.ts";
import { PROBLEM_CODES, problemsOf, type Problem, type ProblemCode } from "../problems.ts";
import { documentationOf, HOMEPAGE } from "../project.ts";
import { commandOf, headline, passes, type Report } from "../report.ts";
import { count } from "../words.ts";

/** GitHub keeps this many results of a run and drops the rest without a word. */
export const SARIF_RESULTS = 5000;

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

export function reportSarif(report: Report): string {
  const problems = problemsOf(report);
  const shown = problems.slice(0, SARIF_RESULTS);
  const codes = Object.keys(PROBLEM_CODES).filter((code) => shown.some((problem) => problem.code === code));
  const left = problems.length - shown.length;
  const document = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "occmap",
            version: VERSION,
            semanticVersion: VERSION,
            informationUri: HOMEPAGE,
            rules: codes.filter(isCode).map(ruleOf),
          },
        },
        columnKind: "unicodeCodePoints",
        originalUriBaseIds: { ROOT: { description: { text: "The top of the repository." } } },
        automationDetails: { id: `occmap/${commandOf(report)}` },
        invocations: [
          {
            // occmap did its work; whether the change is accepted is in the results.
            executionSuccessful: true,
            exitCode: passes(report) ? 0 : 1,
            exitCodeDescription: headline(report),
            ...(left === 0 ? {} : { toolExecutionNotifications: [overflow(problems.length, left)] }),
          },
        ],
        results: shown.map((problem) => resultOf(problem, codes)),
      },
    ],
  };
  return jsonText(document);
}

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_CODES, code);
}

function ruleOf(code: ProblemCode): object {
  return {
    id: code,
    shortDescription: { text: PROBLEM_CODES[code] },
    helpUri: documentationOf(code),
    help: {
      text: `${PROBLEM_CODES[code]}. More: occmap explain ${code}`,
      markdown: `${PROBLEM_CODES[code]}. [More](${documentationOf(code)}), or run \`occmap explain ${code}\`.`,
    },
    defaultConfiguration: { level: "error" },
  };
}

function resultOf(problem: Problem, codes: readonly string[]): object {
  const { code, path, line, endLine, column, expected, found, next, mend, pending, fingerprint } = problem;
  const region =
    line === 0
      ? {}
      : { region: { startLine: line, endLine, ...(column === undefined ? {} : { startColumn: column }) } };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: pending ? "note" : "error",
    message: { text: `Expected ${expected}. Found: ${found}. Next: ${next}.` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: pathUri(path), uriBaseId: "ROOT" }, ...region },
      },
    ],
    partialFingerprints: { "occmap/v1": fingerprint },
    // What is to be pasted is data here, as in --format json: nothing in it is escaped for a reader.
    ...(mend ? { properties: { mend: { command: mend.command, map: mend.map } } } : {}),
  };
}

function overflow(all: number, left: number): object {
  return {
    level: "warning",
    message: {
      text: `${left} of ${count(all, "result")} are left out: services keep no more than ${SARIF_RESULTS}. --format json has all of them.`,
    },
  };
}
