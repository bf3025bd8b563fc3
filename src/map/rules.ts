/**
 * What a map must obey beyond its shape: paths and globs that mean something, no contradictions between
 * entries, totals that are true. One function a rule; each says what is wrong and how to mend it.
 */
import { faultAt } from "./fault-at.ts";
import { countTotals, lastLine, placeOf, type Entry, type OccurrenceMap } from "./model.ts";
import { moveFaults } from "./move-rules.ts";
import { stringFaults, type WrittenStrings } from "./string-rules.ts";
import { compileGlob, globFault } from "../paths/glob.ts";
import { pathFault } from "../paths/repo-path.ts";
import type { ValuePath, YamlDocument } from "../yaml/document.ts";
import type { Fault } from "../yaml/fault.ts";

/** An entry and where it stands in the file. */
export interface Located {
  readonly entry: Entry;
  readonly at: ValuePath;
  readonly document: YamlDocument;
}

interface WholeMap {
  readonly map: OccurrenceMap;
  readonly written: WrittenStrings;
  readonly entries: readonly Located[];
  readonly totals: { readonly remove_count: number; readonly keep_count: number };
  readonly document: YamlDocument;
}

/** Rules that look at one entry. */
export function entryFaults(located: Located, document: YamlDocument): Fault[] {
  const { entry, at } = located;
  const faults: Fault[] = [];
  const add = (key: string, code: string, message: string, next: string): void => {
    faults.push(faultAt(document, [...at, key], code, message, next));
  };
  const badPath = pathFault(entry.path);
  if (badPath !== undefined)
    add("path", "bad-path", `the path ${badPath}`, "name the file as git ls-files does");
  if (entry.endLine !== undefined) {
    if (entry.line === 0)
      add("end_line", "bad-block", "a whole file (line 0) has no end_line", "remove end_line");
    else if (entry.endLine < entry.line) {
      add(
        "end_line",
        "bad-block",
        `the block ends at ${entry.endLine}, before it begins`,
        "give the last line of the block",
      );
    }
  }
  if (entry.column !== undefined && (entry.line === 0 || entry.endLine !== undefined)) {
    add("column", "bad-column", "a column belongs to a single line", "remove column");
  }
  return faults;
}

/** Rules that look at the whole map. */
export function ruleFaults(whole: WholeMap): Fault[] {
  return [
    ...stringFaults(whole),
    ...timeRule(whole),
    ...globRules(whole),
    ...duplicateRules(whole),
    ...contradictionRules(whole),
    ...moveFaults(whole.map, whole.entries, whole.document),
    ...totalsRule(whole),
  ];
}

function timeRule({ map, document }: WholeMap): Fault[] {
  if (!Number.isNaN(Date.parse(map.generatedAt))) return [];
  return [
    faultAt(
      document,
      ["generated_at"],
      "bad-time",
      "generated_at is not a time",
      "write it like 2026-04-27T18:00:45Z",
    ),
  ];
}

function globRules({ map, document }: WholeMap): Fault[] {
  const faults: Fault[] = [];
  const check = (at: ValuePath, glob: string): void => {
    const fault = globFault(glob);
    if (fault !== undefined)
      faults.push(faultAt(document, at, "bad-glob", fault, "write it like src/**/*.ts"));
  };
  map.scope.include.forEach((glob, index) => check(["scope", "include", index], glob));
  map.scope.exclude.forEach((glob, index) => check(["scope", "exclude", index], glob));
  map.exceptions.forEach(({ path }, index) => {
    const at = ["exceptions", index, "path"];
    check(at, path);
    const blanket = blanketFault(path);
    if (blanket !== undefined) {
      faults.push(
        faultAt(
          document,
          at,
          "blanket-exception",
          `the exception ${path} ${blanket}`,
          "name the files, or a folder further down",
        ),
      );
    }
  });
  return faults;
}

/** Why no exception may name `path`, as the end of a sentence; undefined for one that may. */
export function exceptionFault(path: string): string | undefined {
  return globFault(path) ?? blanketFault(path);
}

function blanketFault(path: string): string | undefined {
  return isBlanket(path) ? "covers everything, or a whole top-level folder" : undefined;
}

/**
 * Names that nobody gives to a file; what matches one of them was not meant for a particular file. Of many characters,
 * in many lengths, so that leaving one out (`*[!a]`) or counting them (`{?,??}`) does not get round the rule.
 */
const NOBODY = [
  "occmap-probe-7f3a",
  ...Array.from("aeoqxz09AQZ_-").flatMap((one) =>
    [3, 4, 5, 6, 7, 8, 9, 13].map((length) => one.repeat(length)),
  ),
];

/**
 * Does the glob match everything at the root, or everything in some top-level folder? Answered by trying
 * names nobody has: below the root, and below each folder that the glob's first segment can stand for.
 */
function isBlanket(glob: string): boolean {
  if (globFault(glob) !== undefined) return false;
  const matches = compileGlob(glob, "files");
  return ["", ...firstSegments(glob)].some((folder) => {
    const prefix = folder === "" ? "" : `${folder}/`;
    return NOBODY.some((name) =>
      ["", `.${name}`, `/${name}.${name}`].some((rest) => matches(`${prefix}${name}${rest}`)),
    );
  });
}

