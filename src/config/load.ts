/**
 * occmap.yaml at the repository root: checked, and turned into settings.
 *
 * A file that is wrong is an error with every fault in it, never half a configuration.
 */
import { sortingGlobs, sortingSettings, type SortingFile } from "../classify/settings.ts";
import { BUILT_IN_RULE_NAMES, type ProjectRule } from "../decide/rules.ts";
import { OccmapError } from "../diagnostics/errors.ts";
import type { Category } from "../map/categories.ts";
import { compileGlob, globFault } from "../paths/glob.ts";
import { readYaml, type ValuePath, type YamlDocument } from "../yaml/document.ts";
import type { Fault } from "../yaml/fault.ts";
import { compareFaults, faultLines } from "../yaml/fault.ts";
import { schemaFaults } from "../yaml/schema-check.ts";
import { DEFAULT_CONFIG, type Config } from "./config.ts";
import { configSchema } from "./schema.ts";

/** What the schema guarantees. */
interface ConfigFile {
  readonly decisions?: { readonly disable?: readonly string[]; readonly rules?: readonly RuleFile[] };
  readonly sorting?: SortingFile;
}

interface RuleFile {
  readonly decision: "remove" | "keep";
  readonly reason?: string;
  readonly path?: string;
  readonly category?: Category;
  readonly match?: string;
}

/** Throws `OccmapError` (config-invalid) that lists every fault with its place. */
export async function parseConfig(bytes: Buffer, name: string): Promise<Config> {
  const reading = readYaml(bytes);
  if ("faults" in reading) throw invalid(name, reading.faults);
  const { document } = reading;
  // An empty file, or one of comments only, says nothing, and that is allowed.
  if (document.value === null) return DEFAULT_CONFIG;
  const violations = await schemaFaults(configSchema, document);
  if (violations.length > 0) throw invalid(name, violations);
  // The one place where checked data becomes typed data: the schema above is the proof.
  const { decisions = {}, sorting = {} } = document.value as ConfigFile;
  const rules = decisions.rules ?? [];
  const faults = [
    ...rules.flatMap((rule, index) => ruleFaults(rule, index, document)),
    ...sortingGlobs(sorting).flatMap(({ path, glob }) => globFaults(["sorting", ...path], glob, document)),
  ].sort(compareFaults);
  if (faults.length > 0) throw invalid(name, faults);
  const disabled = new Set(decisions.disable ?? []);
  return {
    disabled: new Set(BUILT_IN_RULE_NAMES.filter((rule) => disabled.has(rule))),
    projectRules: rules.map(toRule),
    sorting: sortingSettings(sorting),
  };
}

function toRule({ decision, reason, path, category, match }: RuleFile): ProjectRule {
  return {
    matchesPath: path === undefined ? () => true : compileGlob(path, "trees"),
    ...(category === undefined ? {} : { category }),
    ...(match === undefined ? {} : { match }),
    decided: decision === "keep" ? { decision, keepReason: reason ?? "" } : { decision },
  };
}

function ruleFaults(rule: RuleFile, index: number, document: YamlDocument): Fault[] {
  const faults: Fault[] = [];
  if (rule.decision === "keep" && rule.reason === undefined) {
    const position = document.locate(["decisions", "rules", index, "decision"]);
    const text = document.sourceAt(position);
    const message = "a rule that keeps needs a reason";
    faults.push({ code: "missing-key", message, ...position, text, next: "add reason" });
  }
  return rule.path === undefined
    ? faults
    : [...faults, ...globFaults(["decisions", "rules", index, "path"], rule.path, document)];
}

function globFaults(path: ValuePath, glob: string, document: YamlDocument): Fault[] {
  const message = globFault(glob);
  if (message === undefined) return [];
  const position = document.locate(path);
  const text = document.sourceAt(position);
  return [{ code: "bad-glob", message, ...position, text, next: "write it like src/**/*.ts" }];
}

function invalid(name: string, faults: readonly Fault[]): OccmapError {
  return new OccmapError({
    code: "config-invalid",
    message: `${name} is not valid:\n${faultLines(name, faults).join("\n")}`,
    where: name,
    next: "mend these places; docs/configuration.md describes the file",
  });
}
