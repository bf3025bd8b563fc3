/** What every format of a verdict promises, in one loop; then what each of them promises on its own. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "@jest/globals";
import type { Finding } from "../../src/gate/findings.ts";
import type { Verdict } from "../../src/gate/judge.ts";
import { ANNOTATIONS_OF_A_KIND } from "../../src/report/formats/github.ts";
import { MARKDOWN_BUDGET } from "../../src/report/formats/markdown.ts";
import { SARIF_RESULTS } from "../../src/report/formats/sarif.ts";
import { PLAIN } from "../../src/report/paint.ts";
import { documentationOf, HOMEPAGE } from "../../src/report/project.ts";
import { passes, type Report } from "../../src/report/report.ts";
import { FORMATS, loadReporter, type Format } from "../../src/report/reporter.ts";
import { gateDocumentSchema } from "../../src/report/schemas.ts";
import { guardCommands } from "../../src/text/printable.ts";
import { conforms } from "../../src/yaml/schema-check.ts";

const VIEW = { paint: PLAIN, width: 80, all: false };

const BASE = "0123456789abcdef0123456789abcdef01234567";

function report(findings: readonly Finding[], more: Partial<Verdict> = {}): Report {
  return {
    kind: "gate",
    verdict: {
      pass: findings.every(({ pending }) => pending === true),
      findings,
      replacements: [],
      usedExceptions: [],
      progress: { remove: 3, done: 2 },
      ...more,
    },
    facts: {
      map: "occurrence_map.yaml",
      mapOrigin: "worktree",
      mapDiffersFromBase: false,
      base: BASE,
      head: "worktree",
      diagnostics: [],
    },
  };
}

function added(path: string, line: number, text: string): Finding {
  return { code: "extra-change", path, head: { first: line, last: line }, before: [], after: [text] };
}

const INVALID: Report = {
  kind: "invalid-map",
  command: "gate",
  map: "occurrence_map.yaml",
  faults: [
    {
      code: "false-total",
      message: "remove_count says 2",
      line: 9,
      column: 3,
      text: "totals:",
      next: "write 3",
    },
  ],
};

async function render(format: Format, of: Report, view = VIEW): Promise<string> {
  return (await loadReporter(format))(of, view);
}

/** Everything that somebody could put into a path, a line or a reason to make a report say something else. */
const HOSTILE = [
  "\u001b[31mred\u001b[0m",
  "\u001b]8;;http://example.invalid\u0007link\u001b]8;;\u0007",
  "::error file=x::forged",
  "::set-output name=x::y",
  "##[error]forged",
  "##vso[task.complete]done",
  "<script>alert(1)</script>",
  "]]></failure><!--",
  "````\n# heading",
  "| cell | @somebody #1 [x](http://example.invalid)",
  "\u202egnp.exe",
  "line\r\nbreak",
  "%0A::error::x",
  "\ud800 lone",
  "\u0000\u0007\u007f\u0085",
];

describe.each(FORMATS)("%s", (format) => {
  test("is one text that ends with a line end, whatever the outcome", async () => {
    for (const one of [report([]), report([added("a.ts", 1, "x")]), INVALID]) {
      const text = await render(format, one);
      expect(text.endsWith("\n")).toBe(true);
      expect(text).not.toContain("\r");
    }
  });

  test("lets nothing of hostile content through", async () => {
    const findings = HOSTILE.flatMap((text): Finding[] => [
      added(text.replaceAll("\0", ""), 3, text),
      { ...added("src/a.ts", 4, text), code: "map-changed", detail: text },
    ]);
    // As main.ts prints it.
    const rendered = await render(format, report(findings));
    const text = format === "github" ? rendered : guardCommands(rendered);
    // Control characters only as line ends; JSON documents hold what is left as escapes.
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).not.toMatch(/##(\[|vso\[)/);
    const commands = text.split("\n").filter((line) => /^\s*::/.test(line));
    expect(
      commands.every((line) => /^::(error|notice) (file=|title=occmap%3A more findings::)/.test(line)),
    ).toBe(true);
    if (format !== "github") expect(commands).toEqual([]);
  });

  test("says the same twice", async () => {
    const one = report([added("a.ts", 1, "x"), added("a.ts", 9, "x")]);
    expect(await render(format, one)).toBe(await render(format, one));
  });
});