/** Folder names that the first segment of `glob` matches, one for each of its alternatives. */
function firstSegments(glob: string): string[] {
  const [, before = "", alternatives = "", after = ""] = /^([^{]*)\{([^}]*)\}(.*)$/s.exec(glob) ?? [];
  const expanded =
    alternatives === "" ? [glob] : alternatives.split(",").map((one) => `${before}${one}${after}`);
  return expanded.flatMap((one) => {
    const [segment = "", ...rest] = one.split("/");
    if (rest.length === 0) return [];
    if (one !== glob && one.includes("{")) return firstSegments(one);
    return [segment.replace(/\[[^\]]+\]/g, memberOf).replace(/[*?]/g, "x")];
  });
}

/** A character of the set, among those that names are made of where there is one. */
function memberOf(set: string): string {
  const matches = compileGlob(set, "files");
  return Array.from(NAME_CHARACTERS).find(matches) ?? set.charAt(1);
}

const NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

function duplicateRules({ entries, document }: WholeMap): Fault[] {
  const seen = new Map<string, Located>();
  return entries.flatMap((located) => {
    const { category, path, line, column } = located.entry;
    const key = JSON.stringify([category, path, line, column ?? null]);
    const first = seen.get(key);
    if (!first) {
      seen.set(key, located);
      return [];
    }
    // The same place with the other decision is a contradiction, and reported as one.
    if (first.entry.decision !== located.entry.decision) return [];
    const { line: at } = document.locate(first.at);
    return [
      faultAt(
        document,
        located.at,
        "duplicate-entry",
        `${placeOf(located.entry)} already has an entry in ${category} (line ${at} of the map)`,
        "remove one of the two",
      ),
    ];
  });
}

/** The same line may not be both removed and kept, unless columns tell the two apart. */
function contradictionRules({ map, entries, document }: WholeMap): Fault[] {
  const faults: Fault[] = [];
  for (const inFile of groupByPath(entries).values()) {
    faults.push(...wholeFileContradictions(inFile, map, document), ...lineContradictions(inFile, document));
  }
  return faults;
}

function groupByPath(entries: readonly Located[]): Map<string, Located[]> {
  const groups = new Map<string, Located[]>();
  for (const located of entries) {
    const group = groups.get(located.entry.path);
    if (group) group.push(located);
    else groups.set(located.entry.path, [located]);
  }
  return groups;
}

function wholeFileContradictions(
  inFile: readonly Located[],
  map: OccurrenceMap,
  document: YamlDocument,
): Fault[] {
  const removal = inFile.find(({ entry }) => entry.line === 0 && entry.decision === "remove");
  if (!removal) return [];
  return inFile.flatMap(({ entry, at }) => {
    if (entry.decision !== "keep" || (entry.line !== 0 && map.operation === "rename")) return [];
    const message =
      entry.line === 0
        ? `${entry.path} is both removed and kept`
        : `${placeOf(entry)} is kept, but the whole file ${entry.path} is removed`;
    return [faultAt(document, at, "contradiction", message, "decide for one of the two")];
  });
}

function lineContradictions(inFile: readonly Located[], document: YamlDocument): Fault[] {
  const onLines = inFile
    .filter(({ entry }) => entry.line > 0)
    .sort((a, b) => a.entry.line - b.entry.line || lastLine(b.entry) - lastLine(a.entry));
  const faults: Fault[] = [];
  // Lines that a block or entry before this one still covers, by decision.
  const reach: Record<"remove" | "keep", Located[]> = { remove: [], keep: [] };
  for (const located of onLines) {
    const { entry } = located;
    const opposite = entry.decision === "remove" ? "keep" : "remove";
    reach[opposite] = reach[opposite].filter((other) => lastLine(other.entry) >= entry.line);
    const rival = reach[opposite].find((other) => !toldApart(entry, other.entry));
    if (rival) {
      const { line } = document.locate(rival.at);
      faults.push(
        faultAt(
          document,
          located.at,
          "contradiction",
          `${placeOf(entry)} is to be ${past(entry)}, but ${placeOf(rival.entry)} is to be ${past(rival.entry)} (line ${line} of the map)`,
          "decide for one of the two, or give both a column",
        ),
      );
    }
    reach[entry.decision].push(located);
  }
  return faults;
}

function toldApart(a: Entry, b: Entry): boolean {
  return a.column !== undefined && b.column !== undefined && a.column !== b.column;
}

function past({ decision }: Entry): string {
  return decision === "remove" ? "removed" : "kept";
}

function totalsRule({ map, totals, document }: WholeMap): Fault[] {
  const actual = countTotals(map.entries);
  const check = (key: "remove_count" | "keep_count", counted: number): Fault[] => {
    if (totals[key] === counted) return [];
    return [
      faultAt(
        document,
        ["totals", key],
        "false-total",
        `${key} says ${totals[key]}, but the map has ${counted} such entries`,
        `write ${key}: ${counted}`,
      ),
    ];
  };
  return [...check("remove_count", actual.remove), ...check("keep_count", actual.keep)];
}
