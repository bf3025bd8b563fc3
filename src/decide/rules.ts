/**
 * Remove or keep: the rules that decide for an occurrence, in order; the first that applies wins.
 *
 * They propose, a person disposes: each rule keeps what is most often kept, and says why in words that go into
 * the map. What no rule keeps is removed. A project switches rules off and puts its own first (occmap.yaml).
 */
import type { Category } from "../map/categories.ts";
import type { Occurrence } from "../occurrence/occurrence.ts";
import { baseName, folderOf } from "../paths/repo-path.ts";
import { standsInLongerName, type Surroundings } from "./longer-name.ts";

/** Everything that a rule may look at. */
export interface Decidable {
  readonly occurrence: Occurrence;
  readonly category: Category;
  /** What stands around the match on its line, or in its path. */
  readonly surroundings: Surroundings;
}

export type Decided =
  | { readonly decision: "remove" }
  /** `rule` is the built-in rule that kept it; absent where the project's own rule did. */
  | { readonly decision: "keep"; readonly keepReason: string; readonly rule?: BuiltInRule };

/** A rule of the project's own. All conditions that are given must hold. */
export interface ProjectRule {
  readonly matchesPath: (path: string) => boolean;
  readonly category?: Category;
  readonly match?: string;
  readonly decided: Decided;
}

export interface DecisionSettings {
  /** Folder of the plan itself, or undefined where the plan has no folder of its own. */
  readonly planFolder?: string;
  readonly disabled: ReadonlySet<BuiltInRule>;
  readonly projectRules: readonly ProjectRule[];
}

/** Why an occurrence stays, or undefined where the rule does not apply to it. */
type Keeper = (candidate: Decidable) => string | undefined;

interface KeepRule {
  readonly about: string;
  /** The rule for the occurrences in one file; undefined where it applies to none of them. */
  readonly inFile: (path: string, settings: DecisionSettings) => Keeper | undefined;
}

const CHANGE_LOG =
  /^(change[-_ ]?logs?|changes|history|news|release[-_ ]?notes|release[-_ ]?history|releases)(\.[a-z0-9]+)?$/i;
const CHANGE_LOG_FOLDER =
  /^(\.changeset|changelogs?|changelog\.d|newsfragments|release[-_]?notes|releasenotes)$/i;
const LEDGER = /(\.(jsonl|ndjson|log)|(^|[-_.])(ledger|journal)([-_.][a-z0-9]+)?)$/i;
const VENDOR_FOLDER =
  /^(vendor|vendored|_vendor|third[-_]?party|node_modules|bower_components|site-packages|pods)$/i;

export const BUILT_IN_RULES = {
  "plan-folder": {
    about: "the plan's own folder describes the change",
    inFile: (path, { planFolder }) =>
      planFolder !== undefined && path.startsWith(`${planFolder}/`)
        ? () => "describes this change"
        : undefined,
  },
  "change-log": {
    about: "change logs and release histories record the past",
    inFile: (path) =>
      CHANGE_LOG.test(baseName(path)) || inFolder(path, CHANGE_LOG_FOLDER)
        ? () => "change log: records what was released"
        : undefined,
  },
  ledger: {
    about: "append-only ledgers are never edited",
    inFile: (path) =>
      LEDGER.test(baseName(path)) || path === ".kittify/metadata.yaml"
        ? () => "append-only ledger: entries are never edited"
        : undefined,
  },
  "vendored-code": {
    about: "vendored code is changed where it comes from",
    inFile: (path) =>
      inFolder(path, VENDOR_FOLDER) ? () => "vendored code: changed where it comes from" : undefined,
  },
  "binary-file": {
    about: "no line can be removed from a binary file",
    inFile:
      () =>
      ({ occurrence: { kind } }) =>
        kind === "binary" ? "binary file: no line can be removed from it" : undefined,
  },
  "longer-name": {
    about: "a match inside a longer name is another name",
    inFile:
      () =>
      ({ occurrence: { needle }, surroundings }) => {
        const name = standsInLongerName(needle, surroundings);
        return name === undefined ? undefined : `part of the longer name ${name}`;
      },
  },
} as const satisfies Record<string, KeepRule>;

export type BuiltInRule = keyof typeof BUILT_IN_RULES;
export const BUILT_IN_RULE_NAMES = Object.keys(BUILT_IN_RULES).filter((name) => isBuiltInRule(name));

export function isBuiltInRule(name: string): name is BuiltInRule {
  return Object.hasOwn(BUILT_IN_RULES, name);
}

const REMOVE: Decided = { decision: "remove" };

/**
 * Decides for the occurrences in one file; what depends on its path alone is asked once. Pure; the answer for one
 * occurrence does not depend on others.
 */
export function deciderFor(path: string, settings: DecisionSettings): (candidate: Decidable) => Decided {
  const own = settings.projectRules.filter(({ matchesPath }) => matchesPath(path));
  const builtIn = BUILT_IN_RULE_NAMES.filter((name) => !settings.disabled.has(name)).flatMap((name) => {
    const rule: KeepRule = BUILT_IN_RULES[name];
    const keeper = rule.inFile(path, settings);
    return keeper ? [{ name, keeper }] : [];
  });
  return (candidate) => {
    const applying = own.find((rule) => applies(rule, candidate));
    if (applying) return applying.decided;
    for (const { name, keeper } of builtIn) {
      const keepReason = keeper(candidate);
      if (keepReason !== undefined) return { decision: "keep", keepReason, rule: name };
    }
    return REMOVE;
  };
}

function applies({ category, match }: ProjectRule, { occurrence, category: sorted }: Decidable): boolean {
  return (
    (category === undefined || category === sorted) && (match === undefined || match === occurrence.needle)
  );
}

function inFolder(path: string, folder: RegExp): boolean {
  return folderOf(path)
    .split("/")
    .some((part) => folder.test(part));
}