describe("the verdict", () => {
  const cases: readonly (readonly [string, Report, boolean])[] = [
    ["nothing found", report([]), true],
    ["only pending entries", report([{ ...added("a", 1, "x"), code: "not-removed", pending: true }]), true],
    ["a finding", report([added("a", 1, "x")]), false],
    ["an invalid map", INVALID, false],
  ];
  test.each(cases)("%s", (_name, one, expected) => {
    expect(passes(one)).toBe(expected);
  });
});

/** The mend of a path that is syntax in a shell, in YAML and in every format; as a person sees it. */
describe("the mend", () => {
  const path = "a `b` <c> 'd' | %0A]]>.ts";
  const command = `git restore --source=${BASE} --staged --worktree -- ':(top,literal)a \`b\` <c> '\\''d'\\'' | %0A]]>.ts'`;
  const item = `- { path: "${path}", reason: "WHY" }`;
  const shown: Readonly<Record<Exclude<Format, "json" | "sarif">, (text: string) => string>> = {
    text: (text) => text,
    github: (text) => text.replaceAll("%25", "%"),
    markdown: (text) => text,
    junit: (text) =>
      text
        .replace(/&#10;/g, "\n")
        .replace(
          /&(lt|gt|quot|apos);/g,
          (_all, name: string) => ({ lt: "<", gt: ">", quot: '"' })[name] ?? "'",
        )
        .replaceAll("&amp;", "&"),
    rdjson: (text) =>
      (JSON.parse(text) as { diagnostics: { message: string }[] }).diagnostics[0]?.message ?? "",
  };

  test.each(Object.entries(shown))("%s shows it whole", async (format, read) => {
    const chosen = FORMATS.find((one) => one === format);
    if (!chosen) throw new Error(`there is no format ${format}`);
    const text = read(await render(chosen, report([added(path, 3, "x")])));
    expect(text).toContain(command);
    expect(text).toContain(item);
  });

  test("in markdown it is code that its content cannot end", async () => {
    const text = await render("markdown", report([added(path, 3, "x")]));
    expect(text).toContain(`- mend: \`\`${command}\`\``);
    expect(text).toContain(`- map: add, under \`exceptions\`: \`\`${item}\`\``);
  });

  test.each(["json", "sarif"] as const)("%s has it as data", async (format) => {
    const document = JSON.parse(await render(format, report([added(path, 3, "x")]))) as {
      findings?: { mend: unknown }[];
      runs?: { results: { properties: { mend: unknown } }[] }[];
    };
    const mend = document.findings?.[0]?.mend ?? document.runs?.[0]?.results[0]?.properties.mend;
    expect(mend).toEqual({ command, map: [{ action: "add", list: "exceptions", item }] });
  });

  test("a fault of the map has none", async () => {
    for (const format of FORMATS)
      expect(await render(format, INVALID)).not.toMatch(/git restore|under exceptions/);
  });
});

describe("sarif", () => {
  const require = createRequire(import.meta.url);
  // The package does not export the schema; it is a file of it all the same.
  const official = require
    .resolve("@microsoft/jest-sarif")
    .replace(/lib[\\/].*$/, "lib/schemas/sarif-2.1.0-rtm.5.json");

  async function validator(): Promise<(value: unknown) => string[]> {
    const { default: draft } = await import("ajv-draft-04");
    const { default: formats } = await import("ajv-formats");
    const ajv = new draft.default({ strict: false, allErrors: true, unicodeRegExp: false });
    formats.default(ajv);
    const schema: unknown = JSON.parse(readFileSync(official, "utf8"));
    if (typeof schema !== "object" || schema === null) throw new Error("the schema is no object");
    const validate = ajv.compile(schema);
    return (value) =>
      validate(value)
        ? []
        : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ""}`);
  }

  test("keeps to the official schema", async () => {
    const faultsOf = await validator();
    const hostile = HOSTILE.map((text) => added(text.replaceAll("\0", ""), 1, text));
    const whole: Finding = {
      code: "extra-file",
      path: "b c/ü.ts",
      base: { first: 0, last: 0 },
      detail: "deleted",
      before: [],
      after: [],
    };
    for (const one of [report([]), report([...hostile, whole]), INVALID]) {
      expect(faultsOf(JSON.parse(await render("sarif", one)))).toEqual([]);
    }
    // The validator is no rubber stamp.
    expect(faultsOf({ version: "2.1.0", runs: [{}] })).not.toEqual([]);
  });

  interface Sarif {
    runs: {
      results: { partialFingerprints: Record<string, string>; ruleId: string; ruleIndex: number }[];
      tool: { driver: { rules: { id: string; helpUri: string }[] } };
      invocations: { exitCode: number; toolExecutionNotifications?: { message: { text: string } }[] }[];
    }[];
  }
  const parse = async (one: Report): Promise<Sarif["runs"][number]> => {
    const { runs } = JSON.parse(await render("sarif", one)) as Sarif;
    const [run] = runs;
    if (!run) throw new Error("no run");
    return run;
  };
  const prints = async (one: Report): Promise<(string | undefined)[]> =>
    (await parse(one)).results.map(({ partialFingerprints }) => partialFingerprints["occmap/v1"]);

  test("fingerprints stay when lines above move, and tell equal findings apart", async () => {
    const before = await prints(
      report([added("a.ts", 4, "x"), added("a.ts", 9, "x"), added("a.ts", 10, "y")]),
    );
    const after = await prints(
      report([added("a.ts", 14, "x"), added("a.ts", 19, "x"), added("a.ts", 20, "y")]),
    );
    expect(after).toEqual(before);
    expect(new Set(before).size).toBe(3);
    expect(await prints(report([added("b.ts", 4, "x")]))).not.toContain(before[0]);
  });

  test("has a rule with a link for each code it uses", async () => {
    const run = await parse(
      report([added("a.ts", 1, "x"), { ...added("a.ts", 2, "x"), code: "new-occurrence" }]),
    );
    const { rules } = run.tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(["extra-change", "new-occurrence"]);
    for (const { id, helpUri } of rules) expect(helpUri).toBe(documentationOf(id));
    for (const { ruleId, ruleIndex } of run.results) expect(rules[ruleIndex]?.id).toBe(ruleId);
  });

  test("says how many results are left out", async () => {
    const many = Array.from({ length: SARIF_RESULTS + 7 }, (_, index) =>
      added("a.ts", index + 1, `x${index}`),
    );
    const run = await parse(report(many));
    expect(run.results).toHaveLength(SARIF_RESULTS);
    expect(run.invocations[0]?.exitCode).toBe(1);
    expect(run.invocations[0]?.toolExecutionNotifications?.[0]?.message.text).toContain(
      `7 of ${SARIF_RESULTS + 7} results are left out`,
    );
  });
});

describe("github", () => {
  test("annotates the line, with everything escaped", async () => {
    const text = await render("github", report([added("src/a,b:c.ts", 7, "50%")]));
    expect(text.split("\n")[0]).toBe(
      "::error file=src/a%2Cb%3Ac.ts,line=7,endLine=7,title=occmap%3A extra-change::" +
        "expected these lines to stand: no remove entry covers them%0Afound: a line was added%0A" +
        "next: undo this part of the change, or plan it: add remove entries, or an exception with a reason%0A" +
        `mend: git restore --source=${BASE} --staged --worktree -- ':(top,literal)src/a,b:c.ts'%0A` +
        'map: add, under exceptions: - { path: "src/a,b:c.ts", reason: "WHY" }',
    );
  });

  test("the last of ten annotations counts the rest, and the log has all", async () => {
    const many = Array.from({ length: 30 }, (_, index) => added(`f${index}.ts`, 1, "x"));
    const lines = (await render("github", report(many))).split("\n");
    const commands = lines.filter((line) => line.startsWith("::"));
    expect(commands).toHaveLength(ANNOTATIONS_OF_A_KIND);
    expect(commands.at(-1)).toContain("21 more findings in 21 files: the log of this step has all 30");
    expect(lines.filter((line) => line.includes("extra-change"))).toHaveLength(
      ANNOTATIONS_OF_A_KIND - 1 + 30 + 1,
    );
  });
});

describe("markdown", () => {
  test("stays under the limit of a comment, with true totals", async () => {
    const many = Array.from({ length: 4000 }, (_, index) =>
      added(`f${index % 9}.ts`, index + 1, "x".repeat(90)),
    );
    const text = await render("markdown", report(many));
    expect(text.length).toBeLessThan(65_000);
    expect(text.length).toBeGreaterThan(MARKDOWN_BUDGET - 2000);
    expect(text).toContain("| 4000 |");
    const shown = text.match(/^\*\*extra-change\*\*/gm)?.length ?? 0;
    expect(text).toContain(`**${4000 - shown} more findings not shown here.**`);
  });

  test("shows a diff in a fence that content cannot close", async () => {
    const text = await render("markdown", report([added("a.md", 3, "```` end")]));
    expect(text).toContain("`````diff\n+ 3: ```` end\n`````");
  });

  test("makes no markup, mention or link of content", async () => {
    const text = await render(
      "markdown",
      report([{ ...added("a", 1, "x"), code: "map-changed", detail: "<b> @you [x](y)" }]),
    );
    expect(text).toContain("&#60;b&#62; &#64;<!-- -->you &#91;x&#93;&#40;y&#41;");
  });
});

describe("junit", () => {
  test("one case for each finding, with numbers that are true", async () => {
    const pending: Finding = { ...added("b.ts", 2, "x"), code: "not-removed", pending: true };
    const text = await render("junit", report([added("a.ts", 1, "<x>"), pending]));
    expect(text).toContain('<testsuite name="occmap gate" tests="2" failures="1" errors="0" skipped="1">');
    expect(text).toContain('<testcase name="extra-change a.ts:1" classname="a.ts">');
    expect(text.match(/<failure /g)).toHaveLength(1);
    expect(text.match(/<skipped /g)).toHaveLength(1);
  });

  test("has no attribute that the schema of Jenkins' xUnit plugin does not know", async () => {
    const allowed: Readonly<Record<string, readonly string[]>> = {
      testsuites: ["name", "time", "tests", "failures", "errors"],
      testsuite: ["name", "tests", "failures", "errors", "skipped", "time", "timestamp", "file"],
      testcase: ["name", "classname", "time"],
      failure: ["type", "message"],
      skipped: ["type", "message"],
      "system-out": [],
    };
    const pending: Finding = { ...added("b.ts", 2, "x"), code: "not-removed", pending: true };
    for (const one of [report([]), report([added("a.ts", 1, "x"), pending]), INVALID]) {
      const text = await render("junit", one);
      for (const [, element = "", rest = ""] of text.matchAll(/<([a-z][\w-]*)((?: [\w-]+="[^"]*")*)\/?>/g)) {
        expect(allowed).toHaveProperty([element]);
        for (const [, attribute] of rest.matchAll(/ ([\w-]+)="/g))
          expect(allowed[element]).toContain(attribute);
      }
    }
  });

  test("a pass is one case that passed", async () => {
    const text = await render("junit", report([]));
    expect(text).toContain('tests="1" failures="0"');
    expect(text.match(/<testcase [^>]*\/>/g)).toHaveLength(1);
  });
});

describe("rdjson", () => {
  test("names source, place, severity and code", async () => {
    const document: unknown = JSON.parse(await render("rdjson", report([added("a.ts", 3, "x")])));
    expect(document).toEqual({
      source: { name: "occmap", url: HOMEPAGE },
      severity: "ERROR",
      diagnostics: [
        {
          message: expect.stringContaining("a line was added"),
          location: { path: "a.ts", range: { start: { line: 3 }, end: { line: 3 } } },
          severity: "ERROR",
          code: { value: "extra-change", url: documentationOf("extra-change") },
        },
      ],
    });
  });
});

describe("json", () => {
  test("keeps to its schema, hostile content included", async () => {
    const text = await render("json", report(HOSTILE.map((one) => added(one, 1, one))));
    expect(await conforms(gateDocumentSchema, JSON.parse(text))).toBe(true);
    const parsed = JSON.parse(text) as { findings: { after: string[] }[] };
    expect(parsed.findings.map(({ after }) => after[0])).toEqual(HOSTILE);
  });
});

describe("text", () => {
  const many = Array.from({ length: 70 }, (_, index) => added(`f${index}.ts`, 1, "x"));

  test("cuts a long list with true totals, and --all shows it", async () => {
    const text = await render("text", report(many));
    expect(text).toContain("… 20 more findings in 20 files; --all shows them");
    expect(text).toContain("rejected: 70 findings in 70 files");
    const all = await render("text", report(many), { ...VIEW, all: true });
    expect(all).toContain("f69.ts");
    expect(all).not.toContain("more findings");
  });

  const changed: Finding = { ...added("a.txt", 3, "x"), base: { first: 3, last: 3 }, before: ["y"] };
  const whole = { first: 0, last: 0 };
  const moved: Finding = {
    code: "submodule-change",
    path: "sub",
    base: whole,
    head: whole,
    before: [],
    after: [],
  };
  test.each<[string, Finding, Partial<Verdict>, boolean]>([
    ["a changed line", changed, {}, true],
    ["a changed line, and nothing is carried out", changed, { progress: { remove: 3, done: 0 } }, false],
    ["a new file", { ...added("a.txt", 0, ""), code: "extra-file", detail: "added" }, {}, false],
    ["a submodule, in which nothing is carried out", moved, {}, false],
  ])("says whether a mend takes back what was carried out: %s", async (_name, finding, more, expected) => {
    const text = await render("text", report([finding], more));
    expect(text.includes("git restore takes back the whole file")).toBe(expected);
  });

  test("a small diff has the line numbers of both sides", async () => {
    const changed: Finding = {
      code: "keep-touched",
      path: "a.ts",
      base: { first: 12, last: 12 },
      head: { first: 9, last: 9 },
      before: ["old"],
      after: ["new"],
    };
    const lines = (await render("text", report([changed]))).split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "a.ts",
      "  base 12 → head 9  keep-touched",
      "       12       - old",
      "              9 + new",
    ]);
  });

  test.each([40, 60, 80, 200])("fits %i columns, but for words that cannot be broken", async (width) => {
    const text = await render("text", report([added("a.ts", 1, "y ".repeat(300))]), { ...VIEW, width });
    for (const line of text
      .split("\n")
      .filter((one) => !one.includes("occurrence_map.yaml") && !one.startsWith("rejected"))
      // What is to be copied is never wrapped.
      .filter((one) => !/^ +(mend |- \{)/.test(one)))
      expect(line.length).toBeLessThanOrEqual(Math.max(width, 60));
  });

  test("a path is a link where the terminal has links", async () => {
    const linked = { ...VIEW, linkTo: () => "file:///r/a.ts" };
    expect(await render("text", report([added("a.ts", 1, "x")]), linked)).toContain(
      "\u001b]8;;file:///r/a.ts\u0007a.ts\u001b]8;;\u0007",
    );
  });
});
