/**
 * The strings of a map and what becomes of them: each named once, each with a replacement in a rename map, and
 * none in a remove map. docs/map-format.md, "Several targets", is the same in words for authors.
 */
import { faultAt } from "./fault-at.ts";
import { replacementsOf, stringsOf, type OccurrenceMap } from "./model.ts";
import type { ValuePath, YamlDocument } from "../yaml/document.ts";
import type { Fault } from "../yaml/fault.ts";

/** An item of `targets` as it stands in the file. */
export interface WrittenTarget {
  readonly from: string;
  readonly to?: string;
}

/** The strings as the file has them; `map` has them joined. */
export interface WrittenStrings {
  readonly related: readonly string[];
  readonly replacement: string | undefined;
  readonly targets: readonly WrittenTarget[];
}

interface Case {
  readonly map: OccurrenceMap;
  readonly written: WrittenStrings;
  readonly document: YamlDocument;
}

export function stringFaults(input: Case): Fault[] {
  return [
    ...unicodeRule(input),
    ...duplicateRules(input),
    ...(input.map.operation === "remove" ? removeRules(input) : renameRules(input)),
  ];
}

/** Every string of the file and where it stands. */
function places({ map, written }: Case): { readonly at: ValuePath; readonly text: string }[] {
  return [
    { at: ["target_string"], text: map.targetString },
    ...written.related.map((text, index) => ({ at: ["related_strings", index], text })),
    ...(written.replacement === undefined ? [] : [{ at: ["replacement"], text: written.replacement }]),
    ...written.targets.flatMap(({ from, to }, index) => [
      { at: ["targets", index, "from"], text: from },
      ...(to === undefined ? [] : [{ at: ["targets", index, "to"], text: to }]),
    ]),
  ];
}

function unicodeRule(input: Case): Fault[] {
  return places(input)
    .filter(({ text }) => !text.isWellFormed())
    .map(({ at }) =>
      faultAt(
        input.document,
        at,
        "bad-string",
        "the string is not valid Unicode",
        "write it without lone surrogates",
      ),
    );
}

function duplicateRules({ map, written, document }: Case): Fault[] {
  const related = written.related.flatMap((text, index) =>
    text !== map.targetString
      ? []
      : [
          faultAt(
            document,
            ["related_strings", index],
            "duplicate-string",
            "the target stands again among the related strings",
            "remove it here",
          ),
        ],
  );
  const seen = new Set<string>();
  const targets = written.targets.flatMap(({ from }, index) => {
    if (!seen.has(from)) {
      seen.add(from);
      return [];
    }
    const message = `${JSON.stringify(from)} has an item already`;
    return [
      faultAt(document, ["targets", index, "from"], "duplicate-string", message, "remove one of the two"),
    ];
  });
  return [...related, ...targets];
}

function removeRules({ written, document }: Case): Fault[] {
  const fault = (at: ValuePath, message: string, next: string): Fault =>
    faultAt(document, at, "bad-operation", message, next);
  return [
    ...(written.replacement === undefined
      ? []
      : [
          fault(
            ["replacement"],
            "a replacement needs operation: rename",
            "add operation: rename, or remove replacement",
          ),
        ]),
    ...written.targets.flatMap(({ to }, index) =>
      to === undefined
        ? []
        : [
            fault(
              ["targets", index, "to"],
              "to needs operation: rename",
              "add operation: rename, or remove to",
            ),
          ],
    ),
  ];
}

function renameRules({ map, written, document }: Case): Fault[] {
  const replacements = replacementsOf(map);
  const faults: Fault[] = [];
  for (const string of stringsOf(map)) {
    const at = placeOf(string, map, written);
    const to = replacements.get(string);
    if (to === undefined) {
      const next =
        string === map.targetString
          ? "add replacement"
          : `add { from: ${JSON.stringify(string)}, to: … } to targets`;
      const message =
        string === map.targetString
          ? "operation: rename needs a replacement"
          : `in a rename map each string needs a replacement of its own, and ${JSON.stringify(string)} has none`;
      faults.push(
        faultAt(document, string === map.targetString ? ["operation"] : at, "bad-operation", message, next),
      );
    } else if (to === string) {
      faults.push(
        faultAt(
          document,
          at,
          "bad-operation",
          `${JSON.stringify(string)} becomes itself`,
          "write another replacement, or drop the string",
        ),
      );
    }
  }
  const own = written.targets.findIndex(({ from }) => from === map.targetString);
  const to = written.targets[own]?.to;
  if (to !== undefined && written.replacement !== undefined && to !== written.replacement) {
    faults.push(
      faultAt(
        document,
        ["targets", own, "to"],
        "contradiction",
        `the target becomes ${JSON.stringify(to)} here, and ${JSON.stringify(written.replacement)} under replacement`,
        "keep one of the two",
      ),
    );
  }
  return faults;
}

/** Where the file says what becomes of `string`, or at least names it. */
function placeOf(string: string, map: OccurrenceMap, written: WrittenStrings): ValuePath {
  const target = written.targets.findIndex(({ from }) => from === string);
  if (target !== -1) return ["targets", target];
  if (string === map.targetString)
    return written.replacement === undefined ? ["target_string"] : ["replacement"];
  return ["related_strings", written.related.indexOf(string)];
}
