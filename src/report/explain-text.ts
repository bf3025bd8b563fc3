/** What `occmap explain` tells a person: the role, the surroundings, the rules in their order, how to override. */
import type { Explanation, RuleAnswer } from "../classify/explain.ts";
import { CATEGORY_TITLES } from "../map/categories.ts";
import { printable, shorten } from "../text/printable.ts";
import type { Paint } from "./paint.ts";

const LONGEST_TEXT = 100;
const MARKS: Readonly<Record<RuleAnswer["answer"], string>> = { won: "=>", behind: " +", no: " -" };

export function explainText(explanations: readonly Explanation[], paint: Paint): string {
  return `${explanations.map((one) => explanationLines(one, paint).join("\n")).join("\n\n")}\n`;
}

function explanationLines({ occurrence, sorting, ...seen }: Explanation, paint: Paint): string[] {
  const { path, line, column, needle } = occurrence;
  const { site } = seen;
  const fact = (name: string, value: string | undefined): string[] =>
    value === undefined || value === "" ? [] : [`  ${name.padEnd(12)}${printable(value)}`];
  return [
    paint.bold(`${printable(path)}:${line}:${column}: ${printable(needle)} is ${sorting.category}`),
    ...fact("category", CATEGORY_TITLES[sorting.category]),
    ...fact("because", sorting.reason),
    ...fact("close to", sorting.close),
    ...fact("role", `${site.role}: ${site.what}`),
    ...fact("text", shorten(site.text.trim(), LONGEST_TEXT)),
    ...fact("inside", seen.around.join("; ")),
    ...fact("scope", site.scope.join(" > ")),
    ...fact("keys", site.keys.join(" > ")),
    ...fact("under", site.heading),
    ...fact("embedded in", site.embedded),
    ...fact("test", site.test),
    ...fact("read as", `${seen.readAs}, by ${READINGS[site.reading]}`),
    ...fact("doubt", site.doubt),
    "",
    "  Rules, in their order (=> decided, + would apply but came later, - does not apply):",
    ...seen.rules.map((rule) => ruleLine(rule, paint)),
    ...remedyLines(seen.remedies),
  ];
}

const READINGS: Readonly<Record<Explanation["site"]["reading"], string>> = {
  syntax: "its parser",
  format: "the reader of its format",
  tokens: "its tokens (no parser was used)",
};

function ruleLine({ id, answer, category, words }: RuleAnswer, paint: Paint): string {
  const line = printable(
    `  ${MARKS[answer]} ${id.padEnd(13)}${category === undefined ? "" : `${category}: `}${words}`,
  );
  return answer === "won" ? paint.good(line) : answer === "no" ? paint.dim(line) : line;
}

function remedyLines(remedies: Explanation["remedies"]): string[] {
  if (remedies.length === 0) return [];
  return [
    "",
    "  To override, put one of these into occmap.yaml at the root:",
    ...remedies.flatMap(({ when, yaml }) => [
      `  # ${printable(when)}`,
      ...yaml
        .trimEnd()
        .split("\n")
        .map((line) => `  ${printable(line)}`),
    ]),
  ];
}
